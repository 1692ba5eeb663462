/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * Errors as a recogniser makes them: words lost, put in, and taken for others.
 * Part of the samples are learned with them, so that the model knows what is
 * still certain when every second word is wrong.
 */
#ifndef NOISE_H
#define NOISE_H

#include "samples.h"

/**
 * Copy `count` tokens to `out`, with errors in the share `rate`, and return how
 * many there are: at most `room`, which is twice the count or less. What an error
 * hides is no longer known: its marks, and in `*known` the criteria that lost
 * more than half of their words. `sure`: the tokens stay at full weight, as in a
 * transcript without confidences.
 */
size_t noise_add(const struct samples *samples, const struct net_token *tokens, size_t count,
                 float rate, bool sure, struct rng *rng, struct net_token *out, size_t room,
                 criteria_set *known);

#endif
