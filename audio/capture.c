/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "capture.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "clock.h"
#include "resample.h"
#include "ring.h"
#include "stream.h"

#define RING_SAMPLES (1U << 17)     /* 8 s at 16 kHz, nearly 3 s at 48 kHz */
#define OPENING_NS CLOCK_SECOND     /* a device may take this long before it counts as lost */
#define POLL_MS 20   /* the length of a buffer */
#define BLOCK 1024

struct capture {
    struct sample_source base;
    char *device;               /* may be NULL */
    struct ring ring;           /* from PortAudio's thread to the reader; the device's rate */
    uint64_t dropped_before;    /* the ring's count at the start */

    pthread_mutex_t lock;       /* protects the two below */
    unsigned rate;              /* of the samples in the ring ... */
    size_t rate_since;          /* ... from this one on, counted as in ring_written() */

    /* the reading thread's own */
    struct stream *stream;      /* NULL: stopped */
    int64_t started_ns;
    unsigned rate_now;
    size_t taken;               /* samples ever taken from the ring */
    struct resampler *resampler;    /* NULL: the device gives SAMPLE_RATE */
    int16_t left[BLOCK];        /* of the device's rate, not yet resampled */
    size_t left_from, left_count;
};

/* Before the first buffer, on the keeper's thread, when nobody writes to the ring. */
static void on_opened(void *user, unsigned rate)
{
    struct capture *c = user;

    pthread_mutex_lock(&c->lock);
    c->rate = rate;
    c->rate_since = ring_written(&c->ring);
    pthread_mutex_unlock(&c->lock);
}

static void on_samples(void *user, int16_t *samples, size_t frames, int64_t heard_ns)
{
    struct capture *c = user;

    (void)heard_ns;
    ring_write(&c->ring, samples, frames);
}

static const struct stream_kind microphone = {
    .input = true, .rate = SAMPLE_RATE, .buffer_ms = 20, .latency_s = 0.1,
    .opened = on_opened, .move = on_samples,
};

static bool capture_start(struct sample_source *s, char *err, size_t err_size)
{
    struct capture *c = (struct capture *)s;

    c->stream = stream_create(c->device, &microphone, c);
    if (c->stream == NULL) {
        snprintf(err, err_size, "the microphone cannot be watched: no memory or no thread left");
        return false;
    }
    c->dropped_before = ring_dropped(&c->ring);
    c->started_ns = clock_ns();
    stream_want(c->stream, true);
    return true;
}

/* How many samples may be taken now that have one rate, and makes ready for that rate. */
static size_t of_one_rate(struct capture *c)
{
    size_t left;

    pthread_mutex_lock(&c->lock);
    left = c->taken < c->rate_since ? c->rate_since - c->taken : SIZE_MAX;
    if (left == SIZE_MAX && c->left_count == 0 && c->rate_now != c->rate) {
        c->rate_now = c->rate;
        resampler_destroy(c->resampler);
        c->resampler = c->rate == SAMPLE_RATE ? NULL : resampler_create(c->rate, SAMPLE_RATE);
    }
    pthread_mutex_unlock(&c->lock);
    return left;
}

static size_t take(struct capture *c, int16_t *samples, size_t max)
{
    size_t n = ring_read(&c->ring, samples, max);
    c->taken += n;
    return n;
}

static size_t take_resampled(struct capture *c, size_t limit, int16_t *samples, size_t max)
{
    size_t used, given;

    if (c->left_count == 0) {
        c->left_from = 0;
        c->left_count = take(c, c->left, limit < BLOCK ? limit : BLOCK);
    }
    given = resampler_run(c->resampler, c->left + c->left_from, c->left_count, &used, samples, max,
                          false);
    c->left_from += used;
    c->left_count -= used;
    return given;
}

static size_t take_some(struct capture *c, int16_t *samples, size_t max)
{
    size_t limit = of_one_rate(c);

    if (c->resampler != NULL) {
        return take_resampled(c, limit, samples, max);
    }
    return take(c, samples, limit < max ? limit : max);
}

/* As much as there is: a reader that comes seldom must not fall behind. */
static size_t take_any(struct capture *c, int16_t *samples, size_t max)
{
    size_t count = 0, more = 1;

    while (count < max && more > 0) {
        more = take_some(c, samples + count, max - count);
        count += more;
    }
    return count;
}

static enum source_state capture_read(struct sample_source *s, int16_t *samples, size_t max,
                                      size_t *count, unsigned wait_ms)
{
    struct capture *c = (struct capture *)s;

    *count = 0;
    if (c->stream == NULL) {
        return SOURCE_LOST;
    }
    *count = take_any(c, samples, max);
    for (unsigned waited = 0; *count == 0 && waited < wait_ms; waited += POLL_MS) {
        /* PortAudio's thread must not wake anybody, so this one looks */
        clock_sleep_ms(POLL_MS);
        *count = take_any(c, samples, max);
    }
    if (*count > 0 || stream_alive(c->stream) || clock_ns() - c->started_ns < OPENING_NS) {
        return SOURCE_OK;
    }
    return SOURCE_LOST;
}

static uint64_t capture_dropped(const struct sample_source *s)
{
    const struct capture *c = (const struct capture *)s;
    return ring_dropped(&c->ring) - c->dropped_before;
}

static void capture_stop(struct sample_source *s)
{
    struct capture *c = (struct capture *)s;

    stream_destroy(c->stream);
    c->stream = NULL;
    /* what was heard and not read is nobody's business any more */
    while (take(c, c->left, BLOCK) > 0) {
    }
    explicit_bzero(c->left, sizeof(c->left));
    c->left_count = 0;
    resampler_destroy(c->resampler);
    c->resampler = NULL;
    c->rate_now = SAMPLE_RATE;
}

static void capture_destroy(struct sample_source *s)
{
    struct capture *c = (struct capture *)s;

    capture_stop(s);
    pthread_mutex_destroy(&c->lock);
    ring_finish(&c->ring);
    free(c->device);
    free(c);
}

static const struct sample_source_ops capture_ops = {
    .start = capture_start,
    .read = capture_read,
    .dropped = capture_dropped,
    .stop = capture_stop,
    .destroy = capture_destroy,
};

struct sample_source *capture_create(const char *device)
{
    struct capture *c = calloc(1, sizeof(*c));

    if (c == NULL) {
        return NULL;
    }
    c->base.ops = &capture_ops;
    c->rate = c->rate_now = SAMPLE_RATE;
    pthread_mutex_init(&c->lock, NULL);
    c->device = device != NULL ? strdup(device) : NULL;
    if (!ring_init(&c->ring, RING_SAMPLES) || (device != NULL && c->device == NULL)) {
        capture_destroy(&c->base);
        return NULL;
    }
    return &c->base;
}
