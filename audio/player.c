/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "player.h"

#include <math.h>
#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "clock.h"
#include "level.h"
#include "resample.h"
#include "stream.h"

#define FADE_MS 10
#define ROUND_NS (CLOCK_SECOND / 100)       /* the helper looks after a sound */
#define SPEAKER_WAIT_NS (CLOCK_SECOND * 8 / 10) /* then the sound begins without a speaker */
#define LINGER_NS (3 * CLOCK_SECOND)        /* the stream stays open after a sound */
#define JUMP_NS (CLOCK_SECOND / 5)          /* so far off the clock, the sound catches up */
#define LOUDNESS_S 0.03
#define BLOCK 4096

struct sound {
    uint32_t id;
    unsigned rate;
    int16_t *samples;           /* as given */
    size_t count;
    int64_t asked_ns;

    int16_t *out;               /* the same at `out_rate`; the first `out_ready` are there */
    size_t out_count;
    unsigned out_rate;
    atomic_size_t out_ready;    /* the helper writes, PortAudio's thread reads */

    atomic_int_fast64_t start_ns;   /* when the first sample is heard; 0: not yet known */
    atomic_bool stop;           /* asked to fade out */
    atomic_bool silent;         /* has faded out */
    size_t next;                /* PortAudio's thread only */
};

struct player {
    const struct player_events *events;
    void *user;
    struct stream *stream;
    atomic_uint stream_rate;    /* 0: never opened */
    atomic_uint volume;         /* in thousandths */

    /* Handed to PortAudio's thread; see on_buffer() and take_back(). */
    _Atomic(struct sound *) on_air;
    atomic_bool inside;
    float volume_now;           /* PortAudio's thread only */

    pthread_t helper;
    pthread_mutex_t lock;       /* protects all below */
    pthread_cond_t work;
    struct sound *current, *waiting;    /* either may be NULL */
    uint32_t last_id;
    double furthest_s;          /* of `current`, so that the clock never goes back */
    bool told_trouble, ending;
};

/* How much of each sample is heard while the volume moves from one setting to another. */
static int16_t scaled(int16_t sample, float volume)
{
    return (int16_t)((float)sample * volume);
}

/* PortAudio's thread: where in the sound this buffer begins. After a gap it follows the clock. */
static void find_place(struct sound *s, int64_t heard_ns)
{
    /* relaxed: the number is all there is to it */
    int64_t start = atomic_load_explicit(&s->start_ns, memory_order_relaxed);
    int64_t given_ns = (int64_t)s->next * CLOCK_SECOND / s->out_rate;

    if (start != 0 && heard_ns - start - given_ns > JUMP_NS) {
        s->next = (size_t)((heard_ns - start) / 1000 * s->out_rate / 1000000);
    } else {
        atomic_store_explicit(&s->start_ns, heard_ns - given_ns, memory_order_relaxed);
    }
}

/* PortAudio's thread. */
static void give(struct player *p, struct sound *s, int16_t *out, size_t frames)
{
    /* acquire: samples counted in `out_ready` are in place */
    size_t ready = atomic_load_explicit(&s->out_ready, memory_order_acquire);
    bool stop = atomic_load_explicit(&s->stop, memory_order_relaxed);   /* a wish, orders nothing */
    float wanted = (float)atomic_load_explicit(&p->volume, memory_order_relaxed) / 1000;
    float step = (wanted - p->volume_now) / (float)frames;
    size_t fade = (size_t)s->out_rate * FADE_MS / 1000;

    for (size_t i = 0; i < frames; i++) {
        float part = !stop ? 1 : i < fade ? 1 - (float)i / (float)fade : 0;
        p->volume_now += step;
        out[i] = s->next < ready ? scaled(s->out[s->next], part * p->volume_now) : 0;
        s->next++;
    }
    if (stop) {
        /* relaxed: the helper takes the sound back through the door before it frees anything */
        atomic_store_explicit(&s->silent, true, memory_order_relaxed);
    }
}

static void on_buffer(void *user, int16_t *out, size_t frames, int64_t heard_ns)
{
    struct player *p = user;
    struct sound *s;

    /* Sequentially consistent, as in take_back(): either this thread sees that the sound was taken
     * off the air, or the helper sees `inside` and waits the microseconds until it is out. */
    atomic_store(&p->inside, true);
    s = atomic_load(&p->on_air);
    /* relaxed: set before this stream's first buffer, by the thread that started it */
    if (s != NULL && s->out_rate == atomic_load_explicit(&p->stream_rate, memory_order_relaxed)
        && !atomic_load_explicit(&s->silent, memory_order_relaxed)) {
        find_place(s, heard_ns);
        give(p, s, out, frames);
    } else {
        memset(out, 0, frames * sizeof(*out));
    }
    atomic_store(&p->inside, false);
}

static void on_opened(void *user, unsigned rate)
{
    struct player *p = user;

    atomic_store_explicit(&p->stream_rate, rate, memory_order_relaxed);
    p->volume_now = (float)atomic_load_explicit(&p->volume, memory_order_relaxed) / 1000;
}

static const struct stream_kind speaker = {
    .input = false, .rate = 48000, .buffer_ms = 10, .latency_s = 0.03,
    .opened = on_opened, .move = on_buffer,
};

static void take_back(struct player *p)
{
    atomic_store(&p->on_air, NULL);
    while (atomic_load(&p->inside)) {
        sched_yield();
    }
}

static void sound_free(struct sound *s)
{
    if (s == NULL) {
        return;
    }
    if (s->out != NULL) {
        explicit_bzero(s->out, s->out_count * sizeof(*s->out));
    }
    /* it may be somebody's answer played back */
    explicit_bzero(s->samples, s->count * sizeof(*s->samples));
    free(s->out);
    free(s->samples);
    free(s);
}

static double length_s(const struct sound *s)
{
    return (double)s->count / s->rate;
}

/* Seconds heard by the clock alone; negative before the beginning is known. */
static double clock_position(const struct sound *s)
{
    int64_t start = atomic_load_explicit(&s->start_ns, memory_order_relaxed);
    return start == 0 ? -1 : (double)(clock_ns() - start) / CLOCK_SECOND;
}

/* The helper: makes the sound's samples at the stream's rate while the first are already playing. */
static void fill(struct player *p, struct sound *s)
{
    struct resampler *r = resampler_create(s->rate, s->out_rate);
    size_t used = 0, ready = 0, more, n;

    while (r != NULL && !atomic_load_explicit(&s->stop, memory_order_relaxed)) {
        n = s->out_count - ready < BLOCK ? s->out_count - ready : BLOCK;
        more = resampler_run(r, s->samples + used, s->count - used, &n, s->out + ready, n, true);
        used += n;
        ready += more;
        /* release: the samples are in place before PortAudio's thread sees their number */
        atomic_store_explicit(&s->out_ready, ready, memory_order_release);
        if (more == 0) {
            break;
        }
    }
    resampler_destroy(r);
    (void)p;
}

/* The helper, lock not held: puts the sound on the air at the stream's rate. */
static void put_on_air(struct player *p, struct sound *s)
{
    unsigned rate = atomic_load_explicit(&p->stream_rate, memory_order_relaxed);

    take_back(p);
    free(s->out);
    s->out_rate = rate != 0 ? rate : speaker.rate;
    s->out_count = (size_t)((double)s->count * s->out_rate / s->rate) + 64;
    s->out = malloc(s->out_count * sizeof(*s->out));
    s->next = 0;
    atomic_store_explicit(&s->out_ready, 0, memory_order_relaxed);
    if (s->out == NULL) {
        return;     /* the clock runs, as without a speaker */
    }
    atomic_store(&p->on_air, s);
    fill(p, s);
}

/* The helper, lock held; open during the call. */
static void tell_ended(struct player *p, struct sound *s, bool whole)
{
    pthread_mutex_unlock(&p->lock);
    take_back(p);
    if (p->events->on_ended != NULL) {
        p->events->on_ended(p->user, s->id, whole);
    }
    sound_free(s);
    pthread_mutex_lock(&p->lock);
}

static void tell_trouble(struct player *p)
{
    char sentence[256];

    if (p->told_trouble) {
        return;
    }
    p->told_trouble = true;
    pthread_mutex_unlock(&p->lock);
    stream_reason(p->stream, sentence, sizeof(sentence));
    if (p->events->on_trouble != NULL) {
        p->events->on_trouble(p->user, sentence);
    }
    pthread_mutex_lock(&p->lock);
}

/* The helper, lock held. */
static void begin_sound(struct player *p)
{
    struct sound *s = p->waiting;

    p->current = s;
    p->waiting = NULL;
    p->furthest_s = 0;
    stream_want(p->stream, true);
    pthread_mutex_unlock(&p->lock);
    put_on_air(p, s);
    pthread_mutex_lock(&p->lock);
}

/* The helper, lock held: the sound under way came to its end, or has no speaker. */
static void look_after_sound(struct player *p)
{
    struct sound *s = p->current;
    bool alive = stream_alive(p->stream);
    bool stop = atomic_load_explicit(&s->stop, memory_order_relaxed);

    if (stop && (!alive || atomic_load_explicit(&s->silent, memory_order_relaxed))) {
        p->current = NULL;
        tell_ended(p, s, false);
        return;
    }
    if (!stop && clock_position(s) >= length_s(s)) {
        p->current = NULL;
        tell_ended(p, s, true);
        return;
    }
    if (alive) {
        p->told_trouble = false;
        if (s->out_rate != atomic_load_explicit(&p->stream_rate, memory_order_relaxed)) {
            pthread_mutex_unlock(&p->lock);
            put_on_air(p, s);
            pthread_mutex_lock(&p->lock);
        }
    } else if (clock_ns() - s->asked_ns > SPEAKER_WAIT_NS) {
        if (clock_position(s) < 0) {
            atomic_store_explicit(&s->start_ns, clock_ns(), memory_order_relaxed);
        }
        tell_trouble(p);
    }
}

static void *help(void *user)
{
    struct player *p = user;
    int64_t idle_since = 0;

    pthread_mutex_lock(&p->lock);
    while (!p->ending) {
        struct timespec until = clock_timespec(clock_ns() + ROUND_NS);
        if (p->current == NULL && p->waiting != NULL) {
            begin_sound(p);
        }
        if (p->current != NULL) {
            look_after_sound(p);
            idle_since = clock_ns();
        } else if (idle_since != 0 && clock_ns() - idle_since > LINGER_NS) {
            stream_want(p->stream, false);
            idle_since = 0;
        }
        if (p->current != NULL) {
            pthread_cond_clockwait(&p->work, &p->lock, CLOCK_MONOTONIC, &until);
        } else if (p->waiting == NULL && !p->ending && idle_since != 0) {
            until = clock_timespec(idle_since + LINGER_NS + ROUND_NS);
            pthread_cond_clockwait(&p->work, &p->lock, CLOCK_MONOTONIC, &until);
        } else if (p->waiting == NULL && !p->ending) {
            pthread_cond_wait(&p->work, &p->lock);
        }
    }
    pthread_mutex_unlock(&p->lock);
    return NULL;
}

struct player *player_create(const char *device, const struct player_events *events, void *user)
{
    struct player *p = calloc(1, sizeof(*p));

    if (p == NULL) {
        return NULL;
    }
    p->events = events;
    p->user = user;
    atomic_store(&p->volume, 1000);
    pthread_mutex_init(&p->lock, NULL);
    pthread_cond_init(&p->work, NULL);
    p->stream = stream_create(device, &speaker, p);
    if (p->stream == NULL || pthread_create(&p->helper, NULL, help, p) != 0) {
        stream_destroy(p->stream);
        pthread_cond_destroy(&p->work);
        pthread_mutex_destroy(&p->lock);
        free(p);
        return NULL;
    }
    return p;
}

void player_destroy(struct player *p)
{
    if (p == NULL) {
        return;
    }
    pthread_mutex_lock(&p->lock);
    p->ending = true;
    pthread_cond_signal(&p->work);
    pthread_mutex_unlock(&p->lock);
    pthread_join(p->helper, NULL);
    take_back(p);
    stream_destroy(p->stream);
    sound_free(p->current);
    sound_free(p->waiting);
    pthread_cond_destroy(&p->work);
    pthread_mutex_destroy(&p->lock);
    free(p);
}

static struct sound *sound_new(const int16_t *samples, size_t count, unsigned rate)
{
    struct sound *s = calloc(1, sizeof(*s));

    if (s == NULL) {
        return NULL;
    }
    s->samples = malloc((count + 1) * sizeof(*samples));
    if (s->samples == NULL) {
        free(s);
        return NULL;
    }
    memcpy(s->samples, samples, count * sizeof(*samples));
    s->count = count;
    s->rate = rate;
    s->asked_ns = clock_ns();
    return s;
}

/* Lock held. */
static void stop_current(struct player *p)
{
    if (p->current != NULL) {
        atomic_store_explicit(&p->current->stop, true, memory_order_relaxed);
    }
    pthread_cond_signal(&p->work);
}

uint32_t player_play(struct player *p, const int16_t *samples, size_t count, unsigned rate)
{
    struct sound *s = sound_new(samples, count, rate), *unheard;
    uint32_t id;

    if (s == NULL) {
        return 0;
    }
    pthread_mutex_lock(&p->lock);
    p->last_id = p->last_id + 1 != 0 ? p->last_id + 1 : 1;
    id = s->id = p->last_id;
    unheard = p->waiting;
    p->waiting = s;
    stop_current(p);
    pthread_mutex_unlock(&p->lock);
    sound_free(unheard);
    return id;
}

void player_stop(struct player *p)
{
    struct sound *unheard;

    pthread_mutex_lock(&p->lock);
    unheard = p->waiting;
    p->waiting = NULL;
    stop_current(p);
    pthread_mutex_unlock(&p->lock);
    sound_free(unheard);
}

double player_position(struct player *p, uint32_t id)
{
    double at_s = -1;

    pthread_mutex_lock(&p->lock);
    if (p->current != NULL && p->current->id == id) {
        at_s = fmin(clock_position(p->current), length_s(p->current));
        p->furthest_s = fmax(p->furthest_s, at_s);
        at_s = p->furthest_s;
    } else if (p->waiting != NULL && p->waiting->id == id) {
        at_s = 0;
    }
    pthread_mutex_unlock(&p->lock);
    return at_s;
}

float player_loudness(struct player *p)
{
    float loudness = 0;

    pthread_mutex_lock(&p->lock);
    if (p->current != NULL && clock_position(p->current) >= 0
        && !atomic_load_explicit(&p->current->stop, memory_order_relaxed)) {
        const struct sound *s = p->current;
        size_t at = (size_t)(clock_position(s) * s->rate);
        size_t window = (size_t)(LOUDNESS_S * s->rate);
        if (at < s->count) {
            window = s->count - at < window ? s->count - at : window;
            loudness = level_loudness(level_rms_db(s->samples + at, window));
        }
    }
    loudness *= (float)atomic_load_explicit(&p->volume, memory_order_relaxed) / 1000;
    pthread_mutex_unlock(&p->lock);
    return loudness;
}

void player_volume(struct player *p, float volume)
{
    float sane = volume > 0 ? fminf(volume, 1) : 0;
    atomic_store_explicit(&p->volume, (unsigned)lrintf(sane * 1000), memory_order_relaxed);
}
