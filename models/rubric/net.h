/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * The model while it learns. What it computes is told in rubric/model_parts.h;
 * here are the same sums with their derivatives. Plain C arithmetic in a fixed
 * order and no functions of the C library's mathematics but sqrtf(), so that
 * every machine learns the same weights.
 */
#ifndef NET_H
#define NET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "corpus.h"
#include "model_parts.h"

enum { NET_DOCUMENTS = 4, NET_TOKENS = 2048, NET_CRITERIA = 40 /* CRITERIA, a multiple of 8 */ };

/** Weights (or their derivatives); every pointer lies in one block of `size` floats. */
struct net_weights {
    float *block;
    size_t size;
    float *vector;      /* [VECTORS_SIZE][units] */
    float *base;        /* [units] */
    float *rows;        /* [entries][units] */
    float *slots;       /* [MODEL_SLOTS][units] */
    float *token;       /* [units][NET_CRITERIA] */
    float *bias;        /* [NET_CRITERIA] */
    float *top, *start; /* [NET_CRITERIA] */
    float *others;      /* [NET_CRITERIA][NET_CRITERIA]: what, for which */
    float *mean, *most; /* [units][NET_CRITERIA] */
};

struct net {
    size_t units, entries;
    struct net_weights w, d;    /* weights, derivatives */
    struct net_weights m, v;    /* running mean (not of rows) and square of the derivatives */
    size_t steps;
    size_t *touched;            /* [entries]: step at which a row learned last */
};

/** One token of a batch. */
struct net_token {
    int entry[MODEL_WORDS];     /* of the word, the pair, the triple; negative: none */
    const float *vector;        /* NULL: no such word */
    float weight;               /* 0 to 1: its confidence */
    criteria_set marks, marked;
};

/** A stretch of tokens that is judged as one answer. */
struct net_document {
    size_t from, count;
    criteria_set met, known;
};

/** A batch: documents with MODEL_NEAR empty tokens around each. */
struct net_batch {
    struct net_token tokens[NET_TOKENS];
    size_t count;
    struct net_document documents[NET_DOCUMENTS];
    size_t document_count;
};

struct net_options {
    float rate, decay;          /* of learning; of the weights */
    float drop_unit, drop_row, drop_word, drop_vector;  /* shares left out at random */
    float mark_weight;          /* weight of a marked token beside an unmarked one, less 1 */
    float answer_weight;        /* weight of the answer's verdict beside the tokens' */
};

struct rng { uint64_t state; };
uint64_t rng_next(struct rng *rng);
/** 0 up to and without 1. */
float rng_uniform(struct rng *rng);

/** NULL: no memory. */
struct net *net_create(size_t units, size_t entries, struct rng *rng);
void net_destroy(struct net *net);

/** Work space of a step; as large as the largest batch. */
struct net_space;
struct net_space *net_space_create(const struct net *net);
void net_space_destroy(struct net_space *space);

/** Learn from one batch; `rate` is a share of the options' rate. */
void net_learn(struct net *net, struct net_space *space, const struct net_batch *batch,
               const struct net_options *options, float rate, struct rng *rng);

#endif
