/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "net_parts.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { WARM_UP_STEPS = 50 };

uint64_t rng_next(struct rng *rng)
{
    rng->state ^= rng->state << 13;
    rng->state ^= rng->state >> 7;
    rng->state ^= rng->state << 17;
    return rng->state * 2685821657736338717u;
}

float rng_uniform(struct rng *rng)
{
    return (float)(rng_next(rng) >> 40) * (1.0f / (1 << 24));
}

/* Near enough to a normal distribution of that width. */
static float rng_normal(struct rng *rng, float width)
{
    float sum = -6;
    for (int i = 0; i < 12; i++) {
        sum += rng_uniform(rng);
    }
    return sum * width;
}

static bool create_weights(struct net_weights *w, size_t units, size_t entries)
{
    const struct { float **part; size_t size; } parts[] = {
        { &w->vector, VECTORS_SIZE * units }, { &w->base, units }, { &w->rows, entries * units },
        { &w->slots, MODEL_SLOTS * units }, { &w->token, units * NET_CRITERIA },
        { &w->bias, NET_CRITERIA }, { &w->top, NET_CRITERIA }, { &w->start, NET_CRITERIA },
        { &w->others, NET_CRITERIA * NET_CRITERIA },
        { &w->mean, units * NET_CRITERIA }, { &w->most, units * NET_CRITERIA },
    };
    w->size = 0;
    for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++) {
        w->size += parts[i].size;
    }
    float *at = w->block = calloc(w->size, sizeof(*w->block));
    for (size_t i = 0; at != NULL && i < sizeof(parts) / sizeof(parts[0]); i++) {
        *parts[i].part = at;
        at += parts[i].size;
    }
    return w->block != NULL;
}

static void draw(float *out, size_t count, float width, struct rng *rng)
{
    for (size_t i = 0; i < count; i++) {
        out[i] = rng_normal(rng, width);
    }
}

struct net *net_create(size_t units, size_t entries, struct rng *rng)
{
    struct net *net = calloc(1, sizeof(*net));
    if (net == NULL) {
        return NULL;
    }
    net->units = units;
    net->entries = entries;
    net->touched = calloc(entries + 1, sizeof(*net->touched));
    if (net->touched == NULL || !create_weights(&net->w, units, entries)
        || !create_weights(&net->d, units, entries) || !create_weights(&net->m, units, entries)
        || !create_weights(&net->v, units, entries)) {
        net_destroy(net);
        return NULL;
    }
    draw(net->w.vector, VECTORS_SIZE * units, 0.1f, rng);
    draw(net->w.slots, MODEL_SLOTS * units, 0.27f, rng);
    draw(net->w.token, units * NET_CRITERIA, 0.07f, rng);
    draw(net->w.mean, units * NET_CRITERIA, 0.03f, rng);
    draw(net->w.most, units * NET_CRITERIA, 0.03f, rng);
    for (size_t c = 0; c < NET_CRITERIA; c++) {
        net->w.bias[c] = -3;
        net->w.top[c] = 1;
    }
    return net;
}

void net_destroy(struct net *net)
{
    if (net != NULL) {
        free(net->touched);
        free(net->w.block);
        free(net->d.block);
        free(net->m.block);
        free(net->v.block);
        free(net);
    }
}

struct net_space *net_space_create(const struct net *net)
{
    struct net_space *space = calloc(1, sizeof(*space));
    if (space == NULL) {
        return NULL;
    }
    size_t units = net->units;
    const struct { float **part; size_t size; } parts[] = {
        { &space->vector, NET_TOKENS * VECTORS_SIZE },
        { &space->row_weight, NET_TOKENS * MODEL_WORDS },
        { &space->rows, NET_TOKENS * units }, { &space->d_rows, NET_TOKENS * units },
        { &space->seen, NET_TOKENS * units }, { &space->d_seen, NET_TOKENS * units },
        { &space->keep, NET_TOKENS * units }, { &space->sums, (NET_TOKENS + 1) * units },
        { &space->scores, NET_TOKENS * NET_CRITERIA },
        { &space->d_scores, NET_TOKENS * NET_CRITERIA }, { &space->turned, units * NET_CRITERIA },
    };
    size_t size = 0;
    for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++) {
        size += parts[i].size;
    }
    float *at = space->block = calloc(size, sizeof(*space->block));
    if (at == NULL) {
        free(space);
        return NULL;
    }
    for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++) {
        *parts[i].part = at;
        at += parts[i].size;
    }
    return space;
}

void net_space_destroy(struct net_space *space)
{
    if (space != NULL) {
        free(space->block);
        free(space);
    }
}

/* The method Adam, with weights that fade; for all but the rows. */
MODEL_WIDE
static void adapt(struct net *net, float rate, float fade, float first, float second)
{
    float m_scale = rate / (1 - first), v_scale = 1 / (1 - second);
    const size_t rows = (size_t)(net->w.rows - net->w.block), entries = net->entries * net->units;
    for (size_t part = 0; part < 2; part++) {
        size_t from = part == 0 ? 0 : rows + entries, to = part == 0 ? rows : net->w.size;
        float *restrict w = net->w.block, *restrict m = net->m.block, *restrict v = net->v.block;
        const float *restrict d = net->d.block;
        for (size_t i = from; i < to; i++) {
            m[i] = 0.9f * m[i] + 0.1f * d[i];
            v[i] = 0.99f * v[i] + 0.01f * d[i] * d[i];
            w[i] = w[i] * fade - m_scale * m[i] / (sqrtf(v[i] * v_scale) + 1e-6f);
        }
    }
}

static float power(float base, size_t exponent)
{
    float result = 1;
    for (; exponent > 0 && result > 1e-12f; exponent /= 2, base *= base) {
        result *= exponent % 2 > 0 ? base : 1;
    }
    return result;
}

/* The same for one row, which most batches do not touch: it catches up with the steps between. */
MODEL_WIDE
static void adapt_row(struct net *net, size_t entry, float rate, float fade, float second)
{
    size_t steps = net->steps - net->touched[entry], from = entry * net->units;
    float *restrict w = net->w.rows + from, *restrict v = net->v.rows + from;
    float *restrict d = net->d.rows + from;
    float old = power(0.99f, steps), faded = power(fade, steps), v_scale = 1 / (1 - second);
    for (size_t i = 0; i < net->units; i++) {
        v[i] = old * v[i] + 0.01f * d[i] * d[i];
        w[i] = w[i] * faded - rate * d[i] / (sqrtf(v[i] * v_scale) + 1e-6f);
        d[i] = 0;
    }
    net->touched[entry] = net->steps;
}

static void adapt_all(struct net *net, const struct net_batch *batch,
                      const struct net_options *options, float rate)
{
    net->steps++;
    rate *= options->rate * (net->steps < WARM_UP_STEPS ? (float)net->steps / WARM_UP_STEPS : 1);
    float fade = 1 - rate * options->decay;
    float first = power(0.9f, net->steps), second = power(0.99f, net->steps);
    adapt(net, rate, fade, first, second);
    for (size_t t = 0; t < batch->count; t++) {
        for (size_t n = 0; n < MODEL_WORDS; n++) {
            int entry = batch->tokens[t].entry[n];
            if (entry >= 0 && net->touched[entry] != net->steps) {
                adapt_row(net, (size_t)entry, rate, fade, second);
            }
        }
    }
}

void net_learn(struct net *net, struct net_space *space, const struct net_batch *batch,
               const struct net_options *options, float rate, struct rng *rng)
{
    net_forward(net, space, batch, options, rng);
    net_backward(net, space, batch, options);
    adapt_all(net, batch, options, rate);
}
