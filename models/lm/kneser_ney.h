/* SPDX-License-Identifier: GPL-3.0-or-later */
/** A trigram model of a small text: interpolated Kneser-Ney smoothing. */
#ifndef KNESER_NEY_H
#define KNESER_NEY_H

#include "corpus.h"

/* One seen n-gram: how often (bigrams and single words below the top: after how many words). */
struct counted {
    uint64_t history;           /* of a trigram w1 << 32 | w2, of a bigram w1, of a word 0 */
    uint32_t word;
    uint32_t count;
};

/* What follows one history. */
struct following {
    uint64_t history;
    uint32_t total;
    uint32_t kinds;             /* different words */
};

struct level {
    struct counted *ngrams;     /* sorted by history, word */
    size_t count;
    struct following *histories;/* sorted */
    size_t history_count;
    double discount;
};

struct kneser_ney {
    struct level levels[3];     /* single words, bigrams, trigrams */
};

/** Counts all words of `c` but those of the voice `without` (no voice has the number UINT_MAX). */
void kneser_ney_train(struct kneser_ney *k, const struct corpus *c, unsigned without);
void kneser_ney_finish(struct kneser_ney *k);

/* 0 for words that were not seen. */
double kneser_ney_p1(const struct kneser_ney *k, uint32_t w);
double kneser_ney_p2(const struct kneser_ney *k, uint32_t w1, uint32_t w2);
double kneser_ney_p3(const struct kneser_ney *k, uint32_t w1, uint32_t w2, uint32_t w3);

#endif
