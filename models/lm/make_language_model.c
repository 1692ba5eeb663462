/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Makes what the recognizer listens with: the generic trigram merged with one
 * of interview text, and the dictionary of its words. Runs while the project is
 * built.
 */
#include "corpus.h"
#include "generic.h"
#include "kneser_ney.h"
#include "letter_to_sound.h"
#include "merged.h"
#include "pronunciations.h"

#include <limits.h>
#include <sphinx_api.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct work {
    struct vocabulary v;
    struct vocabulary voices;       /* writers, by the first part of their files' names */
    struct pronunciations pronunciations;
    struct generic generic;
    struct corpus corpus;
    size_t unpronounceable, guessed;
    FILE *guesses;                  /* where guessed pronunciations are listed; NULL nowhere */
    const char *out_model, *out_dictionary;
    double lambda;                  /* negative: found from the text */
    double least_gain;
    uint32_t most_words;            /* of the generic model */
    bool *kept;                     /* by word */
    struct vocabulary asked;        /* words that were asked for: always kept */
};

static bool can_be_said(void *user, const char *word)
{
    struct work *w = user;
    char phones[256];
    if (vocabulary_find(&w->pronunciations.words, word) != NO_WORD) {
        return true;
    }
    if (!letter_to_sound(word, phones, sizeof(phones))) {
        w->unpronounceable++;
        return false;
    }
    pronunciations_add(&w->pronunciations, word, phones);
    w->guessed++;
    if (w->guesses != NULL) {
        fprintf(w->guesses, "%s %s\n", word, phones);
    }
    return true;
}

/* "texts/b-stories-1.txt" is written by "b". */
static unsigned voice_of(struct work *w, const char *path)
{
    const char *name = strrchr(path, '/');
    name = name != NULL ? name + 1 : path;
    char voice[64];
    snprintf(voice, sizeof(voice), "%.*s", (int)strcspn(name, "-."), name);
    return vocabulary_add(&w->voices, voice);
}

/* Words of a file, without what comes before or after them. */
static bool add_words(struct work *w, const char *path)
{
    struct corpus words = { 0 };
    bool good = corpus_read(&words, &w->v, path, 0, can_be_said, w);
    for (size_t i = 0; i < words.count; i++) {
        if (words.words[i] != NO_WORD) {
            vocabulary_add(&w->asked, w->v.words[words.words[i]]);
        }
    }
    corpus_finish(&words);
    return good;
}

/* Each writer is explained by the others; the mean, so that no one's own words decide. */
static double find_lambda(const struct work *w)
{
    double sum = 0;
    size_t all = 0;
    for (unsigned voice = 0; voice < w->corpus.voice_count; voice++) {
        struct kneser_ney others;
        size_t tokens;
        kneser_ney_train(&others, &w->corpus, voice);
        double lambda = best_lambda(&w->generic, &others, &w->corpus, voice, &tokens);
        printf("  writer %s: %zu words, best share %.2f\n", w->voices.words[voice], tokens, lambda);
        sum += lambda * (double)tokens;
        all += tokens;
        kneser_ney_finish(&others);
    }
    return all > 0 ? sum / (double)all : 0;
}

/* PocketSphinx loads its binary format in a tenth of the time, so it writes that itself. */
static bool convert(const char *text_path, const char *path)
{
    err_set_logfp(NULL);
    logmath_t *log_math = logmath_init(1.0001, 0, 0);
    ngram_model_t *model = ngram_model_read(NULL, text_path, NGRAM_ARPA, log_math);
    bool good = model != NULL && ngram_model_write(model, path, NGRAM_BIN) == 0;
    if (model != NULL) {
        ngram_model_free(model);
    }
    logmath_free(log_math);
    if (!good) {
        fprintf(stderr, "%s: PocketSphinx cannot write it\n", path);
    }
    return good;
}

/* Markers, asked-for words and interview text always; of the others the commonest. */
static void choose_words(struct work *w, const struct kneser_ney *interview)
{
    static const char *const markers[] = { "<s>", "</s>", "<UNK>", "<unk>" };
    w->kept = need(w->v.count, sizeof(*w->kept));
    merged_choose(&w->generic, interview, w->v.count, w->most_words, w->kept);
    for (uint32_t i = 0; i < w->asked.count; i++) {
        uint32_t number = vocabulary_find(&w->v, w->asked.words[i]);
        w->kept[number] |= true;
    }
    for (size_t i = 0; i < sizeof(markers) / sizeof(markers[0]); i++) {
        uint32_t number = vocabulary_find(&w->v, markers[i]);
        if (number != NO_WORD) {
            w->kept[number] = true;
        }
    }
}

static bool write_model(struct work *w)
{
    char text_path[4096];
    struct kneser_ney interview;
    struct merged merged;
    double lambda = w->lambda >= 0 ? w->lambda : find_lambda(w);
    kneser_ney_train(&interview, &w->corpus, UINT_MAX);
    choose_words(w, &interview);
    merged_make(&merged, &w->generic, &interview, w->kept, w->v.count, lambda, w->least_gain);
    printf("%u words, %zu pairs, %zu triples; %.2f of it from %zu words of interview text; "
           "%zu words said by guess, %zu not at all\n", merged.words, merged.bigram_count,
           merged.trigram_count, lambda, w->corpus.count, w->guessed, w->unpronounceable);
    snprintf(text_path, sizeof(text_path), "%s.arpa", w->out_model);
    bool good = merged_write(&merged, &w->v, text_path) && convert(text_path, w->out_model);
    unlink(text_path);
    merged_finish(&merged);
    kneser_ney_finish(&interview);
    return good;
}

static bool set_lambda(struct work *w, const char *value)
{
    w->lambda = strtod(value, NULL);
    return true;
}

static bool set_gain(struct work *w, const char *value)
{
    w->least_gain = strtod(value, NULL);
    return true;
}

static bool set_most_words(struct work *w, const char *value)
{
    w->most_words = (uint32_t)strtoul(value, NULL, 10);
    return true;
}

static bool read_generic(struct work *w, const char *path)
{
    return generic_read(&w->generic, &w->v, path);
}

static bool read_dictionary(struct work *w, const char *path)
{
    return pronunciations_read(&w->pronunciations, path);
}

static bool read_text(struct work *w, const char *path)
{
    return corpus_read(&w->corpus, &w->v, path, voice_of(w, path), can_be_said, w);
}

static bool set_model(struct work *w, const char *path)
{
    w->out_model = path;
    return true;
}

static bool set_dictionary(struct work *w, const char *path)
{
    w->out_dictionary = path;
    return true;
}

static bool set_guesses(struct work *w, const char *path)
{
    w->guesses = fopen(path, "w");
    return w->guesses != NULL;
}

/* Carried out in the order of the command line: generic model and dictionaries come first. */
static const struct {
    const char *name;
    bool (*take)(struct work *w, const char *value);
} options[] = {
    { "--generic", read_generic },
    { "--dictionary", read_dictionary },
    { "--text", read_text },
    { "--words", add_words },
    { "--share", set_lambda },
    { "--least-gain", set_gain },
    { "--most-words", set_most_words },
    { "--guesses", set_guesses },
    { "--out-model", set_model },
    { "--out-dictionary", set_dictionary },
};

static bool take_options(struct work *w, int argc, char **argv)
{
    size_t o = 0;
    for (int i = 1; i < argc; i++) {
        if (argv[i][0] == '-') {
            for (o = 0; o < sizeof(options) / sizeof(options[0]); o++) {
                if (strcmp(options[o].name, argv[i]) == 0) {
                    break;
                }
            }
            if (o == sizeof(options) / sizeof(options[0])) {
                fprintf(stderr, "%s: unknown option\n", argv[i]);
                return false;
            }
        } else if (!options[o].take(w, argv[i])) {
            return false;
        }
    }
    return w->out_model != NULL && w->out_dictionary != NULL;
}

int main(int argc, char **argv)
{
    struct work w = { .lambda = -1, .most_words = UINT32_MAX };
    vocabulary_init(&w.v);
    vocabulary_init(&w.voices);
    vocabulary_init(&w.asked);
    pronunciations_init(&w.pronunciations);
    bool good = take_options(&w, argc, argv) && write_model(&w)
        && pronunciations_write(&w.pronunciations, &w.v, w.kept, w.out_dictionary);
    if (w.guesses != NULL) {
        fclose(w.guesses);
    }
    corpus_finish(&w.corpus);
    generic_finish(&w.generic);
    pronunciations_finish(&w.pronunciations);
    vocabulary_finish(&w.voices);
    vocabulary_finish(&w.asked);
    free(w.kept);
    vocabulary_finish(&w.v);
    return good ? 0 : 1;
}
