/* SPDX-License-Identifier: MIT */
/* The trained model's verdicts, weighed against what the patterns found. */
#include <math.h>

#include "assess.h"

static double clamp(double x, double low, double high)
{
    return x < low ? low : x > high ? high : x;
}

/* The model's chance, bent so that its own threshold is at one half. */
static double bend(const struct model_verdict *verdict)
{
    double p = clamp((double)verdict->probability, 0, 1);
    double t = clamp((double)verdict->threshold, 0.01, 0.99);
    return p < t ? 0.5 * p / t : 0.5 + 0.5 * (p - t) / (1 - t);
}

/*
 * A pattern that was found multiplies the odds of what the model thinks, by at
 * most `lift` to one; none found divides them by the root of that, since patterns
 * miss more than they invent.
 */
static double combine(double model, double pattern, double lift)
{
    double p = clamp(model, 0.001, 0.999);
    double factor = pattern >= SCORE_MET ? lift : pattern > 0 ? 1 : 1 / sqrt(lift);
    double odds = p / (1 - p) * factor;
    return odds / (1 + odds);
}

static void add_evidence(struct score *score, const struct sign *sign)
{
    if (score->evidence_count < EVIDENCE_MAX && score_is_new(score, sign->words)) {
        score->evidence[score->evidence_count++] = *sign;
    }
}

static void add_spans(struct assessment *a, size_t criterion,
                      const struct model_verdict *verdict)
{
    for (size_t i = 0; i < verdict->span_count && i < MODEL_SPANS; i++) {
        struct model_span span = verdict->spans[i];
        if (span.from < span.to && span.to <= a->text.count) {
            quote_trim(a, criterion, &span.from, &span.to);
            struct rubric_span words = text_words(&a->text, span.from, span.to);
            struct sign sign = {
                .criterion = criterion, .words = words, .weight = (double)span.strength,
                .heard = (double)span.strength * score_trust(a, words),
            };
            add_evidence(&a->scores[criterion], &sign);
        }
    }
}

/* Of words that patterns found, first those where the model would point. */
static void add_agreed(struct assessment *a, size_t criterion, const struct score *old,
                       const struct model_verdict *verdict)
{
    for (size_t i = 0; i < verdict->span_count && i < MODEL_SPANS; i++) {
        struct rubric_span span = text_words(&a->text, verdict->spans[i].from,
                                             verdict->spans[i].to);
        for (size_t k = 0; k < old->evidence_count; k++) {
            const struct sign *sign = &old->evidence[k];
            if (sign->weight >= SCORE_MET && sign->words.from < span.to
                && span.from < sign->words.to) {
                add_evidence(&a->scores[criterion], sign);
            }
        }
    }
}

/* The model finds where people would point; for some criteria a pattern cuts it out better. */
static void choose_evidence(struct assessment *a, size_t criterion,
                            const struct model_verdict *verdict)
{
    struct score *score = &a->scores[criterion];
    struct score old = *score;
    bool patterns_first = a->rubric->file.criteria[criterion].quote_patterns
                          && old.evidence_count > 0 && old.evidence[0].weight >= SCORE_MET;
    score->evidence_count = 0;
    if (patterns_first) {
        add_agreed(a, criterion, &old, verdict);
    } else {
        add_spans(a, criterion, verdict);
    }
    for (size_t i = 0; i < old.evidence_count; i++) {
        add_evidence(score, &old.evidence[i]);
    }
    add_spans(a, criterion, verdict);
}

static void add_verdict(struct assessment *a, size_t criterion,
                        const struct model_verdict *verdict)
{
    struct score *score = &a->scores[criterion];
    struct rubric_span all = { 0, a->answer->word_count };
    score->model = bend(verdict);
    choose_evidence(a, criterion, verdict);
    struct rubric_span words = score->evidence_count > 0 ? score->evidence[0].words : all;
    score->belief = combine(score->model, score->pattern,
                            a->rubric->file.criteria[criterion].lift);
    score->heard = score->belief * (all.to > 0 ? score_trust(a, words) : 0);
}

bool score_add_model(struct assessment *a)
{
    struct model_verdict verdicts[MODEL_CRITERIA_MAX];
    const struct rubric *rubric = a->rubric;
    if (rubric->model == NULL) {
        return true;
    }
    float familiar;
    if (!model_judge(rubric->model, &a->text, verdicts, &familiar)) {
        return false;
    }
    a->strange = clamp((rubric->file.heard.familiar - (double)familiar)
                           / rubric->file.heard.familiar, 0, 1);
    for (size_t i = 0; i < rubric->file.criteria_count; i++) {
        if (rubric->model_index[i] < model_criterion_count(rubric->model)) {
            add_verdict(a, i, &verdicts[rubric->model_index[i]]);
        }
    }
    return true;
}
