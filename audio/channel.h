/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * What microphone, room and voice add to every sound: the mean of the cepstra.
 * Over one short piece it is mostly what was said, so it is remembered over
 * some pieces.
 */
#ifndef CHANNEL_H
#define CHANNEL_H

#include <sphinxbase/cmn.h>
#include <sphinxbase/fe.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { CHANNEL_SIZE = 32 };

struct channel {
    double sum[CHANNEL_SIZE];
    double frames;
};

/** Begins with the mean that `cmn` begins with, for what half a second of speech is worth. */
void channel_init(struct channel *c, const cmn_t *cmn);
/** Adds a piece of speech, measured by `fe` between two utterances of its own. */
bool channel_add(struct channel *c, fe_t *fe, const int16_t *samples, size_t count);
/** The mean so far becomes what the next utterance is freed from. */
void channel_apply(const struct channel *c, cmn_t *cmn);

#endif
