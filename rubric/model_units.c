/* SPDX-License-Identifier: MIT */
/* From the words of an answer to what the model's units see. */
#include "model_parts.h"

#include <stdlib.h>
#include <string.h>

uint32_t model_hash(uint32_t hash, const char *text)
{
    for (; *text != '\0'; text++) {
        hash = (hash ^ (unsigned char)*text) * 16777619u;
    }
    return hash;
}

/* Whether the entry's name is the texts of the tokens with '_' between them. */
static bool is_name(const char *name, const struct token *tokens, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const char *text = tokens[i].text;
        for (; *text != '\0' && *text == *name; text++) {
            name++;
        }
        if (*text != '\0' || *name++ != (i + 1 < count ? '_' : '\0')) {
            return false;
        }
    }
    return true;
}

static size_t look_up(const struct model *model, uint32_t hash, const struct token *tokens,
                      size_t count)
{
    size_t slot = hash & model->table_mask;
    for (; model->table[slot].entry != 0; slot = (slot + 1) & model->table_mask) {
        size_t entry = model->table[slot].entry - 1;
        const char *name = model->text + model->names[entry];
        if (model->table[slot].hash == hash && is_name(name, tokens, count)) {
            return entry;
        }
    }
    return SIZE_MAX;
}

size_t model_find_entry(const struct model *model, const struct token *tokens, size_t count)
{
    uint32_t hash = MODEL_HASH_START;
    for (size_t i = 0; i < count; i++) {
        hash = model_hash(i > 0 ? model_hash(hash, "_") : hash, tokens[i].text);
    }
    return look_up(model, hash, tokens, count);
}

static inline __attribute__((always_inline)) void
add_row(float *out, const float *row, float weight, size_t units)
{
    for (size_t i = 0; i < units; i += MODEL_LANES) {
        *(model_lanes *)(out + i) += weight * *(const model_lanes *)(row + i);
    }
}

MODEL_WIDE
static void add_vector(const struct model *model, float *out, const char *word)
{
    float vector[VECTORS_SIZE];
    if (vectors_find(model->vectors, word, vector)) {
        for (size_t k = 0; k < VECTORS_SIZE; k++) {
            add_row(out, model->vector + k * model->units, vector[k], model->units);
        }
    }
}

/*
 * The entries of each token's word and of the runs of words that begin at it, plus one; 0: none.
 * In two rounds, so that memory far away is on its way while other words are looked at.
 */
static void find_entries(const struct model *model, const struct text *text, uint32_t *found)
{
    for (size_t t = 0; t < text->count; t++) {
        uint32_t hash = MODEL_HASH_START;
        for (size_t n = 0; n < MODEL_WORDS && t + n < text->count; n++) {
            hash = model_hash(n > 0 ? model_hash(hash, "_") : hash, text->tokens[t + n].text);
            found[t * MODEL_WORDS + n] = hash;
            __builtin_prefetch(&model->table[hash & model->table_mask]);
        }
    }
    for (size_t t = 0; t < text->count; t++) {
        for (size_t n = 0; n < MODEL_WORDS && t + n < text->count; n++) {
            uint32_t *entry = &found[t * MODEL_WORDS + n];
            size_t index = look_up(model, *entry, &text->tokens[t], n + 1);
            *entry = index == SIZE_MAX ? 0 : (uint32_t)index + 1;
            __builtin_prefetch(model->rows + (index == SIZE_MAX ? 0 : index) * model->units);
        }
    }
}

/*
 * The token's own row: what is in its word and in the runs of words that begin at it. `pair`
 * becomes true when it begins a pair that the model knows.
 */
MODEL_WIDE
static void read_token(const struct model *model, const struct token *tokens, size_t left,
                       const uint32_t *found, float *out, bool *pair)
{
    size_t units = model->units;
    memcpy(out, model->base, units * sizeof(*out));
    for (size_t n = 1; n <= MODEL_WORDS && n <= left; n++) {
        if (found[n - 1] > 0) {
            add_row(out, model->rows + (found[n - 1] - 1) * units, 1, units);
            *pair = n > 1;
        } else if (n == 1) {
            add_vector(model, out, tokens[0].text);
        }
    }
    for (size_t i = 0; i < units; i++) {
        out[i] *= tokens[0].confidence;
    }
}

static size_t clamp(ptrdiff_t place, size_t count)
{
    return place < 0 ? 0 : (size_t)place > count ? count : (size_t)place;
}

/* A stretch of places, by the sums before its first and behind its last. */
struct stretch {
    const float *low, *high, *slot;
    float share;
};

static size_t find_stretches(const struct model *model, const struct model_work *work, size_t t,
                             size_t count, struct stretch stretches[MODEL_BLOCKS + 1])
{
    size_t units = model->units, found = 0;
    for (size_t b = 0; b < MODEL_BLOCKS; b++) {
        const struct model_block *block = &model_blocks[b];
        size_t from = clamp((ptrdiff_t)t + block->from, count);
        size_t to = clamp((ptrdiff_t)t + block->to + 1, count);
        if (from < to) {
            stretches[found++] = (struct stretch){
                work->sums + from * units, work->sums + to * units,
                model->slots + (MODEL_NEAR_SLOTS + b) * units,
                1.0f / (float)(block->to - block->from + 1),
            };
        }
    }
    stretches[found++] = (struct stretch){
        work->sums, work->sums + count * units, model->slots + (MODEL_SLOTS - 1) * units,
        1.0f / (float)count,
    };
    return found;
}

/* What each unit sees from token `t`. */
MODEL_WIDE
static void look_around(const struct model *model, const struct model_work *work, size_t t,
                        size_t count, float seen[MODEL_UNITS_MAX])
{
    struct stretch stretches[MODEL_BLOCKS + 1];
    size_t far = find_stretches(model, work, t, count, stretches), units = model->units;
    size_t first = t < MODEL_NEAR ? 0 : t - MODEL_NEAR;
    size_t near = (t + MODEL_NEAR < count ? t + MODEL_NEAR + 1 : count) - first;
    const float *rows = work->rows + first * units;
    const float *slots = model->slots + (first + MODEL_NEAR - t) * units;
    for (size_t i = 0; i < units; i += MODEL_LANES) {
        model_lanes sum = { 0 };
        for (size_t n = 0; n < near; n++) {
            sum += *(const model_lanes *)(slots + n * units + i)
                   * *(const model_lanes *)(rows + n * units + i);
        }
        for (size_t n = 0; n < far; n++) {
            const struct stretch *s = &stretches[n];
            sum += *(const model_lanes *)(s->slot + i) * s->share
                   * (*(const model_lanes *)(s->high + i) - *(const model_lanes *)(s->low + i));
        }
        *(model_lanes *)(seen + i) = sum;
    }
}

/* The sums of MODEL_ROW_MAX criteria stay in registers. */
MODEL_WIDE
static void score_token(const struct model *model, const float *seen, const float *bias,
                        float *out)
{
    const model_lanes *b = (const model_lanes *)bias;
    model_lanes s0 = b[0], s1 = b[1], s2 = b[2], s3 = b[3], s4 = b[4], s5 = b[5];
    const model_lanes *row = (const model_lanes *)model->token;
    for (size_t i = 0; i < model->units; i++, row += MODEL_ROW_MAX / MODEL_LANES) {
        float x = seen[i];
        s0 += x * row[0];
        s1 += x * row[1];
        s2 += x * row[2];
        s3 += x * row[3];
        s4 += x * row[4];
        s5 += x * row[5];
    }
    model_lanes *sums = (model_lanes *)out;
    sums[0] = s0;
    sums[1] = s1;
    sums[2] = s2;
    sums[3] = s3;
    sums[4] = s4;
    sums[5] = s5;
}

MODEL_WIDE
static void note_units(struct model_work *work, const float *seen, size_t units, float share)
{
    for (size_t i = 0; i < units; i++) {
        work->mean[i] += seen[i] * share;
        work->most[i] = seen[i] > work->most[i] ? seen[i] : work->most[i];
    }
}

MODEL_WIDE
static void read_tokens(struct model_work *work, const struct model *model,
                        const struct text *text)
{
    size_t units = model->units;
    find_entries(model, text, work->found);
    memset(work->sums, 0, units * sizeof(*work->sums));
    for (size_t t = 0; t < text->count; t++) {
        float *restrict row = work->rows + t * units, *restrict sum = work->sums + t * units;
        bool pair = false;
        read_token(model, &text->tokens[t], text->count - t, work->found + t * MODEL_WORDS, row,
                   &pair);
        work->pairs += pair;
        for (size_t i = 0; i < units; i++) {
            sum[units + i] = sum[i] + row[i];
        }
    }
}

static void score_tokens(struct model_work *work, const struct model *model, size_t count)
{
    float bias[MODEL_ROW_MAX] = { 0 }, seen[MODEL_UNITS_MAX];
    for (size_t c = 0; c < model->criteria; c++) {
        bias[c] = model->criterion[c].bias;
    }
    for (size_t t = 0; t < count; t++) {
        look_around(model, work, t, count, seen);
        score_token(model, seen, bias, work->scores + t * MODEL_ROW_MAX);
        if (t == 0) {
            memcpy(work->most, seen, model->units * sizeof(*seen));
        }
        note_units(work, seen, model->units, 1.0f / (float)count);
    }
}

bool model_work_init(struct model_work *work, const struct model *model, const struct text *text)
{
    size_t units = model->units, count = text->count;
    size_t floats = (2 * count + 1) * units + count * (MODEL_ROW_MAX + MODEL_WORDS);
    if (count > SIZE_MAX / sizeof(float) / (4 * (MODEL_UNITS_MAX + MODEL_ROW_MAX))) {
        return false;
    }
    *work = (struct model_work){ .block = malloc(floats * sizeof(*work->block)) };
    if (work->block == NULL) {
        return false;
    }
    work->rows = work->block;
    work->sums = work->rows + count * units;
    work->scores = work->sums + (count + 1) * units;
    work->found = (uint32_t *)(work->scores + count * MODEL_ROW_MAX);
    read_tokens(work, model, text);
    score_tokens(work, model, count);
    return true;
}

void model_work_finish(struct model_work *work)
{
    free(work->block);
}
