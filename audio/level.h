/* SPDX-License-Identifier: GPL-3.0-or-later */
/** How loud samples are. */
#ifndef LEVEL_H
#define LEVEL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define LEVEL_FLOOR_DB -96.0F   /* digital silence: below the quietest 16 bit sound */

struct level {
    size_t window;              /* samples a reading is taken over */
    float rms_db, peak_db;      /* the last whole window; full scale = 0 */
    size_t count;               /* the window under way */
    uint64_t squares;
    unsigned peak;
};

void level_init(struct level *l, unsigned rate, unsigned readings_per_second);
/** Adds samples. True when at least one window came to its end, so that there is a new reading. */
bool level_add(struct level *l, const int16_t *samples, size_t count);
/** Loudness of `count` samples in dB, full scale = 0. LEVEL_FLOOR_DB when there are none. */
float level_rms_db(const int16_t *samples, size_t count);
/** What a meter shows: 0 for a quiet room (-60 dB), 1 for a loud voice (-12 dB). */
float level_loudness(float rms_db);

#endif
