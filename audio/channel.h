/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * What microphone, room and voice add to every sound: the mean of the cepstra.
 * Over one short piece it is mostly what was said, so it is remembered over
 * some pieces.
 */
#ifndef CHANNEL_H
#define CHANNEL_H

#include "sphinx.h"

struct channel {
    double sum[SPHINX_CEPSTRA];
    double frames;
};

/** Begins with the mean that `decoder` begins with, for what half a second of speech is worth. */
void channel_init(struct channel *c, ps_decoder_t *decoder);
/** Adds a piece of speech. Between two utterances. */
void channel_add(struct channel *c, ps_decoder_t *decoder, const int16_t *samples, size_t count);
/** The mean so far becomes what `decoder` frees its next utterance from. Between two utterances. */
void channel_use(const struct channel *c, ps_decoder_t *decoder);

#endif
