/* SPDX-License-Identifier: GPL-3.0-or-later */
/** Answers as the net reads them: rows of a dictionary and word vectors. */
#ifndef SAMPLES_H
#define SAMPLES_H

#include "corpus.h"
#include "net.h"
#include "vectors.h"

/** Words and pairs that the training text says often enough; sorted. */
struct dictionary {
    char **names;               /* the words of a pair are joined by "_" */
    size_t count;
};

struct sample {
    const struct answer *answer;
    struct net_token *tokens;   /* one for each token of the answer */
};

struct samples {
    struct sample *items;
    size_t count;
    struct dictionary dictionary;
    float *vectors;             /* those of all words; owned here */
    struct net_token *tokens;
};

enum { SAMPLES_ALL = -1, SAMPLES_WORD_SEEN = 3, SAMPLES_PAIR_SEEN = 4 };
/** Vectors are this long while learning. */
static const float samples_vector_length = 3;

/**
 * Make samples of the answers whose `fold` is not `without`; `folds` NULL: of all.
 * False: no memory; `samples` is then empty.
 */
bool samples_make(struct samples *samples, const struct corpus *corpus, const int *folds,
                  int without, const struct vectors *vectors);
void samples_finish(struct samples *samples);

#endif
