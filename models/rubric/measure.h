/* SPDX-License-Identifier: GPL-3.0-or-later */
/** How well verdicts agree with labels, and where to draw the line. */
#ifndef MEASURE_H
#define MEASURE_H

#include "learn.h"

/** What a model that never saw an answer said about it. */
struct judged {
    const struct answer *answer;        /* NULL: not judged */
    float scores[CRITERIA];             /* before calibration */
    float chances[CRITERIA];            /* after; by a calibration that did not see it either */
    float overlap[CRITERIA];            /* token F1 of the evidence; negative: none marked */
};

/** Fit scores to probabilities, judge the answers by that, and choose the thresholds. */
bool measure_calibrate(struct judged *judged, size_t count,
                       struct calibration calibration[CRITERIA]);

/** One line a criterion: answers, precision, recall, F1, overlap; then the means. */
void measure_print(const struct judged *judged, size_t count,
                   const struct calibration calibration[CRITERIA], FILE *out);

/** Judge `answer` by `model`, whose calibration is 1, 0. False: no memory. */
bool measure_judge(const struct model *model, const struct answer *answer, struct judged *judged);

/** Raters agree about it; it is a whole answer and so helps to set thresholds; it meets it. */
bool measure_counts(const struct judged *judged, size_t c);
bool measure_is_whole(const struct judged *judged, size_t c);
bool measure_is_met(const struct judged *judged, size_t c);

/**
 * What a met criterion weighs beside one that is not met: many of our answers were written to
 * show other criteria or traps, so that what is rare in them counts as if one in six met it.
 */
double measure_weight(const struct judged *judged, size_t count, size_t c);

enum { MEASURE_FOLDS = 5 };

/**
 * Fit a criterion's probability to the answers but every MEASURE_FOLDS-th from `fold` on (from
 * MEASURE_FOLDS on: to all). False: no memory.
 */
bool measure_fit(const struct judged *judged, size_t count, size_t c, size_t fold,
                 struct calibration *calibration);
float measure_chance(const struct judged *judged, size_t c, const struct calibration *calibration);

#endif
