/* SPDX-License-Identifier: GPL-3.0-or-later */
/** A trigram model with backing off, as read from PocketSphinx's binary file. */
#ifndef GENERIC_H
#define GENERIC_H

#include "vocabulary.h"

#include <stdbool.h>

struct bigram {
    uint32_t w1, w2;
    float log_p, log_backoff;   /* natural logarithms; the backoff of the history w1 w2 */
};

struct trigram {
    uint32_t w1, w2, w3;
    float log_p;
};

struct generic {
    uint32_t words;             /* numbers below this have unigrams */
    float *log_p, *log_backoff; /* by word */
    struct bigram *bigrams;     /* sorted by w1, w2 */
    size_t bigram_count;
    struct trigram *trigrams;   /* sorted by w1, w2, w3 */
    size_t trigram_count;
};

/** Reads `path`, adding its words to an empty `v`. False after one sentence on stderr. */
bool generic_read(struct generic *g, struct vocabulary *v, const char *path);
void generic_finish(struct generic *g);

const struct bigram *bigram_find(const struct bigram *all, size_t count, uint32_t w1, uint32_t w2);

/* Probabilities, not logarithms; 0 for words the model does not know. */
double generic_p1(const struct generic *g, uint32_t w);
double generic_p2(const struct generic *g, uint32_t w1, uint32_t w2);
double generic_p3(const struct generic *g, uint32_t w1, uint32_t w2, uint32_t w3);

#endif
