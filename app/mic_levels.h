/* SPDX-License-Identifier: GPL-3.0-or-later */
/** How loud the microphone was: for the live wave and the meter. Any thread. */
#ifndef MIC_LEVELS_H
#define MIC_LEVELS_H

#include <pthread.h>
#include <stddef.h>

#define MIC_TENTHS 128

struct mic_levels {
    pthread_mutex_t mutex;      /* protects all below */
    float tenths[MIC_TENTHS];   /* 0 to 1; a ring */
    size_t next, count;
    float tenth_peak;           /* loudest of the tenth under way */
    double tenth_began_s, told_s;
    float smooth;
};

void mic_levels_init(struct mic_levels *m);
void mic_levels_finish(struct mic_levels *m);
/** `now_s` monotonic. */
void mic_levels_add(struct mic_levels *m, float rms_db, double now_s);
/** 0 to 1, smoothed over 90 ms; 0 when nothing was told for a while. */
float mic_levels_loudness(struct mic_levels *m, double now_s);
/** The last `max` tenths of a second, oldest first; returns how many. */
size_t mic_levels_history(struct mic_levels *m, float *levels, size_t max);
void mic_levels_wipe(struct mic_levels *m);

/** Full scale 1, -60 dB and less 0. */
float mic_levels_share(float rms_db);

#endif
