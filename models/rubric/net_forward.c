/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "net_parts.h"

#include <string.h>

MODEL_WIDE
void net_multiply(size_t m, size_t n, size_t k, const float *restrict a, const float *restrict b,
                  float *restrict out)
{
    for (size_t i = 0; i + 1 < m; i += 2) {
        const float *restrict a0 = a + i * k, *restrict a1 = a0 + k;
        float *restrict o0 = out + i * n, *restrict o1 = o0 + n;
        for (size_t h = 0; h < k; h++) {
            const float *restrict row = b + h * n;
            float x0 = a0[h], x1 = a1[h];
            for (size_t j = 0; j < n; j++) {
                o0[j] += x0 * row[j];
                o1[j] += x1 * row[j];
            }
        }
    }
    for (size_t i = m & ~(size_t)1; i < m; i++) {
        for (size_t h = 0; h < k; h++) {
            for (size_t j = 0; j < n; j++) {
                out[i * n + j] += a[i * k + h] * b[h * n + j];
            }
        }
    }
}

MODEL_WIDE
void net_multiply_turned(size_t m, size_t n, size_t k, const float *restrict a,
                         const float *restrict b, float *restrict out)
{
    for (size_t i = 0; i + 1 < m; i += 2) {
        const float *restrict b0 = b + i * n, *restrict b1 = b0 + n;
        for (size_t h = 0; h < k; h++) {
            float x0 = a[i * k + h], x1 = a[(i + 1) * k + h];
            float *restrict row = out + h * n;
            for (size_t j = 0; j < n; j++) {
                row[j] += x0 * b0[j] + x1 * b1[j];
            }
        }
    }
    for (size_t i = m & ~(size_t)1; i < m; i++) {
        for (size_t h = 0; h < k; h++) {
            for (size_t j = 0; j < n; j++) {
                out[h * n + j] += a[i * k + h] * b[i * n + j];
            }
        }
    }
}

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

/* 0 for what is left out this time, else enough to make up for what is. */
static float leave_out(struct rng *rng, float share)
{
    return rng_uniform(rng) < share ? 0 : 1 / (1 - share);
}

static void read_token(const struct net *net, struct net_space *space,
                       const struct net_token *token, size_t t,
                       const struct net_options *options, struct rng *rng)
{
    float *vector = space->vector + t * VECTORS_SIZE;
    float weight = rng_uniform(rng) < options->drop_word ? 0 : token->weight;
    for (size_t i = 0; i < VECTORS_SIZE; i++) {
        vector[i] = token->vector == NULL
                        ? 0
                        : weight * token->vector[i] * leave_out(rng, options->drop_vector);
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
            for (size_t i = t * units; i < (t + 1) * units; i++) {
                space->keep[i] = leave_out(rng, options->drop_unit);
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
