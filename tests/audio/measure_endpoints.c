/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How near the endpointer comes to where speech begins and ends in a noisy room.
 * Arguments: clean recordings of one speaker each. A stretch of each is put
 * between silences and mixed with steady room noise; the truth is where the
 * clean recording comes within 25 dB of its loud parts.
 */
#include <endpoint.h>
#include <wav.h>

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

enum { FRAME = ENDPOINT_FRAME, BEFORE = 700, AFTER = 160, LONGEST = 500, SHORTEST = 100,
       PAUSE = 35, NEAR = 10, EARLY = 60, MOST = 1000 };    /* frames of 10 ms */

static const double truth_db = 25, clearly_above_room = 4;

struct distances {
    double frames[MOST];
    size_t count, near;
    double sum;
};

struct stretch {
    const int16_t *samples;     /* of the whole recording */
    double *power;              /* by frame */
    double least;               /* power that counts as speech */
    size_t first, last;         /* frames; `last` is behind it */
};

static int compare(const void *a, const void *b)
{
    const double *x = a, *y = b;
    return (*x > *y) - (*x < *y);
}

static bool is_speech(const struct stretch *s, size_t frame)
{
    return s->power[frame] > s->least && s->power[frame + 1] > s->least
        && s->power[frame + 2] > s->least;
}

static bool is_pause(const struct stretch *s, size_t frame)
{
    for (size_t f = frame - 8; f < frame; f++) {
        if (s->power[f] > s->least) {
            return false;
        }
    }
    return true;
}

/* The first few seconds, up to a pause. */
static bool find_stretch(struct stretch *s, size_t count)
{
    size_t frames = count / FRAME;
    double *sorted = calloc(frames + 1, sizeof(*sorted));
    s->power = calloc(frames + 1, sizeof(*s->power));
    for (size_t i = 0; i < frames * FRAME; i++) {
        s->power[i / FRAME] += (double)s->samples[i] * s->samples[i] / FRAME;
        sorted[i / FRAME] = s->power[i / FRAME];
    }
    qsort(sorted, frames, sizeof(*sorted), compare);
    s->least = fmax(sorted[frames * 95 / 100] * pow(10, -truth_db / 10),
                    sorted[frames / 50] * clearly_above_room);
    free(sorted);
    for (s->first = 0; s->first + 3 < frames && !is_speech(s, s->first); s->first++) {
    }
    s->last = s->first + LONGEST < frames ? s->first + LONGEST : frames;
    while (s->last < frames && s->last > s->first + SHORTEST && !is_pause(s, s->last)) {
        s->last--;
    }
    while (s->last > s->first + SHORTEST && !is_speech(s, s->last - 3)) {
        s->last--;
    }
    return s->last > s->first + SHORTEST;
}

/* Low, like a fan behind a wall, with some hum of the mains. */
static double room_noise(double *low, size_t i)
{
    *low += 0.03 * (2.0 * rand() / RAND_MAX - 1 - *low);
    return *low + 0.02 * rand() / RAND_MAX + 0.06 * sin(2 * 3.14159265 * 100 * (double)i / 16000);
}

static double *make_scene(const struct stretch *s, double ratio_db, size_t frames)
{
    double *scene = calloc(frames * FRAME, sizeof(*scene)), low = 0, noise = 0, speech = 0;
    size_t spoken = 0;
    for (size_t f = s->first; f < s->last; f++) {
        speech += s->power[f] > s->least ? s->power[f] : 0;
        spoken += s->power[f] > s->least;
    }
    for (size_t i = 0; i < frames * FRAME; i++) {
        scene[i] = room_noise(&low, i);
        noise += scene[i] * scene[i] / (double)(frames * FRAME);
    }
    const double gain = sqrt(speech / (double)spoken / noise * pow(10, -ratio_db / 10));
    for (size_t i = 0; i < frames * FRAME; i++) {
        scene[i] *= gain;
        if (i >= BEFORE * FRAME && i < (BEFORE + s->last - s->first) * FRAME) {
            scene[i] += s->samples[i - BEFORE * FRAME + s->first * FRAME];
        }
    }
    return scene;
}

static void add(struct distances *d, double frames)
{
    if (d->count < MOST) {
        d->frames[d->count++] = fabs(frames);
        d->near += fabs(frames) <= NEAR;
        d->sum += frames;
    }
}

static void measure(const struct stretch *s, double ratio_db, struct distances *begins,
                    struct distances *ends)
{
    const size_t frames = BEFORE + s->last - s->first + AFTER;
    double *scene = make_scene(s, ratio_db, frames);
    struct endpointer e;
    double began = -1, ended = -1;
    endpointer_init(&e);
    for (size_t f = 0; f < frames; f++) {
        int16_t samples[FRAME];
        uint64_t at;
        for (size_t i = 0; i < FRAME; i++) {
            samples[i] = (int16_t)fmax(-32768, fmin(32767, scene[f * FRAME + i] / 2));
        }
        enum endpoint_event event = endpointer_take(&e, samples, PAUSE, &at);
        if (event == ENDPOINT_BEGAN && began < 0 && at + EARLY > BEFORE) {
            began = (double)at;
        }
        ended = event == ENDPOINT_ENDED ? (double)at : ended;
    }
    free(scene);
    add(begins, began - BEFORE);
    add(ends, ended - (double)(frames - AFTER));
}

static void print(double ratio_db, const char *what, struct distances *d)
{
    qsort(d->frames, d->count, sizeof(*d->frames), compare);
    printf("%2.0f dB over the room, %-6s  within 100 ms %3.0f %%  mean %4.0f ms  half within %3.0f ms"
           "  (%zu)\n", ratio_db, what, 100.0 * (double)d->near / (double)d->count,
           10 * d->sum / (double)d->count, 10 * d->frames[d->count / 2], d->count);
}

int main(int argc, char **argv)
{
    static const double ratios_db[] = { 40, 30, 20, 15 };
    for (size_t r = 0; r < sizeof(ratios_db) / sizeof(ratios_db[0]); r++) {
        static struct distances begins, ends;
        begins = ends = (struct distances){ .count = 0 };
        srand(1);
        for (int i = 1; i < argc; i++) {
            char err[300] = "";
            size_t count;
            struct stretch s = { .samples = wav_read(argv[i], &count, err, sizeof(err)) };
            if (s.samples == NULL) {
                fprintf(stderr, "%s\n", err);
                return 1;
            }
            if (find_stretch(&s, count)) {
                measure(&s, ratios_db[r], &begins, &ends);
            }
            free(s.power);
            free((int16_t *)s.samples);
        }
        if (begins.count > 0) {
            print(ratios_db[r], "begins", &begins);
            print(ratios_db[r], "ends", &ends);
        }
    }
    return argc < 2;
}
