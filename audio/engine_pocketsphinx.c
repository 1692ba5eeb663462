/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "confidence.h"
#include "engine.h"
#include "failure.h"

#include <pocketsphinx.h>
#include <sphinxbase/err.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct ear {
    ps_decoder_t *decoder;
    cmd_ln_t *config;
    bool live;
    bool in_utterance;
};

static const double frame_s = 0.01;
static const size_t longest_word = 60;

static const char *const live_options[] = {
    "-fwdflat", "no", "-bestpath", "no", "-cmn", "live", "-maxhmmpf", "6000", NULL
};
static const char *const whole_options[] = {
    "-cmn", "batch", "-remove_silence", "no", "-maxhmmpf", "10000", NULL
};

static cmd_ln_t *make_config(const struct listen_settings *settings, const char *const *options)
{
    const char *words[40] = {
        "-hmm", settings->model_dir, "-lm", settings->language_model, "-dict", settings->dictionary,
    };
    size_t count = 6;
    for (size_t i = 0; options[i] != NULL && count < sizeof(words) / sizeof(words[0]); i++) {
        words[count++] = options[i];
    }
    return cmd_ln_parse_r(NULL, ps_args(), (int32)count, (char **)words, FALSE);
}

static void pocketsphinx_close(struct ear *ear)
{
    if (ear == NULL) {
        return;
    }
    if (ear->decoder != NULL) {
        ps_free(ear->decoder);
    }
    if (ear->config != NULL) {
        cmd_ln_free_r(ear->config);
    }
    free(ear);
}

static bool can_read(const char *what, const char *path, char *err, size_t err_size)
{
    if (path != NULL && access(path, R_OK) == 0) {
        return true;
    }
    snprintf(err, err_size, "%s: cannot read the %s: install pocketsphinx-en-us or name another "
             "file", path != NULL ? path : "(no path)", what);
    return false;
}

static struct ear *pocketsphinx_open(const struct listen_settings *settings, enum ear_kind kind,
                                     char *err, size_t err_size)
{
    if (!can_read("acoustic model", settings->model_dir, err, err_size)
        || !can_read("language model", settings->language_model, err, err_size)
        || !can_read("dictionary", settings->dictionary, err, err_size)) {
        return NULL;
    }
    failure_catch_pocketsphinx();
    struct ear *ear = calloc(1, sizeof(*ear));
    if (ear == NULL) {
        snprintf(err, err_size, "no memory for the recognizer");
        return NULL;
    }
    ear->live = kind == EAR_LIVE;
    ear->config = make_config(settings, ear->live ? live_options : whole_options);
    ear->decoder = ear->config != NULL ? ps_init(ear->config) : NULL;
    if (ear->decoder == NULL) {
        snprintf(err, err_size, "PocketSphinx does not start with %s: %s", settings->model_dir,
                 failure_last());
        pocketsphinx_close(ear);
        return NULL;
    }
    return ear;
}

/* "read(2)" is "read"; fillers like "<sil>", "[NOISE]", "++UM++" are no words. */
static bool plain_word(const char *word, char *plain)
{
    size_t length = word != NULL ? strcspn(word, "(") : 0;
    if (length == 0 || length > longest_word || strchr("<[+", word[0]) != NULL) {
        return false;
    }
    memcpy(plain, word, length);
    plain[length] = '\0';
    return true;
}

static bool add_segment(struct ear *ear, ps_seg_t *segment, struct word_list *words)
{
    char text[64];
    int first, last;
    if (!plain_word(ps_seg_word(segment), text)) {
        return true;
    }
    ps_seg_frames(segment, &first, &last);
    int32 log_posterior = ps_seg_prob(segment, NULL, NULL, NULL);
    double posterior = logmath_exp(ps_get_logmath(ear->decoder), log_posterior);
    const struct heard_word word = {
        .text = text, .start_s = first * frame_s, .end_s = (last + 1) * frame_s,
        .confidence = ear->live ? 0.5f : confidence_from_posterior(posterior),
    };
    return word_list_add(words, &word, 0);
}

static bool pocketsphinx_words(struct ear *ear, struct word_list *words)
{
    ps_seg_t *segment = ps_seg_iter(ear->decoder);
    while (segment != NULL) {
        if (!add_segment(ear, segment, words)) {
            ps_seg_free(segment);
            return false;
        }
        segment = ps_seg_next(segment);
    }
    return true;
}

static bool pocketsphinx_begin(struct ear *ear)
{
    if (ear->in_utterance) {
        ps_end_utt(ear->decoder);
    }
    ps_start_stream(ear->decoder);  /* segment times count from here */
    ear->in_utterance = ps_start_utt(ear->decoder) == 0;
    return ear->in_utterance;
}

static bool pocketsphinx_feed(struct ear *ear, const int16_t *samples, size_t count)
{
    return ps_process_raw(ear->decoder, samples, count, FALSE, FALSE) >= 0;
}

static bool pocketsphinx_hear(struct ear *ear, const int16_t *samples, size_t count,
                              struct word_list *words)
{
    if (!pocketsphinx_begin(ear)) {
        return false;
    }
    bool good = ps_process_raw(ear->decoder, samples, count, FALSE, TRUE) >= 0;
    ear->in_utterance = false;
    return ps_end_utt(ear->decoder) == 0 && good && pocketsphinx_words(ear, words);
}

const struct engine engine_pocketsphinx = {
    .name = "pocketsphinx",
    .description = "PocketSphinx, built in; live words; US English",
    .open = pocketsphinx_open,
    .close = pocketsphinx_close,
    .begin = pocketsphinx_begin,
    .feed = pocketsphinx_feed,
    .words = pocketsphinx_words,
    .hear = pocketsphinx_hear,
};
