/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "acoustic.h"
#include "channel.h"
#include "confidence.h"
#include "engine.h"
#include "extra_words.h"
#include "hesitation.h"
#include "sphinx.h"

#include <stdlib.h>

struct ear {
    ps_decoder_t *decoder;
    struct acoustic acoustic;   /* without a network: PocketSphinx's own model hears */
    bool live;
    bool in_utterance;
    struct channel channel;     /* of whole pieces */
};

/* -maxhmmpf bounds the search: in noise it would otherwise fall ever further behind. Live words
   are a preview, so they weigh the sounds of every other frame only: half the work. */
static const char *const live_options[] = {
    "-fwdflat", "no", "-bestpath", "no", "-maxhmmpf", "4000", "-ds", "2", NULL
};
static const char *const whole_options[] = {
    "-remove_silence", "no", "-maxhmmpf", "4000", NULL
};

/* Over a network's costs, which differ less than likelihoods do: many words end in every frame. */
static const char *const live_network_options[] = {
    "-fwdflat", "no", "-bestpath", "no", "-maxhmmpf", "4000", "-maxwpf", "30", "-beam", "1e-50",
    "-pbeam", "1e-50", "-wbeam", "1e-30", "-lpbeam", "1e-40", "-lponlybeam", "1e-30", NULL
};
static const char *const whole_network_options[] = {
    "-fwdflat", "no", "-maxhmmpf", "6000", "-maxwpf", "40", "-beam", "1e-60", "-pbeam", "1e-60",
    "-wbeam", "1e-35", "-lpbeam", "1e-50", "-lponlybeam", "1e-35", NULL
};

static void pocketsphinx_close(struct ear *ear)
{
    if (ear != NULL) {
        sphinx_close(ear->decoder);
        acoustic_close(&ear->acoustic);
        free(ear);
    }
}

/* The network's folder is also a model for PocketSphinx. Without a network that can be used, false:
 * the plain model hears then. */
static bool open_network(struct ear *ear, const struct listen_settings *settings)
{
    char weights[4096], err[300];
    struct listen_settings own = *settings;
    if (settings->network_dir == NULL
        || snprintf(weights, sizeof(weights), "%s/weights.bin", settings->network_dir)
            >= (int)sizeof(weights)
        || !acoustic_open(&ear->acoustic, weights, err, sizeof(err))) {
        return false;
    }
    own.model_dir = settings->network_dir;
    ear->decoder = sphinx_open(&own, true,
                               ear->live ? live_network_options : whole_network_options, err,
                               sizeof(err));
    if (ear->decoder == NULL) {
        acoustic_close(&ear->acoustic);
    }
    return ear->decoder != NULL;
}

static bool open_plain(struct ear *ear, const struct listen_settings *settings, char *err,
                       size_t err_size)
{
    ear->decoder = sphinx_open(settings, true, ear->live ? live_options : whole_options, err,
                               err_size);
    if (ear->decoder == NULL) {
        return false;
    }
    if (!ear->live && !sphinx_keep_mean(ear->decoder)) {
        snprintf(err, err_size, "PocketSphinx cannot keep to one mean");
        return false;
    }
    channel_init(&ear->channel, ear->decoder);
    return true;
}

static struct ear *pocketsphinx_open(const struct listen_settings *settings, enum ear_kind kind,
                                     char *err, size_t err_size)
{
    struct ear *ear = calloc(1, sizeof(*ear));
    if (ear == NULL) {
        snprintf(err, err_size, "no memory for the recognizer");
        return NULL;
    }
    ear->live = kind == EAR_LIVE;
    if (!open_network(ear, settings) && !open_plain(ear, settings, err, err_size)) {
        pocketsphinx_close(ear);
        return NULL;
    }
    extra_words_teach(settings->extra, ear->decoder);
    return ear;
}

static bool add_segment(struct ear *ear, ps_seg_t *segment, struct word_list *words)
{
    char text[64];
    int first, last;
    if (!sphinx_plain_word(ps_seg_word(segment), text, sizeof(text))) {
        return true;
    }
    ps_seg_frames(segment, &first, &last);
    int32 log_posterior = ps_seg_prob(segment, NULL, NULL, NULL);
    double posterior = logmath_exp(ps_get_logmath(ear->decoder), log_posterior);
    const struct heard_word word = {
        .text = text, .start_s = first * SPHINX_FRAME_S, .end_s = (last + 1) * SPHINX_FRAME_S,
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
    ear->in_utterance = sphinx_begin(ear->decoder);
    if (ear->acoustic.neural != NULL) {
        acoustic_begin(&ear->acoustic);
    }
    return ear->in_utterance;
}

static bool pocketsphinx_feed(struct ear *ear, const int16_t *samples, size_t count)
{
    if (ear->acoustic.neural != NULL) {
        return acoustic_feed(&ear->acoustic, ear->decoder, samples, count);
    }
    return ps_process_raw(ear->decoder, samples, count, FALSE, FALSE) >= 0;
}

static bool decode(struct ear *ear, const int16_t *samples, size_t count)
{
    if (ear->acoustic.neural != NULL) {
        return acoustic_hear(&ear->acoustic, ear->decoder, samples, count);
    }
    channel_follow(&ear->channel, ear->decoder, samples, count);
    return sphinx_hear(ear->decoder, samples, count);
}

static bool pocketsphinx_hear(struct ear *ear, const int16_t *samples, size_t count,
                              struct word_list *words)
{
    return decode(ear, samples, count) && pocketsphinx_words(ear, words)
        && hesitation_mark(samples, count, words);
}

const struct engine engine_pocketsphinx = {
    .name = "pocketsphinx",
    .open = pocketsphinx_open,
    .close = pocketsphinx_close,
    .begin = pocketsphinx_begin,
    .feed = pocketsphinx_feed,
    .words = pocketsphinx_words,
    .hear = pocketsphinx_hear,
};
