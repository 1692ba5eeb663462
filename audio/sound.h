/* SPDX-License-Identifier: GPL-3.0-or-later */
/** One sound on its way to the speaker: the player's helper prepares, PortAudio's thread takes. */
#ifndef SOUND_H
#define SOUND_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct resampler;

struct sound {
    uint32_t id;
    unsigned rate;
    size_t count;
    int16_t *samples;           /* as given; softened at both ends, so that nothing clicks */
    int64_t asked_ns;
    struct sound *next;         /* in the player's list of sounds nobody will hear */

    /* The helper's: the same at the stream's rate. */
    struct resampler *resampler;    /* NULL: none under way */
    size_t used;                /* of `samples` */
    int16_t *out;               /* may be NULL: not prepared, or no memory */
    size_t out_room;
    unsigned out_rate;          /* 0: never prepared. Not changed while the sound is on the air */
    atomic_size_t out_ready;    /* samples in place; the helper writes, PortAudio's thread reads */

    atomic_int_fast64_t start_ns;   /* when the first sample is heard; 0: not yet known */
    atomic_bool stop;           /* asked to end */
    atomic_bool silent;         /* was asked, and gives silence now */

    /* PortAudio's thread only, while the sound is on the air */
    size_t given;               /* of `out` */
    unsigned opening;           /* of the stream that took it last */
};

/** Copies the samples. NULL when memory ran out. */
struct sound *sound_create(const int16_t *samples, size_t count, unsigned rate);
/** Wipes, for it may be somebody's answer played back. NULL is fine. */
void sound_destroy(struct sound *s);

double sound_length(const struct sound *s);     /* seconds */
/** Seconds since its first sample was heard, by the clock; negative: not begun. Any thread. */
double sound_clock(const struct sound *s);
/** Where the clock stands in the sound, as loudness 0 to 1. */
float sound_loudness(const struct sound *s);

/** Begin to make the samples at `rate`; the sound is not on the air. The helper. */
void sound_prepare(struct sound *s, unsigned rate);
/** Make about a second more of them. Cheap when all are made. The helper. */
void sound_prepare_more(struct sound *s);

/** PortAudio's thread: how loud the samples are, moving smoothly. */
struct sound_volume {
    float now, wanted;
};

/**
 * PortAudio's thread: the next `frames` samples, which will be heard at `heard_ns`. After a gap the
 * sound goes on where its clock stands. `opening` counts how often the stream was opened.
 */
void sound_give(struct sound *s, unsigned opening, struct sound_volume *volume, int16_t *out,
                size_t frames, int64_t heard_ns);

#endif
