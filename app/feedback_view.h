/* SPDX-License-Identifier: GPL-3.0-or-later */
/** Parts of the feedback screen: tabs, checklist and the person's words. */
#ifndef FEEDBACK_VIEW_H
#define FEEDBACK_VIEW_H

#include "widgets.h"

/**
 * Large text: two of four buttons in the action bar at the bottom of `room`, the others behind More at
 * the left. Returns the room above.
 */
struct rect feedback_short_bar(struct view *v, struct rect room, const struct button b[4]);
/** Tabs over a panel; returns their height. The panel begins right below. */
double feedback_tabs(struct view *v, struct rect box);
/** The same as a column of buttons, for large text. */
void feedback_group_list(struct view *v, struct rect box);
/** Rows of the open group, scrolling where they do not fit. */
void feedback_list(struct view *v, struct rect box);
double feedback_list_height(struct view *v, double width);
/** The words with the open group's evidence; touched words can be struck or corrected. */
void feedback_words(struct view *v, struct rect box, enum type_style style);
/** The person's own words as one quoted line; lives until the frame ends. */
const char *feedback_quote(struct view *v, const struct rubric_report *r, struct rubric_span span);
/** The open group of the shown report, even where the state names one that it does not have. */
enum rubric_group feedback_open_group(const struct view *v);

#endif
