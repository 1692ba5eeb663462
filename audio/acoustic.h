/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * PocketSphinx's search over what the network of neural.h hears: its values go
 * in as features of Gaussians that are its last layer (models/acoustic/search_model.py).
 */
#ifndef ACOUSTIC_H
#define ACOUSTIC_H

#include "neural.h"
#include "sphinx.h"

enum { ACOUSTIC_MOST = 2 };

struct acoustic {
    ps_decoder_t *decoder;      /* searches over it; owned, put there by who opened it */
    struct neural *neural;      /* owned; NULL: there is none, PocketSphinx hears alone */
    struct neural_output output;
};

/** How many networks `folder` holds, at least 1, if only by name, and at most ACOUSTIC_MOST. */
size_t acoustic_count(const char *folder);
/** The folder of network `number` of those, from 0, for the caller to free. NULL: no memory. */
char *acoustic_folder(const char *folder, size_t number);

/** False after one sentence to `err`; `folder` holds weights.bin. */
bool acoustic_open(struct acoustic *a, const char *folder, char *err, size_t err_size);
void acoustic_close(struct acoustic *a);
/** Whether acoustic_open() could use all networks of `folder`; if not, one sentence to `err`. */
bool acoustic_check(const char *folder, char *err, size_t err_size);

/** Once, before the decoder's first utterance. */
bool acoustic_prepare(struct acoustic *a);
/** Sound begins anew, in an utterance of the decoder that has just begun. */
void acoustic_begin(struct acoustic *a);
/** Gives the decoder as much as is certain by now. */
bool acoustic_feed(struct acoustic *a, const int16_t *samples, size_t count);
/** The last samples, and the end of the utterance. */
bool acoustic_end(struct acoustic *a, const int16_t *samples, size_t count);
/** A whole utterance from beginning to end. */
bool acoustic_hear(struct acoustic *a, const int16_t *samples, size_t count);

#endif
