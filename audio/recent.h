/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * The last seconds of an utterance's sound, by frames of the endpointer, in
 * secret memory: what is forgotten is overwritten. One thread.
 */
#ifndef RECENT_H
#define RECENT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct recent {
    int16_t *samples;
    uint64_t base;              /* frame of the utterance at samples[0] */
    size_t count;               /* samples */
};

enum { RECENT_FRAMES = 900 };   /* what it holds at most; its user forgets in time */

/** False: no memory. */
bool recent_init(struct recent *r);
/** Also of one that was never made, but is all zeros. */
void recent_finish(struct recent *r);
/** A new utterance begins. */
void recent_begin(struct recent *r);
/** Takes what is missing of the frame under way; how many of the `count` samples that was.
 *  `whole`: that frame is complete. */
size_t recent_add(struct recent *r, const int16_t *samples, size_t count, bool *whole);
/** Samples of the utterance so far. */
uint64_t recent_length(const struct recent *r);
const int16_t *recent_at(const struct recent *r, uint64_t frame);
void recent_forget_before(struct recent *r, uint64_t frame);
/** The middle of the quietest 80 ms between two frames. */
uint64_t recent_quietest(const struct recent *r, uint64_t from, uint64_t to);

#endif
