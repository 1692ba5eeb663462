/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * The listener: one worker that reads a sample source, keeps the answer's
 * samples in locked memory, measures their level and feeds the recognizer
 * process. When that process dies, hangs or speaks nonsense it starts a fresh
 * one and plays the answer to it again; no sample is lost.
 *
 * The source runs from listener_start() to listener_stop(). Samples are only
 * kept and recognised between listener_open() and listener_close(); outside of
 * an utterance they only move the meter, and tell commands while a grammar is set.
 */
#ifndef LISTENER_H
#define LISTENER_H

#include "recognizer.h"
#include "source.h"

struct listener;                /* opaque */

enum listener_trouble {
    LISTENER_MICROPHONE_LOST,   /* the source is gone for now */
    LISTENER_MICROPHONE_BACK,
    LISTENER_RECOGNIZER_LOST,   /* a fresh process is on its way */
    LISTENER_RECOGNIZER_BACK,
    LISTENER_RECOGNIZER_GIVEN_UP/* three fresh ones failed in a row: timing only */
};

/** All run on the listener's thread and must return quickly. Any may be NULL. */
struct listener_events {
    void (*on_ready)(void *user);                       /* the models are loaded */
    void (*on_level)(void *user, float rms_db, float peak_db);  /* full scale = 0; 30 times a second */
    void (*on_words)(void *user, const struct heard_word *words, size_t count, bool settled);
    /** The answer is decoded again from its start by a fresh process: forget the words so far. */
    void (*on_words_again)(void *user);
    /** A better engine heard settled words that begin from `from_s` to `to_s` otherwise; also after
     *  on_finished, until the next utterance is opened or this one wiped. */
    void (*on_replaced)(void *user, double from_s, double to_s, const struct heard_word *words,
                        size_t count);
    /** The better engine works, or `reason` (one sentence) says why not. */
    void (*on_better)(void *user, bool works, const char *reason);
    void (*on_speech)(void *user, bool speaking, double at_s);
    void (*on_voice)(void *user, bool speaking);    /* the same while no utterance is open */
    void (*on_command)(void *user, const char *phrase, float confidence);
    void (*on_finished)(void *user, double length_s);   /* after listener_close(): all words given */
    void (*on_trouble)(void *user, enum listener_trouble what, const char *sentence);
};

/**
 * Prepare to hear what `source` gives through the process `engine_argv`
 * (NULL-terminated). Borrows all arguments until destroyed. NULL after writing
 * one sentence to `err`.
 */
struct listener *listener_create(struct sample_source *source, const char *const *engine_argv,
                                 const struct listener_events *events, void *user, char *err,
                                 size_t err_size);
bool listener_start(struct listener *l);    /* false: no thread was made */
void listener_stop(struct listener *l);     /* asks; returns at once */
void listener_join(struct listener *l);     /* waits; no callback after */
void listener_destroy(struct listener *l);  /* joined or never started; wipes the answer; NULL is fine */

/* Requests from any thread; they return at once and are carried out in order. */
/** A new utterance begins with the next sample. Returns its number, the former one's plus one. */
uint32_t listener_open(struct listener *l);
/** For callbacks only: which utterance they tell of, by the number that listener_open() gave. */
uint32_t listener_utterance(const struct listener *l);
void listener_close(struct listener *l);    /* it ends here; on_finished follows */
void listener_pause(struct listener *l, bool paused);   /* within an utterance: samples are not kept */
void listener_mute(struct listener *l, bool muted);     /* the machine speaks: hear no command */
void listener_grammar(struct listener *l, const char *name);    /* static string or NULL */
void listener_use_source(struct listener *l, struct sample_source *source); /* another microphone;
                                               the former one is not touched after the next wipe */
/** Whether `source` is what is read now: then those before it are not touched any more. Any thread. */
bool listener_reads(struct listener *l, const struct sample_source *source);
void listener_patience(struct listener *l, double seconds);     /* see recognizer_patience() */
/** While nothing is open nobody needs each level at once: commands may be heard a blink later. */
void listener_rest(struct listener *l, bool resting);

/**
 * Samples of the last utterance, for playing it back. Copies at most `max`
 * from `first` and returns how many. Any thread.
 */
size_t listener_samples(struct listener *l, size_t first, int16_t *out, size_t max);
/** Overwrite and forget the answer's samples and words. Returns when done. Any thread but its own. */
void listener_wipe(struct listener *l);

#endif
