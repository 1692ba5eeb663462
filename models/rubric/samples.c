/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "samples.h"

#include <stdlib.h>
#include <string.h>

enum { NAME_BYTES = 96 };

/* A word or pair where it stands. */
struct place {
    const char *name;
    size_t answer;
};

static int compare_places(const void *a, const void *b)
{
    const struct place *x = a, *y = b;
    int order = strcmp(x->name, y->name);
    return order != 0 ? order : (x->answer > y->answer) - (x->answer < y->answer);
}

static bool is_wanted(const int *folds, size_t answer, int without)
{
    return folds == NULL || folds[answer] != without;
}

static char *join(const struct token *tokens, size_t count)
{
    size_t first = strlen(tokens[0].text), second = count > 1 ? strlen(tokens[1].text) : 0;
    char *name = first + second + 2 > NAME_BYTES ? NULL : malloc(first + second + 2);
    if (name != NULL) {
        memcpy(name, tokens[0].text, first + 1);
        if (count > 1) {
            name[first] = '_';
            memcpy(name + first + 1, tokens[1].text, second + 1);
        }
    }
    return name;
}

/* Of the places of one name: how many answers (pairs) or how often (words). */
static bool is_seen(const struct place *places, size_t count)
{
    size_t answers = 1;
    for (size_t i = 1; i < count; i++) {
        answers += places[i].answer != places[i - 1].answer;
    }
    return strchr(places[0].name, '_') != NULL ? answers >= SAMPLES_PAIR_SEEN
                                               : count >= SAMPLES_WORD_SEEN;
}

static bool keep_names(struct dictionary *dictionary, struct place *places, size_t count)
{
    if (count == 0) {
        return false;
    }
    qsort(places, count, sizeof(*places), compare_places);
    dictionary->names = calloc(count, sizeof(*dictionary->names));
    if (dictionary->names == NULL) {
        return false;
    }
    for (size_t i = 0, end; i < count; i = end) {
        for (end = i + 1; end < count && strcmp(places[i].name, places[end].name) == 0;) {
            end++;
        }
        if (is_seen(places + i, end - i)) {
            char *name = strdup(places[i].name);
            if (name == NULL) {
                return false;
            }
            dictionary->names[dictionary->count++] = name;
        }
    }
    return true;
}

static bool make_dictionary(struct dictionary *dictionary, const struct corpus *corpus,
                            const int *folds, int without)
{
    size_t room = 0, count = 0;
    for (size_t a = 0; a < corpus->count; a++) {
        room += corpus->answers[a].text.count * MODEL_WORDS;
    }
    struct place *places = calloc(room + 1, sizeof(*places));
    bool ok = places != NULL;
    for (size_t a = 0; ok && a < corpus->count; a++) {
        const struct text *text = &corpus->answers[a].text;
        for (size_t i = 0; is_wanted(folds, a, without) && i < text->count * MODEL_WORDS; i++) {
            size_t t = i / MODEL_WORDS, words = i % MODEL_WORDS + 1;
            char *name = t + words <= text->count ? join(&text->tokens[t], words) : NULL;
            if (name != NULL) {
                places[count++] = (struct place){ name, a };
            }
        }
    }
    ok = ok && keep_names(dictionary, places, count);
    while (count > 0) {
        free((char *)(uintptr_t)places[--count].name);
    }
    free(places);
    return ok;
}

static int compare_names(const void *a, const void *b)
{
    return strcmp(a, *(char *const *)b);
}

static int find_name(const struct dictionary *dictionary, const char *name)
{
    char **found = bsearch(name, dictionary->names, dictionary->count,
                           sizeof(*dictionary->names), compare_names);
    return found == NULL ? -1 : (int)(found - dictionary->names);
}

static bool read_token(struct samples *samples, const struct answer *answer, size_t t,
                       const struct vectors *vectors, float *vector, struct net_token *token)
{
    *token = (struct net_token){ .weight = 1, .marks = answer->marks[t],
                                 .marked = answer->marked };
    for (size_t n = 0; n < MODEL_WORDS; n++) {
        char *name = t + n < answer->text.count ? join(&answer->text.tokens[t], n + 1) : NULL;
        token->entry[n] = name == NULL ? -1 : find_name(&samples->dictionary, name);
        free(name);
    }
    if (vectors_find(vectors, answer->text.tokens[t].text, vector)) {
        token->vector = vector;
        for (size_t i = 0; i < VECTORS_SIZE; i++) {
            vector[i] *= samples_vector_length;
        }
    }
    return true;
}

bool samples_make(struct samples *samples, const struct corpus *corpus, const int *folds,
                  int without, const struct vectors *vectors)
{
    *samples = (struct samples){ 0 };
    size_t tokens = 0, used = 0;
    for (size_t a = 0; a < corpus->count; a++) {
        tokens += corpus->answers[a].text.count;
    }
    samples->items = calloc(corpus->count + 1, sizeof(*samples->items));
    samples->tokens = calloc(tokens + 1, sizeof(*samples->tokens));
    samples->vectors = calloc((tokens + 1) * VECTORS_SIZE, sizeof(*samples->vectors));
    if (samples->items == NULL || samples->tokens == NULL || samples->vectors == NULL
        || !make_dictionary(&samples->dictionary, corpus, folds, without)) {
        samples_finish(samples);
        return false;
    }
    for (size_t a = 0; a < corpus->count; a++) {
        const struct answer *answer = &corpus->answers[a];
        if (!is_wanted(folds, a, without) || answer->text.count == 0) {
            continue;
        }
        samples->items[samples->count++] = (struct sample){ answer, samples->tokens + used };
        for (size_t t = 0; t < answer->text.count; t++, used++) {
            read_token(samples, answer, t, vectors, samples->vectors + used * VECTORS_SIZE,
                       samples->tokens + used);
        }
    }
    return true;
}

void samples_finish(struct samples *samples)
{
    for (size_t i = 0; i < samples->dictionary.count; i++) {
        free(samples->dictionary.names[i]);
    }
    free(samples->dictionary.names);
    free(samples->vectors);
    free(samples->tokens);
    free(samples->items);
    *samples = (struct samples){ 0 };
}
