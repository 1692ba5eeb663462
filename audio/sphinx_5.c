/* SPDX-License-Identifier: GPL-3.0-or-later */
/* PocketSphinx 5, as it comes from its authors. */
#include "sphinx.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* The search that measures cepstra: it has to hear something, and this costs least. */
static const char probe_search[] = "cepstra", probe_word[] = "a";
static const char probe_grammar[] = "#JSGF V1.0;\ngrammar cepstra;\npublic <one> = a;\n";

static bool set_option(ps_config_t *config, const char *name, const char *value)
{
    const ps_type_t type = ps_config_typeof(config, name);
    if (type & ARG_STRING) {
        return ps_config_set_str(config, name, value) != NULL;
    }
    if (type & ARG_BOOLEAN) {
        return ps_config_set_bool(config, name, strcmp(value, "yes") == 0) != NULL;
    }
    if (type & ARG_FLOATING) {
        return ps_config_set_float(config, name, strtod(value, NULL)) != NULL;
    }
    return type == 0 || ps_config_set_int(config, name, strtol(value, NULL, 10)) != NULL;
}

ps_decoder_t *sphinx_init(const char *const *options, size_t count)
{
    ps_config_t *config = ps_config_init(NULL);
    /* 5prealpha's default, and what Debian's model expects without saying so. */
    bool good = config != NULL && set_option(config, "remove_noise", "yes");
    for (size_t i = 0; good && i + 1 < count; i += 2) {
        good = set_option(config, options[i] + strspn(options[i], "-"), options[i + 1]);
    }
    ps_decoder_t *decoder = good ? ps_init(config) : NULL;
    ps_config_free(config);
    return decoder;
}

bool sphinx_share_words(ps_decoder_t *decoder, ps_decoder_t *from)
{
    const char *search = ps_current_search(from);
    ngram_model_t *model = search != NULL ? ps_get_lm(from, search) : NULL;
    return model != NULL && ps_add_lm(decoder, "words", model) == 0
        && ps_activate_search(decoder, "words") == 0;
}

bool sphinx_add_grammar(ps_decoder_t *decoder, const char *name, const char *path)
{
    return ps_add_jsgf_file(decoder, name, path) == 0;
}

bool sphinx_add_phones(ps_decoder_t *decoder, const char *name, const char *path)
{
    return ps_add_allphone_file(decoder, name, path) == 0;
}

bool sphinx_use_search(ps_decoder_t *decoder, const char *name)
{
    return ps_activate_search(decoder, name) == 0;
}

/* A decoder of mere phones does without. */
static bool add_probe(ps_decoder_t *decoder)
{
    const char *before = ps_current_search(decoder);
    char *phones = ps_lookup_word(decoder, probe_word);
    bool can = phones != NULL;
    free(phones);
    return !can || (ps_add_jsgf_string(decoder, probe_search, probe_grammar) == 0
                    && (before == NULL || sphinx_use_search(decoder, before)));
}

bool sphinx_keep_mean(ps_decoder_t *decoder)
{
    return ps_config_set_str(ps_get_config(decoder), "cmn", "live") != NULL
        && ps_reinit_feat(decoder, NULL) == 0 && add_probe(decoder);
}

bool sphinx_get_mean(ps_decoder_t *decoder, double mean[SPHINX_CEPSTRA])
{
    const char *text = ps_get_cmn(decoder, TRUE);
    for (int i = 0; text != NULL && i < SPHINX_CEPSTRA && *text != '\0'; i++) {
        char *end;
        mean[i] = strtod(text, &end);
        text = *end == ',' ? end + 1 : end;
    }
    return text != NULL;
}

void sphinx_set_mean(ps_decoder_t *decoder, const double mean[SPHINX_CEPSTRA])
{
    char text[SPHINX_CEPSTRA * 24] = "";
    for (int i = 0; i < SPHINX_CEPSTRA; i++) {
        size_t used = strlen(text);
        snprintf(text + used, sizeof(text) - used, "%s%.5f", i > 0 ? "," : "", mean[i]);
    }
    ps_set_cmn(decoder, text);
}

/*
 * This version gives no cepstra, but the mean that it takes from the next
 * utterance: it counts what it began with for `prior` frames. Longer pieces
 * than this would make it forget their beginning.
 */
enum { PRIOR = 500, LONGEST = 250 };

static unsigned add_short(ps_decoder_t *decoder, const int16_t *samples, size_t count,
                          double sum[SPHINX_CEPSTRA])
{
    double before[SPHINX_CEPSTRA] = { 0 }, after[SPHINX_CEPSTRA] = { 0 };
    sphinx_set_mean(decoder, before);
    if (!sphinx_hear(decoder, samples, count) || !sphinx_get_mean(decoder, after)) {
        return 0;
    }
    const int frames = ps_get_n_frames(decoder);
    for (int i = 0; frames > 0 && i < SPHINX_CEPSTRA; i++) {
        sum[i] += after[i] * (PRIOR + frames);
    }
    return frames > 0 ? (unsigned)frames : 0;
}

unsigned sphinx_add_cepstra(ps_decoder_t *decoder, const int16_t *samples, size_t count,
                            double sum[SPHINX_CEPSTRA])
{
    const size_t longest = (size_t)(LONGEST * SPHINX_FRAME_S * 16000);
    const char *words = ps_current_search(decoder);
    unsigned frames = 0;
    if (!sphinx_use_search(decoder, probe_search)) {
        return 0;
    }
    for (size_t at = 0; at < count; at += longest) {
        frames += add_short(decoder, samples + at, count - at < longest ? count - at : longest,
                            sum);
    }
    return sphinx_use_search(decoder, words) ? frames : 0;
}
