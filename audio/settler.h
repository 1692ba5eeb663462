/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * A worker that hears pieces of speech as a whole, one after the other, while
 * the recognizer process goes on listening.
 */
#ifndef SETTLER_H
#define SETTLER_H

#include "engine.h"
#include "piece.h"
#include "source.h"

struct settler; /* opaque */

enum {
    SETTLER_PORTION = SAMPLE_RATE / 5,      /* samples listened to at once */
    SETTLER_HEAD = SAMPLE_RATE * 3
};

/** Borrows its arguments until destroyed. NULL when memory ran out. */
struct settler *settler_create(const struct engine *engine, const struct listen_settings *settings);
/** Before it starts: others go first on a busy machine. */
void settler_be_nice(struct settler *s);
bool settler_start(struct settler *s);
/** Waits until the engine has loaded its models; false after one sentence to `err`. */
bool settler_ready(struct settler *s, char *err, size_t err_size);
/** False: still loading; else whether it is good, and if not, one sentence to `err`. */
bool settler_loaded(struct settler *s, bool *good, char *err, size_t err_size);
void settler_stop(struct settler *s);
void settler_join(struct settler *s);   /* also one that never started */
void settler_destroy(struct settler *s);

/** The next samples of the piece that will be put next, unless what was given is forgotten. The engine
 *  first listens to `head` of them at once, at most SETTLER_HEAD. */
void settler_follow(struct settler *s, const int16_t *samples, size_t count, size_t head);
/** Takes the piece. */
void settler_put(struct settler *s, struct piece *piece);
/** The oldest piece that is done, now the caller's; NULL: none yet. */
struct piece *settler_take(struct settler *s);
/** Readable while settler_take() has something, and once when it has loaded. */
int settler_fd(const struct settler *s);
/** Pieces given and not taken yet. */
size_t settler_count(struct settler *s);
/** Processor seconds that the piece being heard has taken so far; 0 when there is none. */
double settler_busy_s(struct settler *s);
/** Drop all pieces, also the one being heard. */
void settler_forget(struct settler *s);

#endif
