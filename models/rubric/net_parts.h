/* SPDX-License-Identifier: GPL-3.0-or-later */
/** What net.c, net_forward.c and net_backward.c share: the numbers of one step. */
#ifndef NET_PARTS_H
#define NET_PARTS_H

#include "net.h"

enum { NET_LANES = 8 };     /* rows of a matrix are as long as a multiple of this */

struct net_space {
    float *block;
    float *vector;      /* [NET_TOKENS][VECTORS_SIZE], after leaving out */
    float *row_weight;  /* [NET_TOKENS][MODEL_WORDS], after leaving out */
    float *rows, *d_rows;       /* [NET_TOKENS][units] */
    float *seen, *d_seen;       /* [NET_TOKENS][units] */
    float *keep;                /* [NET_TOKENS][units]: 0 for a unit left out */
    float *sums;                /* [NET_TOKENS + 1][units] */
    float *scores, *d_scores;   /* [NET_TOKENS][NET_CRITERIA] */
    float *turned;              /* a matrix with rows and columns changed */
    float tops[NET_DOCUMENTS][NET_CRITERIA];
    size_t top_at[NET_DOCUMENTS][NET_CRITERIA][MODEL_TOP];
    size_t top_count[NET_DOCUMENTS];
    float verdicts[NET_DOCUMENTS][NET_CRITERIA];
    float mean[NET_DOCUMENTS][MODEL_UNITS_MAX], most[NET_DOCUMENTS][MODEL_UNITS_MAX];
    size_t most_at[NET_DOCUMENTS][MODEL_UNITS_MAX];
};

/** out[m][n] += a[m][k] * b[k][n]; rows of `n` numbers stand `n` apart, those of `a` `k`. */
void net_multiply(size_t m, size_t n, size_t k, const float *a, const float *b, float *out);
/** out[k][n] += a[m][k] * b[m][n]. */
void net_multiply_turned(size_t m, size_t n, size_t k, const float *a, const float *b, float *out);

/** Sums of the `count` rows before each, each times `slot` when it is not NULL. */
void net_sum_rows(const float *rows, size_t count, size_t units, const float *slot, float *sums);

/** The places block `b` (MODEL_BLOCKS: the whole answer) sees from `t`, and the weight of one. */
struct net_range { size_t from, to; float share; };
struct net_range net_block_range(size_t b, size_t t, size_t count);
/** The tokens that see place `t` through block `b`. */
struct net_range net_block_viewers(size_t b, size_t t, size_t count);

void net_forward(const struct net *net, struct net_space *space, const struct net_batch *batch,
                 const struct net_options *options, struct rng *rng);
void net_backward(struct net *net, struct net_space *space, const struct net_batch *batch,
                  const struct net_options *options);

#endif
