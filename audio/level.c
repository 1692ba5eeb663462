/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "level.h"

#include <math.h>
#include <stdlib.h>

#define FULL_SCALE 32768.0
#define QUIET_DB -60.0F
#define LOUD_DB -12.0F

void level_init(struct level *l, unsigned rate, unsigned readings_per_second)
{
    *l = (struct level) { .rms_db = LEVEL_FLOOR_DB, .peak_db = LEVEL_FLOOR_DB,
                          .window = rate / readings_per_second };
}

static float decibels(double amplitude)
{
    double db = 20 * log10(amplitude / FULL_SCALE);
    return db > (double)LEVEL_FLOOR_DB ? (float)db : LEVEL_FLOOR_DB;
}

static float rms_decibels(uint64_t squares, size_t count)
{
    return count == 0 ? LEVEL_FLOOR_DB : decibels(sqrt((double)squares / (double)count));
}

bool level_add(struct level *l, const int16_t *samples, size_t count)
{
    bool reading = false;

    for (size_t i = 0; i < count; i++) {
        unsigned size = (unsigned)abs(samples[i]);
        l->squares += (uint64_t)size * size;
        l->peak = size > l->peak ? size : l->peak;
        l->count++;
        if (l->count >= l->window) {
            l->rms_db = rms_decibels(l->squares, l->count);
            l->peak_db = decibels(l->peak);
            l->squares = l->count = l->peak = 0;
            reading = true;
        }
    }
    return reading;
}

float level_rms_db(const int16_t *samples, size_t count)
{
    uint64_t squares = 0;

    for (size_t i = 0; i < count; i++) {
        squares += (uint64_t)((int32_t)samples[i] * samples[i]);
    }
    return rms_decibels(squares, count);
}

float level_loudness(float rms_db)
{
    float part = (rms_db - QUIET_DB) / (LOUD_DB - QUIET_DB);
    return part < 0 ? 0 : part > 1 ? 1 : part;
}
