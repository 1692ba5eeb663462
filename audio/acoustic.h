/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * PocketSphinx's search over what the network of neural.h hears: its costs go
 * in as features of a model that only reads them (models/acoustic/search_model.py).
 */
#ifndef ACOUSTIC_H
#define ACOUSTIC_H

#include "neural.h"
#include "sphinx.h"

struct acoustic {
    struct neural *neural;      /* owned; NULL: there is none, PocketSphinx hears alone */
    struct neural_costs costs;
};

/** False after one sentence to `err`; `folder` holds weights.bin. */
bool acoustic_open(struct acoustic *a, const char *folder, char *err, size_t err_size);
void acoustic_close(struct acoustic *a);
/** Whether acoustic_open() could use `folder`; if not, one sentence to `err`. */
bool acoustic_check(const char *folder, char *err, size_t err_size);

/** Once for each decoder, before its first utterance. */
bool acoustic_prepare(struct acoustic *a, ps_decoder_t *decoder);
/** Sound begins anew, in an utterance of `decoder` that has just begun. */
void acoustic_begin(struct acoustic *a);
/** Gives the decoder as much as is certain by now. */
bool acoustic_feed(struct acoustic *a, ps_decoder_t *decoder, const int16_t *samples, size_t count);
/** The last samples, and the end of the utterance. */
bool acoustic_end(struct acoustic *a, ps_decoder_t *decoder, const int16_t *samples, size_t count);
/** A whole utterance from beginning to end. */
bool acoustic_hear(struct acoustic *a, ps_decoder_t *decoder, const int16_t *samples, size_t count);

#endif
