/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Any bytes as a language model, a dictionary and a text to learn from. A model holds three tables
 * of 65,536 values: they are put in after its first 36 bytes, so that inputs stay small. A model
 * that is read is also merged with a text.
 */
#include <limits.h>
#include <stdlib.h>

#include "as_file.h"
#include "corpus.h"
#include "fuzz.h"
#include "generic.h"
#include "merged.h"
#include "pronunciations.h"

enum { HEAD = 36, TABLES = 3 * 65536 * 4 };

static bool wants(void *user, const char *word)
{
    (void)user;
    return word[0] != 'q';
}

static void check_model(const struct generic *model)
{
    for (uint32_t w = 0; w < model->words && w < 50; w++) {
        double p = generic_p3(model, w, w / 2, w / 3);
        require(p >= 0 || p != p, "a probability");
    }
    for (size_t i = 0; i < model->bigram_count; i++) {
        const struct bigram *b = &model->bigrams[i];
        require(b->w1 < model->words && b->w2 < model->words, "two words that there are");
    }
    for (size_t i = 0; i < model->trigram_count; i++) {
        const struct trigram *t = &model->trigrams[i];
        require(t->w1 < model->words && t->w2 < model->words && t->w3 < model->words,
                "three words that there are");
    }
}

/* What is read must also be fit to be merged with a text. */
static void merge(const struct generic *model, struct vocabulary *words)
{
    static const char text[] = "My goal is to become a nurse. To become a nurse takes years.";
    struct corpus corpus = { 0 };
    struct kneser_ney interview;
    struct merged merged;
    size_t tokens = 0;
    require(corpus_read(&corpus, words, as_file((const uint8_t *)text, sizeof(text) - 1), 0, wants,
                        NULL), "the text");
    kneser_ney_train(&interview, &corpus, UINT_MAX);
    bool *kept = calloc(words->count, sizeof(*kept));
    require(kept != NULL, "memory");
    merged_choose(model, &interview, words->count, model->words / 2, kept);
    merged_make(&merged, model, &interview, kept, words->count, 0.2, 1e-7);
    require(merged_write(&merged, words, "/dev/null"), "the merged model");
    best_lambda(model, &interview, &corpus, 0, &tokens);
    merged_finish(&merged);
    kneser_ney_finish(&interview);
    corpus_finish(&corpus);
    free(kept);
}

static void read_model(const uint8_t *data, size_t size)
{
    struct vocabulary words;
    struct generic model;
    vocabulary_init(&words);
    if (generic_read(&model, &words, as_file_with_hole(data, size, HEAD, TABLES))) {
        check_model(&model);
        merge(&model, &words);
    }
    generic_finish(&model);
    vocabulary_finish(&words);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct vocabulary words;
    struct pronunciations dictionary;
    struct corpus corpus = { 0 };
    print_nothing();
    read_model(data, size);
    const char *path = as_file(data, size);
    pronunciations_init(&dictionary);
    pronunciations_read(&dictionary, path);
    pronunciations_finish(&dictionary);
    vocabulary_init(&words);
    corpus_read(&corpus, &words, path, 0, wants, NULL);
    corpus_finish(&corpus);
    vocabulary_finish(&words);
    return 0;
}
