/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * Hears pieces again that are settled, with a better engine, in the background
 * and at a low priority, and says what to tell about it. Hesitations stay as
 * they were found. One thread, besides its worker.
 */
#ifndef IMPROVER_H
#define IMPROVER_H

#include "protocol.h"
#include "settler.h"

struct improver;    /* opaque */

/** Loads the engine in the background. Borrows its arguments. NULL: no memory or thread. */
struct improver *improver_create(const struct engine *engine,
                                 const struct listen_settings *settings);
void improver_destroy(struct improver *i);      /* NULL is fine */

/** Takes the settled piece. */
void improver_put(struct improver *i, struct piece *piece);
/** The utterance is finished, another begins. */
void improver_finish(struct improver *i);
void improver_reset(struct improver *i);

/** Readable while improver_next() has something. */
int improver_fd(const struct improver *i);
/** The next thing to tell, to be cleared with answer_clear(); false: none yet. */
bool improver_next(struct improver *i, struct answer *a);
/** The engine is loaded, or never will be, and no piece waits. */
bool improver_done(struct improver *i);

#endif
