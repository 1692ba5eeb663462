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

/* Weight of a unit between token `place` and a span: the mean over the span's tokens. */
static float reach(const struct model *model, size_t unit, size_t place, struct model_span span)
{
    float sum = 0;
    for (size_t t = span.from; t < span.to; t++) {
        ptrdiff_t d = (ptrdiff_t)place - (ptrdiff_t)t;
        if (d >= -MODEL_NEAR && d <= MODEL_NEAR) {
            sum += model->slots[(size_t)(d + MODEL_NEAR) * model->units + unit];
        }
        for (size_t b = 0; b < MODEL_BLOCKS; b++) {
            const struct model_block *block = &model_blocks[b];
            if (d >= block->from && d <= block->to) {
                sum += model->slots[(MODEL_NEAR_SLOTS + b) * model->units + unit]
                       / (float)(block->to - block->from + 1);
            }
        }
    }
    return sum / (float)(span.to - span.from);
}

static float weigh(const struct model *model, const struct text *text, struct share share,
                   size_t criterion, struct model_span span)
{
    size_t entry = model_find_entry(model, &text->tokens[share.token], share.words);
    float weight = 0;
    for (size_t i = 0; entry != SIZE_MAX && i < model->units; i++) {
        weight += model->rows[entry * model->units + i]
                  * model->token[i * MODEL_ROW_MAX + criterion]
                  * reach(model, i, share.token, span);
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
        for (size_t n = 1; n <= MODEL_WORDS && t + n <= text->count; n++) {
            struct share share = { .token = t, .words = n };
            share.weight = weigh(model, text, share, criterion, span);
            keep(best, max, share);
        }
    }
    out[0] = '\0';
    for (size_t k = 0; k < max && best[k].weight > 0; k++) {
        write_share(out, size, text, best[k]);
    }
    return true;
}
