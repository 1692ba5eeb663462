/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * The studio: ears, voice and interview joined. It owns the workers, turns what
 * they tell into interview events through one queue, and carries out the
 * interview's actions. The kiosk, the terminal and the demo each drive one.
 *
 * All functions on the main thread. No SDL here: `wake` lets the owner's own
 * event loop sleep until there is something to pump.
 */
#ifndef STUDIO_H
#define STUDIO_H

#include "interview.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct studio_options {
    const char *microphone;         /* part of a device name; NULL: the default */
    const char *speaker;            /* the same */
    const char *recording;          /* a WAV file answers every question; "": a silent microphone, for
                                       studio_next_recording(); NULL: the real one */
    const char *engine;             /* recognizer engine, or NULL */
    const char *voice;              /* espeak-ng voice, or NULL */
    /** Voice of another language of the screen, NULL: `voice`; may be NULL itself. */
    const char *(*language_voice)(const void *user, size_t language);
    const void *language_user;
    float volume;                   /* 0 to 1 */
    const char *job;                /* id of a job whose terms count, see job.h; NULL or "": none */
    bool no_listening;              /* answers are typed: no microphone, no recognizer */
    bool no_speaking;               /* no voice: questions are only shown */
    struct interview_settings interview;
};

struct spoken_caption {
    const char *text;               /* being spoken; NULL: nothing */
    size_t from, to;                /* bytes of the word heard now; from == to before the first */
};

struct studio;  /* opaque */

/**
 * Loads bank and criteria, starts the workers. Missing devices or models are no
 * reason to fail: they are told as interview events, and looked for again.
 * `wake` is called from any thread. Returns NULL after one sentence to `err`.
 */
struct studio *studio_create(const struct studio_options *options, void (*wake)(void *user),
                             void *user, char *err, size_t err_size);
/** Stops and joins all workers, wipes the person's words. NULL is fine. */
void studio_destroy(struct studio *studio);

/** Feed queued events and a tick to the interview and carry out its actions. `now_s` monotonic. */
void studio_pump(struct studio *studio, double now_s);
/** The person did something; carried out at once. `text` may be NULL. */
void studio_command(struct studio *studio, enum command command, int number, const char *text,
                    double now_s);
/** A sign of life without a command. */
void studio_touched(struct studio *studio, double now_s);

/** Whether ACTION_PRINT or ACTION_SAVE, `what`, was asked for since the last call, however it was. */
bool studio_asks(struct studio *studio, enum action_type what);

struct interview *studio_interview(struct studio *studio);
const struct rubric_bank *studio_bank(const struct studio *studio);
/** Why practices are not counted any more; "" while they are. */
const char *studio_counts_trouble(const struct studio *studio);

/* What moves on the screen between events. */
struct spoken_caption studio_caption(const struct studio *studio);
float studio_voice_loudness(const struct studio *studio);   /* 0 to 1 */
float studio_mic_loudness(const struct studio *studio);     /* 0 to 1, smoothed over 90 ms */
/** Loudness of the last `max` tenths of a second, oldest first; returns how many. For the live wave. */
size_t studio_mic_history(const struct studio *studio, float *levels, size_t max);
/** Playhead of "Hear it" in seconds of the answer; negative: not playing. */
double studio_playhead(const struct studio *studio);
/** Speak something that is not part of the interview (read-aloud). Ends by itself or by hush. */
void studio_say(struct studio *studio, const char *text);
void studio_hush(struct studio *studio);

/* Trying the devices out while nobody practices (the staff area). */
/** Name of the microphone in use; "": the system's. */
const char *studio_microphone(const struct studio *studio);
/** Take the next one there is; a moment later it is in use. */
void studio_next_microphone(struct studio *studio);
/** Take the one of this name, "" the system's. */
void studio_take_microphone(struct studio *studio, const char *name);
/** The tone that ends a turn. */
void studio_try_tone(struct studio *studio);
/** Hear no commands. */
void studio_deafen(struct studio *studio, bool deaf);
/** Begin or end a recording of a few seconds, play it, and overwrite it. */
void studio_try_recording(struct studio *studio, bool on);
void studio_try_playing(struct studio *studio);
void studio_forget_trial(struct studio *studio);

/** The demo: a WAV file becomes the microphone from its beginning when the next answer begins. */
void studio_next_recording(struct studio *studio, const char *path);
/** The recording that answers was played to its end. */
bool studio_recording_over(const struct studio *studio);

#endif
