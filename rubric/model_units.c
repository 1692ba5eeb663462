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
        size_t size = strlen(tokens[i].text);
        if (strncmp(name, tokens[i].text, size) != 0
            || name[size] != (i + 1 < count ? '_' : '\0')) {
            return false;
        }
        name += size + 1;
    }
    return true;
}

static size_t look_up(const struct model *model, uint32_t hash, const struct token *tokens,
                      size_t count)
{
    size_t slot = hash & model->table_mask;
    for (; model->table[slot].entry != 0; slot = (slot + 1) & model->table_mask) {
        size_t entry = model->table[slot].entry - 1;
        if (model->table[slot].hash == hash && is_name(model->names[entry], tokens, count)) {
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

/* Units come in eights, which compilers turn into vectors without being asked to try hard. */
enum { LANES = 8 };

static void add_row(float *restrict out, const float *restrict row, float weight, size_t units)
{
    for (size_t i = 0; i < units; i += LANES) {
        for (size_t k = 0; k < LANES; k++) {
            out[i + k] += weight * row[i + k];
        }
    }
}

static void add_product(float *restrict out, const float *restrict slot,
                        const float *restrict row, size_t units)
{
    for (size_t i = 0; i < units; i += LANES) {
        for (size_t k = 0; k < LANES; k++) {
            out[i + k] += slot[i + k] * row[i + k];
        }
    }
}

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
 * The token's own row: what is in its word and in the runs of words that begin at it. `pair`
 * becomes true when it begins a pair that the model knows.
 */
MODEL_WIDE
static void read_token(const struct model *model, const struct token *tokens, size_t left,
                       float *out, bool *pair)
{
    size_t units = model->units;
    uint32_t hash = MODEL_HASH_START;
    memcpy(out, model->base, units * sizeof(*out));
    for (size_t n = 1; n <= MODEL_WORDS && n <= left; n++) {
        hash = model_hash(n > 1 ? model_hash(hash, "_") : hash, tokens[n - 1].text);
        size_t entry = look_up(model, hash, tokens, n);
        if (entry != SIZE_MAX) {
            add_row(out, model->rows + entry * units, 1, units);
            *pair = n > 1;
        } else if (n == 1) {
            add_vector(model, out, tokens[0].text);
        }
    }
    for (size_t i = 0; i < units; i++) {
        out[i] *= tokens[0].confidence;
    }
}

/* From `a` up to and without `b`, by the sums before each token. */
static void add_block(const struct model *model, const float *sums, size_t a, size_t b,
                      const float *restrict slot, float share, float *restrict out)
{
    const float *restrict low = sums + a * model->units, *restrict high = sums + b * model->units;
    for (size_t i = 0; a < b && i < model->units; i += LANES) {
        for (size_t k = 0; k < LANES; k++) {
            out[i + k] += slot[i + k] * share * (high[i + k] - low[i + k]);
        }
    }
}

static size_t clamp(ptrdiff_t place, size_t count)
{
    return place < 0 ? 0 : (size_t)place > count ? count : (size_t)place;
}

/* What each unit sees from token `t`. */
MODEL_WIDE
static void look_around(const struct model *model, const struct model_work *work, size_t t,
                        size_t count)
{
    size_t units = model->units;
    float *out = work->seen + t * units;
    for (int d = -MODEL_NEAR; d <= MODEL_NEAR; d++) {
        ptrdiff_t place = (ptrdiff_t)t + d;
        if (place < 0 || place >= (ptrdiff_t)count) {
            continue;
        }
        add_product(out, model->slots + (size_t)(d + MODEL_NEAR) * units,
                    work->rows + (size_t)place * units, units);
    }
    for (size_t b = 0; b < MODEL_BLOCKS; b++) {
        const struct model_block *block = &model_blocks[b];
        add_block(model, work->sums, clamp((ptrdiff_t)t + block->from, count),
                  clamp((ptrdiff_t)t + block->to + 1, count),
                  model->slots + (MODEL_NEAR_SLOTS + b) * units,
                  1.0f / (float)(block->to - block->from + 1), out);
    }
    add_block(model, work->sums, 0, count, model->slots + (MODEL_SLOTS - 1) * units,
              1.0f / (float)count, out);
}

MODEL_WIDE
static void score_token(const struct model *model, const struct model_work *work, size_t t)
{
    float *out = work->scores + t * MODEL_ROW_MAX;
    const float *seen = work->seen + t * model->units;
    size_t width = (model->criteria + LANES - 1) / LANES * LANES;
    for (size_t c = 0; c < model->criteria; c++) {
        out[c] = model->criterion[c].bias;
    }
    for (size_t i = 0; i < model->units; i++) {
        add_row(out, model->token + i * MODEL_ROW_MAX, seen[i], width);
    }
}

bool model_work_init(struct model_work *work, const struct model *model, const struct text *text)
{
    size_t units = model->units, count = text->count;
    size_t floats = (3 * count + 1) * units + count * MODEL_ROW_MAX;
    if (count > SIZE_MAX / sizeof(float) / (4 * (MODEL_UNITS_MAX + MODEL_ROW_MAX))) {
        return false;
    }
    work->block = calloc(floats, sizeof(*work->block));
    if (work->block == NULL) {
        return false;
    }
    work->rows = work->block;
    work->sums = work->rows + count * units;
    work->seen = work->sums + (count + 1) * units;
    work->scores = work->seen + count * units;
    work->pairs = 0;
    for (size_t t = 0; t < count; t++) {
        float *row = work->rows + t * units, *sum = work->sums + t * units;
        bool pair = false;
        read_token(model, &text->tokens[t], count - t, row, &pair);
        work->pairs += pair;
        for (size_t i = 0; i < units; i++) {
            sum[units + i] = sum[i] + row[i];
        }
    }
    for (size_t t = 0; t < count; t++) {
        look_around(model, work, t, count);
        score_token(model, work, t);
    }
    return true;
}

void model_work_finish(struct model_work *work)
{
    free(work->block);
}
