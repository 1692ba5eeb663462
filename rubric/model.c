/* SPDX-License-Identifier: MIT */
/* From what the units see to verdicts. */
#include "model_parts.h"

#include <stdlib.h>
#include <string.h>

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

typedef int32_t model_masks __attribute__((vector_size(MODEL_LANES * sizeof(int32_t))));

/* The higher numbers into `high`, the lower ones into `low`. */
static inline __attribute__((always_inline)) void order(model_lanes *high, model_lanes *low)
{
    model_masks swap = *low > *high;
    model_masks a = (model_masks)*high, b = (model_masks)*low;
    *high = (model_lanes)((swap & b) | (~swap & a));
    *low = (model_lanes)((swap & a) | (~swap & b));
}

/* Mean score of each criterion's best tokens, MODEL_LANES criteria side by side. */
MODEL_WIDE
static void find_tops(const struct model_work *work, size_t count, float tops[MODEL_ROW_MAX])
{
    for (size_t c = 0; c < MODEL_ROW_MAX; c += MODEL_LANES) {
        model_lanes best[MODEL_TOP], sum = { 0 };
        for (size_t k = 0; k < MODEL_TOP; k++) {
            best[k] = sum - 30;     /* as if no token: certainly not */
        }
        for (size_t t = 0; t < count; t++) {
            model_lanes score = *(const model_lanes *)(work->scores + t * MODEL_ROW_MAX + c);
            for (size_t k = 0; k < MODEL_TOP; k++) {
                order(&best[k], &score);
            }
        }
        for (size_t k = 0; k < MODEL_TOP; k++) {
            sum += best[k];
        }
        *(model_lanes *)(tops + c) = sum / MODEL_TOP;
    }
}

/* Far below the threshold no words are looked for: they would be shown to nobody. */
static const float worth_showing = 0.3f;

MODEL_WIDE
static void score_answer(const struct model *model, const struct model_work *work, size_t count,
                         float scores[MODEL_CRITERIA_MAX])
{
    float tops[MODEL_ROW_MAX], likely[MODEL_CRITERIA_MAX];
    find_tops(work, count, tops);
    for (size_t c = 0; c < model->criteria; c++) {
        likely[c] = model_sigmoid(tops[c]);
    }
    for (size_t c = 0; c < model->criteria; c++) {
        const struct model_criterion *criterion = &model->criterion[c];
        scores[c] = criterion->base + criterion->top * tops[c];
        for (size_t k = 0; k < model->criteria; k++) {
            scores[c] += criterion->others[k] * likely[k];
        }
        for (size_t i = 0; i < model->units; i++) {
            scores[c] += criterion->mean[i] * work->mean[i] + criterion->most[i] * work->most[i];
        }
    }
}

static void judge_answer(const struct model *model, const struct model_work *work,
                         const struct text *text, struct model_verdict *verdicts)
{
    float scores[MODEL_CRITERIA_MAX], likely[MODEL_CRITERIA_MAX];
    score_answer(model, work, text->count, scores);
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
            verdicts[c].span_count = model_find_spans(work, text, c, verdicts[c].spans);
        }
    }
}

bool model_judge(const struct model *model, const struct text *text,
                 struct model_verdict verdicts[MODEL_CRITERIA_MAX], float *familiar)
{
    struct model_work work;
    float known = 0;
    familiar = familiar != NULL ? familiar : &known;
    if (text->count == 0) {
        for (size_t c = 0; c < model->criteria; c++) {
            verdicts[c] = (struct model_verdict){ .threshold = model->criterion[c].threshold };
        }
        *familiar = 0;
        return true;
    }
    if (!model_work_init(&work, model, text)) {
        return false;
    }
    judge_answer(model, &work, text, verdicts);
    *familiar = (float)work.pairs / (float)text->count;
    model_work_finish(&work);
    return true;
}
