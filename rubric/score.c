/* SPDX-License-Identifier: MIT */
/* From the places that speak for a criterion to how sure we are of it. */
#include "assess.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "pattern_code.h"

enum { DENIAL_WORDS = 4, CLAUSE_TOKENS = 10, MATCHES_MAX = 20000 };

static const double threshold = 0.5;

/* How general an answer is that names nothing, but says nothing general either. */
static const double alone_is_general = 0.45;

/* How likely a pattern of each tier is right on its own. */
static const double tier_weights[TIER_COUNT] = {
    [TIER_SURE] = 0.9, [TIER_LIKELY] = 0.7, [TIER_HINT] = 0.35, [TIER_NEVER] = 0,
};

static bool keep_match(void *user, const struct pattern_match *match)
{
    struct assessment *a = user;
    const struct rule *rule = &a->rubric->rules[match->pattern];
    if (rule->list == LIST_NONE && rule->tier != TIER_NEVER
        && pattern_phrase_before(&a->ready, a->rubric->denial, match->from, DENIAL_WORDS)) {
        return true;
    }
    if (a->match_count == MATCHES_MAX) {
        return true;
    }
    if (!pattern_reserve(&a->matches, a->match_count, &a->match_room, sizeof(*a->matches))) {
        return false;
    }
    a->matches[a->match_count++] = *match;
    return true;
}

bool score_matches(struct assessment *assessment)
{
    return patterns_find(&assessment->ready, keep_match, assessment);
}

/* Share of certainty left when the words were heard with this confidence. */
static double trust(const struct rubric *rubric, double confidence)
{
    const struct criteria_heard *heard = &rubric->file.heard;
    if (confidence >= heard->sure) {
        return 1;
    }
    return confidence <= heard->unsure
               ? 0
               : (confidence - heard->unsure) / (heard->sure - heard->unsure);
}

static double words_trust(const struct assessment *a, struct rubric_span words)
{
    double confidence = 0;
    for (size_t i = words.from; i < words.to; i++) {
        confidence += (double)a->answer->words[i].confidence;
    }
    return trust(a->rubric, confidence / (double)(words.to - words.from));
}

bool score_add_sign(struct assessment *a, size_t criterion, struct rubric_span words,
                    double weight, const struct rule *rule)
{
    if (!pattern_reserve(&a->signs, a->sign_count, &a->sign_room, sizeof(*a->signs))) {
        return false;
    }
    a->signs[a->sign_count++] = (struct sign){
        .criterion = criterion, .words = words, .weight = weight,
        .heard = weight * words_trust(a, words), .rule = rule,
    };
    return true;
}

static bool overlap(const struct pattern_match *x, const struct pattern_match *y)
{
    return x->from < y->to && y->from < x->to;
}

static bool is_ruled_out(const struct assessment *a, const struct pattern_match *match)
{
    const struct rule *rule = &a->rubric->rules[match->pattern];
    for (size_t i = 0; i < a->match_count; i++) {
        const struct rule *other = &a->rubric->rules[a->matches[i].pattern];
        if (other->tier == TIER_NEVER && other->criterion == rule->criterion
            && other->list == LIST_NONE && overlap(match, &a->matches[i])) {
            return true;
        }
    }
    return false;
}

/*
 * A pattern ends with its last word that matters; people quote up to the end of
 * the clause, when that is near. Ends are words of the class <clause>.
 */
static size_t clause_end(const struct assessment *a, const struct pattern_match *match)
{
    size_t end = match->evidence_to, most = match->evidence_from + CLAUSE_TOKENS;
    while (end < most && end < a->text.count
           && !(a->text.tokens[end - 1].flags & (TOKEN_ENDS | TOKEN_COMMA))
           && !lexicon_has(&a->ready.entries[end].bits, a->rubric->clause_words)) {
        end++;
    }
    bool closed = end == a->text.count || (a->text.tokens[end - 1].flags & TOKEN_ENDS)
                  || lexicon_has(&a->ready.entries[end].bits, a->rubric->clause_words);
    return closed ? end : match->evidence_to;
}

static bool add_pattern_signs(struct assessment *a)
{
    for (size_t i = 0; i < a->match_count; i++) {
        const struct pattern_match *match = &a->matches[i];
        const struct rule *rule = &a->rubric->rules[match->pattern];
        if (rule->list != LIST_NONE || rule->tier == TIER_NEVER || is_ruled_out(a, match)) {
            continue;
        }
        struct rubric_span words = text_words(&a->text, match->evidence_from, clause_end(a, match));
        if (!score_add_sign(a, rule->criterion, words, tier_weights[rule->tier], rule)) {
            return false;
        }
    }
    return true;
}

/* By criterion, the strongest first, then the longest ("by next spring", not "next spring"). */
static int compare_signs(const void *a, const void *b)
{
    const struct sign *x = a, *y = b;
    size_t x_size = x->words.to - x->words.from, y_size = y->words.to - y->words.from;
    if (x->criterion != y->criterion) {
        return x->criterion < y->criterion ? -1 : 1;
    }
    if (x->heard < y->heard || x->heard > y->heard) {
        return x->heard > y->heard ? -1 : 1;
    }
    if (x->weight < y->weight || x->weight > y->weight) {
        return x->weight > y->weight ? -1 : 1;
    }
    if (x_size != y_size) {
        return x_size > y_size ? -1 : 1;
    }
    return x->words.from < y->words.from ? -1 : x->words.from > y->words.from;
}

static bool covers_new_words(const struct score *score, struct rubric_span words)
{
    for (size_t i = 0; i < score->evidence_count; i++) {
        const struct rubric_span *other = &score->evidence[i].words;
        if (words.from < other->to && other->from < words.to) {
            return false;
        }
    }
    return true;
}

/* Signs in different words are taken as independent; of those in the same words the best counts. */
static void add_sign(struct score *score, const struct sign *sign)
{
    if (score->evidence_count == EVIDENCE_MAX || !covers_new_words(score, sign->words)) {
        return;
    }
    score->evidence[score->evidence_count++] = *sign;
    score->belief = 1 - (1 - score->belief) * (1 - sign->weight);
    score->heard = 1 - (1 - score->heard) * (1 - sign->heard);
}

static void add_signs(struct assessment *a)
{
    if (a->sign_count > 0) {
        qsort(a->signs, a->sign_count, sizeof(*a->signs), compare_signs);
    }
    for (size_t i = 0; i < a->sign_count; i++) {
        add_sign(&a->scores[a->signs[i].criterion], &a->signs[i]);
    }
    for (size_t i = 0; i < a->rubric->file.criteria_count; i++) {
        a->scores[i].pattern = a->scores[i].belief;
        a->scores[i].model = -1;
    }
}

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
    double factor = pattern >= threshold ? lift : pattern > 0 ? 1 : 1 / sqrt(lift);
    double odds = p / (1 - p) * factor;
    return odds / (1 + odds);
}

static struct rubric_span span_words(const struct assessment *a, const struct model_span *span)
{
    return text_words(&a->text, span->from, span->to);
}

/* The model's words come before those of patterns, which catch what it is sure of without. */
static void add_model_evidence(struct assessment *a, size_t criterion,
                               const struct model_verdict *verdict)
{
    struct score *score = &a->scores[criterion];
    struct score old = *score;
    score->evidence_count = 0;
    for (size_t i = 0; i < verdict->span_count && i < MODEL_SPANS; i++) {
        const struct model_span *span = &verdict->spans[i];
        if (span->from < span->to && span->to <= a->text.count
            && score->evidence_count < EVIDENCE_MAX) {
            struct rubric_span words = span_words(a, span);
            score->evidence[score->evidence_count++] = (struct sign){
                .criterion = criterion, .words = words, .weight = (double)span->strength,
                .heard = (double)span->strength * words_trust(a, words),
            };
        }
    }
    for (size_t i = 0; i < old.evidence_count && score->evidence_count < EVIDENCE_MAX; i++) {
        if (covers_new_words(score, old.evidence[i].words)) {
            score->evidence[score->evidence_count++] = old.evidence[i];
        }
    }
}

static void add_verdict(struct assessment *a, size_t criterion,
                        const struct model_verdict *verdict)
{
    struct score *score = &a->scores[criterion];
    struct rubric_span all = { 0, a->answer->word_count };
    score->model = bend(verdict);
    add_model_evidence(a, criterion, verdict);
    struct rubric_span words = score->evidence_count > 0 ? score->evidence[0].words : all;
    score->belief = combine(score->model, score->pattern,
                            a->rubric->file.criteria[criterion].lift);
    score->heard = score->belief * (all.to > 0 ? words_trust(a, words) : 0);
}

static bool add_model(struct assessment *a)
{
    struct model_verdict verdicts[MODEL_CRITERIA_MAX];
    const struct rubric *rubric = a->rubric;
    if (rubric->model == NULL) {
        return true;
    }
    if (!model_judge(rubric->model, a->question != NULL ? a->question->wording : "", &a->text,
                     verdicts)) {
        return false;
    }
    for (size_t i = 0; i < rubric->file.criteria_count; i++) {
        if (rubric->model_index[i] < model_criterion_count(rubric->model)) {
            add_verdict(a, i, &verdicts[rubric->model_index[i]]);
        }
    }
    return true;
}

/* A criterion that is met shows others too: the model's words for it stand for them as well. */
static void add_shown(struct assessment *a)
{
    for (size_t i = 0; i < a->rubric->file.criteria_count; i++) {
        const struct criteria_names *shows = &a->rubric->file.criteria[i].shows;
        for (size_t k = 0; k < shows->count; k++) {
            size_t other = shows->items[k].index;
            if (a->scores[i].heard > a->scores[other].heard) {
                double pattern = a->scores[other].pattern, model = a->scores[other].model;
                a->scores[other] = a->scores[i];
                a->scores[other].pattern = pattern;
                a->scores[other].model = model;
            }
        }
    }
}

/* What makes sense only beside another criterion: "I called them" without a scene is no story. */
static void drop_lonely(struct assessment *a)
{
    for (size_t i = 0; i < a->rubric->file.criteria_count; i++) {
        const struct criteria_names *needs = &a->rubric->file.criteria[i].needs_one;
        double best = needs->count > 0 ? 0 : 1;
        for (size_t k = 0; k < needs->count; k++) {
            double belief = a->scores[needs->items[k].index].belief;
            best = belief > best ? belief : best;
        }
        if (best < threshold) {
            a->scores[i].belief *= best;
            a->scores[i].heard *= best;
        }
    }
}

static bool asks_for(const struct assessment *a, size_t criterion)
{
    const struct rubric_question *question = a->question;
    for (size_t i = 0; question != NULL && i < question->criteria_count; i++) {
        if (strcmp(question->criteria[i], a->rubric->criteria[criterion].id) == 0) {
            return true;
        }
    }
    return question == NULL;
}

/*
 * "Too general" is what is left when nothing particular was said: of the criteria
 * it names, or, when the question asks for none of those, of all it asks for.
 */
static double best_of(const struct assessment *a, const struct criteria_names *names, bool *any)
{
    double best = 0;
    *any = false;
    for (size_t i = 0; i < names->count; i++) {
        size_t criterion = names->items[i].index;
        if (asks_for(a, criterion)) {
            *any = true;
            best = a->scores[criterion].belief > best ? a->scores[criterion].belief : best;
        }
    }
    return best;
}

static double best_asked(const struct assessment *a)
{
    double best = 0;
    for (size_t i = 0; i < a->rubric->file.criteria_count; i++) {
        if (a->rubric->criteria[i].group != RUBRIC_GROUP_WATCH && asks_for(a, i)
            && a->scores[i].belief > best) {
            best = a->scores[i].belief;
        }
    }
    return best;
}

static void score_general(struct assessment *a)
{
    for (size_t i = 0; i < a->rubric->file.criteria_count; i++) {
        const struct criteria_names *unless = &a->rubric->file.criteria[i].unless;
        bool any;
        if (unless->count == 0) {
            continue;
        }
        double best = best_of(a, unless, &any);
        best = any ? best : best_asked(a);
        double belief = (1 - best) * (alone_is_general + (1 - alone_is_general)
                                                             * a->scores[i].pattern);
        if (a->scores[i].model >= 0) {
            belief = sqrt(belief * a->scores[i].model);
        }
        a->scores[i].belief = belief;
        a->scores[i].heard = belief;
        a->scores[i].evidence_count = 0;
    }
}

bool score_criteria(struct assessment *a)
{
    if (!add_pattern_signs(a) || !job_terms_score(a)) {
        return false;
    }
    add_signs(a);
    if (!add_model(a)) {
        return false;
    }
    add_shown(a);
    drop_lonely(a);
    score_general(a);
    return topic_score(a);
}
