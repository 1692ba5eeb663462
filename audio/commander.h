/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * Hears the phrases of a grammar and rejects all other speech. PocketSphinx's
 * grammar search always finds some phrase; so the same samples are also heard
 * as mere phones, and a phrase counts only if it explains them nearly as well.
 */
#ifndef COMMANDER_H
#define COMMANDER_H

#include "listen.h"

#include <stddef.h>
#include <stdint.h>

struct commander;   /* opaque */

struct command_heard {
    char phrase[64];
    double confidence;      /* 0 to 1 */
};

/** Needs grammars and a model of phones; NULL after one sentence to `err`. Borrows `settings`. */
struct commander *commander_create(const struct listen_settings *settings, char *err,
                                   size_t err_size);
void commander_destroy(struct commander *c);    /* NULL is fine */

/** The file `name`.gram of the grammar folder; NULL or "" none. False when there is none of that
 *  name: then nothing is listened for. */
bool commander_grammar(struct commander *c, const char *name);
/** Frames of 10 ms that must be quiet after a phrase; 0: no grammar is active. */
unsigned commander_quiet_frames(const struct commander *c);
/** Samples of speech between two silences. False: no command. */
bool commander_hear(struct commander *c, const int16_t *samples, size_t count,
                    struct command_heard *heard);

#endif
