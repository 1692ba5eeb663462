/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kneser_ney.h"

#include <stdlib.h>

enum { WORDS, BIGRAMS, TRIGRAMS };

static int compare(const void *a, const void *b)
{
    const struct counted *x = a, *y = b;
    if (x->history != y->history) {
        return x->history < y->history ? -1 : 1;
    }
    return (x->word > y->word) - (x->word < y->word);
}

/* Sorts, adds up equal n-grams, and lists the histories. */
static void settle(struct level *l)
{
    size_t kept = 0, once = 0, twice = 0;
    qsort(l->ngrams, l->count, sizeof(*l->ngrams), compare);
    for (size_t i = 0; i < l->count; i++) {
        if (kept > 0 && compare(&l->ngrams[kept - 1], &l->ngrams[i]) == 0) {
            l->ngrams[kept - 1].count += l->ngrams[i].count;
        } else {
            l->ngrams[kept++] = l->ngrams[i];
        }
    }
    l->count = kept;
    l->histories = need(kept, sizeof(*l->histories));
    for (size_t i = 0; i < kept; i++) {
        const struct counted *n = &l->ngrams[i];
        if (l->history_count == 0
            || l->histories[l->history_count - 1].history != n->history) {
            l->histories[l->history_count++] = (struct following){ .history = n->history };
        }
        l->histories[l->history_count - 1].total += n->count;
        l->histories[l->history_count - 1].kinds++;
        once += n->count == 1;
        twice += n->count == 2;
    }
    l->discount = once > 0 ? (double)once / (double)(once + 2 * twice) : 0.5;
}

static void count_trigrams(struct level *l, const struct corpus *c, unsigned without,
                           struct level *starts)
{
    l->ngrams = need(c->count, sizeof(*l->ngrams));
    starts->ngrams = need(2 * c->count, sizeof(*starts->ngrams));
    for (size_t i = 1; i < c->count; i++) {
        const uint32_t *w = &c->words[i];
        if (c->voices[i] == without || w[0] == NO_WORD || w[-1] == NO_WORD) {
            continue;
        }
        bool begins = w[0] == c->words[0];      /* every text begins with <s> */
        bool first = w[-1] == c->words[0];
        if (begins) {
            continue;
        }
        if (first) {    /* nothing comes before <s>: how often counts, not after how many words */
            starts->ngrams[starts->count++] = (struct counted){ w[-1], w[0], 1 };
        } else if (w[-2] != NO_WORD) {
            l->ngrams[l->count++] = (struct counted){
                (uint64_t)w[-2] << 32 | w[-1], w[0], 1 };
        } else {
            starts->ngrams[starts->count++] = (struct counted){ w[-1], w[0], 1 };
        }
    }
}

void kneser_ney_train(struct kneser_ney *k, const struct corpus *c, unsigned without)
{
    *k = (struct kneser_ney){ 0 };
    struct level *words = &k->levels[WORDS], *bigrams = &k->levels[BIGRAMS],
                 *trigrams = &k->levels[TRIGRAMS];
    count_trigrams(trigrams, c, without, bigrams);
    settle(trigrams);
    for (size_t i = 0; i < trigrams->count; i++) {
        const struct counted *n = &trigrams->ngrams[i];
        bigrams->ngrams[bigrams->count++] = (struct counted){
            n->history & UINT32_MAX, n->word, 1 };
    }
    settle(bigrams);
    words->ngrams = need(bigrams->count, sizeof(*words->ngrams));
    for (size_t i = 0; i < bigrams->count; i++) {
        words->ngrams[words->count++] = (struct counted){ 0, bigrams->ngrams[i].word, 1 };
    }
    settle(words);
}

void kneser_ney_finish(struct kneser_ney *k)
{
    for (size_t i = 0; i < 3; i++) {
        free(k->levels[i].ngrams);
        free(k->levels[i].histories);
    }
}

static int compare_histories(const void *a, const void *b)
{
    const struct following *x = a, *y = b;
    return (x->history > y->history) - (x->history < y->history);
}

/* Its own share, and what part of the lower level's probability comes on top. */
static double share(const struct level *l, uint64_t history, uint32_t word, double *rest)
{
    const struct following key = { .history = history };
    const struct following *f = bsearch(&key, l->histories, l->history_count,
                                        sizeof(*l->histories), compare_histories);
    if (f == NULL) {
        *rest = 1;
        return 0;
    }
    const struct counted wanted = { history, word, 0 };
    const struct counted *n = bsearch(&wanted, l->ngrams, l->count, sizeof(*l->ngrams), compare);
    *rest = l->discount * f->kinds / f->total;
    return n != NULL ? (n->count - l->discount) / f->total : 0;
}

double kneser_ney_p1(const struct kneser_ney *k, uint32_t w)
{
    const struct level *l = &k->levels[WORDS];
    const struct counted wanted = { 0, w, 0 };
    const struct counted *n = bsearch(&wanted, l->ngrams, l->count, sizeof(*l->ngrams), compare);
    return n != NULL ? (double)n->count / l->histories[0].total : 0;
}

double kneser_ney_p2(const struct kneser_ney *k, uint32_t w1, uint32_t w2)
{
    double rest, own = share(&k->levels[BIGRAMS], w1, w2, &rest);
    return own + rest * kneser_ney_p1(k, w2);
}

double kneser_ney_p3(const struct kneser_ney *k, uint32_t w1, uint32_t w2, uint32_t w3)
{
    double rest, own = share(&k->levels[TRIGRAMS], (uint64_t)w1 << 32 | w2, w3, &rest);
    return own + rest * kneser_ney_p2(k, w2, w3);
}
