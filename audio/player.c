/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "player.h"

#include <math.h>
#include <pthread.h>
#include <sched.h>
#include <stdlib.h>
#include <string.h>

#include "clock.h"
#include "sound.h"
#include "stream.h"

#define ROUND_NS (CLOCK_SECOND / 100)       /* the helper looks after a sound */
#define SHORT_ROUND_NS (CLOCK_SECOND / 500) /* while a sound waits for the one before to end */
#define SPEAKER_WAIT_NS (CLOCK_SECOND * 8 / 10) /* then the sound begins without a speaker */
#define LINGER_NS (3 * CLOCK_SECOND)        /* the stream stays open after a sound */

struct player {
    const struct player_events *events;
    void *user;
    struct stream *stream;
    atomic_uint stream_rate;    /* 0: never opened */
    atomic_uint openings;       /* of the stream so far */
    atomic_uint volume;         /* in thousandths */

    /* The door to PortAudio's thread, see on_buffer() and take_back(). */
    _Atomic(struct sound *) on_air;
    atomic_bool inside;
    struct sound_volume loud;   /* PortAudio's thread only */

    pthread_t helper;
    pthread_mutex_t lock;       /* protects all below */
    pthread_cond_t work;
    struct sound *current, *waiting;    /* either may be NULL */
    struct sound *unheard;      /* replaced or stopped before they began */
    uint32_t last_id;
    double furthest_s;          /* of `current`, so that its position never goes back */
    int64_t idle_since_ns;      /* 0: the stream is not wanted */
    bool told_trouble, ending;
};

static void on_buffer(void *user, int16_t *out, size_t frames, int64_t heard_ns)
{
    struct player *p = user;
    struct sound *s;

    /* relaxed: they order nothing; those of the stream were set before its first buffer */
    p->loud.wanted = (float)atomic_load_explicit(&p->volume, memory_order_relaxed) / 1000;
    /* Sequentially consistent, as in take_back(): either this thread sees that the sound was taken
     * off the air, or the helper sees `inside` and waits the microseconds until it is out. */
    atomic_store(&p->inside, true);
    s = atomic_load(&p->on_air);
    if (s != NULL && s->out_rate == atomic_load_explicit(&p->stream_rate, memory_order_relaxed)) {
        sound_give(s, atomic_load_explicit(&p->openings, memory_order_relaxed), &p->loud, out,
                   frames, heard_ns);
    } else {
        memset(out, 0, frames * sizeof(*out));
    }
    atomic_store(&p->inside, false);
}

static void on_opened(void *user, unsigned rate)
{
    struct player *p = user;

    atomic_store_explicit(&p->stream_rate, rate, memory_order_relaxed);
    atomic_fetch_add_explicit(&p->openings, 1, memory_order_relaxed);
}

/* Half the latency gives gaps on a busy machine. A person who interrupts does not wait for it, as
 * what was not heard yet is thrown away when a sound is stopped. */
static const struct stream_kind speaker = {
    .input = false, .rate = 48000, .buffer_ms = 10, .latency_s = 0.1,
    .opened = on_opened, .move = on_buffer,
};

/* The helper: PortAudio's thread has no sound any more when this returns. */
static void take_back(struct player *p)
{
    atomic_store(&p->on_air, NULL);
    while (atomic_load(&p->inside)) {
        sched_yield();
    }
}

/* The helper: as if the sound had begun, without a speaker. */
static void run_clock(struct sound *s)
{
    if (sound_clock(s) < 0) {
        atomic_store_explicit(&s->start_ns, clock_ns(), memory_order_relaxed);
    }
}

/* The helper: makes the sound at the rate the stream has, and hands it over. */
static void put_on_air(struct player *p, struct sound *s)
{
    unsigned rate = atomic_load_explicit(&p->stream_rate, memory_order_relaxed);

    take_back(p);
    if (s->out_rate != rate) {
        sound_prepare(s, rate);
    }
    if (s->out != NULL) {
        atomic_store(&p->on_air, s);
    } else {
        run_clock(s);           /* no memory for it */
    }
}

/* The helper, lock held; it is open during the call. */
static void tell_ended(struct player *p, struct sound *s, bool whole)
{
    pthread_mutex_unlock(&p->lock);
    if (p->events->on_ended != NULL) {
        p->events->on_ended(p->user, s->id, whole);
    }
    sound_destroy(s);
    pthread_mutex_lock(&p->lock);
}

static void end_current(struct player *p, bool whole)
{
    struct sound *s = p->current;

    p->current = NULL;
    p->idle_since_ns = clock_ns();
    take_back(p);
    tell_ended(p, s, whole);
}

/* The helper, lock held; it is open during the call. */
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

/* The helper, lock held; it is open during the call. */
static void tell_recovered(struct player *p)
{
    if (!p->told_trouble) {
        return;
    }
    p->told_trouble = false;
    pthread_mutex_unlock(&p->lock);
    if (p->events->on_recovered != NULL) {
        p->events->on_recovered(p->user);
    }
    pthread_mutex_lock(&p->lock);
}

static void begin_waiting(struct player *p)
{
    p->current = p->waiting;
    p->waiting = NULL;
    p->furthest_s = 0;
    p->idle_since_ns = 0;
    sound_prepare(p->current, speaker.rate);    /* likely the stream's; while it is being opened */
    stream_want(p->stream, true);
}

/* The helper, lock held: how the sound reaches the speaker, or does without. */
static void bring_to_speaker(struct player *p, struct sound *s)
{
    unsigned rate = atomic_load_explicit(&p->stream_rate, memory_order_relaxed);

    if (stream_alive(p->stream) && !stream_cutting(p->stream)) {
        tell_recovered(p);
        if (atomic_load(&p->on_air) != s || s->out_rate != rate) {
            put_on_air(p, s);
        }
    } else if (clock_ns() - s->asked_ns > SPEAKER_WAIT_NS) {
        run_clock(s);
        tell_trouble(p);
    }
    sound_prepare_more(s);
}

static void look_after(struct player *p, struct sound *s)
{
    if (atomic_load_explicit(&s->stop, memory_order_relaxed)) {
        if (atomic_load_explicit(&s->silent, memory_order_relaxed) || !stream_alive(p->stream)
            || atomic_load(&p->on_air) != s) {
            end_current(p, false);
        }
    } else if (sound_clock(s) >= sound_length(s)) {
        end_current(p, true);
    } else {
        bring_to_speaker(p, s);
    }
}

static void sweep_unheard(struct player *p)
{
    while (p->unheard != NULL) {
        struct sound *s = p->unheard;
        p->unheard = s->next;
        tell_ended(p, s, false);
    }
}

/* The helper, lock held: until there is something to do. */
static void wait_for_work(struct player *p)
{
    struct timespec until;

    if (p->ending || p->unheard != NULL || (p->current == NULL && p->waiting != NULL)) {
        return;
    }
    if (p->current == NULL && p->idle_since_ns == 0) {
        pthread_cond_wait(&p->work, &p->lock);
        return;
    }
    until = clock_timespec(p->current == NULL ? p->idle_since_ns + LINGER_NS
                           : atomic_load(&p->on_air) != p->current || p->waiting != NULL
                           ? clock_ns() + SHORT_ROUND_NS : clock_ns() + ROUND_NS);
    pthread_cond_clockwait(&p->work, &p->lock, CLOCK_MONOTONIC, &until);
}

static void *help(void *user)
{
    struct player *p = user;

    pthread_setname_np(pthread_self(), "player");
    pthread_mutex_lock(&p->lock);
    while (!p->ending) {
        sweep_unheard(p);
        if (p->current == NULL && p->waiting != NULL) {
            begin_waiting(p);
        }
        if (p->current != NULL) {
            look_after(p, p->current);
        } else if (p->idle_since_ns != 0 && clock_ns() - p->idle_since_ns >= LINGER_NS) {
            stream_want(p->stream, false);
            p->idle_since_ns = 0;
        }
        wait_for_work(p);
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
    p->loud = (struct sound_volume) { .now = 1, .wanted = 1 };
    atomic_init(&p->volume, 1000);
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
    stream_destroy(p->stream);
    sound_destroy(p->current);
    sound_destroy(p->waiting);
    while (p->unheard != NULL) {
        struct sound *s = p->unheard;
        p->unheard = s->next;
        sound_destroy(s);
    }
    pthread_cond_destroy(&p->work);
    pthread_mutex_destroy(&p->lock);
    free(p);
}

/* Lock held: `next` (may be NULL) takes the place of whatever plays or waits. */
static void replace(struct player *p, struct sound *next)
{
    if (p->waiting != NULL) {
        p->waiting->next = p->unheard;
        p->unheard = p->waiting;
    }
    p->waiting = next;
    if (p->current != NULL) {
        atomic_store_explicit(&p->current->stop, true, memory_order_relaxed);
        /* the fade alone would be heard only after what the device holds already */
        stream_cut(p->stream);
    }
    pthread_cond_signal(&p->work);
}

uint32_t player_play(struct player *p, const int16_t *samples, size_t count, unsigned rate)
{
    struct sound *s = sound_create(samples, count, rate);
    uint32_t id;

    if (s == NULL) {
        return 0;
    }
    pthread_mutex_lock(&p->lock);
    p->last_id = p->last_id + 1 != 0 ? p->last_id + 1 : 1;
    id = s->id = p->last_id;
    replace(p, s);
    pthread_mutex_unlock(&p->lock);
    return id;
}

void player_stop(struct player *p)
{
    pthread_mutex_lock(&p->lock);
    replace(p, NULL);
    pthread_mutex_unlock(&p->lock);
}

double player_position(struct player *p, uint32_t id)
{
    double at_s = -1;

    pthread_mutex_lock(&p->lock);
    if (p->current != NULL && p->current->id == id
        && !atomic_load_explicit(&p->current->stop, memory_order_relaxed)) {
        at_s = fmin(sound_clock(p->current), sound_length(p->current));
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
    float loudness;

    pthread_mutex_lock(&p->lock);
    loudness = p->current != NULL ? sound_loudness(p->current) : 0;
    pthread_mutex_unlock(&p->lock);
    return loudness * (float)atomic_load_explicit(&p->volume, memory_order_relaxed) / 1000;
}

void player_volume(struct player *p, float volume)
{
    float sane = volume > 0 ? fminf(volume, 1) : 0;     /* NaN is silence, too */
    atomic_store_explicit(&p->volume, (unsigned)lrintf(sane * 1000), memory_order_relaxed);
}
