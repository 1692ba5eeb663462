/* SPDX-License-Identifier: GPL-3.0-or-later */
/** Text to learn from: one utterance a line, as people say it. */
#ifndef CORPUS_H
#define CORPUS_H

#include "vocabulary.h"

#include <stdbool.h>

/**
 * Words as numbers. Each utterance is <s> WORD... </s>. A word that nobody can
 * pronounce is NO_WORD: n-grams do not reach across it.
 */
struct corpus {
    uint32_t *words;
    unsigned *voices;           /* by word: which writer; for holding writers out */
    size_t count, capacity;
    unsigned voice_count;
};

/** Whether `word` may become part of the model; `user` as given to corpus_read(). */
typedef bool (*corpus_wanted)(void *user, const char *word);

/**
 * Adds the text of `path` as `voice`. Lines that begin with # are left out; "@ id | question | ..."
 * gives its question; "[labels words]" gives its words. New wanted words are added to `v`.
 */
bool corpus_read(struct corpus *c, struct vocabulary *v, const char *path, unsigned voice,
                 corpus_wanted wanted, void *user);
void corpus_finish(struct corpus *c);

#endif
