/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Derivatives of what net_forward.c computes, from its end to its beginning. */
#include "net_parts.h"

#include <string.h>

/* The rows' derivatives are zero again since the last step. */
static void begin(struct net *net, struct net_space *space, size_t count)
{
    float *rows = net->d.rows, *behind = rows + net->entries * net->units;
    memset(net->d.block, 0, (size_t)(rows - net->d.block) * sizeof(float));
    memset(behind, 0, (size_t)(net->d.block + net->d.size - behind) * sizeof(float));
    memset(space->d_rows, 0, count * net->units * sizeof(float));
    memset(space->d_seen, 0, count * net->units * sizeof(float));
    memset(space->d_scores, 0, count * NET_CRITERIA * sizeof(float));
}

static size_t count_tokens(const struct net_batch *batch)
{
    size_t count = 0;
    for (size_t d = 0; d < batch->document_count; d++) {
        count += batch->documents[d].count;
    }
    return count;
}

/* How wrong each token's scores are. */
static void compare_tokens(struct net_space *space, const struct net_batch *batch,
                           const struct net_options *options)
{
    float share = 1.0f / (float)count_tokens(batch);
    for (size_t t = 0; t < batch->count; t++) {
        const struct net_token *token = &batch->tokens[t];
        for (size_t c = 0; c < CRITERIA; c++) {
            if ((token->marked >> c & 1) == 0) {
                continue;
            }
            bool marked = token->marks >> c & 1;
            float likely = model_sigmoid(space->scores[t * NET_CRITERIA + c]);
            space->d_scores[t * NET_CRITERIA + c] =
                (likely - (marked ? 1.0f : 0.0f)) * share * (marked ? 1 + options->mark_weight : 1);
        }
    }
}

/* How wrong the verdict on each criterion is; 0 where raters could differ. */
static void compare_verdicts(const struct net_space *space, const struct net_batch *batch,
                             size_t d, float weight, float errors[NET_CRITERIA])
{
    const struct net_document *document = &batch->documents[d];
    for (size_t c = 0; c < CRITERIA; c++) {
        float met = document->met >> c & 1 ? 1.0f : 0.0f;
        errors[c] = document->known >> c & 1
                        ? (model_sigmoid(space->verdicts[d][c]) - met) * weight
                              / (float)batch->document_count
                        : 0;
    }
}

MODEL_WIDE
static void blame_units(struct net *net, struct net_space *space,
                        const struct net_document *document, size_t d,
                        const float errors[NET_CRITERIA])
{
    size_t units = net->units;
    float means[MODEL_UNITS_MAX] = { 0 };
    for (size_t i = 0; i < units; i++) {
        float most = 0;
        for (size_t c = 0; c < CRITERIA; c++) {
            net->d.mean[i * NET_CRITERIA + c] += errors[c] * space->mean[d][i];
            net->d.most[i * NET_CRITERIA + c] += errors[c] * space->most[d][i];
            means[i] += errors[c] * net->w.mean[i * NET_CRITERIA + c];
            most += errors[c] * net->w.most[i * NET_CRITERIA + c];
        }
        space->d_seen[space->most_at[d][i] * units + i] += most;
    }
    for (size_t t = document->from; t < document->from + document->count; t++) {
        for (size_t i = 0; i < units; i++) {
            space->d_seen[t * units + i] += means[i] / (float)document->count;
        }
    }
}

MODEL_WIDE
static void blame_verdicts(struct net *net, struct net_space *space,
                           const struct net_batch *batch, size_t d, float weight)
{
    float errors[NET_CRITERIA] = { 0 };
    compare_verdicts(space, batch, d, weight, errors);
    for (size_t k = 0; k < CRITERIA; k++) {
        float top = space->tops[d][k], likely = model_sigmoid(top);
        float blame = errors[k] * net->w.top[k], through = 0;
        net->d.top[k] += errors[k] * top;
        net->d.start[k] += errors[k];
        for (size_t c = 0; c < CRITERIA; c++) {
            net->d.others[k * NET_CRITERIA + c] += errors[c] * likely;
            through += errors[c] * net->w.others[k * NET_CRITERIA + c];
        }
        blame += through * likely * (1 - likely);
        for (size_t j = 0; j < space->top_count[d]; j++) {
            space->d_scores[space->top_at[d][k][j] * NET_CRITERIA + k] += blame / MODEL_TOP;
        }
    }
    blame_units(net, space, &batch->documents[d], d, errors);
}

static void blame_tokens(struct net *net, struct net_space *space, const struct net_batch *batch)
{
    size_t units = net->units;
    for (size_t t = 0; t < batch->count; t++) {
        for (size_t c = 0; c < CRITERIA; c++) {
            net->d.bias[c] += space->d_scores[t * NET_CRITERIA + c];
        }
    }
    for (size_t i = 0; i < units; i++) {
        for (size_t c = 0; c < NET_CRITERIA; c++) {
            space->turned[c * units + i] = net->w.token[i * NET_CRITERIA + c];
        }
    }
    net_multiply_turned(batch->count, NET_CRITERIA, units, space->seen, space->d_scores,
                        net->d.token);
    net_multiply(batch->count, units, NET_CRITERIA, space->d_scores, space->turned,
                 space->d_seen);
    for (size_t d = 0; d < batch->document_count; d++) {
        const struct net_document *document = &batch->documents[d];
        size_t from = document->from * units, to = (document->from + document->count) * units;
        for (size_t i = from; i < to; i++) {
            space->d_seen[i] *= space->keep[i];
        }
    }
}

MODEL_WIDE
static void blame_near(struct net *net, struct net_space *space, size_t t)
{
    size_t units = net->units;
    const float *restrict blame = space->d_seen + t * units;
    for (size_t s = 0; s < MODEL_NEAR_SLOTS; s++) {
        const float *restrict slot = net->w.slots + s * units;
        float *restrict d_slot = net->d.slots + s * units;
        const float *restrict row = space->rows + (t + s - MODEL_NEAR) * units;
        float *restrict d_row = space->d_rows + (t + s - MODEL_NEAR) * units;
        for (size_t i = 0; i < units; i++) {
            d_slot[i] += blame[i] * row[i];
            d_row[i] += blame[i] * slot[i];
        }
    }
}

MODEL_WIDE
static void blame_far(struct net *net, struct net_space *space,
                      const struct net_document *document)
{
    size_t units = net->units, count = document->count, from = document->from * units;
    net_sum_rows(space->rows + from, count, units, NULL, space->sums);
    for (size_t b = 0; b <= MODEL_BLOCKS; b++) {
        float *restrict d_slot = net->d.slots + (MODEL_NEAR_SLOTS + b) * units;
        for (size_t t = 0; t < count; t++) {
            struct net_range range = net_block_range(b, t, count);
            const float *restrict low = space->sums + range.from * units;
            const float *restrict high = space->sums + range.to * units;
            const float *restrict blame = space->d_seen + from + t * units;
            for (size_t i = 0; i < units; i++) {
                d_slot[i] += blame[i] * range.share * (high[i] - low[i]);
            }
        }
    }
    for (size_t b = 0; b <= MODEL_BLOCKS; b++) {
        net_sum_rows(space->d_seen + from, count, units,
                     net->w.slots + (MODEL_NEAR_SLOTS + b) * units, space->sums);
        for (size_t t = 0; t < count; t++) {
            struct net_range range = net_block_viewers(b, t, count);
            const float *restrict low = space->sums + range.from * units;
            const float *restrict high = space->sums + range.to * units;
            float *restrict d_row = space->d_rows + from + t * units;
            for (size_t i = 0; i < units; i++) {
                d_row[i] += range.share * (high[i] - low[i]);
            }
        }
    }
}

MODEL_WIDE
static void blame_rows(struct net *net, struct net_space *space, const struct net_token *token,
                       size_t t)
{
    size_t units = net->units;
    const float *restrict blame = space->d_rows + t * units;
    for (size_t i = 0; i < units; i++) {
        net->d.base[i] += token->weight * blame[i];
    }
    for (size_t n = 0; n < MODEL_WORDS; n++) {
        float share = space->row_weight[t * MODEL_WORDS + n];
        if (share > 0) {
            float *restrict d_row = net->d.rows + (size_t)token->entry[n] * units;
            for (size_t i = 0; i < units; i++) {
                d_row[i] += share * blame[i];
            }
        }
    }
}

void net_backward(struct net *net, struct net_space *space, const struct net_batch *batch,
                  const struct net_options *options)
{
    size_t units = net->units;
    begin(net, space, batch->count);
    compare_tokens(space, batch, options);
    for (size_t d = 0; d < batch->document_count; d++) {
        blame_verdicts(net, space, batch, d, options->answer_weight);
    }
    blame_tokens(net, space, batch);
    for (size_t d = 0; d < batch->document_count; d++) {
        const struct net_document *document = &batch->documents[d];
        for (size_t t = document->from; t < document->from + document->count; t++) {
            blame_near(net, space, t);
        }
        blame_far(net, space, document);
    }
    for (size_t d = 0; d < batch->document_count; d++) {
        const struct net_document *document = &batch->documents[d];
        for (size_t t = document->from; t < document->from + document->count; t++) {
            blame_rows(net, space, &batch->tokens[t], t);
        }
    }
    net_multiply_turned(batch->count, units, VECTORS_SIZE, space->vector, space->d_rows,
                        net->d.vector);
}
