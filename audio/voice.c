/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "voice.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "clock.h"
#include "secret.h"

#define ROUND_NS (CLOCK_SECOND / 100)   /* how soon the end of a speech is noticed */

struct request {
    uint32_t id;                /* 0: none */
    char *text;
    char *name;                 /* of the voice; may be NULL */
    unsigned words_per_minute;
};

struct voice {
    struct player *player;
    const struct voice_events *events;
    void *user;
    pthread_t thread;
    bool started;               /* the owner's thread only */
    bool substituted;           /* the voice's thread only: another voice speaks, and it was told */

    pthread_mutex_t lock;       /* protects all below */
    pthread_cond_t work;
    struct request next;
    uint32_t last_id;
    uint32_t speaking;          /* id of the speech under way; 0: none */
    uint32_t sound;             /* the player's id of it; 0: still being made */
    bool hushed;                /* the speech under way shall end */
    bool stopping;
};

static void forget(struct request *r)
{
    wipe_string(r->text);   /* words of an answer are read aloud, too */
    free(r->name);
    *r = (struct request) { 0 };
}

static void tell_ended(struct voice *v, uint32_t id, bool whole)
{
    if (v->events->on_ended != NULL) {
        v->events->on_ended(v->user, id, whole);
    }
}

/* Hands the speech to the player, unless it was hushed meanwhile. */
static bool play(struct voice *v, const struct speech *speech)
{
    bool playing;

    pthread_mutex_lock(&v->lock);
    playing = !v->hushed && !v->stopping && v->next.id == 0;
    if (playing) {
        v->sound = player_play(v->player, speech->samples, speech->count, speech->rate);
        playing = v->sound != 0;
    }
    pthread_mutex_unlock(&v->lock);
    return playing;
}

/* Waits until the speech was heard or ended before its time. True: heard to its end. */
static bool wait_for_end(struct voice *v)
{
    bool whole;

    pthread_mutex_lock(&v->lock);
    while (!v->stopping && !v->hushed && v->next.id == 0
           && player_position(v->player, v->sound) >= 0) {
        struct timespec until = clock_timespec(clock_ns() + ROUND_NS);
        pthread_cond_clockwait(&v->work, &v->lock, CLOCK_MONOTONIC, &until);
    }
    whole = !v->stopping && !v->hushed && v->next.id == 0;
    pthread_mutex_unlock(&v->lock);
    return whole;
}

/* A question in another voice is better than none. */
static bool synthesise(struct voice *v, const struct request *r, struct speech *speech,
                       char *sentence, size_t sentence_size)
{
    struct voice_settings settings = { r->name, r->words_per_minute };

    if (voice_synthesise(r->text, &settings, speech, sentence, sentence_size)) {
        return true;
    }
    if (r->name == NULL) {
        return false;
    }
    if (!v->substituted && v->events->on_substitute != NULL) {
        v->events->on_substitute(v->user, sentence);
    }
    v->substituted = true;
    settings.name = NULL;
    return voice_synthesise(r->text, &settings, speech, sentence, sentence_size);
}

static bool speak(struct voice *v, const struct request *r)
{
    struct speech speech = { 0 };
    char sentence[256];
    bool playing;

    if (!synthesise(v, r, &speech, sentence, sizeof(sentence))) {
        if (v->events->on_trouble != NULL) {
            v->events->on_trouble(v->user, sentence);
        }
        return false;
    }
    playing = play(v, &speech);
    if (playing && v->events->on_started != NULL) {
        v->events->on_started(v->user, r->id, &speech);
    }
    speech_free(&speech);
    return playing && wait_for_end(v);
}

/* The first word shall not wait for espeak-ng to load its data. */
static void warm_up(void)
{
    struct speech nothing;
    char sentence[256];

    if (voice_synthesise("", NULL, &nothing, sentence, sizeof(sentence))) {
        speech_free(&nothing);
    }
}

static void *run(void *user)
{
    struct voice *v = user;

    pthread_setname_np(pthread_self(), "voice");
    warm_up();
    pthread_mutex_lock(&v->lock);
    while (!v->stopping) {
        struct request r = v->next;
        bool whole;
        if (r.id == 0) {
            pthread_cond_wait(&v->work, &v->lock);
            continue;
        }
        v->next = (struct request) { 0 };
        v->speaking = r.id;
        v->sound = 0;
        v->hushed = false;
        pthread_mutex_unlock(&v->lock);
        whole = speak(v, &r);
        pthread_mutex_lock(&v->lock);
        v->speaking = v->sound = 0;
        pthread_mutex_unlock(&v->lock);
        tell_ended(v, r.id, whole);
        forget(&r);
        voice_forget();
        pthread_mutex_lock(&v->lock);
    }
    pthread_mutex_unlock(&v->lock);
    return NULL;
}

struct voice *voice_create(struct player *player, const struct voice_events *events, void *user,
                           char *err, size_t err_size)
{
    struct voice *v = calloc(1, sizeof(*v));

    if (v == NULL) {
        snprintf(err, err_size, "not enough memory for the voice");
        return NULL;
    }
    v->player = player;
    v->events = events;
    v->user = user;
    pthread_mutex_init(&v->lock, NULL);
    pthread_cond_init(&v->work, NULL);
    return v;
}

bool voice_start(struct voice *v)
{
    v->started = pthread_create(&v->thread, NULL, run, v) == 0;
    return v->started;
}

/* Lock held: what is being spoken or about to be falls silent. */
static void end_speech(struct voice *v)
{
    v->hushed = true;
    if (v->sound != 0 && player_position(v->player, v->sound) >= 0) {
        player_stop(v->player);
    }
    pthread_cond_signal(&v->work);
}

void voice_stop(struct voice *v)
{
    pthread_mutex_lock(&v->lock);
    v->stopping = true;
    end_speech(v);
    pthread_mutex_unlock(&v->lock);
}

void voice_join(struct voice *v)
{
    if (v->started) {
        pthread_join(v->thread, NULL);
        v->started = false;
    }
}

void voice_destroy(struct voice *v)
{
    if (v == NULL) {
        return;
    }
    forget(&v->next);
    pthread_cond_destroy(&v->work);
    pthread_mutex_destroy(&v->lock);
    free(v);
}

uint32_t voice_speak(struct voice *v, const char *text, const struct voice_settings *settings)
{
    struct request r = { .text = strdup(text) }, unspoken;

    if (settings != NULL) {
        r.name = settings->name != NULL ? strdup(settings->name) : NULL;
        r.words_per_minute = settings->words_per_minute;
    }
    if (r.text == NULL) {
        forget(&r);
        return 0;
    }
    pthread_mutex_lock(&v->lock);
    v->last_id = v->last_id + 1 != 0 ? v->last_id + 1 : 1;
    r.id = v->last_id;
    unspoken = v->next;
    v->next = r;
    end_speech(v);
    pthread_mutex_unlock(&v->lock);
    forget(&unspoken);
    return r.id;
}

void voice_hush(struct voice *v)
{
    struct request unspoken;

    pthread_mutex_lock(&v->lock);
    unspoken = v->next;
    v->next = (struct request) { 0 };
    end_speech(v);
    pthread_mutex_unlock(&v->lock);
    forget(&unspoken);
}

double voice_position(struct voice *v, uint32_t id)
{
    double at_s = -1;

    pthread_mutex_lock(&v->lock);
    if (id != 0 && v->speaking == id && !v->hushed) {
        at_s = v->sound == 0 ? 0 : player_position(v->player, v->sound);
    } else if (id != 0 && v->next.id == id) {
        at_s = 0;
    }
    pthread_mutex_unlock(&v->lock);
    return at_s;
}
