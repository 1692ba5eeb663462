/* SPDX-License-Identifier: GPL-3.0-or-later */
/** The interviewer's voice: espeak-ng on a thread of its own, heard through a player. */
#ifndef VOICE_H
#define VOICE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "player.h"

struct voice;   /* opaque; one per process, because espeak-ng's state is global */

struct spoken_word {
    double at_s;                /* when it begins, in the speech */
    size_t from, to;            /* bytes [from, to) of the text */
};

struct speech {
    int16_t *samples;           /* mono, `rate` Hz */
    size_t count;
    unsigned rate;
    struct spoken_word *words;  /* in order */
    size_t word_count;
};

struct voice_settings {
    const char *name;           /* espeak-ng voice, e.g. "en-us"; NULL: the default */
    unsigned words_per_minute;  /* 0: 140 */
};

/** All run on the voice's thread. */
struct voice_events {
    /** `speech` is valid during the call. */
    void (*on_started)(void *user, uint32_t id, const struct speech *speech);
    void (*on_ended)(void *user, uint32_t id, bool whole);
    void (*on_trouble)(void *user, const char *sentence);
    /** The voice asked for is not there: the default one speaks from now on. Told once. */
    void (*on_substitute)(void *user, const char *sentence);
};

/**
 * Synthesise only, on the calling thread, taking turns with a voice. False after writing one
 * sentence to `err`. Free with speech_free().
 */
bool voice_synthesise(const char *text, const struct voice_settings *settings,
                      struct speech *speech, char *err, size_t err_size);
void speech_free(struct speech *speech);
/** Overwrites what espeak-ng keeps of the text it read last, which may be somebody's words. A voice
 *  does so itself behind every speech. Takes a millisecond; the calling thread takes its turn. */
void voice_forget(void);

/** Borrows `player`, `events`, `user`. NULL after writing one sentence to `err`. */
struct voice *voice_create(struct player *player, const struct voice_events *events, void *user,
                           char *err, size_t err_size);
bool voice_start(struct voice *v);
void voice_stop(struct voice *v);
void voice_join(struct voice *v);
void voice_destroy(struct voice *v);

/** Speak `text` (copied and wiped), ending what was spoken before. Returns an id, not 0. Any thread. */
uint32_t voice_speak(struct voice *v, const char *text, const struct voice_settings *settings);
/** Be silent within 14 ms. Any thread. */
void voice_hush(struct voice *v);
/** Seconds of speech `id` heard so far; negative: not speaking it. Any thread. */
double voice_position(struct voice *v, uint32_t id);

#endif
