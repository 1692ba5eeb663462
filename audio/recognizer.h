/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * The recognizer process seen from outside: starts `greenroom listen` (or any
 * program that speaks its protocol, see models/README.md), writes samples to
 * it and reads its JSON lines. Not a thread; the owner polls it.
 */
#ifndef RECOGNIZER_H
#define RECOGNIZER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct heard_word {
    const char *text;           /* valid until the callback returns */
    double start_s, end_s;      /* seconds of samples since the utterance began */
    float confidence;           /* 0 to 1, the chance that the word is right */
    bool hesitation;            /* um, uh, er: found in the sound */
};

/** Called from recognizer_poll(), on the caller's thread. */
struct recognizer_events {
    void (*on_ready)(void *user);
    /** `settled`: these words follow the settled words before and will not change. Otherwise they
     *  replace the partial words after the last settled one. */
    void (*on_words)(void *user, const struct heard_word *words, size_t count, bool settled);
    /** The settled words that begin from `from_s` to `to_s` are rather these; `finished`: of the
     *  utterance that on_finished told about, else of the one under way. May be NULL, like all. */
    void (*on_replaced)(void *user, double from_s, double to_s, bool finished,
                        const struct heard_word *words, size_t count);
    /** Nothing of the finished utterance will be replaced any more. */
    void (*on_improved)(void *user);
    /** Whether the better engine could be loaded; `reason` is one sentence, or "". */
    void (*on_better)(void *user, bool works, const char *reason);
    /** Speech began or ended at `at_s` seconds. */
    void (*on_speech)(void *user, bool speaking, double at_s);
    /** All words of the utterance that recognizer_finish() ended were given. */
    void (*on_finished)(void *user);
    /** A phrase of the active grammar was heard, see recognizer_grammar(). */
    void (*on_command)(void *user, const char *phrase, float confidence);
    /** The process ended, hung or spoke nonsense; `reason` is one sentence. The last event. */
    void (*on_failed)(void *user, const char *reason);
};

struct recognizer; /* opaque; owns the child process */

/**
 * Start the process `argv` (NULL-terminated). Borrows `events` and `user`. NULL
 * after writing one sentence to `err`. Samples may be written at once: the
 * process loads its model meanwhile and catches up.
 */
struct recognizer *recognizer_start(const char *const *argv,
                                    const struct recognizer_events *events, void *user,
                                    char *err, size_t err_size);
/** Queue samples. Never blocks: returns how many were taken (0: the pipe is full, try again). */
size_t recognizer_write(struct recognizer *r, const int16_t *samples, size_t count);
/** End of the utterance: settle all words, then on_finished. False: try again after polling. */
bool recognizer_finish(struct recognizer *r);
/** Forget the utterance at once, whatever was written, and begin a new one. */
bool recognizer_reset(struct recognizer *r);
/** Which phrases to report besides words: a grammar's name ("choose", "answer"), NULL none. */
bool recognizer_grammar(struct recognizer *r, const char *name);
/** The engine that improves words later: on_improved() follows every on_finished(). NULL: none. */
const char *recognizer_better(const struct recognizer *r);
/** Wait at most `wait_ms` for output and give it to the events. False when it has failed. */
bool recognizer_poll(struct recognizer *r, unsigned wait_ms);
/** How long it may owe an answer before it counts as hung; 10 s unless told (30 s until ready).
 *  Longer while it has work and gets too little of the processor for it: see patience.h. */
void recognizer_patience(struct recognizer *r, double seconds);
/** Processor seconds that the process has used so far; 0: it is gone. */
double recognizer_cpu_s(const struct recognizer *r);
/** Kills the process without a word; nothing but recognizer_destroy() may follow. */
void recognizer_kill(struct recognizer *r);
/** Ends the process (kills it after 0.5 s), frees everything. NULL is fine. */
void recognizer_destroy(struct recognizer *r);

#endif
