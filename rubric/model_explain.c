/* SPDX-License-Identifier: MIT */
/* Which words and pairs spoke for a criterion: the model is a sum, so each has its share. */
#include "model_parts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FEATURES_MAX = 8 };

struct share {
    size_t token, words;
    float weight;
};

/* Adds a row of the slots to `sums`, times `times`. */
MODEL_WIDE
static void add_slot(const struct model *model, size_t slot, float times, float *sums)
{
    const float *row = model->slots + slot * model->units;
    for (size_t i = 0; i < model->units; i++) {
        sums[i] += times * row[i];
    }
}

/* How many tokens of the span see `place` from between `from` and `to` places away. */
static size_t count_between(struct model_span span, size_t place, int from, int to)
{
    ptrdiff_t first = (ptrdiff_t)place - to, last = (ptrdiff_t)place - from;
    first = first > (ptrdiff_t)span.from ? first : (ptrdiff_t)span.from;
    last = last < (ptrdiff_t)span.to - 1 ? last : (ptrdiff_t)span.to - 1;
    return last >= first ? (size_t)(last - first + 1) : 0;
}

/* What a unit's number at `place` adds to the criterion, as the mean over the span's tokens. */
MODEL_WIDE
static void find_reach(const struct model *model, size_t place, size_t criterion,
                       struct model_span span, float reach[MODEL_UNITS_MAX])
{
    memset(reach, 0, model->units * sizeof(*reach));
    for (int d = -MODEL_NEAR; d <= MODEL_NEAR; d++) {
        size_t seen = count_between(span, place, d, d);
        if (seen > 0) {
            add_slot(model, (size_t)(d + MODEL_NEAR), (float)seen, reach);
        }
    }
    for (size_t b = 0; b < MODEL_BLOCKS; b++) {
        const struct model_block *block = &model_blocks[b];
        size_t seen = count_between(span, place, block->from, block->to);
        if (seen > 0) {
            add_slot(model, MODEL_NEAR_SLOTS + b,
                     (float)seen / (float)(block->to - block->from + 1), reach);
        }
    }
    for (size_t i = 0; i < model->units; i++) {
        reach[i] *= model->token[i * MODEL_ROW_MAX + criterion] / (float)(span.to - span.from);
    }
}

static float weigh(const struct model *model, const struct text *text, struct share share,
                   const float *reach)
{
    size_t entry = model_find_entry(model, &text->tokens[share.token], share.words);
    float weight = 0;
    for (size_t i = 0; entry != SIZE_MAX && i < model->units; i++) {
        weight += model->rows[entry * model->units + i] * reach[i];
    }
    return weight * text->tokens[share.token].confidence;
}

static void keep(struct share *best, size_t max, struct share share)
{
    size_t k = max;
    for (; k > 0 && share.weight > best[k - 1].weight; k--) {
        if (k < max) {
            best[k] = best[k - 1];
        }
    }
    if (k < max) {
        best[k] = share;
    }
}

static void append(char *out, size_t size, const char *text)
{
    size_t used = strlen(out);
    if (used + 1 < size) {
        snprintf(out + used, size - used, "%s", text);
    }
}

static void write_share(char *out, size_t size, const struct text *text, struct share share)
{
    char number[32];
    int hundredths = (int)(share.weight * 100);
    append(out, size, out[0] != '\0' ? ", \"" : "\"");
    for (size_t i = 0; i < share.words; i++) {
        append(out, size, i > 0 ? " " : "");
        append(out, size, text->tokens[share.token + i].text);
    }
    snprintf(number, sizeof(number), "\" +%d.%02d", hundredths / 100, hundredths % 100);
    append(out, size, number);
}

bool model_explain(const struct model *model, const struct text *text,
                   size_t criterion, struct model_span span, size_t max, char *out, size_t size)
{
    struct share best[FEATURES_MAX] = { 0 };
    if (size == 0 || span.from >= span.to || span.to > text->count) {
        return size > 0 && (out[0] = '\0', true);
    }
    max = max < FEATURES_MAX ? max : FEATURES_MAX;
    size_t from = span.from > MODEL_NEAR ? span.from - MODEL_NEAR : 0;
    size_t to = span.to + MODEL_NEAR < text->count ? span.to + MODEL_NEAR : text->count;
    for (size_t t = from; t < to; t++) {
        float reach[MODEL_UNITS_MAX];
        find_reach(model, t, criterion, span, reach);
        for (size_t n = 1; n <= MODEL_WORDS && t + n <= text->count; n++) {
            struct share share = { .token = t, .words = n };
            share.weight = weigh(model, text, share, reach);
            keep(best, max, share);
        }
    }
    out[0] = '\0';
    for (size_t k = 0; k < max && best[k].weight > 0; k++) {
        write_share(out, size, text, best[k]);
    }
    return true;
}
