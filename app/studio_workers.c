/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Starting and stopping the workers, and their callbacks, which only queue what they are told. */
#include <capture.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <wav.h>

#include "hear.h"
#include "studio_internal.h"
#include "trouble.h"

static void tell(struct studio *st, const struct told *told)
{
    event_queue_put(&st->queue, told);
    if (st->wake != NULL) {
        st->wake(st->wake_user);
    }
}

static void on_ready(void *user)
{
    tell(user, &(struct told){ .type = TOLD_READY });
}

static void on_level(void *user, float rms_db, float peak_db)
{
    struct studio *st = user;
    mic_levels_add(&st->levels, rms_db, studio_clock_s());
    if (atomic_load(&st->levels_wanted)) {
        tell(st, &(struct told){ .type = TOLD_LEVEL, .level_db = rms_db, .peak_db = peak_db });
    }
}

/* What is told of an utterance may be overtaken by the next one being opened. */
static void tell_of_utterance(struct studio *st, struct told *told)
{
    told->id = listener_utterance(st->listener);
    tell(st, told);
}

static void tell_words(struct studio *st, struct told *told, const struct heard_word *words,
                       size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const struct rubric_word word = {
            .text = words[i].text, .start_s = words[i].start_s, .end_s = words[i].end_s,
            .confidence = words[i].confidence, .hesitation = words[i].hesitation };
        said_add(&told->words, &word);
    }
    tell_of_utterance(st, told);
}

static void on_words(void *user, const struct heard_word *words, size_t count, bool settled)
{
    tell_words(user, &(struct told){ .type = TOLD_WORDS, .flag = settled }, words, count);
}

static void on_replaced(void *user, double from_s, double to_s, const struct heard_word *words,
                        size_t count)
{
    tell_words(user, &(struct told){ .type = TOLD_REPLACED, .at_s = from_s, .until_s = to_s },
               words, count);
}

static void on_better(void *user, bool works, const char *reason)
{
    (void)user;
    if (!works) {
        trouble_tell(TROUBLE_EARS, "the better recognizer is not in use: %s", reason);
    }
}

static void on_words_again(void *user)
{
    tell_of_utterance(user, &(struct told){ .type = TOLD_WORDS_AGAIN });
}

static void on_speech(void *user, bool speaking, double at_s)
{
    tell_of_utterance(user, &(struct told){ .type = TOLD_SPEECH, .flag = speaking, .at_s = at_s });
}

static void on_voice(void *user, bool speaking)
{
    tell(user, &(struct told){ .type = TOLD_VOICE, .number = speaking });
}

static void on_command(void *user, const char *phrase, float confidence)
{
    (void)confidence;
    tell(user, &(struct told){ .type = TOLD_COMMAND, .text = strdup(phrase) });
}

static void on_finished(void *user, double length_s)
{
    tell_of_utterance(user, &(struct told){ .type = TOLD_FINISHED, .at_s = length_s });
}

static void on_trouble(void *user, enum listener_trouble what, const char *sentence)
{
    tell(user, &(struct told){ .type = TOLD_TROUBLE, .number = (int)what,
                               .text = strdup(sentence != NULL ? sentence : "") });
}

static const struct listener_events listener_events = {
    .on_ready = on_ready, .on_level = on_level, .on_words = on_words,
    .on_words_again = on_words_again, .on_replaced = on_replaced, .on_better = on_better,
    .on_speech = on_speech, .on_voice = on_voice, .on_command = on_command,
    .on_finished = on_finished, .on_trouble = on_trouble,
};

static void on_voice_started(void *user, uint32_t id, const struct speech *speech)
{
    struct told told = { .type = TOLD_STARTED, .id = id };
    told.caption = calloc(speech->word_count + 1, sizeof(*told.caption));
    for (size_t i = 0; told.caption != NULL && i < speech->word_count; i++) {
        const struct spoken_word *w = &speech->words[i];
        told.caption[i] = (struct caption_word){ .at_s = w->at_s, .from = w->from, .to = w->to };
        told.caption_count = i + 1;
    }
    tell(user, &told);
}

static void on_voice_ended(void *user, uint32_t id, bool whole)
{
    tell(user, &(struct told){ .type = TOLD_ENDED, .id = id, .flag = whole });
}

static void on_voice_trouble(void *user, const char *sentence)
{
    tell(user, &(struct told){ .type = TOLD_VOICE_TROUBLE, .text = strdup(sentence) });
}

static void on_voice_substitute(void *user, const char *sentence)
{
    (void)user;
    trouble_tell(TROUBLE_VOICE, "%s; the usual voice speaks instead", sentence);
}

static const struct voice_events voice_events = {
    .on_started = on_voice_started, .on_ended = on_voice_ended, .on_trouble = on_voice_trouble,
    .on_substitute = on_voice_substitute,
};

static void on_played(void *user, uint32_t id, bool whole)
{
    tell(user, &(struct told){ .type = TOLD_PLAYED, .id = id, .flag = whole });
}

static void on_player_trouble(void *user, const char *sentence)
{
    tell(user, &(struct told){ .type = TOLD_SPEAKER, .flag = true, .text = strdup(sentence) });
}

static void on_player_recovered(void *user)
{
    tell(user, &(struct told){ .type = TOLD_SPEAKER });
}

static const struct player_events player_events = {
    .on_ended = on_played, .on_trouble = on_player_trouble, .on_recovered = on_player_recovered,
};

static bool start_mouth(struct studio *st, char *err, size_t err_size)
{
    st->player = player_create(st->options.speaker, &player_events, st);
    if (st->player == NULL) {
        snprintf(err, err_size, "out of memory");
        return false;
    }
    player_volume(st->player, st->options.volume);
    if (st->options.no_speaking) {
        return true;
    }
    st->voice = voice_create(st->player, &voice_events, st, err, err_size);
    if (st->voice != NULL && !voice_start(st->voice)) {
        snprintf(err, err_size, "no thread could be started for the voice");
        return false;
    }
    return st->voice != NULL;
}

static bool make_source(struct studio *st)
{
    if (st->options.recording != NULL) {
        st->recorded = recorded_source_create();
        st->source = st->recorded != NULL ? recorded_source_base(st->recorded) : NULL;
    } else {
        snprintf(st->microphone, sizeof(st->microphone), "%s",
                 st->options.microphone != NULL ? st->options.microphone : "");
        st->source = capture_create(st->options.microphone);
    }
    return st->source != NULL;
}

/* Told before the interview begins, not when the person would answer. */
static bool recording_is_good(const struct studio *st, char *err, size_t err_size)
{
    const char *path = st->options.recording;
    if (path == NULL || path[0] == '\0') {  /* "": a silent microphone */
        return true;
    }
    size_t count = 0;
    int16_t *samples = wav_read(path, &count, err, err_size);
    free(samples);
    return samples != NULL;
}

static bool start_ears(struct studio *st, char *err, size_t err_size)
{
    if (!recording_is_good(st, err, err_size)) {
        return false;
    }
    st->engine_argv = hear_argv(st->options.engine, st->options.job);
    if (st->engine_argv == NULL || !make_source(st)) {
        snprintf(err, err_size, "out of memory");
        return false;
    }
    st->listener = listener_create(st->source, (const char *const *)st->engine_argv,
                                   &listener_events, st, err, err_size);
    if (st->listener != NULL && !listener_start(st->listener)) {
        snprintf(err, err_size, "no thread could be started for the listener");
        return false;
    }
    return st->listener != NULL;
}

bool studio_start_workers(struct studio *st, char *err, size_t err_size)
{
    for (size_t i = 0; i < TONE_COUNT; i++) {
        st->tones[i].samples = tone_create((enum tone)i, &st->tones[i].count);
    }
    return start_mouth(st, err, err_size) &&
           (st->options.no_listening || start_ears(st, err, err_size));
}

static void destroy_former(struct studio *st)
{
    for (size_t i = 0; i < st->former_count; i++) {
        source_destroy(st->former[i]);
    }
    st->former_count = 0;
}

/* All are asked to stop before any is waited for. */
void studio_stop_workers(struct studio *st)
{
    if (st->voice != NULL) {
        voice_stop(st->voice);
    }
    if (st->listener != NULL) {
        listener_stop(st->listener);
    }
    if (st->searching) {
        pthread_join(st->search, NULL);
        st->searching = false;
    }
    if (st->voice != NULL) {
        voice_join(st->voice);
    }
    if (st->listener != NULL) {
        listener_join(st->listener);
    }
    voice_destroy(st->voice);
    player_destroy(st->player);
    listener_destroy(st->listener);
    destroy_former(st);
    source_destroy(st->source);
    hear_free_argv(st->engine_argv);
    st->voice = NULL;
    st->player = NULL;
    st->listener = NULL;
    st->source = NULL;
    st->engine_argv = NULL;
}

/* The listener may read the former source until it has carried out a wipe, or reads the next. */
void studio_use_microphone(struct studio *st, const char *name)
{
    if (st->listener == NULL || st->recorded != NULL) {
        return;
    }
    if (st->former_count == SOURCES_MAX && listener_reads(st->listener, st->source)) {
        destroy_former(st);
    }
    struct sample_source *source = capture_create(name[0] != '\0' ? name : NULL);
    if (source == NULL || st->former_count == SOURCES_MAX) {
        source_destroy(source);
        return;
    }
    if (name != st->microphone) {
        snprintf(st->microphone, sizeof(st->microphone), "%s", name);
    }
    st->former[st->former_count++] = st->source;
    st->source = source;
    listener_use_source(st->listener, source);
}

void studio_wipe_workers(struct studio *st)
{
    if (st->listener != NULL) {
        listener_wipe(st->listener);
        destroy_former(st);
    }
}
