/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * What all users of PocketSphinx here need. Where 5prealpha and 5 differ is in
 * sphinx_5prealpha.c and sphinx_5.c; the build takes the one that fits.
 */
#ifndef SPHINX_H
#define SPHINX_H

#include "listen.h"
#include "sphinx_api.h"
#include "word_list.h"

#define SPHINX_FRAME_S 0.01
/* What both versions call the search that -lm makes; asking 5prealpha for the name loses memory. */
#define SPHINX_FIRST_SEARCH "_default"

enum { SPHINX_CEPSTRA = 13 };   /* at most, in one frame */

/** `options` are names and values, NULL at the end; `language` false: no words but a grammar's.
 *  An option that this version does not know is left out. NULL after one sentence to `err`. */
ps_decoder_t *sphinx_open(const struct listen_settings *settings, bool language,
                          const char *const *options, char *err, size_t err_size);
void sphinx_close(ps_decoder_t *decoder);   /* NULL is fine */

/** "read(2)" is "read"; "<sil>", "[NOISE]", "++UM++" are no words: false. */
bool sphinx_plain_word(const char *word, char *plain, size_t size);

/** Begins an utterance; the times of its segments count from here. */
bool sphinx_begin(ps_decoder_t *decoder);
/** Decodes a whole utterance with the active search. */
bool sphinx_hear(ps_decoder_t *decoder, const int16_t *samples, size_t count);

/* What differs between the versions. */

/** Names and values as in sphinx_open(); NULL: the models cannot be loaded. */
ps_decoder_t *sphinx_init(const char *const *options, size_t count);
/** Searches beside the words: a JSGF file, a model of phones. False: it cannot be read. */
bool sphinx_add_grammar(ps_decoder_t *decoder, const char *name, const char *path);
bool sphinx_add_phones(ps_decoder_t *decoder, const char *name, const char *path);
bool sphinx_use_search(ps_decoder_t *decoder, const char *name);

/** The language model of `from` serves `decoder` too, on the same thread; nothing is loaded twice. */
bool sphinx_share_words(ps_decoder_t *decoder, ps_decoder_t *from);

/** Whole utterances too are freed from sphinx_set_mean()'s mean, not from their own. */
bool sphinx_keep_mean(ps_decoder_t *decoder);
bool sphinx_get_mean(ps_decoder_t *decoder, double mean[SPHINX_CEPSTRA]);
void sphinx_set_mean(ps_decoder_t *decoder, const double mean[SPHINX_CEPSTRA]);
/** Adds the cepstra of `samples`, between two utterances; returns how many frames they were,
 *  0 when they could not be measured. The decoder must know words, and keep to a mean. */
unsigned sphinx_add_cepstra(ps_decoder_t *decoder, const int16_t *samples, size_t count,
                            double sum[SPHINX_CEPSTRA]);

#endif
