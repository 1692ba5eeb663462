/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "confidence.h"

#include <stddef.h>

/*
 * Right words among words of about this posterior, in 519 words heard of real
 * speech (read books, talk shows, learners of English); straight lines between
 * the rows. tests/measure-speech prints what is needed to fit it anew.
 */
static const struct {
    double posterior;
    double right;
} table[] = {
    { 0.0, 0.15 }, { 0.1, 0.20 }, { 0.3, 0.40 }, { 0.5, 0.56 }, { 0.7, 0.63 }, { 0.9, 0.78 },
    { 1.0, 0.91 },
};

float confidence_from_posterior(double posterior)
{
    size_t last = sizeof(table) / sizeof(table[0]) - 1;
    if (!(posterior > table[0].posterior)) {
        return (float)table[0].right;
    }
    for (size_t i = 1; i <= last; i++) {
        if (posterior < table[i].posterior) {
            double part = (posterior - table[i - 1].posterior)
                / (table[i].posterior - table[i - 1].posterior);
            return (float)(table[i - 1].right + part * (table[i].right - table[i - 1].right));
        }
    }
    return (float)table[last].right;
}
