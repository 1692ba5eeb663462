/* SPDX-License-Identifier: GPL-3.0-or-later */
/** Parts of the feedback screen: tabs, checklist and the person's words. */
#ifndef FEEDBACK_VIEW_H
#define FEEDBACK_VIEW_H

#include "view.h"

/** Tabs over a panel; returns their height. The panel begins right below. */
double feedback_tabs(struct view *v, struct rect box);
/** The same as a column of buttons, for large text. */
void feedback_group_list(struct view *v, struct rect box);
/** Rows of the open group, scrolling where they do not fit. */
void feedback_list(struct view *v, struct rect box);
double feedback_list_height(struct view *v, double width);
/** The words with the open group's evidence; touched words can be struck or corrected. */
void feedback_words(struct view *v, struct rect box, enum type_style style);
/** The open group of the shown report, even where the state names one that it does not have. */
enum rubric_group feedback_open_group(const struct view *v);

#endif
