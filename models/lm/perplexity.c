/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How surprised a language model is by text, asked through PocketSphinx itself.
 * Usage: perplexity [-k OTHER] MODEL TEXT...; text as corpus.h describes it. With
 * -k, only words that OTHER knows as well count: figures of both can be compared.
 */
#include "corpus.h"

#include <math.h>
#include <sphinx_api.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct models {
    ngram_model_t *asked;
    ngram_model_t *other;       /* may be NULL */
};

static bool has(ngram_model_t *model, const char *word)
{
    return model == NULL || ngram_wid(model, word) != ngram_unknown_wid(model);
}

static bool knows(void *user, const char *word)
{
    const struct models *models = user;
    return has(models->asked, word) && has(models->other, word);
}

static ngram_model_t *read_model(const char *path, logmath_t *log_math)
{
    ngram_model_t *model = ngram_model_read(NULL, path, NGRAM_AUTO, log_math);
    if (model == NULL) {
        fprintf(stderr, "%s: PocketSphinx cannot read it\n", path);
    }
    return model;
}

int main(int argc, char **argv)
{
    const bool compared = argc > 2 && strcmp(argv[1], "-k") == 0;
    const int first = compared ? 3 : 1;
    if (argc < first + 2) {
        fprintf(stderr, "usage: %s [-k OTHER] MODEL TEXT...\n", argv[0]);
        return 2;
    }
    err_set_logfp(NULL);
    logmath_t *log_math = logmath_init(1.0001, 0, 0);
    struct models models = { .asked = read_model(argv[first], log_math) };
    ngram_model_t *model = models.asked;
    models.other = compared ? read_model(argv[2], log_math) : NULL;
    if (model == NULL || (compared && models.other == NULL)) {
        return 1;
    }
    for (int i = first + 1; i < argc; i++) {
        struct vocabulary v;
        struct corpus c = { 0 };
        double sum = 0;
        size_t words = 0, unknown = 0;
        vocabulary_init(&v);
        if (!corpus_read(&c, &v, argv[i], 0, knows, &models)) {
            return 1;
        }
        int32 *wid = need(v.count, sizeof(*wid));
        for (uint32_t w = 0; w < v.count; w++) {
            wid[w] = ngram_wid(model, v.words[w]);
        }
        for (size_t k = 1; k < c.count; k++) {
            if (c.words[k] == c.words[0]) {
                continue;
            }
            if (c.words[k] == NO_WORD) {
                unknown++;
                continue;
            }
            int32 history[2], used, length = 0;
            for (size_t b = 1; b <= 2 && b <= k && c.words[k - b] != NO_WORD; b++) {
                history[length++] = wid[c.words[k - b]];
                if (c.words[k - b] == c.words[0]) {
                    break;
                }
            }
            sum += logmath_log_to_ln(log_math, ngram_ng_prob(model, wid[c.words[k]], history,
                                                             length, &used));
            words++;
        }
        printf("%s: perplexity %.1f over %zu words, %zu unknown (%.2f %%)\n", argv[i],
               exp(-sum / (double)words), words, unknown,
               100.0 * (double)unknown / (double)(words + unknown));
        free(wid);
        corpus_finish(&c);
        vocabulary_finish(&v);
    }
    ngram_model_free(model);
    if (compared) {
        ngram_model_free(models.other);
    }
    logmath_free(log_math);
    return 0;
}
