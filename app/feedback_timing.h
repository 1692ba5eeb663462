/* SPDX-License-Identifier: GPL-3.0-or-later */
/** Timing of an answer as pictures: range bars, figure tiles and the timeline strip. */
#ifndef FEEDBACK_TIMING_H
#define FEEDBACK_TIMING_H

#include "view.h"

enum figure_id { FIGURE_LENGTH, FIGURE_START, FIGURE_PACE, FIGURE_PAUSES, FIGURE_FILLERS,
                 FIGURE_COUNT };

/** One figure of a report, ready to be shown. Texts live in the view's frame. */
struct figure {
    const char *label, *value, *note;   /* note: "Aim 110–170", or what the figure is */
    const char *range;                  /* "110–170", with an aim */
    const char *remark;                 /* "A bit high"; "" in range */
    bool has_aim;                       /* false: for information, no bar */
    double at, low, high;               /* shares of the bar's length, 0 to 1 */
};

struct figure figure_of(struct view *v, enum figure_id id, const struct attempt *attempt);
/** Bar with the aim's range and a mark at `at`; `from` (negative: none) is the first try's ring. */
void range_bar(struct view *v, struct rect bar, const struct figure *figure, double from);
/** Five tiles side by side. */
void figure_tiles(struct view *v, struct rect box, const struct attempt *attempt);
/** Their height. */
double figure_tiles_height(struct view *v);

/** Seconds that a strip reaches: the good length and more, or the whole answer. */
double strip_axis(const struct attempt *attempt);
/** Speech, pauses, fillers, good length and end on one line of `axis_s` seconds around `box`'s middle. */
void strip_draw(struct view *v, struct rect box, const struct attempt *attempt, double axis_s,
                double playhead_s);
/** What the strip's shapes mean, and "Good length" over its block. */
void strip_legend(struct view *v, struct rect line, const struct attempt *attempt, double axis_s);
/** 0:00, 0:30, "You: 1:17", the end. */
void strip_labels(struct view *v, struct rect line, const struct attempt *attempt, double axis_s);

#endif
