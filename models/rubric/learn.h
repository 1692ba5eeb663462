/* SPDX-License-Identifier: GPL-3.0-or-later */
/** From samples to weights, and from weights to the file that the engine reads. */
#ifndef LEARN_H
#define LEARN_H

#include <stdio.h>

#include "samples.h"

enum { LEARN_UNITS = 96, LEARN_ROUNDS = 20, CALIBRATION_UNIT = 10000 };

/**
 * How a criterion's score becomes a probability and a verdict; learned by cross-validation. The
 * probability is that of slope * score + offset + the likelihoods of all criteria times `second`.
 */
struct calibration {
    float slope, offset, threshold;
    float second[CRITERIA];
};

/** Learn from `samples`; the same `seed` gives the same weights. NULL: no memory. */
struct net *learn(const struct samples *samples, unsigned seed);

/** Writes the model file; its form is read in rubric/model_file.c. False: could not write. */
bool learn_write(const struct net *net, const struct dictionary *dictionary,
                 const struct vectors *vectors, const struct calibration calibration[CRITERIA],
                 FILE *out);

#endif
