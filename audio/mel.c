/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mel.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { SIZE = 512, BINS = SIZE / 2 + 1, BITS = 9 };

static const double pi = 3.14159265358979323846;
static const double low_hz = 60, high_hz = 7600, rate_hz = 16000;
static const float energy_floor = 1e-6f;
static const float spread = 3.0f;           /* the features are divided by it */
static const double start_mean = -5, start_frames = 50;
static const double most_frames = 300;      /* of what is known when sound begins anew */

struct mel {
    float window[MEL_WINDOW];
    float cosine[SIZE / 2], sine[SIZE / 2];
    float filters[MEL_BANDS][BINS];
    unsigned short first[MEL_BANDS], end[MEL_BANDS];    /* bins of each filter */
    unsigned short turned[SIZE];                        /* bits of the number reversed */
    float samples[MEL_WINDOW + MEL_HOP];
    size_t have;
    double sum[MEL_BANDS], frames;
};

static double mel_of_hz(double hz)
{
    return 1127.0 * log1p(hz / 700.0);
}

static void make_filter(struct mel *m, int band)
{
    double step = (mel_of_hz(high_hz) - mel_of_hz(low_hz)) / (MEL_BANDS + 1);
    double left = mel_of_hz(low_hz) + step * band;
    m->first[band] = BINS;
    for (int bin = 0; bin < BINS; bin++) {
        double at = (mel_of_hz(bin * rate_hz / SIZE) - left) / step;
        double weight = at < 1 ? at : 2 - at;
        if (weight > 0) {
            m->filters[band][bin] = (float)weight;
            m->first[band] = (unsigned short)(bin < m->first[band] ? bin : m->first[band]);
            m->end[band] = (unsigned short)(bin + 1);
        }
    }
}

struct mel *mel_create(void)
{
    struct mel *m = calloc(1, sizeof(*m));
    if (m == NULL) {
        return NULL;
    }
    for (int i = 0; i < MEL_WINDOW; i++) {
        m->window[i] = (float)((0.5 - 0.5 * cos(2 * pi * i / MEL_WINDOW)) / 32768);
    }
    for (int i = 0; i < SIZE / 2; i++) {
        m->cosine[i] = (float)cos(2 * pi * i / SIZE);
        m->sine[i] = (float)-sin(2 * pi * i / SIZE);
    }
    for (unsigned i = 0; i < SIZE; i++) {
        for (unsigned bit = 0; bit < BITS; bit++) {
            m->turned[i] |= (unsigned short)((i >> bit & 1u) << (BITS - 1 - bit));
        }
    }
    for (int band = 0; band < MEL_BANDS; band++) {
        make_filter(m, band);
        m->sum[band] = start_mean * start_frames;
    }
    m->frames = start_frames;
    return m;
}

void mel_destroy(struct mel *m)
{
    free(m);
}

void mel_begin(struct mel *m)
{
    m->have = 0;
    if (m->frames > most_frames) {
        for (int band = 0; band < MEL_BANDS; band++) {
            m->sum[band] *= most_frames / m->frames;
        }
        m->frames = most_frames;
    }
}

/* Radix 2, in place; `real` comes in the order of `turned`. */
static void transform(const struct mel *m, float real[SIZE], float imaginary[SIZE])
{
    for (size_t half = 1; half < SIZE; half *= 2) {
        for (size_t start = 0; start < SIZE; start += 2 * half) {
            for (size_t k = 0; k < half; k++) {
                size_t a = start + k, b = a + half, turn = k * (SIZE / 2 / half);
                float re = real[b] * m->cosine[turn] - imaginary[b] * m->sine[turn];
                float im = real[b] * m->sine[turn] + imaginary[b] * m->cosine[turn];
                real[b] = real[a] - re;
                imaginary[b] = imaginary[a] - im;
                real[a] += re;
                imaginary[a] += im;
            }
        }
    }
}

static void log_energies(const struct mel *m, float frame[MEL_BANDS])
{
    float real[SIZE] = { 0 }, imaginary[SIZE] = { 0 };
    for (size_t i = 0; i < MEL_WINDOW; i++) {
        real[m->turned[i]] = m->samples[i] * m->window[i];
    }
    transform(m, real, imaginary);
    for (size_t bin = 0; bin < BINS; bin++) {
        real[bin] = real[bin] * real[bin] + imaginary[bin] * imaginary[bin];
    }
    for (size_t band = 0; band < MEL_BANDS; band++) {
        float energy = energy_floor;
        for (size_t bin = m->first[band]; bin < m->end[band]; bin++) {
            energy += m->filters[band][bin] * real[bin];
        }
        frame[band] = logf(energy);
    }
}

bool mel_hop(struct mel *m, const int16_t samples[MEL_HOP], float frame[MEL_BANDS])
{
    for (size_t i = 0; i < MEL_HOP; i++) {
        m->samples[m->have + i] = samples[i];
    }
    m->have += MEL_HOP;
    if (m->have < MEL_WINDOW) {
        return false;
    }
    log_energies(m, frame);
    m->have -= MEL_HOP;
    memmove(m->samples, m->samples + MEL_HOP, m->have * sizeof(m->samples[0]));
    m->frames += 1;
    for (size_t band = 0; band < MEL_BANDS; band++) {
        m->sum[band] += (double)frame[band];
        frame[band] = (float)(((double)frame[band] - m->sum[band] / m->frames) / (double)spread);
    }
    return true;
}
