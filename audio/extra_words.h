/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * Words that staff added: a file of lines, each a word and, where spelling does
 * not tell, its phones as in cmudict ("siobhan SH IH V AO N"); "#" begins a remark.
 */
#ifndef EXTRA_WORDS_H
#define EXTRA_WORDS_H

#include "sphinx_api.h"

#include <stdbool.h>

struct extra_word {
    char text[48];
    char phones[160];
};

struct extra_words {
    struct extra_word *words;
    size_t count;
};

/** Words without phones are pronounced by their letters. False after one sentence to `err`, naming
 *  file and line; `extra` is then empty. */
bool extra_words_read(struct extra_words *extra, const char *path, char *err, size_t err_size);
/** False: no memory, or too many; `extra` is unchanged. */
bool extra_words_add(struct extra_words *extra, const struct extra_word *word);
void extra_words_free(struct extra_words *extra);
/** Those that the decoder does not know yet. */
void extra_words_teach(const struct extra_words *extra, ps_decoder_t *decoder);

#endif
