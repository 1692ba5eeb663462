/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * A recognizer process that seems never to die: kept alive, given the answer
 * from its start again when a fresh one had to be started. The listener's
 * thread only.
 */
#ifndef EARS_H
#define EARS_H

#include "listener.h"
#include "recording.h"

struct ears;    /* opaque */

/** Borrows its arguments. Nothing is started yet. NULL when memory ran out. */
struct ears *ears_create(const char *const *engine_argv, const struct listener_events *events,
                         void *user);
void ears_destroy(struct ears *e);

void ears_open(struct ears *e);                     /* a new utterance, recorded from its start */
void ears_close(struct ears *e);                    /* it is whole; on_finished follows */
void ears_grammar(struct ears *e, const char *name);/* borrowed; may be NULL */
void ears_mute(struct ears *e, bool muted);
/** Samples between utterances, for commands only; dropped when there is no room. */
void ears_overhear(struct ears *e, const int16_t *samples, size_t count);
/** The utterance never was; what the process may remember of it goes with the process. */
void ears_forget(struct ears *e);
void ears_patience(struct ears *e, double seconds); /* see recognizer_patience() */

/** Start what is missing, give what was recorded, tell what was heard. Never blocks longer than
 *  it takes to end a hung process. */
void ears_tend(struct ears *e, const struct recording *recording);

#endif
