/* SPDX-License-Identifier: GPL-3.0-or-later */
/** From one sample rate to another, through libsamplerate. */
#ifndef RESAMPLE_H
#define RESAMPLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct resampler;   /* opaque; not for two threads at once */

/** Mono. NULL when memory ran out or the rates differ more than 250 times. */
struct resampler *resampler_create(unsigned from_rate, unsigned to_rate);
void resampler_destroy(struct resampler *r);    /* NULL is fine */

/**
 * Turns samples into samples of the other rate. Takes what it can of `count`
 * (`*used`), gives at most `max`, and returns how many it gave. `last`: nothing
 * follows, so give out what is still inside.
 */
size_t resampler_run(struct resampler *r, const int16_t *in, size_t count, size_t *used,
                     int16_t *out, size_t max, bool last);
/** The whole of a sound at once. The caller frees the samples; NULL when memory ran out. */
int16_t *resample(const int16_t *in, size_t count, unsigned from_rate, unsigned to_rate,
                  size_t *out_count);

#endif
