/* SPDX-License-Identifier: GPL-3.0-or-later */
/** The generic model and the interview model as one: lambda of this, the rest of that. */
#ifndef MERGED_H
#define MERGED_H

#include "generic.h"
#include "kneser_ney.h"

struct merged {
    const struct generic *generic;
    const struct kneser_ney *interview;
    double lambda;              /* the interview model's share */
    uint32_t words;
    float *log_p, *log_backoff; /* by word */
    struct bigram *bigrams;
    size_t bigram_count;
    struct trigram *trigrams;
    size_t trigram_count;
};

/** All n-grams of both, their probabilities mixed, backing off so that all sums are one. */
void merged_make(struct merged *m, const struct generic *g, const struct kneser_ney *k,
                 uint32_t words, double lambda);
void merged_finish(struct merged *m);
/** As text in the ARPA format. */
bool merged_write(const struct merged *m, const struct vocabulary *v, const char *path);

/** The share that makes the text of `voice` most likely; `tokens` gets how many words it has. */
double best_lambda(const struct generic *g, const struct kneser_ney *k, const struct corpus *c,
                   unsigned voice, size_t *tokens);

#endif
