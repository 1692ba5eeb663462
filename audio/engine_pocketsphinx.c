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
#include <stdio.h>
#include <stdlib.h>

_Static_assert((int)ACOUSTIC_MOST < (int)AGREEMENT_MOST, "all networks and the plain model agree");

/* Without a network PocketSphinx's own model hears alone. With one or two it hears whole pieces as
   well, and the words of all are merged. Live words come from the last network alone, the
   smaller one. */
struct ear {
    ps_decoder_t *plain;        /* NULL: live, over the network */
    struct acoustic over[ACOUSTIC_MOST];
    size_t networks;
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

/* Beside networks: all searches have to fit into memory and one core. */
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
        for (size_t n = 0; n < ear->networks; n++) {
            acoustic_close(&ear->over[n]);
        }
        free(ear);
    }
}

/* A network's folder is also a model for PocketSphinx. Words and language model are those of a
   decoder before, so that they are in memory once. */
static bool load_network(struct ear *ear, const struct listen_settings *settings, const char *folder,
                         char *err, size_t err_size)
{
    struct listen_settings own = *settings;
    struct acoustic *acoustic = &ear->over[ear->networks];
    own.model_dir = folder;
    if (!acoustic_open(acoustic, folder, err, err_size)) {
        return false;
    }
    acoustic->decoder = sphinx_open(&own, ear->plain == NULL,
                                    ear->live ? live_network_options : whole_network_options, err,
                                    err_size);
    bool good = acoustic->decoder != NULL;
    if (good && ((ear->plain != NULL && !sphinx_share_words(acoustic->decoder, ear->plain))
                 || !acoustic_prepare(acoustic))) {
        snprintf(err, err_size, "%s: PocketSphinx cannot search with it", folder);
        good = false;
    }
    if (good) {
        ear->networks++;
    } else {
        acoustic_close(acoustic);
    }
    return good;
}

/* Live and whole ears would tell of the same reason: one does. */
static void open_networks(struct ear *ear, const struct listen_settings *settings)
{
    char err[500] = "";
    size_t count = settings->network_dir != NULL ? acoustic_count(settings->network_dir) : 0;
    for (size_t n = ear->live && count > 0 ? count - 1 : 0; n < count && err[0] == '\0'; n++) {
        char *folder = acoustic_folder(settings->network_dir, n);
        if (folder != NULL && !load_network(ear, settings, folder, err, sizeof(err)) && !ear->live
            && settings->on_plain != NULL) {
            settings->on_plain(err);
        }
        free(folder);
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
        open_networks(ear, settings);
    }
    if (ear->networks == 0 && !open_plain(ear, settings, err, err_size)) {
        pocketsphinx_close(ear);
        return NULL;
    }
    if (!ear->live) {
        open_networks(ear, settings);
    }
    for (size_t n = 0; n < ear->networks; n++) {
        extra_words_teach(settings->extra, ear->over[n].decoder);
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
        .confidence = ear->live ? 0.5f : decoder == ear->plain
            ? confidence_from_posterior(posterior) : confidence_over_network(posterior),
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

static ps_decoder_t *live_decoder(const struct ear *ear)
{
    return ear->networks > 0 ? ear->over[0].decoder : ear->plain;
}

static bool pocketsphinx_words(struct ear *ear, struct word_list *words)
{
    return add_words(ear, live_decoder(ear), words);
}

static bool pocketsphinx_begin(struct ear *ear)
{
    ps_decoder_t *decoder = live_decoder(ear);
    if (ear->in_utterance) {
        ps_end_utt(decoder);
    }
    ps_start_stream(decoder);   /* segment times count from here */
    ear->in_utterance = ps_start_utt(decoder) == 0;
    if (ear->networks > 0) {
        acoustic_begin(&ear->over[0]);
    }
    return ear->in_utterance;
}

static bool pocketsphinx_feed(struct ear *ear, const int16_t *samples, size_t count)
{
    if (ear->networks > 0) {
        return acoustic_feed(&ear->over[0], samples, count);
    }
    return ps_process_raw(ear->plain, samples, count, FALSE, FALSE) >= 0;
}

static bool forget_listened(struct ear *ear)
{
    bool good = !ear->in_utterance || ps_end_utt(ear->plain) == 0;
    for (size_t n = 0; n < ear->networks && ear->in_utterance; n++) {
        good = ps_end_utt(ear->over[n].decoder) == 0 && good;
    }
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
    bool good = sphinx_begin(ear->plain);
    for (size_t n = 0; n < ear->networks && good; n++) {
        good = sphinx_begin(ear->over[n].decoder);
        acoustic_begin(&ear->over[n]);
    }
    return good;
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
    for (size_t n = 0; n < ear->networks && good; n++) {
        good = acoustic_feed(&ear->over[n], samples, count);
    }
    return ps_process_raw(ear->plain, samples, count, FALSE, FALSE) >= 0 && good;
}

static bool hear_over(struct ear *ear, struct acoustic *acoustic, const int16_t *samples,
                      size_t count, struct word_list *words)
{
    const size_t from = ear->listened;
    bool good = from > 0 ? acoustic_end(acoustic, samples + from, count - from)
                         : acoustic_hear(acoustic, samples, count);
    return good && add_words(ear, acoustic->decoder, words);
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

static bool hear_with_all(struct ear *ear, const int16_t *samples, size_t count,
                          struct word_list *words)
{
    struct word_list heard[ACOUSTIC_MOST + 1] = { { 0 } };
    bool good = true;
    for (size_t n = 0; n < ear->networks; n++) {
        good = hear_over(ear, &ear->over[n], samples, count, &heard[n]) && good;
    }
    good = hear_plain(ear, samples, count, &heard[ear->networks]) && good
        && agreement_merge(heard, ear->networks + 1, words);
    for (size_t n = 0; n <= ear->networks; n++) {
        word_list_clear(&heard[n]);
    }
    return good;
}

static bool pocketsphinx_hear(struct ear *ear, const int16_t *samples, size_t count,
                              struct word_list *words)
{
    assert(ear->listened <= count);
    bool good = hear_with_all(ear, samples, count, words);
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
