/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "acoustic.h"
#include "agreement.h"
#include "channel.h"
#include "confidence.h"
#include "engine.h"
#include "extra_words.h"
#include "hesitation.h"
#include "source.h"
#include "sphinx.h"

#include <assert.h>
#include <stdlib.h>

/* Without a network PocketSphinx's own model hears alone. With one it hears whole pieces as well,
   and the words of both are merged. */
struct ear {
    ps_decoder_t *plain;        /* NULL: live, over the network */
    ps_decoder_t *over;         /* the network's; NULL: there is none */
    struct acoustic acoustic;
    bool live;
    bool in_utterance;
    struct channel channel;     /* of whole pieces, as `plain` hears them */
    size_t listened;            /* samples of the next whole piece that were heard already */
};

/* -maxhmmpf bounds the search: in noise it would otherwise fall ever further behind. Live words
   are a preview, so they weigh the sounds of every other frame only: half the work. */
static const char *const live_options[] = {
    "-fwdflat", "no", "-bestpath", "no", "-maxhmmpf", "4000", "-ds", "2", NULL
};
static const char *const whole_options[] = {
    "-remove_silence", "no", "-maxhmmpf", "4000", NULL
};

/* Beside a network: both searches have to fit into memory and one core. */
static const char *const whole_beside_options[] = {
    "-remove_silence", "no", "-maxhmmpf", "3000", NULL
};

/* Over a network's costs, which differ less than likelihoods do: many words end in every frame, and
   among other voices everything is a little likely. */
static const char *const live_network_options[] = {
    "-fwdflat", "no", "-bestpath", "no", "-maxhmmpf", "1500", "-maxwpf", "8", "-beam", "1e-50",
    "-pbeam", "1e-50", "-wbeam", "1e-30", "-lpbeam", "1e-40", "-lponlybeam", "1e-30", NULL
};
static const char *const whole_network_options[] = {
    "-fwdflat", "no", "-maxhmmpf", "2500", "-maxwpf", "10", "-beam", "1e-60",
    "-pbeam", "1e-60", "-wbeam", "1e-35", "-lpbeam", "1e-50", "-lponlybeam", "1e-35", NULL
};

static void pocketsphinx_close(struct ear *ear)
{
    if (ear != NULL) {
        sphinx_close(ear->plain);
        sphinx_close(ear->over);
        acoustic_close(&ear->acoustic);
        free(ear);
    }
}

/* The network's folder is also a model for PocketSphinx. */
static bool load_network(struct ear *ear, const struct listen_settings *settings, char *err,
                         size_t err_size)
{
    struct listen_settings own = *settings;
    own.model_dir = settings->network_dir;
    if (!acoustic_open(&ear->acoustic, settings->network_dir, err, err_size)) {
        return false;
    }
    ear->over = sphinx_open(&own, ear->plain == NULL,
                            ear->live ? live_network_options : whole_network_options, err,
                            err_size);
    if (ear->over == NULL) {
        return false;
    }
    if ((ear->plain != NULL && !sphinx_share_words(ear->over, ear->plain))
        || !acoustic_prepare(&ear->acoustic, ear->over)) {
        snprintf(err, err_size, "%s: PocketSphinx cannot search with it", settings->network_dir);
        sphinx_close(ear->over);
        ear->over = NULL;
    }
    return ear->over != NULL;
}

/* Both ears would tell of the same reason: one does. */
static void open_network(struct ear *ear, const struct listen_settings *settings)
{
    char err[500] = "";
    if (settings->network_dir != NULL && !load_network(ear, settings, err, sizeof(err))
        && !ear->live && settings->on_plain != NULL) {
        settings->on_plain(err);
    }
}

static bool open_plain(struct ear *ear, const struct listen_settings *settings, char *err,
                       size_t err_size)
{
    const char *const *options = ear->live ? live_options
        : settings->network_dir != NULL ? whole_beside_options : whole_options;
    ear->plain = sphinx_open(settings, true, options, err, err_size);
    if (ear->plain == NULL) {
        return false;
    }
    if (!ear->live && !sphinx_keep_mean(ear->plain)) {
        snprintf(err, err_size, "PocketSphinx cannot keep to one mean");
        return false;
    }
    channel_init(&ear->channel, ear->plain);
    extra_words_teach(settings->extra, ear->plain);
    return true;
}

static struct listen_settings for_live(const struct listen_settings *settings)
{
    struct listen_settings live = *settings;
    if (settings->live_language_model != NULL && settings->live_dictionary != NULL) {
        live.language_model = settings->live_language_model;
        live.dictionary = settings->live_dictionary;
    }
    return live;
}

static struct ear *pocketsphinx_open(const struct listen_settings *named, enum ear_kind kind,
                                     char *err, size_t err_size)
{
    const struct listen_settings live = for_live(named);
    const struct listen_settings *settings = kind == EAR_LIVE ? &live : named;
    struct ear *ear = calloc(1, sizeof(*ear));
    if (ear == NULL) {
        snprintf(err, err_size, "no memory for the recognizer");
        return NULL;
    }
    ear->live = kind == EAR_LIVE;
    if (ear->live) {
        open_network(ear, settings);
    }
    if (ear->over == NULL && !open_plain(ear, settings, err, err_size)) {
        pocketsphinx_close(ear);
        return NULL;
    }
    if (!ear->live) {
        open_network(ear, settings);
    }
    if (ear->over != NULL) {
        extra_words_teach(settings->extra, ear->over);
    }
    return ear;
}

static bool add_segment(const struct ear *ear, ps_decoder_t *decoder, ps_seg_t *segment,
                        struct word_list *words)
{
    char text[64];
    int first, last;
    if (!sphinx_plain_word(ps_seg_word(segment), text, sizeof(text))) {
        return true;
    }
    ps_seg_frames(segment, &first, &last);
    int32 log_posterior = ps_seg_prob(segment, NULL, NULL, NULL);
    double posterior = logmath_exp(ps_get_logmath(decoder), log_posterior);
    const struct heard_word word = {
        .text = text, .start_s = first * SPHINX_FRAME_S, .end_s = (last + 1) * SPHINX_FRAME_S,
        .confidence = ear->live ? 0.5f : decoder == ear->over
            ? confidence_over_network(posterior) : confidence_from_posterior(posterior),
    };
    return word_list_add(words, &word, 0);
}

static bool add_words(const struct ear *ear, ps_decoder_t *decoder, struct word_list *words)
{
    ps_seg_t *segment = ps_seg_iter(decoder);
    while (segment != NULL) {
        if (!add_segment(ear, decoder, segment, words)) {
            ps_seg_free(segment);
            return false;
        }
        segment = ps_seg_next(segment);
    }
    return true;
}

static bool pocketsphinx_words(struct ear *ear, struct word_list *words)
{
    return add_words(ear, ear->over != NULL ? ear->over : ear->plain, words);
}

static bool pocketsphinx_begin(struct ear *ear)
{
    ps_decoder_t *decoder = ear->over != NULL ? ear->over : ear->plain;
    if (ear->in_utterance) {
        ps_end_utt(decoder);
    }
    ps_start_stream(decoder);   /* segment times count from here */
    ear->in_utterance = ps_start_utt(decoder) == 0;
    if (ear->over != NULL) {
        acoustic_begin(&ear->acoustic);
    }
    return ear->in_utterance;
}

static bool pocketsphinx_feed(struct ear *ear, const int16_t *samples, size_t count)
{
    if (ear->over != NULL) {
        return acoustic_feed(&ear->acoustic, ear->over, samples, count);
    }
    return ps_process_raw(ear->plain, samples, count, FALSE, FALSE) >= 0;
}

static bool forget_listened(struct ear *ear)
{
    bool good = !ear->in_utterance
        || (ps_end_utt(ear->plain) == 0 && (ear->over == NULL || ps_end_utt(ear->over) == 0));
    ear->in_utterance = false;
    ear->listened = 0;
    return good;
}

/* The whole piece is added to the channel at its end, this only for now. */
static bool begin_to_listen(struct ear *ear, const int16_t *samples, size_t count)
{
    struct channel now = ear->channel;
    if (count >= SAMPLE_RATE) {
        channel_add(&now, ear->plain, samples, count);
    }
    channel_use(&now, ear->plain);
    if (!sphinx_begin(ear->plain) || (ear->over != NULL && !sphinx_begin(ear->over))) {
        return false;
    }
    if (ear->over != NULL) {
        acoustic_begin(&ear->acoustic);
    }
    return true;
}

static bool pocketsphinx_listen(struct ear *ear, const int16_t *samples, size_t count, bool begin)
{
    bool good = !begin || forget_listened(ear);
    if (good && count > 0 && !ear->in_utterance) {
        good = ear->in_utterance = begin_to_listen(ear, samples, count);
    }
    if (!good || count == 0) {
        return good;
    }
    ear->listened += count;
    good = ear->over == NULL || acoustic_feed(&ear->acoustic, ear->over, samples, count);
    return ps_process_raw(ear->plain, samples, count, FALSE, FALSE) >= 0 && good;
}

static bool hear_over(struct ear *ear, const int16_t *samples, size_t count,
                      struct word_list *words)
{
    const size_t from = ear->listened;
    bool good = from > 0 ? acoustic_end(&ear->acoustic, ear->over, samples + from, count - from)
                         : acoustic_hear(&ear->acoustic, ear->over, samples, count);
    return good && add_words(ear, ear->over, words);
}

/* The mean of what was listened to is that of the pieces before. */
static bool hear_plain(struct ear *ear, const int16_t *samples, size_t count,
                       struct word_list *words)
{
    const size_t from = ear->listened;
    if (from == 0) {
        channel_add(&ear->channel, ear->plain, samples, count);
        channel_use(&ear->channel, ear->plain);
        return sphinx_hear(ear->plain, samples, count) && add_words(ear, ear->plain, words);
    }
    bool good = ps_process_raw(ear->plain, samples + from, count - from, FALSE, FALSE) >= 0;
    good = ps_end_utt(ear->plain) == 0 && good && add_words(ear, ear->plain, words);
    channel_add(&ear->channel, ear->plain, samples, count);
    return good;
}

static bool hear_with_both(struct ear *ear, const int16_t *samples, size_t count,
                           struct word_list *words)
{
    struct word_list over = { 0 }, plain = { 0 };
    bool good = hear_over(ear, samples, count, &over);
    good = hear_plain(ear, samples, count, &plain) && good
        && agreement_merge(&over, &plain, words);
    word_list_clear(&over);
    word_list_clear(&plain);
    return good;
}

static bool pocketsphinx_hear(struct ear *ear, const int16_t *samples, size_t count,
                              struct word_list *words)
{
    assert(ear->listened <= count);
    bool good = ear->over != NULL ? hear_with_both(ear, samples, count, words)
                                  : hear_plain(ear, samples, count, words);
    ear->listened = 0;
    ear->in_utterance = false;
    return good && hesitation_mark(samples, count, words);
}

const struct engine engine_pocketsphinx = {
    .name = "pocketsphinx",
    .open = pocketsphinx_open,
    .close = pocketsphinx_close,
    .begin = pocketsphinx_begin,
    .feed = pocketsphinx_feed,
    .words = pocketsphinx_words,
    .listen = pocketsphinx_listen,
    .hear = pocketsphinx_hear,
};
