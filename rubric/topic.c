/* SPDX-License-Identifier: MIT */
/* How much of an answer is about something else than work. */
#include "assess.h"

#include <stdlib.h>

/* A word about work keeps this many words on either side on the topic. */
enum { REACH = 8 };

/* The first token that ends behind the start of `word`; tokens stand in their words' order. */
static size_t first_token(const struct text *text, size_t word)
{
    size_t low = 0, high = text->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (text->tokens[middle].to <= word) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

/* Marks the tokens near to words about work, and those that speak for a criterion. */
static void mark_near(const struct assessment *a, bool *near)
{
    for (size_t i = 0; i < a->text.count; i++) {
        if (lexicon_has(&a->ready.entries[i].bits, a->rubric->topic_words)) {
            size_t from = i > REACH ? i - REACH : 0;
            for (size_t k = from; k <= i + REACH && k < a->text.count; k++) {
                near[k] = true;
            }
        }
    }
    for (size_t s = 0; s < a->sign_count; s++) {
        const struct sign *sign = &a->signs[s];
        if (a->rubric->criteria[sign->criterion].group == RUBRIC_GROUP_WATCH) {
            continue;
        }
        for (size_t i = first_token(&a->text, sign->words.from);
             i < a->text.count && a->text.tokens[i].from < sign->words.to; i++) {
            near[i] = true;
        }
    }
}

/* Counts the tokens that are not near, and finds the longest run of them. */
static size_t count_off(const bool *near, size_t count, size_t *run_from, size_t *run_to)
{
    size_t off = 0, run = 0;
    *run_from = *run_to = 0;
    for (size_t i = 0; i < count; i++) {
        run = near[i] ? 0 : run + 1;
        off += !near[i];
        if (run > *run_to - *run_from) {
            *run_from = i + 1 - run;
            *run_to = i + 1;
        }
    }
    return off;
}

static double belief_of(const struct criteria_topic *topic, double share)
{
    return share >= topic->off_share ? 0.5 + 0.5 * (share - topic->off_share)
                                     : 0.5 * share / topic->off_share;
}

bool topic_score(struct assessment *a)
{
    const struct criteria_topic *topic = &a->rubric->file.topic;
    struct score *score = &a->scores[topic->criterion.index];
    size_t from, to, count = a->text.count;
    /* The model reads topics better than a list of words. */
    if (count < topic->least_words || score->model >= 0) {
        return true;
    }
    bool *near = calloc(count, sizeof(*near));
    if (near == NULL) {
        return false;
    }
    mark_near(a, near);
    double belief = belief_of(topic, (double)count_off(near, count, &from, &to) / (double)count);
    free(near);
    if (to > from && belief > score->belief) {
        score->belief = score->heard = belief;
        score->evidence[0] = (struct sign){ .words = text_words(&a->text, from, to),
                                            .weight = belief, .heard = belief };
        score->evidence_count = 1;
    }
    return true;
}
