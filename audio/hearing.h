/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * Inside the recognizer process: utterances cut into pieces at pauses, followed
 * live, settled whole, and told as answers on `out`. One thread, besides the
 * settler's.
 */
#ifndef HEARING_H
#define HEARING_H

#include "engine.h"

#include <stdio.h>

struct hearing; /* opaque */

/** Loads the engine and tells "ready"; `better`, unless NULL, hears settled pieces again. Borrows
 *  its arguments. NULL after one sentence to `err`. */
struct hearing *hearing_create(const struct engine *engine, const struct engine *better,
                               const struct listen_settings *settings, FILE *out, char *err,
                               size_t err_size);
void hearing_destroy(struct hearing *h);

void hearing_samples(struct hearing *h, const int16_t *samples, size_t count);
/** Settles everything, tells "finished" and begins a new utterance. */
void hearing_finish(struct hearing *h);
/** Waits until nothing of what is finished will be replaced any more. */
void hearing_improve(struct hearing *h);
void hearing_reset(struct hearing *h);
void hearing_grammar(struct hearing *h, const char *name);
/** Behind: leave the live words out of this piece. */
void hearing_hurry(struct hearing *h, bool hurry);

/** Readable when hearing_settled() has something to tell. */
int hearing_fd(const struct hearing *h);
/** The same for better words; -1: there are none. */
int hearing_better_fd(const struct hearing *h);
void hearing_settled(struct hearing *h);
/** Once a second while pieces wait: a sign of life, as long as none takes too long. */
void hearing_alive(struct hearing *h);
/** Pieces that wait to be settled. */
size_t hearing_pieces(struct hearing *h);
/** Nobody reads the answers any more. */
bool hearing_broken(const struct hearing *h);

#endif
