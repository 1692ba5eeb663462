/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "merged.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

static const double least_p = 1e-9;
static const double unseen_p = 1e-7;        /* of a word that the interview text does not have */
static const double least_left = 1e-5;      /* what a history always leaves for backing off */
static const double most_share = 0.9;       /* of the interview model, whatever was said before */

static double mix(double share, double interview, double generic)
{
    double p = share * interview + (1 - share) * generic;
    return p > least_p ? p : least_p;
}

/* The words before tell which kind of speech this is; `ratio` is how much likelier they are in
 * interviews. A word or two are weak evidence, so only its root counts. */
static double share_after(const struct merged *m, double ratio)
{
    double odds = m->lambda / (1 - m->lambda) * sqrt(ratio);
    return fmin(odds / (1 + odds), most_share);
}

/* How much likelier a word is in interviews; of <s>, which is never said, nothing is known. */
static double ratio_of(const struct merged *m, uint32_t w)
{
    double interview = kneser_ney_p1(m->interview, w), generic = generic_p1(m->generic, w);
    return generic > least_p ? fmax(interview, unseen_p) / generic : 1;
}

static double p2(const struct merged *m, uint32_t w1, uint32_t w2)
{
    return mix(share_after(m, ratio_of(m, w1)), kneser_ney_p2(m->interview, w1, w2),
               generic_p2(m->generic, w1, w2));
}

static double p3(const struct merged *m, uint32_t w1, uint32_t w2, uint32_t w3)
{
    double generic = generic_p2(m->generic, w1, w2);
    double interview = ratio_of(m, w1) * kneser_ney_p2(m->interview, w1, w2);
    return mix(share_after(m, interview > 0 && generic > 0 ? interview / generic : 1),
               kneser_ney_p3(m->interview, w1, w2, w3), generic_p3(m->generic, w1, w2, w3));
}

/* Words that nobody said but that are in the banks: as likely as a word that was said once. */
static void make_words(struct merged *m)
{
    double once = 1.0 / (double)(m->interview->levels[1].count + 1), sum = 0;
    double *p = need(m->words, sizeof(*p));
    for (uint32_t w = 0; w < m->words; w++) {
        double interview = kneser_ney_p1(m->interview, w), generic = generic_p1(m->generic, w);
        if (!m->kept[w]) {
            continue;
        }
        p[w] = interview > 0 || generic > 0 ? mix(m->lambda, interview, generic) : m->lambda * once;
        sum += p[w];
    }
    m->log_p = need(m->words, sizeof(*m->log_p));
    m->log_backoff = need(m->words, sizeof(*m->log_backoff));
    for (uint32_t w = 0; w < m->words; w++) {
        m->log_p[w] = p[w] > 0 ? (float)log(p[w] / sum) : -99;
    }
    free(p);
}

static int compare_keys(const void *a, const void *b)
{
    const uint64_t *x = a, *y = b;
    return (*x > *y) - (*x < *y);
}

static uint64_t key_of(uint32_t w1, uint32_t w2)
{
    return (uint64_t)w1 << 32 | w2;
}

static size_t sort_keys(uint64_t *keys, size_t count)
{
    size_t kept = 0;
    qsort(keys, count, sizeof(*keys), compare_keys);
    for (size_t i = 0; i < count; i++) {
        if (kept == 0 || keys[kept - 1] != keys[i]) {
            keys[kept++] = keys[i];
        }
    }
    return kept;
}

static bool is_kept(const struct merged *m, uint32_t w1, uint32_t w2)
{
    return m->kept[w1] && m->kept[w2];
}

/* How much worse what is said would be explained without the n-gram. */
static bool gains(const struct merged *m, double log_history, double log_p, double log_without)
{
    return exp(log_history + log_p) * fabs(log_p - log_without) >= m->least_gain;
}

/* A trigram's first two words need a place for their backoff, its last two one to back off to. */
static void make_bigrams(struct merged *m)
{
    const struct level *said = &m->interview->levels[1];
    uint64_t *keys = need(m->generic->bigram_count + said->count + 2 * m->trigram_count,
                          sizeof(*keys));
    size_t count = 0;
    for (size_t i = 0; i < m->generic->bigram_count; i++) {
        const struct bigram *b = &m->generic->bigrams[i];
        double without = m->generic->log_backoff[b->w1] + m->generic->log_p[b->w2];
        if (is_kept(m, b->w1, b->w2) && gains(m, m->log_p[b->w1], b->log_p, without)) {
            keys[count++] = key_of(b->w1, b->w2);
        }
    }
    for (size_t i = 0; i < said->count; i++) {
        keys[count++] = key_of((uint32_t)said->ngrams[i].history, said->ngrams[i].word);
    }
    for (size_t i = 0; i < m->trigram_count; i++) {
        keys[count++] = key_of(m->trigrams[i].w1, m->trigrams[i].w2);
        keys[count++] = key_of(m->trigrams[i].w2, m->trigrams[i].w3);
    }
    m->bigram_count = sort_keys(keys, count);
    m->bigrams = need(m->bigram_count, sizeof(*m->bigrams));
    for (size_t i = 0; i < m->bigram_count; i++) {
        uint32_t w1 = (uint32_t)(keys[i] >> 32), w2 = (uint32_t)keys[i];
        m->bigrams[i] = (struct bigram){ .w1 = w1, .w2 = w2, .log_p = (float)log(p2(m, w1, w2)) };
    }
    free(keys);
}

static int compare_trigrams(const void *a, const void *b)
{
    const struct trigram *x = a, *y = b;
    uint64_t left = key_of(x->w1, x->w2), right = key_of(y->w1, y->w2);
    if (left != right) {
        return left < right ? -1 : 1;
    }
    return (x->w3 > y->w3) - (x->w3 < y->w3);
}

static bool trigram_gains(const struct merged *m, const struct trigram *t)
{
    const struct generic *g = m->generic;
    const struct bigram *history = bigram_find(g->bigrams, g->bigram_count, t->w1, t->w2);
    double log_p2 = log(generic_p2(g, t->w2, t->w3));
    double log_history = m->log_p[t->w1] + (history != NULL ? (double)history->log_p : -20);
    double without = (history != NULL ? (double)history->log_backoff : 0) + log_p2;
    return gains(m, log_history, t->log_p, without);
}

static void make_trigrams(struct merged *m)
{
    const struct level *said = &m->interview->levels[2];
    size_t count = 0, kept = 0;
    m->trigrams = need(m->generic->trigram_count + said->count, sizeof(*m->trigrams));
    for (size_t i = 0; i < m->generic->trigram_count; i++) {
        const struct trigram *t = &m->generic->trigrams[i];
        if (is_kept(m, t->w1, t->w2) && m->kept[t->w3] && trigram_gains(m, t)) {
            m->trigrams[count++] = *t;
        }
    }
    for (size_t i = 0; i < said->count; i++) {
        const struct counted *n = &said->ngrams[i];
        m->trigrams[count++] = (struct trigram){
            .w1 = (uint32_t)(n->history >> 32), .w2 = (uint32_t)n->history, .w3 = n->word };
    }
    qsort(m->trigrams, count, sizeof(*m->trigrams), compare_trigrams);
    for (size_t i = 0; i < count; i++) {
        if (kept == 0 || compare_trigrams(&m->trigrams[kept - 1], &m->trigrams[i]) != 0) {
            m->trigrams[kept++] = m->trigrams[i];
        }
    }
    m->trigram_count = kept;
    for (size_t i = 0; i < kept; i++) {
        struct trigram *t = &m->trigrams[i];
        t->log_p = (float)log(p3(m, t->w1, t->w2, t->w3));
    }
}

/* What is left for unseen words, against what the shorter history would give them. */
static float backoff_of(double given, double given_below)
{
    double left = 1 - given > least_left ? 1 - given : least_left;
    double below = 1 - given_below > least_left ? 1 - given_below : least_left;
    return (float)log(left / below);
}

static void make_word_backoffs(struct merged *m)
{
    for (size_t i = 0, next; i < m->bigram_count; i = next) {
        double given = 0, below = 0;
        uint32_t w1 = m->bigrams[i].w1;
        for (next = i; next < m->bigram_count && m->bigrams[next].w1 == w1; next++) {
            given += exp(m->bigrams[next].log_p);
            below += exp(m->log_p[m->bigrams[next].w2]);
        }
        m->log_backoff[w1] = backoff_of(given, below);
    }
}

static void make_bigram_backoffs(struct merged *m)
{
    for (size_t i = 0, next; i < m->trigram_count; i = next) {
        double given = 0, below = 0;
        const struct trigram *t = &m->trigrams[i];
        for (next = i; next < m->trigram_count && m->trigrams[next].w1 == t->w1
             && m->trigrams[next].w2 == t->w2; next++) {
            given += exp(m->trigrams[next].log_p);
            below += exp(bigram_find(m->bigrams, m->bigram_count, t->w2,
                                     m->trigrams[next].w3)->log_p);
        }
        const struct bigram *history = bigram_find(m->bigrams, m->bigram_count, t->w1, t->w2);
        m->bigrams[history - m->bigrams].log_backoff = backoff_of(given, below);
    }
}

void merged_make(struct merged *m, const struct generic *g, const struct kneser_ney *k,
                 const bool *kept, uint32_t words, double lambda, double least_gain)
{
    *m = (struct merged){ .generic = g, .interview = k, .kept = kept, .lambda = lambda,
                          .words = words, .least_gain = least_gain };
    make_words(m);
    make_trigrams(m);
    make_bigrams(m);
    make_word_backoffs(m);
    make_bigram_backoffs(m);
}

static int compare_falling(const void *a, const void *b)
{
    const float *x = a, *y = b;
    return (*x < *y) - (*x > *y);
}

void merged_choose(const struct generic *g, const struct kneser_ney *k, uint32_t words,
                   uint32_t most, bool *kept)
{
    float *log_p = need(g->words, sizeof(*log_p)), least = -INFINITY;
    for (uint32_t w = 0; w < g->words; w++) {
        log_p[w] = g->log_p[w];
    }
    qsort(log_p, g->words, sizeof(*log_p), compare_falling);
    if (most < g->words) {
        least = log_p[most];
    }
    for (uint32_t w = 0; w < words; w++) {
        kept[w] = w >= g->words || g->log_p[w] >= least || kneser_ney_p1(k, w) > 0;
    }
    free(log_p);
}

void merged_finish(struct merged *m)
{
    free(m->log_p);
    free(m->log_backoff);
    free(m->bigrams);
    free(m->trigrams);
}

bool merged_write(const struct merged *m, const struct vocabulary *v, const char *path)
{
    static const double to_log10 = 0.43429448190325176;
    FILE *file = fopen(path, "w");
    if (file == NULL) {
        fprintf(stderr, "%s: cannot write it\n", path);
        return false;
    }
    uint32_t words = 0;
    for (uint32_t w = 0; w < m->words; w++) {
        words += m->kept[w];
    }
    fprintf(file, "\\data\\\nngram 1=%u\nngram 2=%zu\nngram 3=%zu\n\n\\1-grams:\n", words,
            m->bigram_count, m->trigram_count);
    for (uint32_t w = 0; w < m->words; w++) {
        if (!m->kept[w]) {
            continue;
        }
        fprintf(file, "%.5f\t%s\t%.5f\n", m->log_p[w] * to_log10, v->words[w],
                m->log_backoff[w] * to_log10);
    }
    fputs("\n\\2-grams:\n", file);
    for (size_t i = 0; i < m->bigram_count; i++) {
        const struct bigram *b = &m->bigrams[i];
        fprintf(file, "%.5f\t%s %s\t%.5f\n", b->log_p * to_log10, v->words[b->w1],
                v->words[b->w2], b->log_backoff * to_log10);
    }
    fputs("\n\\3-grams:\n", file);
    for (size_t i = 0; i < m->trigram_count; i++) {
        const struct trigram *t = &m->trigrams[i];
        fprintf(file, "%.5f\t%s %s %s\n", t->log_p * to_log10, v->words[t->w1], v->words[t->w2],
                v->words[t->w3]);
    }
    fputs("\n\\end\\\n", file);
    bool good = ferror(file) == 0;
    return fclose(file) == 0 && good;
}

/* Expectation and maximisation over the words of the voice: how much either model explains them. */
double best_lambda(const struct generic *g, const struct kneser_ney *k, const struct corpus *c,
                   unsigned voice, size_t *tokens)
{
    double lambda = 0.4;
    for (int round = 0; round < 12; round++) {
        double sum = 0;
        *tokens = 0;
        for (size_t i = 2; i < c->count; i++) {
            const uint32_t *w = &c->words[i];
            if (c->voices[i] != voice || w[0] == NO_WORD || w[-1] == NO_WORD || w[-2] == NO_WORD
                || w[0] == c->words[0] || w[-1] == c->words[0]) {
                continue;
            }
            double own = lambda * kneser_ney_p3(k, w[-2], w[-1], w[0]);
            double other = (1 - lambda) * generic_p3(g, w[-2], w[-1], w[0]);
            sum += own + other > 0 ? own / (own + other) : 0;
            ++*tokens;
        }
        lambda = *tokens > 0 ? sum / (double)*tokens : lambda;
    }
    return lambda;
}
