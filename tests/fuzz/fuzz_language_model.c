/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Any bytes as a language model, a dictionary and a text to learn from. A model holds three tables
 * of 65,536 values: they are put in after its first 36 bytes, so that inputs stay small.
 */
#include <stdlib.h>
#include <string.h>

#include "as_file.h"
#include "corpus.h"
#include "fuzz.h"
#include "generic.h"
#include "pronunciations.h"

enum { HEAD = 36, TABLES = 3 * 65536 * 4 };

static void read_model(const uint8_t *data, size_t size)
{
    size_t head = size < HEAD ? size : HEAD;
    uint8_t *whole = calloc(1, size + TABLES);
    struct vocabulary words;
    struct generic model;
    require(whole != NULL, "memory");
    memcpy(whole, data, head);
    memcpy(whole + head + TABLES, data + head, size - head);
    vocabulary_init(&words);
    if (generic_read(&model, &words, as_file(whole, size + TABLES))) {
        for (uint32_t w = 0; w < model.words && w < 50; w++) {
            double p = generic_p3(&model, w, w / 2, w / 3);
            require(p >= 0 || p != p, "a probability");
        }
        for (size_t i = 0; i < model.trigram_count; i++) {
            require(model.trigrams[i].w1 < model.words, "a word that there is");
        }
    }
    generic_finish(&model);
    vocabulary_finish(&words);
    free(whole);
}

static bool wants(void *user, const char *word)
{
    (void)user;
    return word[0] != 'q';
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
