/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "word_errors.h"

#include <ctype.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_WORDS = 4000 };

struct text {
    char *copy;
    char *words[MOST_WORDS];
    size_t count;
};

static bool is_filler(const char *word)
{
    static const char *const fillers[] = { "um", "uh", "er", "ah", "hmm", "mm", "erm" };
    for (size_t i = 0; i < sizeof(fillers) / sizeof(fillers[0]); i++) {
        if (strcmp(word, fillers[i]) == 0) {
            return true;
        }
    }
    return false;
}

static void split(struct text *t, const char *from)
{
    t->count = 0;
    t->copy = strdup(from);
    for (char *p = t->copy; *p != '\0'; p++) {
        *p = isalnum((unsigned char)*p) || *p == '\'' ? (char)tolower((unsigned char)*p) : ' ';
    }
    char *rest = t->copy, *word;
    while ((word = strtok_r(rest, " ", &rest)) != NULL && t->count < MOST_WORDS) {
        if (!is_filler(word)) {
            t->words[t->count++] = word;
        }
    }
}

/* cost[i * (heard + 1) + j]: the first i reference words against the first j heard ones. */
static uint16_t *fill_costs(const struct text *ref, const struct text *heard)
{
    size_t width = heard->count + 1;
    uint16_t *cost = calloc((ref->count + 1) * width, sizeof(*cost));
    for (size_t i = 0; i <= ref->count; i++) {
        for (size_t j = 0; j <= heard->count; j++) {
            if (i == 0 || j == 0) {
                cost[i * width + j] = (uint16_t)(i + j);
                continue;
            }
            bool same = strcmp(ref->words[i - 1], heard->words[j - 1]) == 0;
            unsigned best = cost[(i - 1) * width + j - 1] + !same;
            unsigned drop = cost[(i - 1) * width + j] + 1u;
            unsigned add = cost[i * width + j - 1] + 1u;
            best = drop < best ? drop : best;
            cost[i * width + j] = (uint16_t)(add < best ? add : best);
        }
    }
    return cost;
}

static void mark_right(const struct text *ref, const struct text *heard, const uint16_t *cost,
                       bool *right, size_t max)
{
    size_t width = heard->count + 1, i = ref->count, j = heard->count;
    while (i > 0 || j > 0) {
        bool same = i > 0 && j > 0 && strcmp(ref->words[i - 1], heard->words[j - 1]) == 0;
        unsigned here = cost[i * width + j];
        if (i > 0 && j > 0 && here == cost[(i - 1) * width + j - 1] + (same ? 0u : 1u)) {
            if (j - 1 < max) {
                right[j - 1] = same;
            }
            i--;
            j--;
        } else if (j > 0 && here == cost[i * width + j - 1] + 1u) {
            if (j - 1 < max) {
                right[j - 1] = false;
            }
            j--;
        } else {
            i--;
        }
    }
}

struct word_errors align_words(const char *reference, const char *heard, bool *right, size_t max)
{
    struct text *ref = calloc(1, sizeof(*ref)), *hyp = calloc(1, sizeof(*hyp));
    split(ref, reference);
    split(hyp, heard);
    uint16_t *cost = fill_costs(ref, hyp);
    const struct word_errors result = {
        .errors = cost[(ref->count + 1) * (hyp->count + 1) - 1],
        .reference_words = ref->count, .heard_words = hyp->count,
    };
    mark_right(ref, hyp, cost, right, max);
    free(cost);
    free(ref->copy);
    free(hyp->copy);
    free(ref);
    free(hyp);
    return result;
}

struct word_errors count_word_errors(const char *reference, const char *heard)
{
    return align_words(reference, heard, NULL, 0);
}
