/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stream.h"

#include <portaudio.h>
#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "clock.h"
#include "device.h"
#include "keeper.h"
#include "pulse.h"

#define DEAD_AFTER_NS CLOCK_SECOND              /* without a callback */
#define FIRST_CALL_NS (2 * CLOCK_SECOND)        /* a device may wake up slowly */
#define RETRY_NS (CLOCK_SECOND / 4)
#define DESTROY_WAIT_MS 1000

struct stream {
    struct kept kept;
    const struct stream_kind *kind;
    void *user;
    char *device;               /* may be NULL */

    atomic_bool wanted;         /* set by any thread, read by the keeper */
    atomic_bool cut;            /* set by any thread, cleared by the keeper */
    atomic_int_fast64_t called_ns;  /* the last `move`; 0: none since opening */
    atomic_bool ended;          /* PortAudio's finished-callback fired */
    /* The door between PortAudio's thread and stream_destroy(), see pass(). */
    atomic_bool shut, inside;

    /* the keeper's own */
    PaStream *pa;               /* NULL: closed */
    unsigned rate;
    bool server;                /* a microphone that the sound server chooses */
    unsigned moves;             /* pulse_moves() when it was opened */
    int64_t opened_ns, retry_ns;

    pthread_mutex_t lock;       /* protects `reason` and the call of `opened` */
    char reason[200];
};

static void set_reason(struct stream *s, const char *what)
{
    const char *of = s->kind->input ? "microphone" : "speaker";

    pthread_mutex_lock(&s->lock);
    if (s->device != NULL) {
        snprintf(s->reason, sizeof(s->reason), "the %s \"%s\" %s", of, s->device, what);
    } else {
        snprintf(s->reason, sizeof(s->reason), "the %s %s", of, what);
    }
    pthread_mutex_unlock(&s->lock);
}

/* Calls `move` unless the door is shut. Sequentially consistent on both sides: either this thread
 * sees `shut`, or stream_destroy() sees `inside` and waits the microseconds until it is out. */
static void pass(struct stream *s, int16_t *samples, size_t frames, int64_t heard_ns)
{
    atomic_store(&s->inside, true);
    if (!atomic_load(&s->shut)) {
        s->kind->move(s->user, samples, frames, heard_ns);
    } else if (!s->kind->input) {
        memset(samples, 0, frames * sizeof(*samples));
    }
    atomic_store(&s->inside, false);
}

static int on_buffer(const void *input, void *output, unsigned long frames,
                     const PaStreamCallbackTimeInfo *time, PaStreamCallbackFlags flags, void *user)
{
    struct stream *s = user;
    int64_t now = clock_ns();
    /* both times are the wall clock's: only their difference is used */
    double ahead_s = time->outputBufferDacTime - time->currentTime;

    (void)flags;
    /* relaxed: a time stamp, nothing is ordered by it */
    atomic_store_explicit(&s->called_ns, now, memory_order_relaxed);
    if (s->kind->input) {
        /* PortAudio hands out its own buffer; `move` only reads it */
        pass(s, (int16_t *)(uintptr_t)input, input == NULL ? 0 : frames, now);
    } else {
        pass(s, output, frames, now + (int64_t)(ahead_s * CLOCK_SECOND));
    }
    return paContinue;
}

static void on_finished(void *user)
{
    struct stream *s = user;
    /* relaxed: a flag the keeper looks at in its next round */
    atomic_store_explicit(&s->ended, true, memory_order_relaxed);
}

static PaError open_at(struct stream *s, int device, unsigned rate)
{
    const struct stream_kind *kind = s->kind;
    /* an own latency: the device's default is read from uninitialised memory in PortAudio 19.6 */
    PaStreamParameters parameters = {
        .device = device, .channelCount = 1, .sampleFormat = paInt16,
        .suggestedLatency = kind->latency_s,
    };
    unsigned long frames = rate * kind->buffer_ms / 1000;

    s->rate = rate;
    return Pa_OpenStream(&s->pa, kind->input ? &parameters : NULL,
                         kind->input ? NULL : &parameters, rate, frames, paNoFlag, on_buffer, s);
}

static void close_it(struct stream *s)
{
    if (s->pa == NULL) {
        return;
    }
    Pa_AbortStream(s->pa);
    Pa_CloseStream(s->pa);
    s->pa = NULL;
    device_stream_closed();
    /* relaxed, here and in open_it(): PortAudio's thread is gone or not yet there */
    atomic_store_explicit(&s->called_ns, 0, memory_order_relaxed);
}

static bool begin(struct stream *s)
{
    atomic_store_explicit(&s->ended, false, memory_order_relaxed);
    Pa_SetStreamFinishedCallback(s->pa, on_finished);
    pthread_mutex_lock(&s->lock);
    if (!atomic_load(&s->shut)) {
        s->kind->opened(s->user, s->rate);
    }
    pthread_mutex_unlock(&s->lock);
    s->opened_ns = clock_ns();
    return Pa_StartStream(s->pa) == paNoError;
}

/* The server gives silence or the speaker's own sound, and PortAudio takes it for a microphone. */
static bool server_withholds(struct stream *s)
{
    enum pulse_microphone news = pulse_microphone();

    if (news == PULSE_NO_MICROPHONE || news == PULSE_MUTED) {
        set_reason(s, news == PULSE_MUTED ? "is muted" : "is unplugged");
        return true;
    }
    return false;
}

static bool try_open(struct stream *s)
{
    int device = device_find(s->device, s->kind->input);
    PaError error;

    if (device < 0) {
        set_reason(s, "was not found");
        return false;
    }
    s->server = s->kind->input && device_is_server(device);
    if (s->server && server_withholds(s)) {
        return false;
    }
    s->moves = pulse_moves();
    error = open_at(s, device, s->kind->rate);
    if (error == paInvalidSampleRate) {
        error = open_at(s, device, (unsigned)Pa_GetDeviceInfo(device)->defaultSampleRate);
    }
    if (error != paNoError) {
        s->pa = NULL;
        set_reason(s, "cannot be opened");
        return false;
    }
    device_stream_opened();
    if (!begin(s)) {
        set_reason(s, "cannot be started");
        close_it(s);
        return false;
    }
    return true;
}

/* With the list of devices at hand, and when that fails, once more with a new one. */
static void open_it(struct stream *s)
{
    if (!try_open(s)) {
        device_forget();
        try_open(s);
    }
    s->retry_ns = clock_ns() + RETRY_NS;
}

static bool is_dead(struct stream *s)
{
    int64_t called = atomic_load_explicit(&s->called_ns, memory_order_relaxed);
    int64_t silent = clock_ns() - (called != 0 ? called : s->opened_ns);

    if (atomic_load_explicit(&s->ended, memory_order_relaxed) || Pa_IsStreamActive(s->pa) != 1) {
        set_reason(s, "went away");
        return true;
    }
    if (s->server && server_withholds(s)) {
        return true;
    }
    if (s->server && pulse_moves() != s->moves) {
        set_reason(s, "was exchanged for another");
        return true;
    }
    if (silent > (called != 0 ? DEAD_AFTER_NS : FIRST_CALL_NS)) {
        set_reason(s, "fell silent");
        return true;
    }
    return false;
}

static bool tend(struct kept *k)
{
    struct stream *s = (struct stream *)k;
    /* relaxed: the request itself is all there is to it */
    bool wanted = atomic_load_explicit(&s->wanted, memory_order_relaxed);

    /* sequentially consistent: who sees that the cut is over also sees that the stream is closed */
    bool cut = atomic_load(&s->cut);

    if (s->pa != NULL && (!wanted || cut || is_dead(s))) {
        close_it(s);
        s->retry_ns = 0;
    }
    if (cut) {
        atomic_store(&s->cut, false);
    }
    if (s->pa == NULL && wanted && clock_ns() >= s->retry_ns) {
        open_it(s);
    } else if (s->pa == NULL) {
        device_find(s->device, s->kind->input);     /* PortAudio is ready when it is wanted */
    }
    return wanted;
}

static void finish(struct kept *k)
{
    struct stream *s = (struct stream *)k;

    close_it(s);
    pthread_mutex_destroy(&s->lock);
    free(s->device);
    free(s);
}

struct stream *stream_create(const char *device, const struct stream_kind *kind, void *user)
{
    struct stream *s = calloc(1, sizeof(*s));

    if (s == NULL) {
        return NULL;
    }
    s->kept = (struct kept) { .tend = tend, .finish = finish };
    s->kind = kind;
    s->user = user;
    s->device = device != NULL ? strdup(device) : NULL;
    pthread_mutex_init(&s->lock, NULL);
    set_reason(s, "does not answer");
    if ((device != NULL && s->device == NULL) || !keeper_add(&s->kept)) {
        finish(&s->kept);
        return NULL;
    }
    return s;
}

void stream_destroy(struct stream *s)
{
    if (s == NULL) {
        return;
    }
    pthread_mutex_lock(&s->lock);
    atomic_store(&s->shut, true);
    pthread_mutex_unlock(&s->lock);
    while (atomic_load(&s->inside)) {
        sched_yield();
    }
    keeper_remove(&s->kept, DESTROY_WAIT_MS);
}

void stream_want(struct stream *s, bool open)
{
    atomic_store_explicit(&s->wanted, open, memory_order_relaxed);
    keeper_wake();
}

void stream_cut(struct stream *s)
{
    atomic_store(&s->cut, true);
    keeper_wake();
}

bool stream_cutting(const struct stream *s)
{
    return atomic_load(&s->cut);
}

bool stream_alive(const struct stream *s)
{
    int64_t called = atomic_load_explicit(&s->called_ns, memory_order_relaxed);
    return called != 0 && clock_ns() - called < DEAD_AFTER_NS;
}

void stream_reason(struct stream *s, char *sentence, size_t size)
{
    pthread_mutex_lock(&s->lock);
    snprintf(sentence, size, "%s", s->reason);
    pthread_mutex_unlock(&s->lock);
}
