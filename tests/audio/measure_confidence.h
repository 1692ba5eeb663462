/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * Whether stated confidences are true: reliability, ranking, and a table fitted
 * on half of the speakers and judged on the other half.
 */
#ifndef MEASURE_CONFIDENCE_H
#define MEASURE_CONFIDENCE_H

#include <stdbool.h>
#include <stddef.h>

struct judged_word {
    double confidence;
    bool right;
    bool second_half;       /* of the speakers */
};

struct confidences {
    struct judged_word *words;
    size_t count, capacity;
};

void confidences_add(struct confidences *c, const char *speaker, const float *confidences,
                     const bool *right, size_t count);
void confidences_print(const struct confidences *c);
void confidences_finish(struct confidences *c);

#endif
