/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "recorded_source.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <wav.h>

/* A person breathes before the first word; it also covers the block that is just being read. */
#define LEAD_SAMPLES (SAMPLE_RATE * 3 / 10)
#define STEP_NS      10000000L

struct recorded_source {
    struct sample_source base;
    struct timespec began;          /* the reading thread only */
    uint64_t given;                 /* the same */

    pthread_mutex_t mutex;          /* protects all below */
    int16_t *samples;               /* the recording; NULL: silence */
    size_t count, next;
};

static bool start(struct sample_source *s, char *err, size_t err_size)
{
    struct recorded_source *r = (struct recorded_source *)s;
    (void)err;
    (void)err_size;
    clock_gettime(CLOCK_MONOTONIC, &r->began);
    r->given = 0;
    return true;
}

static uint64_t due(const struct recorded_source *r)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    int64_t ns = (int64_t)(now.tv_sec - r->began.tv_sec) * 1000000000 + now.tv_nsec -
                 r->began.tv_nsec;
    return (uint64_t)(ns / 1000 * SAMPLE_RATE / 1000000);
}

/* Mutex held. */
static void give(struct recorded_source *r, int16_t *samples, size_t count)
{
    size_t left = r->count - r->next;
    size_t some = left < count ? left : count;
    if (some > 0) {
        memcpy(samples, r->samples + r->next, some * sizeof(*samples));
        r->next += some;
    }
    memset(samples + some, 0, (count - some) * sizeof(*samples));
}

static enum source_state read_samples(struct sample_source *s, int16_t *samples, size_t max,
                                      size_t *count, unsigned wait_ms)
{
    struct recorded_source *r = (struct recorded_source *)s;
    const struct timespec step = { .tv_nsec = STEP_NS };
    for (unsigned waited = 0; due(r) == r->given && waited < wait_ms; waited += 10) {
        nanosleep(&step, NULL);
    }
    uint64_t ready = due(r) - r->given;
    *count = ready < max ? (size_t)ready : max;
    r->given += *count;
    pthread_mutex_lock(&r->mutex);
    give(r, samples, *count);
    pthread_mutex_unlock(&r->mutex);
    return SOURCE_OK;
}

static uint64_t dropped(const struct sample_source *s)
{
    (void)s;
    return 0;
}

static void stop(struct sample_source *s)
{
    (void)s;
}

static void destroy(struct sample_source *s)
{
    struct recorded_source *r = (struct recorded_source *)s;
    pthread_mutex_destroy(&r->mutex);
    free(r->samples);
    free(r);
}

static const struct sample_source_ops ops = { .start = start, .read = read_samples,
                                              .dropped = dropped, .stop = stop,
                                              .destroy = destroy };

struct recorded_source *recorded_source_create(void)
{
    struct recorded_source *r = calloc(1, sizeof(*r));
    if (r != NULL) {
        r->base.ops = &ops;
        pthread_mutex_init(&r->mutex, NULL);
    }
    return r;
}

struct sample_source *recorded_source_base(struct recorded_source *r)
{
    return &r->base;
}

bool recorded_source_playing(struct recorded_source *r)
{
    pthread_mutex_lock(&r->mutex);
    bool playing = r->next < r->count;
    pthread_mutex_unlock(&r->mutex);
    return playing;
}

static int16_t *with_lead(const int16_t *samples, size_t count)
{
    int16_t *longer = calloc(count + LEAD_SAMPLES, sizeof(*longer));
    if (longer != NULL) {
        memcpy(longer + LEAD_SAMPLES, samples, count * sizeof(*longer));
    }
    return longer;
}

bool recorded_source_play(struct recorded_source *r, const char *path, char *err, size_t err_size)
{
    size_t count = 0;
    int16_t *samples = wav_read(path, &count, err, err_size);
    if (samples == NULL) {
        return false;
    }
    int16_t *longer = with_lead(samples, count);
    free(samples);
    pthread_mutex_lock(&r->mutex);
    free(r->samples);
    r->samples = longer;
    r->count = longer != NULL ? count + LEAD_SAMPLES : 0;
    r->next = 0;
    pthread_mutex_unlock(&r->mutex);
    return true;
}
