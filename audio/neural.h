/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * The acoustic model of our own: a network that makes of each 10 ms of sound the
 * values by which PocketSphinx's Gaussians in the same folder tell phones apart.
 * models/acoustic trains it and says what it can. One thread at a time.
 */
#ifndef NEURAL_H
#define NEURAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct neural;  /* opaque */

/** Grows as needed; the owner frees `values` and may set `frames` back to 0. */
struct neural_output {
    float *values;      /* `frames` times neural_values() */
    size_t frames, room;
};

/** Reads the weights. NULL after one sentence to `err`: missing, cut off, damaged. */
struct neural *neural_open(const char *path, char *err, size_t err_size);
void neural_close(struct neural *n);    /* NULL is fine */
size_t neural_values(const struct neural *n);   /* of a frame */

/** Sound begins anew; what is known of the channel stays. */
void neural_begin(struct neural *n);
/** Appends the values of what is certain by now (0.3 s behind the sound), with `end` of all.
 *  False when memory ran out. */
bool neural_hear(struct neural *n, const int16_t *samples, size_t count, bool end,
                 struct neural_output *out);

#endif
