/* SPDX-License-Identifier: MIT */
/* From the places that speak for a criterion to how sure we are of it. */
#include "assess.h"

#include <stdlib.h>

#include "pattern_code.h"

enum { DENIAL_WORDS = 4, CLAUSE_TOKENS = 10, MATCHES_MAX = 20000 };

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

double score_trust(const struct assessment *a, struct rubric_span words)
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
        .heard = weight * score_trust(a, words), .rule = rule,
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

/* Clauses begin behind a typed mark and with words of the class <clause>. */
static void mark_clauses(struct assessment *a)
{
    for (size_t t = 0; t < a->text.count; t++) {
        bool behind_mark = t > 0 && (a->text.tokens[t - 1].flags & (TOKEN_ENDS | TOKEN_COMMA));
        if (behind_mark || lexicon_has(&a->ready.entries[t].bits, a->rubric->clause_words)) {
            a->text.tokens[t].flags |= TOKEN_CLAUSE;
        }
    }
}

/*
 * A pattern ends with its last word that matters; people quote up to the end of
 * the clause, when that is near. Ends are words of the class <clause>.
 */
static size_t clause_end(const struct assessment *a, const struct pattern_match *match)
{
    size_t end = match->evidence_to, most = match->evidence_from + CLAUSE_TOKENS;
    while (end < most && end < a->text.count && !(a->text.tokens[end].flags & TOKEN_CLAUSE)) {
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

bool score_is_new(const struct score *score, struct rubric_span words)
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
    if (score->evidence_count == EVIDENCE_MAX || !score_is_new(score, sign->words)) {
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

bool score_criteria(struct assessment *a)
{
    mark_clauses(a);
    if (!add_pattern_signs(a) || !job_terms_score(a)) {
        return false;
    }
    add_signs(a);
    if (!score_add_model(a)) {
        return false;
    }
    score_relate(a);
    return topic_score(a);
}
