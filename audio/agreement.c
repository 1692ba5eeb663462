/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "agreement.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* What each pair of words costs when both lists are laid side by side. */
static const float cost_alone = 0.8f;       /* a word with none beside it */
static const float cost_other_word = 1.0f;
static const float cost_a_second = 0.1f;    /* that the middles of both are apart */
static const float cost_apart = 5.0f;       /* they do not even touch */
static const double touch_s = 0.1;
static const double shortest_s = 0.01;

/* A word that only one of them heard is believed above this chance. Chosen on speakers kept for
   tuning, models/acoustic/README.md. */
static const float least_alone = 0.7f;

/* Of the chance of a word that the other heard otherwise; measured like the rest. */
static const float contradicted_share = 0.5f;

/* From each pair of places on: what the rest costs at least. */
struct table {
    const struct word_list *first, *second;
    float *cost;            /* (first->count + 1) rows of second->count + 1 */
};

static float *cost_at(const struct table *t, size_t i, size_t j)
{
    return &t->cost[i * (t->second->count + 1) + j];
}

static float pair_cost(const struct heard_word *a, const struct heard_word *b)
{
    float cost = strcmp(a->text, b->text) == 0 ? 0 : cost_other_word;
    double apart_s = fabs(a->start_s + a->end_s - b->start_s - b->end_s) / 2;
    bool touching = a->end_s > b->start_s - touch_s && b->end_s > a->start_s - touch_s;
    return cost + cost_a_second * (float)apart_s + (touching ? 0 : cost_apart);
}

static float cost_of_pair(const struct table *t, size_t i, size_t j)
{
    return i < t->first->count && j < t->second->count
        ? pair_cost(&t->first->words[i], &t->second->words[j]) + *cost_at(t, i + 1, j + 1)
        : INFINITY;
}

static float cost_of_first_alone(const struct table *t, size_t i, size_t j)
{
    return i < t->first->count ? cost_alone + *cost_at(t, i + 1, j) : INFINITY;
}

static float cost_of_second_alone(const struct table *t, size_t i, size_t j)
{
    return j < t->second->count ? cost_alone + *cost_at(t, i, j + 1) : INFINITY;
}

static void fill(const struct table *t)
{
    for (size_t i = t->first->count + 1; i-- > 0;) {
        for (size_t j = t->second->count + 1; j-- > 0;) {
            bool end = i == t->first->count && j == t->second->count;
            *cost_at(t, i, j) = end ? 0 : fminf(cost_of_pair(t, i, j),
                                                fminf(cost_of_first_alone(t, i, j),
                                                      cost_of_second_alone(t, i, j)));
        }
    }
}

/* Words of two lists may overlap a little: none begins before the one before it ends. */
static bool add_in_order(const struct heard_word *word, struct word_list *merged)
{
    struct heard_word own = *word;
    if (merged->count > 0) {
        own.start_s = fmax(own.start_s, merged->words[merged->count - 1].end_s);
        own.end_s = fmax(own.end_s, own.start_s + shortest_s);
    }
    return word_list_add(merged, &own, 0);
}

/* Both heard it: as likely wrong as both are together. */
static float joint_confidence(const struct heard_word *a, const struct heard_word *b)
{
    return 1 - (1 - a->confidence) * (1 - b->confidence);
}

static bool add_pair(const struct heard_word *a, const struct heard_word *b,
                     struct word_list *merged)
{
    struct heard_word word = a->confidence > b->confidence ? *a : *b;
    bool same = strcmp(a->text, b->text) == 0;
    word.confidence = same ? joint_confidence(a, b) : contradicted_share * word.confidence;
    return add_in_order(&word, merged);
}

static bool add_alone(const struct heard_word *word, struct word_list *merged)
{
    return word->confidence < least_alone || add_in_order(word, merged);
}

static bool follow(const struct table *t, struct word_list *merged)
{
    size_t i = 0, j = 0;
    bool good = true;
    while (good && (i < t->first->count || j < t->second->count)) {
        float best = *cost_at(t, i, j);
        if (cost_of_pair(t, i, j) <= best) {
            good = add_pair(&t->first->words[i++], &t->second->words[j++], merged);
        } else if (cost_of_first_alone(t, i, j) <= best) {
            good = add_alone(&t->first->words[i++], merged);
        } else {
            good = add_alone(&t->second->words[j++], merged);
        }
    }
    return good;
}

bool agreement_merge(const struct word_list *first, const struct word_list *second,
                     struct word_list *merged)
{
    struct table t = { .first = first, .second = second };
    t.cost = malloc((first->count + 1) * (second->count + 1) * sizeof(*t.cost));
    bool good = t.cost != NULL;
    if (good) {
        fill(&t);
        good = follow(&t, merged);
    }
    free(t.cost);
    return good;
}
