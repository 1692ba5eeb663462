/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * An engine turns samples into words: a table of functions. The recognizer
 * process opens up to two ears of it, each used by one thread only: one that
 * follows live, and one that hears whole pieces again and better.
 */
#ifndef ENGINE_H
#define ENGINE_H

#include "listen.h"
#include "word_list.h"

struct ear;                         /* the engine's own */

enum ear_kind {
    EAR_LIVE,                       /* begin, feed, words */
    EAR_WHOLE,                      /* hear */
    EAR_KINDS
};

struct engine {
    const char *name;
    /** NULL after one sentence to `err`. May end the process: its owner lives in another. */
    struct ear *(*open)(const struct listen_settings *settings, enum ear_kind kind, char *err,
                        size_t err_size);
    void (*close)(struct ear *ear);                                     /* NULL is fine */
    /* Live; an engine without live words has NULL here, and is only asked to hear settled pieces
     * again (improver.h). Times count from begin(). */
    bool (*begin)(struct ear *ear);
    bool (*feed)(struct ear *ear, const int16_t *samples, size_t count);
    bool (*words)(struct ear *ear, struct word_list *words);
    /** Samples of the piece that hear() will be given next, as they come, so that little is left to
     *  do at its end; `begin`: from its first one, and what was listened to before is forgotten. What
     *  comes with `begin` tells of voice and room when it is a second or more. A
     *  piece is heard alike however soon its samples came, if they come in the same portions. NULL:
     *  it hears whole pieces only. */
    bool (*listen)(struct ear *ear, const int16_t *samples, size_t count, bool begin);
    /** The words of a whole piece of speech; what was listened to already is not heard again. */
    bool (*hear)(struct ear *ear, const int16_t *samples, size_t count, struct word_list *words);
};

/** By the first word of `name`; NULL: the default. Anything else that can be a command of a shell is
 *  one. NULL after one sentence to `err`. */
const struct engine *engine_find(const char *name, char *err, size_t err_size);

extern const struct engine engine_pocketsphinx;
extern const struct engine engine_whisper;      /* where the build has libwhisper */
extern const struct engine engine_command;      /* a process that speaks the protocol */

#endif
