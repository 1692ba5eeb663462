/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * A report as the feedback shows it: five groups with their rows. Qualities are
 * rows of "Your plan", and only when they were found: nobody has to show five.
 */
#ifndef FEEDBACK_ROWS_H
#define FEEDBACK_ROWS_H

#include <rubric.h>

#define FEEDBACK_ROWS_MAX   16
#define FEEDBACK_GROUPS_MAX 5

/** Groups that the question has, in the order of their tabs; returns how many. */
size_t feedback_groups(const struct rubric_report *report,
                       enum rubric_group groups[FEEDBACK_GROUPS_MAX]);
/** The group that is open when `wanted` was chosen: another one when the question has not got it. */
enum rubric_group feedback_group_for(const struct rubric_report *report, int wanted);
/** Rows of one group, in order; returns how many. */
size_t feedback_rows(const struct rubric_report *report, enum rubric_group group,
                     const struct rubric_finding *rows[FEEDBACK_ROWS_MAX]);

struct feedback_count {
    size_t good, all;   /* covered; for watch-outs: clear */
    size_t unheard;     /* of all: too little was understood to say */
};
struct feedback_count feedback_count(const struct rubric_report *report, enum rubric_group group);
/** Of all groups but the watch-outs. */
struct feedback_count feedback_covered(const struct rubric_report *report);
/** Covered, or a watch-out that was avoided. */
bool feedback_good(const struct rubric_finding *finding);

#endif
