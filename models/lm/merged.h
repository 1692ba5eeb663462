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
    const bool *kept;           /* by word */
    double least_gain;
    uint32_t words;
    float *log_p, *log_backoff; /* by word */
    struct bigram *bigrams;
    size_t bigram_count;
    struct trigram *trigrams;
    size_t trigram_count;
};

/**
 * The n-grams of both over the words that `kept` says (by number), their probabilities mixed,
 * backing off so that all sums are one. Generic n-grams that change less than `least_gain` nats of
 * what is said, against backing off, are left out.
 */
void merged_make(struct merged *m, const struct generic *g, const struct kneser_ney *k,
                 const bool *kept, uint32_t words, double lambda, double least_gain);
/** Says which words to keep: all of the interview text, and the commonest of the others. */
void merged_choose(const struct generic *g, const struct kneser_ney *k, uint32_t words,
                   uint32_t most, bool *kept);
void merged_finish(struct merged *m);
/** As text in the ARPA format. */
bool merged_write(const struct merged *m, const struct vocabulary *v, const char *path);

/** The share that makes the text of `voice` most likely; `tokens` gets how many words it has. */
double best_lambda(const struct generic *g, const struct kneser_ney *k, const struct corpus *c,
                   unsigned voice, size_t *tokens);

#endif
