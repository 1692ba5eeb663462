/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "listener.h"

#include "clock.h"
#include "ears.h"
#include "level.h"
#include "recording.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { BLOCK_SAMPLES = 1600, MOST_REQUESTS = 64, WAIT_MS = 20, REST_MS = 80,
       LEVELS_PER_SECOND = 30 };

static const int64_t reopen_after_ns = CLOCK_SECOND / 4;

enum request_kind {
    LISTENER_OPEN, LISTENER_CLOSE, LISTENER_PAUSE, LISTENER_MUTE, LISTENER_GRAMMAR,
    LISTENER_SOURCE, LISTENER_WIPE, LISTENER_PATIENCE, LISTENER_REST
};

struct listener_request {
    enum request_kind kind;
    bool on;
    const char *name;
    struct sample_source *source;
    double seconds;
    uint32_t utterance;
};

struct listener {
    struct sample_source *source;       /* the worker's only, once started */
    const struct listener_events *events;
    void *user;
    struct ears *ears;                  /* the worker's only */
    struct level level;                 /* the worker's only */
    bool open, paused, lost, started;   /* the worker's only; `started`: the source */
    bool resting;                       /* the worker's only */
    uint32_t utterance;                 /* the worker's only: number of the one opened last */
    int64_t reopen_at_ns;               /* the worker's only */
    pthread_t thread;
    bool running;                       /* owner's: between start and join */
    pthread_mutex_t mutex;              /* protects all below */
    pthread_cond_t wiped_cond, asked_cond;
    bool stopping;
    const struct sample_source *read;   /* what the worker reads: it touches no former one any more */
    bool ended;                         /* the worker carries out no more requests */
    struct listener_request requests[MOST_REQUESTS];
    size_t request_first, request_count;
    unsigned wipes_asked, wipes_done;
    uint32_t opens_asked;
    struct recording recording;         /* written by the worker, read by it without the mutex */
};

static void tell_trouble(struct listener *l, enum listener_trouble what, const char *sentence)
{
    if (l->events->on_trouble != NULL) {
        l->events->on_trouble(l->user, what, sentence);
    }
}

static void wipe_recording(struct listener *l)
{
    pthread_mutex_lock(&l->mutex);
    recording_wipe(&l->recording);
    pthread_mutex_unlock(&l->mutex);
}

static void do_open(struct listener *l, const struct listener_request *r)
{
    wipe_recording(l);
    l->utterance = r->utterance;
    l->open = true;
    l->paused = false;
    ears_open(l->ears);
}

static void do_close(struct listener *l, const struct listener_request *r)
{
    (void)r;
    l->open = false;
    ears_close(l->ears);
}

static void do_pause(struct listener *l, const struct listener_request *r)
{
    l->paused = r->on;
}

static void do_mute(struct listener *l, const struct listener_request *r)
{
    ears_mute(l->ears, r->on);
}

static void do_grammar(struct listener *l, const struct listener_request *r)
{
    ears_grammar(l->ears, r->name);
}

static void do_source(struct listener *l, const struct listener_request *r)
{
    if (l->started) {
        source_stop(l->source);
    }
    l->source = r->source;
    l->started = false;
    l->reopen_at_ns = 0;
    pthread_mutex_lock(&l->mutex);
    l->read = r->source;
    pthread_mutex_unlock(&l->mutex);
}

static void do_wipe(struct listener *l, const struct listener_request *r)
{
    (void)r;
    l->open = false;
    wipe_recording(l);
    ears_forget(l->ears);
    pthread_mutex_lock(&l->mutex);
    l->wipes_done++;
    pthread_cond_broadcast(&l->wiped_cond);
    pthread_mutex_unlock(&l->mutex);
}

static void do_patience(struct listener *l, const struct listener_request *r)
{
    ears_patience(l->ears, r->seconds);
}

static void do_rest(struct listener *l, const struct listener_request *r)
{
    l->resting = r->on;
}

static void (*const doers[])(struct listener *l, const struct listener_request *r) = {
    [LISTENER_OPEN] = do_open,
    [LISTENER_CLOSE] = do_close,
    [LISTENER_PAUSE] = do_pause,
    [LISTENER_MUTE] = do_mute,
    [LISTENER_GRAMMAR] = do_grammar,
    [LISTENER_SOURCE] = do_source,
    [LISTENER_WIPE] = do_wipe,
    [LISTENER_PATIENCE] = do_patience,
    [LISTENER_REST] = do_rest,
};

static bool next_request(struct listener *l, struct listener_request *r)
{
    pthread_mutex_lock(&l->mutex);
    bool has = l->request_count > 0;
    if (has) {
        *r = l->requests[l->request_first];
        l->request_first = (l->request_first + 1) % MOST_REQUESTS;
        l->request_count--;
    }
    pthread_mutex_unlock(&l->mutex);
    return has;
}

/* A full queue means that the worker hangs; what is asked then cannot matter any more. */
static bool ask(struct listener *l, const struct listener_request *r)
{
    pthread_mutex_lock(&l->mutex);
    bool room = l->request_count < MOST_REQUESTS;
    if (room) {
        l->requests[(l->request_first + l->request_count++) % MOST_REQUESTS] = *r;
        l->wipes_asked += r->kind == LISTENER_WIPE;
        pthread_cond_signal(&l->asked_cond);
    }
    pthread_mutex_unlock(&l->mutex);
    return room;
}

static void set_lost(struct listener *l, bool lost, const char *sentence)
{
    if (l->lost != lost) {
        l->lost = lost;
        tell_trouble(l, lost ? LISTENER_MICROPHONE_LOST : LISTENER_MICROPHONE_BACK, sentence);
    }
}

static void start_source(struct listener *l)
{
    char err[256] = "";
    if (clock_ns() < l->reopen_at_ns) {
        clock_sleep_ms(WAIT_MS);
        return;
    }
    l->started = source_start(l->source, err, sizeof(err));
    if (!l->started) {
        l->reopen_at_ns = clock_ns() + reopen_after_ns;
        set_lost(l, true, err);
    }
}

static void keep(struct listener *l, const int16_t *samples, size_t count)
{
    if (level_add(&l->level, samples, count) && l->events->on_level != NULL) {
        l->events->on_level(l->user, l->level.rms_db, l->level.peak_db);
    }
    if (l->open && !l->paused) {
        pthread_mutex_lock(&l->mutex);
        recording_add(&l->recording, samples, count);
        pthread_mutex_unlock(&l->mutex);
    } else if (!l->open) {
        ears_overhear(l->ears, samples, count);
    }
}

static void read_source(struct listener *l)
{
    int16_t samples[BLOCK_SAMPLES];
    size_t count = 0;
    switch (source_read(l->source, samples, BLOCK_SAMPLES, &count, WAIT_MS)) {
    case SOURCE_OK:
        if (count > 0) {
            set_lost(l, false, "The microphone is back.");
            keep(l, samples, count);
        }
        break;
    case SOURCE_LOST:
        set_lost(l, true, "We lost the microphone.");
        clock_sleep_ms(count == 0 ? 1 : 0);
        break;
    case SOURCE_ENDED:
        clock_sleep_ms(WAIT_MS);
        break;
    }
    explicit_bzero(samples, count * sizeof(samples[0]));
}

static bool is_stopping(struct listener *l)
{
    pthread_mutex_lock(&l->mutex);
    bool stopping = l->stopping;
    pthread_mutex_unlock(&l->mutex);
    return stopping;
}

static void carry_out_requests(struct listener *l)
{
    struct listener_request r;
    while (next_request(l, &r)) {
        doers[r.kind](l, &r);
    }
}

/* Waking up costs more than what is done then; the source keeps what comes meanwhile. */
static void rest(struct listener *l)
{
    struct timespec until = clock_timespec(clock_ns() + REST_MS * (CLOCK_SECOND / 1000));
    int late = 0;
    pthread_mutex_lock(&l->mutex);
    while (l->request_count == 0 && !l->stopping && late == 0) {
        late = pthread_cond_clockwait(&l->asked_cond, &l->mutex, CLOCK_MONOTONIC, &until);
    }
    pthread_mutex_unlock(&l->mutex);
}

static void *run(void *user)
{
    struct listener *l = user;
    pthread_setname_np(pthread_self(), "listener");
    while (!is_stopping(l)) {
        if (l->resting && !l->open) {
            rest(l);
        }
        carry_out_requests(l);
        if (!l->started) {
            start_source(l);
        } else {
            read_source(l);
        }
        ears_tend(l->ears, &l->recording);
    }
    if (l->started) {
        source_stop(l->source);
        l->started = false;
    }
    pthread_mutex_lock(&l->mutex);
    l->ended = true;
    pthread_cond_broadcast(&l->wiped_cond);
    pthread_mutex_unlock(&l->mutex);
    return NULL;
}

struct listener *listener_create(struct sample_source *source, const char *const *engine_argv,
                                 const struct listener_events *events, void *user, char *err,
                                 size_t err_size)
{
    struct listener *l = calloc(1, sizeof(*l));
    struct ears *ears = ears_create(engine_argv, events, user);
    if (l == NULL || ears == NULL) {
        snprintf(err, err_size, "no memory for the listener");
        ears_destroy(ears);
        free(l);
        return NULL;
    }
    l->source = source;
    l->read = source;
    l->events = events;
    l->user = user;
    l->ears = ears;
    level_init(&l->level, SAMPLE_RATE, LEVELS_PER_SECOND);
    pthread_mutex_init(&l->mutex, NULL);
    pthread_cond_init(&l->wiped_cond, NULL);
    pthread_cond_init(&l->asked_cond, NULL);
    return l;
}

bool listener_start(struct listener *l)
{
    l->stopping = false;
    l->ended = false;
    l->running = pthread_create(&l->thread, NULL, run, l) == 0;
    return l->running;
}

void listener_stop(struct listener *l)
{
    pthread_mutex_lock(&l->mutex);
    l->stopping = true;
    pthread_cond_signal(&l->asked_cond);
    pthread_mutex_unlock(&l->mutex);
}

void listener_join(struct listener *l)
{
    if (l->running) {
        pthread_join(l->thread, NULL);
        l->running = false;
    }
}

void listener_destroy(struct listener *l)
{
    if (l == NULL) {
        return;
    }
    ears_destroy(l->ears);
    recording_wipe(&l->recording);
    pthread_cond_destroy(&l->wiped_cond);
    pthread_cond_destroy(&l->asked_cond);
    pthread_mutex_destroy(&l->mutex);
    free(l);
}

uint32_t listener_open(struct listener *l)
{
    pthread_mutex_lock(&l->mutex);
    uint32_t number = ++l->opens_asked;
    pthread_mutex_unlock(&l->mutex);
    ask(l, &(struct listener_request){ .kind = LISTENER_OPEN, .utterance = number });
    return number;
}

uint32_t listener_utterance(const struct listener *l)
{
    return l->utterance;
}

void listener_close(struct listener *l)
{
    ask(l, &(struct listener_request){ .kind = LISTENER_CLOSE });
}

void listener_pause(struct listener *l, bool paused)
{
    ask(l, &(struct listener_request){ .kind = LISTENER_PAUSE, .on = paused });
}

void listener_mute(struct listener *l, bool muted)
{
    ask(l, &(struct listener_request){ .kind = LISTENER_MUTE, .on = muted });
}

void listener_grammar(struct listener *l, const char *name)
{
    ask(l, &(struct listener_request){ .kind = LISTENER_GRAMMAR, .name = name });
}

void listener_use_source(struct listener *l, struct sample_source *source)
{
    ask(l, &(struct listener_request){ .kind = LISTENER_SOURCE, .source = source });
}

bool listener_reads(struct listener *l, const struct sample_source *source)
{
    pthread_mutex_lock(&l->mutex);
    bool reads = l->read == source;
    pthread_mutex_unlock(&l->mutex);
    return reads;
}

void listener_patience(struct listener *l, double seconds)
{
    ask(l, &(struct listener_request){ .kind = LISTENER_PATIENCE, .seconds = seconds });
}

void listener_rest(struct listener *l, bool resting)
{
    ask(l, &(struct listener_request){ .kind = LISTENER_REST, .on = resting });
}

size_t listener_samples(struct listener *l, size_t first, int16_t *out, size_t max)
{
    pthread_mutex_lock(&l->mutex);
    size_t copied = recording_copy(&l->recording, first, out, max);
    pthread_mutex_unlock(&l->mutex);
    return copied;
}

void listener_wipe(struct listener *l)
{
    bool asked = false;
    while (l->running && !asked) {
        asked = ask(l, &(struct listener_request){ .kind = LISTENER_WIPE });
        if (!asked) {
            clock_sleep_ms(1);
        }
    }
    pthread_mutex_lock(&l->mutex);
    unsigned mine = l->wipes_asked;
    while (asked && !l->ended && (int)(l->wipes_done - mine) < 0) {
        pthread_cond_wait(&l->wiped_cond, &l->mutex);
    }
    if (!asked || l->ended) {       /* else the worker, which reads it without the mutex, has */
        recording_wipe(&l->recording);
    }
    pthread_mutex_unlock(&l->mutex);
}
