/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "confidence.h"

#include <stddef.h>

enum { ROWS = 7 };

/* Straight lines between the rows. */
struct row {
    double posterior;
    double right;
};

/*
 * Right words among words of about this posterior, in 2227 words heard of real
 * speech (read books, talk shows, learners of English). tests/measure-speech
 * prints what is needed to fit it anew.
 */
static const struct row plain[ROWS] = {
    { 0.0, 0.22 }, { 0.1, 0.28 }, { 0.3, 0.43 }, { 0.5, 0.58 }, { 0.7, 0.63 }, { 0.9, 0.77 },
    { 1.0, 0.93 },
};

/* In 565 words of speakers kept for tuning: read books, home microphones. */
static const struct row over_network[ROWS] = {
    { 0.0, 0.18 }, { 0.25, 0.25 }, { 0.45, 0.40 }, { 0.6, 0.48 }, { 0.8, 0.62 }, { 0.95, 0.78 },
    { 1.0, 0.94 },
};

/* In 1199 words of those speakers, for which three voted. */
static const struct row voted[ROWS] = {
    { 0.0, 0.12 }, { 0.15, 0.18 }, { 0.25, 0.37 }, { 0.35, 0.56 }, { 0.5, 0.74 }, { 0.65, 0.88 },
    { 1.0, 0.99 },
};

static float read_off(const struct row table[ROWS], double posterior)
{
    if (!(posterior > table[0].posterior)) {
        return (float)table[0].right;
    }
    for (size_t i = 1; i < ROWS; i++) {
        if (posterior < table[i].posterior) {
            double part = (posterior - table[i - 1].posterior)
                / (table[i].posterior - table[i - 1].posterior);
            return (float)(table[i - 1].right + part * (table[i].right - table[i - 1].right));
        }
    }
    return (float)table[ROWS - 1].right;
}

float confidence_from_posterior(double posterior)
{
    return read_off(plain, posterior);
}

float confidence_over_network(double posterior)
{
    return read_off(over_network, posterior);
}

float confidence_of_votes(double mean)
{
    return read_off(voted, mean);
}
