/* SPDX-License-Identifier: GPL-3.0-or-later */
/** How well verdicts agree with labels, and where to draw the line. */
#ifndef MEASURE_H
#define MEASURE_H

#include "learn.h"

/** What a model that never saw an answer said about it. */
struct judged {
    const struct answer *answer;        /* NULL: not judged */
    float scores[CRITERIA];             /* before calibration */
    float overlap[CRITERIA];            /* token F1 of the evidence; negative: none marked */
};

/** Fit score to probability, and choose the thresholds. */
void measure_calibrate(const struct judged *judged, size_t count,
                       struct calibration calibration[CRITERIA]);

/** One line a criterion: answers, precision, recall, F1, overlap; then the means. */
void measure_print(const struct judged *judged, size_t count,
                   const struct calibration calibration[CRITERIA], FILE *out);

/** Judge `answer` by `model`, whose calibration is 1, 0. False: no memory. */
bool measure_judge(const struct model *model, const struct answer *answer, struct judged *judged);

#endif
