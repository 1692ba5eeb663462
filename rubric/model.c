/* SPDX-License-Identifier: MIT */
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

/* 2 to the power x, -64 to 64, by its series on [-0.5, 0.5]: plain sums and products only. */
static float power_of_two(float x)
{
    int whole = (int)(x < 0 ? x - 0.5f : x + 0.5f);
    float r = (x - (float)whole) * 0.69314718f;
    float p = 1 + r * (1 + r * (0.5f + r * (0.16666667f + r * (0.041666667f
              + r * (0.0083333333f + r * 0.0013888889f)))));
    uint32_t bits = (uint32_t)(whole + 127) << 23; /* the number 2 to the power of `whole` */
    float scale;
    memcpy(&scale, &bits, sizeof(scale));
    return p * scale;
}

float model_sigmoid(float x)
{
    if (x > 30) {
        return 1;
    }
    return x < -30 ? 0 : 1 / (1 + power_of_two(x * -1.44269504f));
}

size_t model_criterion_count(const struct model *model)
{
    return model->criteria;
}

const char *model_criterion_id(const struct model *model, size_t criterion)
{
    return model->criterion[criterion].id;
}

size_t model_find_criterion(const struct model *model, const char *id)
{
    size_t i = 0;
    while (i < model->criteria && strcmp(model->criterion[i].id, id) != 0) {
        i++;
    }
    return i;
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
    for (; model->table[slot] != 0; slot = (slot + 1) & model->table_mask) {
        size_t entry = model->table[slot] - 1;
        if (is_name(model->names[entry], tokens, count)) {
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

/* The token's own row: what is in its word and in the runs of words that begin at it. */
static void read_token(const struct model *model, const struct token *tokens, size_t left,
                       float *out)
{
    size_t units = model->units;
    uint32_t hash = MODEL_HASH_START;
    memcpy(out, model->base, units * sizeof(*out));
    for (size_t n = 1; n <= MODEL_WORDS && n <= left; n++) {
        hash = model_hash(n > 1 ? model_hash(hash, "_") : hash, tokens[n - 1].text);
        size_t entry = look_up(model, hash, tokens, n);
        if (entry != SIZE_MAX) {
            add_row(out, model->rows + entry * units, 1, units);
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
    for (size_t t = 0; t < count; t++) {
        float *row = work->rows + t * units, *sum = work->sums + t * units;
        read_token(model, &text->tokens[t], count - t, row);
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

/* Mean score of the best tokens. */
static float find_top(const struct model_work *work, size_t count, size_t criterion)
{
    float best[MODEL_TOP], sum = 0;
    for (size_t k = 0; k < MODEL_TOP; k++) {
        best[k] = -30;      /* as if no token: certainly not */
    }
    for (size_t t = 0; t < count; t++) {
        float score = work->scores[t * MODEL_ROW_MAX + criterion];
        size_t k = MODEL_TOP;
        for (; k > 0 && score > best[k - 1]; k--) {
            if (k < MODEL_TOP) {
                best[k] = best[k - 1];
            }
        }
        if (k < MODEL_TOP) {
            best[k] = score;
        }
    }
    for (size_t k = 0; k < MODEL_TOP; k++) {
        sum += best[k];
    }
    return sum / MODEL_TOP;
}

static void sum_units(const struct model *model, const struct model_work *work, size_t count,
                      float *mean, float *most)
{
    for (size_t i = 0; i < model->units; i++) {
        mean[i] = 0;
        most[i] = work->seen[i];
    }
    float share = 1.0f / (float)count;
    for (size_t t = 0; t < count; t++) {
        const float *seen = work->seen + t * model->units;
        for (size_t i = 0; i < model->units; i++) {
            mean[i] += seen[i] * share;
            most[i] = seen[i] > most[i] ? seen[i] : most[i];
        }
    }
}

/* Far below the threshold no words are looked for: they would be shown to nobody. */
static const float worth_showing = 0.3f;

static void score_answer(const struct model *model, const struct model_work *work, size_t count,
                         float scores[MODEL_CRITERIA_MAX])
{
    float tops[MODEL_CRITERIA_MAX], mean[MODEL_UNITS_MAX], most[MODEL_UNITS_MAX];
    sum_units(model, work, count, mean, most);
    for (size_t c = 0; c < model->criteria; c++) {
        tops[c] = find_top(work, count, c);
    }
    for (size_t c = 0; c < model->criteria; c++) {
        const struct model_criterion *criterion = &model->criterion[c];
        scores[c] = criterion->base + criterion->top * tops[c];
        for (size_t k = 0; k < model->criteria; k++) {
            scores[c] += criterion->others[k] * model_sigmoid(tops[k]);
        }
        for (size_t i = 0; i < model->units; i++) {
            scores[c] += criterion->mean[i] * mean[i] + criterion->most[i] * most[i];
        }
    }
}

static void judge_answer(const struct model *model, const struct model_work *work, size_t count,
                         struct model_verdict *verdicts)
{
    float scores[MODEL_CRITERIA_MAX], likely[MODEL_CRITERIA_MAX];
    score_answer(model, work, count, scores);
    for (size_t c = 0; c < model->criteria; c++) {
        likely[c] = model_sigmoid(scores[c]);
    }
    for (size_t c = 0; c < model->criteria; c++) {
        const struct model_criterion *criterion = &model->criterion[c];
        float chance = criterion->slope * scores[c] + criterion->offset;
        for (size_t k = 0; k < model->criteria; k++) {
            chance += criterion->second[k] * likely[k];
        }
        verdicts[c] = (struct model_verdict){
            .probability = model_sigmoid(chance), .threshold = criterion->threshold,
            .score = scores[c],
        };
        if (verdicts[c].probability >= criterion->threshold * worth_showing) {
            verdicts[c].span_count = model_find_spans(work, count, c, verdicts[c].spans);
        }
    }
}

bool model_judge(const struct model *model, const char *question, const struct text *text,
                 struct model_verdict verdicts[MODEL_CRITERIA_MAX])
{
    (void)question; /* the answer's words say enough; kept for a model that needs it */
    struct model_work work;
    if (text->count == 0) {
        for (size_t c = 0; c < model->criteria; c++) {
            verdicts[c] = (struct model_verdict){ .threshold = model->criterion[c].threshold };
        }
        return true;
    }
    if (!model_work_init(&work, model, text)) {
        return false;
    }
    judge_answer(model, &work, text->count, verdicts);
    model_work_finish(&work);
    return true;
}
