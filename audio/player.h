/* SPDX-License-Identifier: GPL-3.0-or-later */
/** The speaker: plays one sound at a time through PortAudio and knows where it is. */
#ifndef PLAYER_H
#define PLAYER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct player;  /* opaque */

/** From the player's helper thread. */
struct player_events {
    void (*on_ended)(void *user, uint32_t id, bool whole);  /* whole: played to its end */
    /** No speaker: on_ended follows in due time. */
    void (*on_trouble)(void *user, const char *sentence);
    void (*on_recovered)(void *user);   /* a speaker is there again; may be NULL, as the others */
};

/** `device` as in capture_create(). NULL when memory ran out. Borrows `events` and `user`. */
struct player *player_create(const char *device, const struct player_events *events, void *user);
void player_destroy(struct player *p);

/**
 * Play `samples` (mono, `rate` Hz; copied), stopping what played before with a
 * 10 ms fade. Returns the sound's id, not 0; the clock of the sound runs even
 * when there is no speaker, so that captions still move. Any thread.
 */
uint32_t player_play(struct player *p, const int16_t *samples, size_t count, unsigned rate);
/** Be silent within 20 ms: what the device still holds is thrown away. Any thread. */
void player_stop(struct player *p);
/** Seconds of sound `id` that have left the speaker; never goes back. Negative: not playing. */
double player_position(struct player *p, uint32_t id);
/** Loudness at the speaker now, 0 to 1. */
float player_loudness(struct player *p);
void player_volume(struct player *p, float volume);     /* 0 to 1 */

#endif
