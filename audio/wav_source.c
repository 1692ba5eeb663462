/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "wav.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "clock.h"

struct wav_source {
    struct sample_source base;
    int16_t *samples;
    size_t count;
    bool realtime;
    /* the reading thread's own */
    size_t next;
    int64_t started_ns;
};

static bool wav_source_start(struct sample_source *s, char *err, size_t err_size)
{
    struct wav_source *w = (struct wav_source *)s;

    (void)err;
    (void)err_size;
    w->next = 0;
    w->started_ns = clock_ns();
    return true;
}

/* How many samples a microphone would have given by now. */
static size_t due(const struct wav_source *w)
{
    int64_t us = (clock_ns() - w->started_ns) / 1000;
    size_t heard = (size_t)(us * SAMPLE_RATE / 1000000);
    return !w->realtime || heard > w->count ? w->count : heard;
}

static enum source_state wav_source_read(struct sample_source *s, int16_t *samples, size_t max,
                                         size_t *count, unsigned wait_ms)
{
    struct wav_source *w = (struct wav_source *)s;

    *count = 0;
    if (w->next == w->count) {
        return SOURCE_ENDED;
    }
    for (unsigned waited = 0; due(w) == w->next && waited < wait_ms; waited += 10) {
        clock_sleep_ms(10);
    }
    *count = due(w) - w->next;
    *count = *count < max ? *count : max;
    memcpy(samples, w->samples + w->next, *count * sizeof(*samples));
    w->next += *count;
    return SOURCE_OK;
}

static uint64_t wav_source_dropped(const struct sample_source *s)
{
    (void)s;
    return 0;
}

static void wav_source_stop(struct sample_source *s)
{
    (void)s;
}

static void wav_source_destroy(struct sample_source *s)
{
    struct wav_source *w = (struct wav_source *)s;

    /* it may be somebody's answer */
    explicit_bzero(w->samples, w->count * sizeof(*w->samples));
    free(w->samples);
    free(w);
}

static const struct sample_source_ops wav_source_ops = {
    .start = wav_source_start,
    .read = wav_source_read,
    .dropped = wav_source_dropped,
    .stop = wav_source_stop,
    .destroy = wav_source_destroy,
};

struct sample_source *wav_source_create(const char *path, bool realtime, char *err,
                                        size_t err_size)
{
    struct wav_source *w = calloc(1, sizeof(*w));

    if (w == NULL) {
        snprintf(err, err_size, "%s: not enough memory to read it", path);
        return NULL;
    }
    *w = (struct wav_source) { .base.ops = &wav_source_ops, .realtime = realtime };
    w->samples = wav_read(path, &w->count, err, err_size);
    if (w->samples == NULL) {
        free(w);
        return NULL;
    }
    return &w->base;
}
