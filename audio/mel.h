/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * What the network of neural.h sees: 40 log mel energies every 10 ms, minus
 * their running mean. The same as models/acoustic/features.py. Not a thread.
 */
#ifndef MEL_H
#define MEL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    MEL_BANDS = 40,
    MEL_HOP = 160,              /* samples of 16 kHz from frame to frame */
    MEL_WINDOW = 400
};

struct mel; /* opaque */

struct mel *mel_create(void);   /* NULL when memory ran out */
void mel_destroy(struct mel *m);
/** Sound begins anew. What is known of the channel (the mean of the last frames) stays. */
void mel_begin(struct mel *m);
/** Takes one hop of samples; true: a frame came out (the first two hops give none). */
bool mel_hop(struct mel *m, const int16_t samples[MEL_HOP], float frame[MEL_BANDS]);

#endif
