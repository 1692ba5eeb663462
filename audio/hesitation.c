/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "hesitation.h"

#include "source.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
    RATE = SAMPLE_RATE / 2,     /* enough for voices, and half the work */
    STEP = RATE / 100,
    WINDOW = 320,               /* of the pitch: 40 ms */
    SPECTRUM = 256,
    BANDS = 14,
    BAND_RANGE_DB = 25,
    LAG_LEAST = RATE / 350,
    LAG_MOST = RATE / 70,
    BACK = 6,                   /* frames between the spectra that are compared */
    GAP = 2,                    /* frames that may break a run */
    PAUSE = 8,                  /* quiet frames beside a sound at a pause */
    ALONE = 12,                 /* quiet frames beside a sound alone */
    VOICE_TAIL = 4,             /* frames in which a voice fades */
    LONGEST_LONE = 120,
    MOST = 32
};

static const double least_voicing = 0.55;
static const double most_flux_db = 3.2;     /* mean over the bands */
static const double most_lone_flux_db = 5;
static const double most_pitch_change = 0.12;
static const double least_s = 0.25, least_within_s = 0.36;
static const double below_peak_db = 26;     /* softer frames are no sound */
static const float sure = 0.6F;             /* a word so confident is no hesitation */

struct frame {
    float power_db;
    bool loud;
    float lag;                  /* 0: unvoiced */
    float bands[BANDS];         /* dB, their mean 0 */
};

static float *halve_rate(const int16_t *samples, size_t count)
{
    float *half = calloc(count / 2 + WINDOW + LAG_MOST, sizeof(*half));
    for (size_t i = 0; half != NULL && i < count / 2; i++) {
        half[i] = ((float)samples[2 * i] + (float)samples[2 * i + 1]) / 65536;
    }
    return half;
}

static float find_lag(const float *x)
{
    double own = 1e-9, best = 0;
    int best_lag = 0;
    for (int i = 0; i < WINDOW; i++) {
        own += (double)x[i] * (double)x[i];
    }
    for (int lag = LAG_LEAST; lag <= LAG_MOST; lag++) {
        double both = 0, shifted = 1e-9;
        for (int i = 0; i < WINDOW; i++) {
            both += (double)x[i] * (double)x[i + lag];
            shifted += (double)x[i + lag] * (double)x[i + lag];
        }
        double r = both / sqrt(own * shifted);
        if (r > best + 0.02) {  /* the shortest of equally good ones: no octave too low */
            best = r;
            best_lag = lag;
        }
    }
    return best >= least_voicing ? (float)best_lag : 0;
}

/* Bands of equal width below 1 kHz and ever wider ones above, 150 to 3800 Hz. */
static int band_of(double hz)
{
    if (hz < 150 || hz > 3800) {
        return -1;
    }
    double place = hz < 1000 ? (hz - 150) / 850 * 7 : 7 + log(hz / 1000) / log(3.8) * 7;
    return place < BANDS ? (int)place : BANDS - 1;
}

struct waves {
    float window[SPECTRUM];
    float cosine[SPECTRUM], sine[SPECTRUM];
    int band[SPECTRUM / 2];
};

static void make_waves(struct waves *w)
{
    for (int i = 0; i < SPECTRUM; i++) {
        const double turn = 2 * 3.14159265358979 * i / SPECTRUM;
        w->window[i] = (float)(0.5 - 0.5 * cos(turn));
        w->cosine[i] = (float)cos(turn);
        w->sine[i] = (float)sin(turn);
    }
    for (int k = 0; k < SPECTRUM / 2; k++) {
        w->band[k] = band_of((double)k * RATE / SPECTRUM);
    }
}

static void find_bands(const struct waves *w, const float *x, float bands[BANDS])
{
    float power[BANDS] = { 0 }, shaped[SPECTRUM], mean = 0, most = -120;
    for (int i = 0; i < SPECTRUM; i++) {
        shaped[i] = x[i] * w->window[i];
    }
    for (int k = 0; k < SPECTRUM / 2; k++) {
        float re = 0, im = 0;
        for (int i = 0; w->band[k] >= 0 && i < SPECTRUM; i++) {
            re += shaped[i] * w->cosine[i * k % SPECTRUM];
            im += shaped[i] * w->sine[i * k % SPECTRUM];
        }
        if (w->band[k] >= 0) {
            power[w->band[k]] += re * re + im * im;
        }
    }
    for (int b = 0; b < BANDS; b++) {
        bands[b] = 10 * log10f(power[b] + 1e-6F);
        most = fmaxf(most, bands[b]);
    }
    for (int b = 0; b < BANDS; b++) {   /* what is that soft is not heard beside the rest */
        bands[b] = fmaxf(bands[b], most - BAND_RANGE_DB);
        mean += bands[b] / BANDS;
    }
    for (int b = 0; b < BANDS; b++) {
        bands[b] -= mean;
    }
}

static void measure(struct frame *frames, size_t count, const float *sound)
{
    struct waves waves;
    float peak_db = -120;
    make_waves(&waves);
    for (size_t f = 0; f < count; f++) {
        const float *x = sound + f * STEP;
        float power = 1e-9F;
        for (int i = 0; i < WINDOW; i++) {
            power += x[i] * x[i] / WINDOW;
        }
        frames[f].power_db = 10 * log10f(power);
        peak_db = fmaxf(peak_db, frames[f].power_db);
    }
    for (size_t f = 0; f < count; f++) {
        frames[f].loud = frames[f].power_db > peak_db - (float)below_peak_db;
        frames[f].lag = frames[f].loud ? find_lag(sound + f * STEP) : 0;
        if (frames[f].lag > 0) {
            find_bands(&waves, sound + f * STEP + (WINDOW - SPECTRUM) / 2, frames[f].bands);
        }
    }
}

static bool same_pitch(const struct frame *a, const struct frame *b)
{
    return a->lag > 0 && b->lag > 0
        && fabs((double)a->lag - (double)b->lag) <= most_pitch_change * (double)a->lag;
}

static double flux_db(const struct frame *a, const struct frame *b)
{
    double flux = 0;
    for (int i = 0; i < BANDS; i++) {
        flux += fabs((double)a->bands[i] - (double)b->bands[i]) / BANDS;
    }
    return flux;
}

static bool is_steady(const struct frame *frames, size_t f)
{
    return f >= BACK && same_pitch(&frames[f - BACK], &frames[f])
        && flux_db(&frames[f - BACK], &frames[f]) < most_flux_db;
}

/* A run of frames from `first` to `last`. */
struct run {
    size_t first, last;
};

static bool is_quiet(const struct frame *frames, size_t count, size_t first, size_t length)
{
    for (size_t f = first; f < first + length && f < count; f++) {
        if (frames[f].loud) {
            return false;
        }
    }
    return true;
}

/* Within speech vowels are long as well: there it must be longer than beside a pause. */
static void add_run(struct run *runs, size_t *count, const struct frame *frames, size_t frame_count,
                    size_t first, size_t last)
{
    const double length_s = (double)(last - first) / 100 + WINDOW / 2.0 / RATE;
    const size_t before = first < PAUSE ? first : PAUSE;
    bool paused = is_quiet(frames, frame_count, last + VOICE_TAIL, PAUSE)
        || is_quiet(frames, frame_count, first - before, before);
    if (length_s >= (paused ? least_s : least_within_s) && *count < MOST) {
        runs[(*count)++] = (struct run){ first, last };
    }
}

/* Long sounds that hardly change. */
static void find_steady(const struct frame *frames, size_t frame_count, size_t first, size_t last,
                        struct run *runs, size_t *count)
{
    size_t begin = 0, end = 0;
    for (size_t f = first; f <= last; f++) {
        if (is_steady(frames, f) && f >= first + BACK) {
            begin = end > 0 && f <= end + GAP + 1 ? begin : f - BACK;
            end = f;
        } else if (end > 0 && f == end + GAP + 1) {
            add_run(runs, count, frames, frame_count, begin, end);
        }
    }
    if (end > 0 && last < end + GAP + 1) {
        add_run(runs, count, frames, frame_count, begin, end);
    }
}

/* A short stretch of voice alone, at one pitch, without much change: the vowel of "um" goes over
 * into its "m" and the whole is not steady. */
static bool is_lone(const struct frame *frames, size_t count, size_t first, size_t last)
{
    double flux = 0;
    for (size_t f = first + BACK; f <= last; f++) {
        if (!same_pitch(&frames[f - BACK], &frames[f])) {
            return false;
        }
        flux += flux_db(&frames[f - BACK], &frames[f]) / (double)(last - first - BACK + 1);
    }
    const size_t before = first < ALONE ? first : ALONE;
    if (!is_quiet(frames, count, first - before, before)
        || !is_quiet(frames, count, last + VOICE_TAIL, ALONE)) {
        return false;
    }
    return last - first <= LONGEST_LONE && flux < most_lone_flux_db;
}

/* Voiced stretches, one by one. */
static size_t find_runs(const struct frame *frames, size_t count, struct run *runs)
{
    size_t found = 0;
    for (size_t f = 0; f < count; f++) {
        size_t first = f;
        while (f < count && frames[f].lag > 0) {
            f++;
        }
        if (f < first + 2 * BACK) {
            continue;
        }
        if (is_lone(frames, count, first, f - 1)) {
            add_run(runs, &found, frames, count, first, f - 1);
        } else {
            find_steady(frames, count, first, f - 1, runs, &found);
        }
    }
    return found;
}

size_t hesitation_find(const int16_t *samples, size_t count, struct hesitation *found, size_t max)
{
    const size_t frame_count = count / 2 / STEP;
    struct run runs[MOST];
    size_t found_count = 0;
    float *sound = halve_rate(samples, count);
    struct frame *frames = calloc(frame_count + 1, sizeof(*frames));
    if (sound != NULL && frames != NULL) {
        measure(frames, frame_count, sound);
        found_count = find_runs(frames, frame_count, runs);
        found_count = found_count < max ? found_count : max;
        explicit_bzero(sound, count / 2 * sizeof(*sound));
    }
    for (size_t i = 0; i < found_count; i++) {
        found[i] = (struct hesitation){ (double)runs[i].first / 100,
                                        (double)runs[i].last / 100 + WINDOW / 2.0 / RATE };
    }
    free(sound);
    free(frames);
    return found_count;
}

static double overlap(const struct heard_word *w, const struct hesitation *h)
{
    return fmax(0, fmin(w->end_s, h->end_s) - fmax(w->start_s, h->start_s));
}

/* A confident word explains the sound; its vowel may be long. */
static bool is_explained(const struct word_list *words, const struct hesitation *h)
{
    for (size_t i = 0; i < words->count; i++) {
        const struct heard_word *w = &words->words[i];
        if (w->confidence >= sure && overlap(w, h) > 0.3 * (h->end_s - h->start_s)) {
            return true;
        }
    }
    return false;
}

static bool is_covered(const struct heard_word *w, const struct hesitation *found, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (overlap(w, &found[i]) > 0.6 * (w->end_s - w->start_s)) {
            return true;
        }
    }
    return false;
}

static bool merge(const struct word_list *words, const struct hesitation *found, size_t count,
                  struct word_list *merged)
{
    size_t next = 0;
    bool good = true;
    for (size_t i = 0; good && i <= words->count; i++) {
        const struct heard_word *w = i < words->count ? &words->words[i] : NULL;
        while (good && next < count && (w == NULL || found[next].start_s <= w->start_s)) {
            good = word_list_add(merged, &(struct heard_word){ .text = "um",
                .start_s = found[next].start_s, .end_s = found[next].end_s, .confidence = 0.7F,
                .hesitation = true }, 0);
            next++;
        }
        if (good && w != NULL && (w->confidence >= sure || !is_covered(w, found, count))) {
            good = word_list_add(merged, w, 0);
        }
    }
    return good;
}

bool hesitation_mark(const int16_t *samples, size_t count, struct word_list *words)
{
    struct hesitation found[MOST];
    struct word_list merged = { 0 };
    size_t kept = 0, all = hesitation_find(samples, count, found, MOST);
    for (size_t i = 0; i < all; i++) {
        if (!is_explained(words, &found[i])) {
            found[kept++] = found[i];
        }
    }
    if (kept == 0) {
        return true;
    }
    if (!merge(words, found, kept, &merged)) {
        word_list_clear(&merged);
        return false;
    }
    word_list_clear(words);
    *words = merged;
    return true;
}
