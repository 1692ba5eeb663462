/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * Hears the phrases of a grammar and rejects all other speech. PocketSphinx's
 * grammar search always finds some phrase; so the same samples are also heard
 * as mere phones, and a phrase counts only if it explains them nearly as well.
 * Both follow the speech while it is said, so that little is left at its end.
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
    unsigned quiet_frames;  /* of 10 ms that must follow it */
};

/** Needs grammars and a model of phones; NULL after one sentence to `err`. Borrows `settings`. */
struct commander *commander_create(const struct listen_settings *settings, char *err,
                                   size_t err_size);
void commander_destroy(struct commander *c);    /* NULL is fine */

/** The file `name`.gram of the grammar folder; NULL or "" none. False when there is none of that
 *  name: then nothing is listened for. */
bool commander_grammar(struct commander *c, const char *name);
/** Frames of 10 ms that must be quiet at least after a phrase; 0: no grammar is active. */
unsigned commander_quiet_frames(const struct commander *c);
/** The next samples of speech that follows a silence, with some of that silence. */
bool commander_feed(struct commander *c, const int16_t *samples, size_t count);
/** Whether what was fed may well be a phrase, or the beginning of one. */
bool commander_expects(struct commander *c);
/** That was all. False: no command. */
bool commander_end(struct commander *c, struct command_heard *heard);
/** Nothing was fed. */
void commander_forget(struct commander *c);
/** The same, and how `samples` of speech sound tells of the voice and the room of the next. */
void commander_learn(struct commander *c, const int16_t *samples, size_t count);

#endif
