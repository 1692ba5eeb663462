/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sphinx.h"

#include "failure.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static bool can_read(const char *what, const char *path, char *err, size_t err_size)
{
    if (path != NULL && access(path, R_OK) == 0) {
        return true;
    }
    snprintf(err, err_size, "%s: cannot read the %s: install pocketsphinx-en-us or name another",
             path != NULL ? path : "(no path)", what);
    return false;
}

static ps_decoder_t *open_with(const struct listen_settings *settings, bool language,
                               const char *const *options)
{
    const char *words[40] = { "-hmm", settings->model_dir, "-dict", settings->dictionary };
    size_t count = 4;
    if (language) {
        words[count++] = "-lm";
        words[count++] = settings->language_model;
    }
    for (size_t i = 0; options[i] != NULL && count < sizeof(words) / sizeof(words[0]); i++) {
        words[count++] = options[i];
    }
    return sphinx_init(words, count);
}

/*
 * PocketSphinx takes any file for a dictionary and leaves out the words it cannot find there: with a
 * damaged one it would listen and hear nothing.
 */
static bool has_pronunciations(ps_decoder_t *decoder, const struct listen_settings *settings,
                               char *err, size_t err_size)
{
    enum { STEP = 16 };     /* asking for one word in so many is enough */
    ngram_model_t *model = ps_get_lm(decoder, SPHINX_FIRST_SEARCH);
    const uint32 *counts = model != NULL ? ngram_model_get_counts(model) : NULL;
    uint32 asked = 0, known = 0;
    for (uint32 i = 0; counts != NULL && i < counts[0]; i += STEP) {
        const char *word = ngram_word(model, (int32)i);
        char *phones = word != NULL ? ps_lookup_word(decoder, word) : NULL;
        asked++;
        known += phones != NULL;
        free(phones);
    }
    if (known * 10 < asked * 9) {
        snprintf(err, err_size, "%s: says how only %u of %u words of %s are pronounced: want 9 in "
                 "10; it is damaged or belongs to another language model", settings->dictionary,
                 known * STEP, asked * STEP, settings->language_model);
        return false;
    }
    return true;
}

ps_decoder_t *sphinx_open(const struct listen_settings *settings, bool language,
                          const char *const *options, char *err, size_t err_size)
{
    if (!can_read("acoustic model", settings->model_dir, err, err_size)
        || !can_read("dictionary", settings->dictionary, err, err_size)
        || (language && !can_read("language model", settings->language_model, err, err_size))) {
        return NULL;
    }
    failure_catch_pocketsphinx();
    ps_decoder_t *decoder = open_with(settings, language, options);
    if (decoder == NULL) {
        snprintf(err, err_size, "PocketSphinx does not start with %s: %s", settings->model_dir,
                 failure_last());
    } else if (language && !has_pronunciations(decoder, settings, err, err_size)) {
        sphinx_close(decoder);
        return NULL;
    }
    return decoder;
}

void sphinx_close(ps_decoder_t *decoder)
{
    if (decoder != NULL) {
        ps_free(decoder);
    }
}

bool sphinx_plain_word(const char *word, char *plain, size_t size)
{
    size_t length = word != NULL ? strcspn(word, "(") : 0;
    if (length == 0 || length >= size || strchr("<[+", word[0]) != NULL) {
        return false;
    }
    memcpy(plain, word, length);
    plain[length] = '\0';
    return true;
}

bool sphinx_begin(ps_decoder_t *decoder)
{
    ps_start_stream(decoder);
    return ps_start_utt(decoder) == 0;
}

bool sphinx_hear(ps_decoder_t *decoder, const int16_t *samples, size_t count)
{
    if (!sphinx_begin(decoder)) {
        return false;
    }
    bool good = ps_process_raw(decoder, samples, count, FALSE, TRUE) >= 0;
    return ps_end_utt(decoder) == 0 && good;
}
