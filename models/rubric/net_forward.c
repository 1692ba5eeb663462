/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "net_parts.h"

#include <string.h>

/* Numbers side by side, anywhere in memory. */
typedef float lanes __attribute__((vector_size(NET_LANES * sizeof(float)), aligned(4), may_alias));

enum { BLOCK_ROWS = 4 };

static inline __attribute__((always_inline)) void add_lanes(float *out, const lanes *sum)
{
    *(lanes *)out += *sum;
}

/* Four rows of two times eight sums, which stay in registers. `step`: between numbers of `a`. */
static inline __attribute__((always_inline)) void
multiply_block(size_t n, size_t k, const float *const a[BLOCK_ROWS], size_t step, const float *b,
               float *out)
{
    lanes s00 = { 0 }, s01 = { 0 }, s10 = { 0 }, s11 = { 0 };
    lanes s20 = { 0 }, s21 = { 0 }, s30 = { 0 }, s31 = { 0 };
    const float *a0 = a[0], *a1 = a[1], *a2 = a[2], *a3 = a[3];
    for (size_t h = 0; h < k * step; h += step, b += n) {
        lanes left = *(const lanes *)b, right = *(const lanes *)(b + NET_LANES);
        s00 += a0[h] * left;
        s01 += a0[h] * right;
        s10 += a1[h] * left;
        s11 += a1[h] * right;
        s20 += a2[h] * left;
        s21 += a2[h] * right;
        s30 += a3[h] * left;
        s31 += a3[h] * right;
    }
    add_lanes(out, &s00);
    add_lanes(out + NET_LANES, &s01);
    add_lanes(out + n, &s10);
    add_lanes(out + n + NET_LANES, &s11);
    add_lanes(out + 2 * n, &s20);
    add_lanes(out + 2 * n + NET_LANES, &s21);
    add_lanes(out + 3 * n, &s30);
    add_lanes(out + 3 * n + NET_LANES, &s31);
}

/* One row of eight, for what is left over. */
static inline __attribute__((always_inline)) void
multiply_rest(size_t n, size_t k, const float *a, size_t step, const float *b, float *out)
{
    lanes sum = { 0 };
    for (size_t h = 0; h < k; h++) {
        sum += a[h * step] * *(const lanes *)(b + h * n);
    }
    add_lanes(out, &sum);
}

/* Rows of `a` begin `row` apart, numbers of a row `step`. */
static inline __attribute__((always_inline)) void
multiply(size_t m, size_t n, size_t k, const float *a, size_t row, size_t step, const float *b,
         float *out)
{
    size_t i = 0;
    for (; i + BLOCK_ROWS <= m; i += BLOCK_ROWS) {
        const float *rows[BLOCK_ROWS] = { a + i * row, a + (i + 1) * row, a + (i + 2) * row,
                                          a + (i + 3) * row };
        size_t j = 0;
        for (; j + 2 * NET_LANES <= n; j += 2 * NET_LANES) {
            multiply_block(n, k, rows, step, b + j, out + i * n + j);
        }
        for (size_t r = 0; j < n && r < BLOCK_ROWS; r++) {
            multiply_rest(n, k, rows[r], step, b + j, out + (i + r) * n + j);
        }
    }
    for (; i < m; i++) {
        for (size_t j = 0; j < n; j += NET_LANES) {
            multiply_rest(n, k, a + i * row, step, b + j, out + i * n + j);
        }
    }
}

MODEL_WIDE
void net_multiply(size_t m, size_t n, size_t k, const float *restrict a, const float *restrict b,
                  float *restrict out)
{
    multiply(m, n, k, a, k, 1, b, out);
}

MODEL_WIDE
void net_multiply_turned(size_t m, size_t n, size_t k, const float *restrict a,
                         const float *restrict b, float *restrict out)
{
    multiply(k, n, m, a, 1, k, b, out);
}

MODEL_WIDE
void net_sum_rows(const float *restrict rows, size_t count, size_t units,
                  const float *restrict slot, float *restrict sums)
{
    memset(sums, 0, units * sizeof(*sums));
    for (size_t t = 0; t < count; t++, rows += units, sums += units) {
        for (size_t i = 0; i < units; i++) {
            sums[units + i] = sums[i] + (slot != NULL ? slot[i] * rows[i] : rows[i]);
        }
    }
}

static size_t clamp(ptrdiff_t place, size_t count)
{
    return place < 0 ? 0 : (size_t)place > count ? count : (size_t)place;
}

struct net_range net_block_range(size_t b, size_t t, size_t count)
{
    if (b == MODEL_BLOCKS) {
        return (struct net_range){ 0, count, 1.0f / (float)count };
    }
    const struct model_block *block = &model_blocks[b];
    return (struct net_range){ clamp((ptrdiff_t)t + block->from, count),
                               clamp((ptrdiff_t)t + block->to + 1, count),
                               1.0f / (float)(block->to - block->from + 1) };
}

struct net_range net_block_viewers(size_t b, size_t t, size_t count)
{
    if (b == MODEL_BLOCKS) {
        return net_block_range(b, t, count);
    }
    const struct model_block *block = &model_blocks[b];
    return (struct net_range){ clamp((ptrdiff_t)t - block->to, count),
                               clamp((ptrdiff_t)t - block->from + 1, count),
                               1.0f / (float)(block->to - block->from + 1) };
}

/*
 * 0 for each number that is left out this time, else enough to make up for what is. One draw
 * serves four. `count` is a multiple of that.
 */
static void leave_out(struct rng *rng, float share, float *restrict out, size_t count)
{
    const uint64_t limit = (uint64_t)(share * 0x10000);
    const float kept = 1 / (1 - share);
    for (size_t i = 0; i < count; i += 4) {
        uint64_t bits = rng_next(rng);
        for (size_t k = 0; k < 4; k++) {
            out[i + k] = (bits >> 16 * k & 0xffff) < limit ? 0 : kept;
        }
    }
}

MODEL_WIDE
static void read_token(const struct net *net, struct net_space *space,
                       const struct net_token *token, size_t t,
                       const struct net_options *options, struct rng *rng)
{
    float *vector = space->vector + t * VECTORS_SIZE;
    float weight = rng_uniform(rng) < options->drop_word ? 0 : token->weight;
    if (token->vector != NULL && weight > 0) {
        leave_out(rng, options->drop_vector, vector, VECTORS_SIZE);
        for (size_t i = 0; i < VECTORS_SIZE; i++) {
            vector[i] *= weight * token->vector[i];
        }
    }
    float *restrict row = space->rows + t * net->units;
    for (size_t i = 0; i < net->units; i++) {
        row[i] = token->weight * net->w.base[i];
    }
    for (size_t n = 0; n < MODEL_WORDS; n++) {
        float share = token->entry[n] < 0 || rng_uniform(rng) < options->drop_row ? 0 : weight;
        space->row_weight[t * MODEL_WORDS + n] = share;
        const float *restrict own = net->w.rows
                                    + (token->entry[n] < 0 ? 0 : (size_t)token->entry[n])
                                          * net->units;
        for (size_t i = 0; share > 0 && i < net->units; i++) {
            row[i] += share * own[i];
        }
    }
}

MODEL_WIDE
static void look_near(const struct net *net, struct net_space *space, size_t t)
{
    size_t units = net->units;
    float *restrict out = space->seen + t * units;
    for (size_t s = 0; s < MODEL_NEAR_SLOTS; s++) {
        const float *restrict slot = net->w.slots + s * units;
        const float *restrict row = space->rows + (t + s - MODEL_NEAR) * units;
        for (size_t i = 0; i < units; i++) {
            out[i] += slot[i] * row[i];
        }
    }
}

MODEL_WIDE
static void look_far(const struct net *net, struct net_space *space,
                     const struct net_document *document)
{
    size_t units = net->units;
    net_sum_rows(space->rows + document->from * units, document->count, units, NULL, space->sums);
    for (size_t b = 0; b <= MODEL_BLOCKS; b++) {
        const float *restrict slot = net->w.slots + (MODEL_NEAR_SLOTS + b) * units;
        for (size_t t = 0; t < document->count; t++) {
            struct net_range range = net_block_range(b, t, document->count);
            const float *restrict low = space->sums + range.from * units;
            const float *restrict high = space->sums + range.to * units;
            float *restrict out = space->seen + (document->from + t) * units;
            for (size_t i = 0; i < units; i++) {
                out[i] += slot[i] * range.share * (high[i] - low[i]);
            }
        }
    }
}

static void find_top(struct net_space *space, const struct net_document *document, size_t d,
                     size_t criterion)
{
    float best[MODEL_TOP], sum = 0;
    size_t count = document->count < MODEL_TOP ? document->count : MODEL_TOP, found = 0;
    size_t *at = space->top_at[d][criterion];
    for (size_t t = document->from; t < document->from + document->count; t++) {
        float score = space->scores[t * NET_CRITERIA + criterion];
        size_t k = found < count ? found++ : count;
        for (; k > 0 && score > best[k - 1]; k--) {
            if (k < count) {
                best[k] = best[k - 1];
                at[k] = at[k - 1];
            }
        }
        if (k < count) {
            best[k] = score;
            at[k] = t;
        }
    }
    for (size_t k = 0; k < MODEL_TOP; k++) {
        sum += k < count ? best[k] : -30;
    }
    space->top_count[d] = count;
    space->tops[d][criterion] = sum / MODEL_TOP;
}

MODEL_WIDE
static void sum_units(const struct net *net, struct net_space *space,
                      const struct net_document *document, size_t d)
{
    for (size_t i = 0; i < net->units; i++) {
        space->mean[d][i] = 0;
        space->most_at[d][i] = document->from;
        space->most[d][i] = space->seen[document->from * net->units + i];
    }
    for (size_t t = document->from; t < document->from + document->count; t++) {
        const float *seen = space->seen + t * net->units;
        for (size_t i = 0; i < net->units; i++) {
            space->mean[d][i] += seen[i] / (float)document->count;
            if (seen[i] > space->most[d][i]) {
                space->most[d][i] = seen[i];
                space->most_at[d][i] = t;
            }
        }
    }
}

MODEL_WIDE
static void judge(const struct net *net, struct net_space *space,
                  const struct net_document *document, size_t d)
{
    float *verdicts = space->verdicts[d];
    sum_units(net, space, document, d);
    for (size_t c = 0; c < CRITERIA; c++) {
        find_top(space, document, d, c);
        verdicts[c] = net->w.start[c] + net->w.top[c] * space->tops[d][c];
    }
    for (size_t k = 0; k < CRITERIA; k++) {
        float likely = model_sigmoid(space->tops[d][k]);
        for (size_t c = 0; c < CRITERIA; c++) {
            verdicts[c] += likely * net->w.others[k * NET_CRITERIA + c];
        }
    }
    for (size_t i = 0; i < net->units; i++) {
        for (size_t c = 0; c < CRITERIA; c++) {
            verdicts[c] += space->mean[d][i] * net->w.mean[i * NET_CRITERIA + c]
                           + space->most[d][i] * net->w.most[i * NET_CRITERIA + c];
        }
    }
}

void net_forward(const struct net *net, struct net_space *space, const struct net_batch *batch,
                 const struct net_options *options, struct rng *rng)
{
    size_t units = net->units, count = batch->count;
    memset(space->vector, 0, count * VECTORS_SIZE * sizeof(float));
    memset(space->rows, 0, count * units * sizeof(float));
    memset(space->seen, 0, count * units * sizeof(float));
    memset(space->scores, 0, count * NET_CRITERIA * sizeof(float));
    for (size_t d = 0; d < batch->document_count; d++) {
        const struct net_document *document = &batch->documents[d];
        for (size_t t = document->from; t < document->from + document->count; t++) {
            read_token(net, space, &batch->tokens[t], t, options, rng);
        }
    }
    net_multiply(count, units, VECTORS_SIZE, space->vector, net->w.vector, space->rows);
    for (size_t d = 0; d < batch->document_count; d++) {
        const struct net_document *document = &batch->documents[d];
        look_far(net, space, document);
        for (size_t t = document->from; t < document->from + document->count; t++) {
            look_near(net, space, t);
            leave_out(rng, options->drop_unit, space->keep + t * units, units);
            for (size_t i = t * units; i < (t + 1) * units; i++) {
                space->seen[i] *= space->keep[i];
            }
            for (size_t c = 0; c < NET_CRITERIA; c++) {
                space->scores[t * NET_CRITERIA + c] = net->w.bias[c];
            }
        }
    }
    net_multiply(count, NET_CRITERIA, units, space->seen, net->w.token, space->scores);
    for (size_t d = 0; d < batch->document_count; d++) {
        judge(net, space, &batch->documents[d], d);
    }
}
