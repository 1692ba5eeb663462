/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sound.h"

#include <stdlib.h>
#include <string.h>

#include "clock.h"
#include "level.h"
#include "resample.h"
#include "secret.h"

#define FADE_MS 10
#define SOFT_END_MS 5
#define JUMP_NS (CLOCK_SECOND / 5)  /* so far behind its clock, a sound catches up */
#define LOUDNESS_MS 30

/* A sound may begin or end in the middle of a wave. */
static void soften_ends(int16_t *samples, size_t count, unsigned rate)
{
    size_t ramp = (size_t)rate * SOFT_END_MS / 1000;

    ramp = ramp < count / 2 ? ramp : count / 2;
    for (size_t i = 0; i < ramp; i++) {
        samples[i] = (int16_t)(samples[i] * (int64_t)i / (int64_t)ramp);
        samples[count - 1 - i] = (int16_t)(samples[count - 1 - i] * (int64_t)i / (int64_t)ramp);
    }
}

struct sound *sound_create(const int16_t *samples, size_t count, unsigned rate)
{
    struct sound *s = calloc(1, sizeof(*s));

    if (s == NULL) {
        return NULL;
    }
    s->samples = secret_alloc((count + 1) * sizeof(*samples));
    if (s->samples == NULL) {
        free(s);
        return NULL;
    }
    memcpy(s->samples, samples, count * sizeof(*samples));
    soften_ends(s->samples, count, rate);
    s->count = count;
    s->rate = rate;
    s->asked_ns = clock_ns();
    return s;
}

void sound_destroy(struct sound *s)
{
    if (s == NULL) {
        return;
    }
    resampler_destroy(s->resampler);
    secret_free(s->out, s->out_room * sizeof(*s->out));
    secret_free(s->samples, (s->count + 1) * sizeof(*s->samples));
    free(s);
}

double sound_length(const struct sound *s)
{
    return (double)s->count / s->rate;
}

double sound_clock(const struct sound *s)
{
    /* relaxed: the number is all there is to it */
    int64_t start = atomic_load_explicit(&s->start_ns, memory_order_relaxed);
    return start == 0 ? -1 : (double)(clock_ns() - start) / CLOCK_SECOND;
}

float sound_loudness(const struct sound *s)
{
    double at_s = sound_clock(s);
    size_t window = (size_t)s->rate * LOUDNESS_MS / 1000;
    size_t at = at_s > 0 ? (size_t)(at_s * s->rate) : 0;

    if (at_s < 0 || at >= s->count || atomic_load_explicit(&s->stop, memory_order_relaxed)) {
        return 0;
    }
    window = s->count - at < window ? s->count - at : window;
    return level_loudness(level_rms_db(s->samples + at, window));
}

void sound_prepare(struct sound *s, unsigned rate)
{
    resampler_destroy(s->resampler);
    secret_free(s->out, s->out_room * sizeof(*s->out));
    s->given = s->out_rate == 0 ? 0 : (size_t)((double)s->given * rate / s->out_rate);
    s->out_rate = rate;
    s->out_room = (size_t)((double)s->count * rate / s->rate) + 64;
    s->out = secret_alloc(s->out_room * sizeof(*s->out));
    s->resampler = s->out != NULL ? resampler_create(s->rate, rate) : NULL;
    s->used = 0;
    /* relaxed: nobody else has the sound yet; it is handed over through the player's door */
    atomic_store_explicit(&s->out_ready, 0, memory_order_relaxed);
    sound_prepare_more(s);
}

void sound_prepare_more(struct sound *s)
{
    /* relaxed: only this thread changes it */
    size_t ready = atomic_load_explicit(&s->out_ready, memory_order_relaxed), used, more, room;

    if (s->resampler == NULL) {
        return;
    }
    room = s->out_room - ready < s->out_rate ? s->out_room - ready : s->out_rate;
    more = resampler_run(s->resampler, s->samples + s->used, s->count - s->used, &used,
                         s->out + ready, room, true);
    s->used += used;
    /* release: the samples are in place before PortAudio's thread sees their number */
    atomic_store_explicit(&s->out_ready, ready + more, memory_order_release);
    if (more == 0 || ready + more == s->out_room) {
        resampler_destroy(s->resampler);
        s->resampler = NULL;
    }
}

/* Where the buffer heard at `heard_ns` begins in the sound, and what that says of its start. */
static void find_place(struct sound *s, bool reopened, int64_t heard_ns)
{
    /* relaxed: the number is all there is to it */
    int64_t start = atomic_load_explicit(&s->start_ns, memory_order_relaxed);
    int64_t given_ns = (int64_t)s->given * CLOCK_SECOND / s->out_rate;
    int64_t late_ns = heard_ns - start - given_ns;

    if (start != 0 && (reopened || late_ns > JUMP_NS) && late_ns > 0) {
        s->given = (size_t)((heard_ns - start) / 1000 * s->out_rate / 1000000);
    } else {
        atomic_store_explicit(&s->start_ns, heard_ns - given_ns, memory_order_relaxed);
    }
}

static void copy(struct sound *s, struct sound_volume *volume, bool stop, int16_t *out,
                 size_t frames)
{
    /* acquire: samples counted in `out_ready` are in place */
    size_t ready = atomic_load_explicit(&s->out_ready, memory_order_acquire);
    size_t fade = (size_t)s->out_rate * FADE_MS / 1000;
    float step = (volume->wanted - volume->now) / (float)frames;

    for (size_t i = 0; i < frames; i++) {
        float part = !stop ? 1 : i < fade ? 1 - (float)i / (float)fade : 0;
        int16_t sample = s->given + i < ready ? s->out[s->given + i] : 0;
        volume->now += step;
        out[i] = (int16_t)((float)sample * part * volume->now);
    }
    volume->now = volume->wanted;
    s->given += frames;
}

void sound_give(struct sound *s, unsigned opening, struct sound_volume *volume, int16_t *out,
                size_t frames, int64_t heard_ns)
{
    /* relaxed, both: a wish and its fulfilment, which the helper sees sooner or later; it takes the
     * sound back through the player's door before it frees anything */
    bool stop = atomic_load_explicit(&s->stop, memory_order_relaxed);
    bool reopened = s->opening != opening;

    s->opening = opening;
    volume->now = reopened ? volume->wanted : volume->now;
    if ((stop && reopened) || atomic_load_explicit(&s->silent, memory_order_relaxed)) {
        memset(out, 0, frames * sizeof(*out));      /* its rest was thrown away: nothing to fade */
    } else {
        find_place(s, reopened, heard_ns);
        copy(s, volume, stop, out, frames);
    }
    if (stop) {
        atomic_store_explicit(&s->silent, true, memory_order_relaxed);
    }
}
