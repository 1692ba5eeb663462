/* SPDX-License-Identifier: GPL-3.0-or-later */
/** What differs between PocketSphinx 5prealpha and 5, and what all its users here need. */
#ifndef SPHINX_H
#define SPHINX_H

#include "listen.h"
#include "word_list.h"

#include <pocketsphinx.h>

#define SPHINX_FRAME_S 0.01

/** `options` are names and values, NULL at the end; `language` false: no words but a grammar's.
 *  NULL after one sentence to `err`. */
ps_decoder_t *sphinx_open(const struct listen_settings *settings, bool language,
                          const char *const *options, char *err, size_t err_size);
void sphinx_close(ps_decoder_t *decoder);   /* NULL is fine */

/** "read(2)" is "read"; "<sil>", "[NOISE]", "++UM++" are no words: false. */
bool sphinx_plain_word(const char *word, char *plain, size_t size);

/** Decodes a whole utterance with the active search. */
bool sphinx_hear(ps_decoder_t *decoder, const int16_t *samples, size_t count);

#endif
