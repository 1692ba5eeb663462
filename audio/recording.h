/* SPDX-License-Identifier: GPL-3.0-or-later */
/** The samples of one answer, in secret memory. Not locked: its owner is. */
#ifndef RECORDING_H
#define RECORDING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    RECORDING_BLOCK = 1 << 19,     /* samples: 33 s */
    RECORDING_BLOCKS = 32          /* 17 minutes; no answer is longer */
};

struct recording {
    int16_t *blocks[RECORDING_BLOCKS];
    size_t count;               /* samples */
};

/** False when there is no more room; what fits was added. */
bool recording_add(struct recording *r, const int16_t *samples, size_t count);
/** Copies at most `max` samples from `first`; returns how many. */
size_t recording_copy(const struct recording *r, size_t first, int16_t *out, size_t max);
/** Overwrites and frees. */
void recording_wipe(struct recording *r);

#endif
