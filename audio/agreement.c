/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "agreement.h"

#include "confidence.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* What a word beside a place costs when a list is laid beside the places of those before it. */
static const float cost_alone = 0.8f;       /* with none beside it */
static const float cost_other_word = 1.0f;
static const float cost_a_second = 0.1f;    /* that the middles of both are apart */
static const float cost_apart = 5.0f;       /* they do not even touch */
static const double touch_s = 0.1;
static const double shortest_s = 0.01;

/* A list without a word at a place speaks against one with this confidence. Chosen on speakers kept
   for tuning, models/acoustic/README.md. */
static const float silent_vote = 0.8f;

/* Where one or more lists have a word; NULL: this list has none. */
struct place {
    const struct heard_word *heard[AGREEMENT_MOST];
    double start_s, end_s;      /* of the word that made the place */
};

struct places {
    struct place *at;
    size_t count;
};

/* From each pair of places on: what the rest costs at least. */
struct table {
    const struct places *places;
    const struct word_list *list;
    float *cost;            /* (places->count + 1) rows of list->count + 1 */
};

static float *cost_at(const struct table *t, size_t i, size_t j)
{
    return &t->cost[i * (t->list->count + 1) + j];
}

static bool was_heard(const struct place *place, const char *text)
{
    for (size_t k = 0; k < AGREEMENT_MOST; k++) {
        if (place->heard[k] != NULL && strcmp(place->heard[k]->text, text) == 0) {
            return true;
        }
    }
    return false;
}

static float pair_cost(const struct place *place, const struct heard_word *word)
{
    float cost = was_heard(place, word->text) ? 0 : cost_other_word;
    double apart_s = fabs(place->start_s + place->end_s - word->start_s - word->end_s) / 2;
    bool touching = place->end_s > word->start_s - touch_s && word->end_s > place->start_s - touch_s;
    return cost + cost_a_second * (float)apart_s + (touching ? 0 : cost_apart);
}

static float cost_of_pair(const struct table *t, size_t i, size_t j)
{
    return i < t->places->count && j < t->list->count
        ? pair_cost(&t->places->at[i], &t->list->words[j]) + *cost_at(t, i + 1, j + 1)
        : INFINITY;
}

static float cost_of_place_alone(const struct table *t, size_t i, size_t j)
{
    return i < t->places->count ? cost_alone + *cost_at(t, i + 1, j) : INFINITY;
}

static float cost_of_word_alone(const struct table *t, size_t i, size_t j)
{
    return j < t->list->count ? cost_alone + *cost_at(t, i, j + 1) : INFINITY;
}

static void fill(const struct table *t)
{
    for (size_t i = t->places->count + 1; i-- > 0;) {
        for (size_t j = t->list->count + 1; j-- > 0;) {
            bool end = i == t->places->count && j == t->list->count;
            *cost_at(t, i, j) = end ? 0 : fminf(cost_of_pair(t, i, j),
                                                fminf(cost_of_place_alone(t, i, j),
                                                      cost_of_word_alone(t, i, j)));
        }
    }
}

/* The places with the words of list `number` in them; `wide` has room for all. */
static void follow(const struct table *t, size_t number, struct places *wide)
{
    size_t i = 0, j = 0;
    while (i < t->places->count || j < t->list->count) {
        float best = *cost_at(t, i, j);
        struct place *place = &wide->at[wide->count++];
        if (cost_of_pair(t, i, j) <= best) {
            *place = t->places->at[i++];
            place->heard[number] = &t->list->words[j++];
        } else if (cost_of_place_alone(t, i, j) <= best) {
            *place = t->places->at[i++];
        } else {
            const struct heard_word *word = &t->list->words[j++];
            *place = (struct place){ .start_s = word->start_s, .end_s = word->end_s };
            place->heard[number] = word;
        }
    }
}

static bool lay_beside(struct places *places, const struct word_list *list, size_t number)
{
    struct table t = { .places = places, .list = list };
    struct places wide = { .at = calloc(places->count + list->count + 1, sizeof(*wide.at)) };
    t.cost = malloc((places->count + 1) * (list->count + 1) * sizeof(*t.cost));
    bool good = wide.at != NULL && t.cost != NULL;
    if (good) {
        fill(&t);
        follow(&t, number, &wide);
        free(places->at);
        *places = wide;
    } else {
        free(wide.at);
    }
    free(t.cost);
    return good;
}

/* All confidence in the word that list `number` has at the place, if no list before has the same. */
static float votes_for(const struct place *place, size_t number, size_t count)
{
    float votes = 0;
    for (size_t k = 0; k < count; k++) {
        if (place->heard[k] != NULL
            && strcmp(place->heard[k]->text, place->heard[number]->text) == 0) {
            votes += k < number ? -INFINITY : place->heard[k]->confidence;
        }
    }
    return votes;
}

static const struct heard_word *surest(const struct place *place, const char *text, size_t count)
{
    const struct heard_word *best = NULL;
    for (size_t k = 0; k < count; k++) {
        const struct heard_word *word = place->heard[k];
        if (word != NULL && strcmp(word->text, text) == 0
            && (best == NULL || word->confidence > best->confidence)) {
            best = word;
        }
    }
    return best;
}

/* Words of two lists may overlap a little: none begins before the one before it ends. */
static bool add_in_order(const struct heard_word *word, float confidence, struct word_list *merged)
{
    struct heard_word own = *word;
    own.confidence = confidence;
    if (merged->count > 0) {
        own.start_s = fmax(own.start_s, merged->words[merged->count - 1].end_s);
        own.end_s = fmax(own.end_s, own.start_s + shortest_s);
    }
    return word_list_add(merged, &own, 0);
}

static bool elect(const struct place *place, size_t count, struct word_list *merged)
{
    const char *winner = NULL;
    float most = 0, silent = 0;
    for (size_t k = 0; k < count; k++) {
        if (place->heard[k] == NULL) {
            silent += silent_vote;
        } else if (votes_for(place, k, count) > most) {
            most = votes_for(place, k, count);
            winner = place->heard[k]->text;
        }
    }
    return winner == NULL || most < silent
        || add_in_order(surest(place, winner, count), confidence_of_votes(most / (float)count),
                        merged);
}

bool agreement_merge(const struct word_list heard[], size_t count, struct word_list *merged)
{
    assert(count <= AGREEMENT_MOST);
    if (count == 1) {
        return word_list_append(merged, heard);
    }
    struct places places = { 0 };
    bool good = true;
    for (size_t k = 0; k < count && good; k++) {
        good = lay_beside(&places, &heard[k], k);
    }
    for (size_t p = 0; p < places.count && good; p++) {
        good = elect(&places.at[p], count, merged);
    }
    free(places.at);
    return good;
}
