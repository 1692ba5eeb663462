/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tones.h"

#include <math.h>
#include <stdlib.h>

#define TAU 6.283185307179586
#define ATTACK_S 0.012      /* long enough not to click */
#define OCTAVE_SHARE 0.15   /* a little of the octave above makes a sine less hollow */

struct note {
    double begin_s, length_s;
    double from_hz, to_hz;      /* it glides from one to the other */
    double loudness;            /* of full scale */
};

#define NOTES_MAX 2

static const struct note tunes[TONE_COUNT][NOTES_MAX] = {
    /* e'' and a'': a rising fourth */
    [TONE_TURN] = { { 0.00, 0.16, 659.3, 659.3, 0.16 }, { 0.13, 0.30, 880.0, 880.0, 0.16 } },
    /* a' sinking to e' */
    [TONE_END] = { { 0.00, 0.45, 440.0, 329.6, 0.20 } },
};

/* Swells quickly and dies away softly, silent at both ends. */
static double envelope(double t, double length_s)
{
    double attack = t < ATTACK_S ? t / ATTACK_S : 1;
    double left = 1 - t / length_s;
    return attack * left * left;
}

static void add_note(const struct note *note, double *mix)
{
    size_t begin = (size_t)(note->begin_s * TONE_RATE);
    size_t count = (size_t)(note->length_s * TONE_RATE);
    double phase = 0;

    for (size_t i = 0; i < count; i++) {
        double t = (double)i / TONE_RATE;
        double hz = note->from_hz + (note->to_hz - note->from_hz) * t / note->length_s;
        double wave = (1 - OCTAVE_SHARE) * sin(phase) + OCTAVE_SHARE * sin(2 * phase);
        mix[begin + i] += wave * note->loudness * envelope(t, note->length_s);
        phase += TAU * hz / TONE_RATE;
    }
}

static size_t tune_length(const struct note *notes)
{
    double end_s = 0;

    for (size_t i = 0; i < NOTES_MAX; i++) {
        end_s = fmax(end_s, notes[i].begin_s + notes[i].length_s);
    }
    return (size_t)(end_s * TONE_RATE) + 1;
}

int16_t *tone_create(enum tone tone, size_t *count)
{
    size_t length = tune_length(tunes[tone]);
    double *mix = calloc(length, sizeof(*mix));
    int16_t *samples = malloc(length * sizeof(*samples));

    if (mix != NULL && samples != NULL) {
        for (size_t i = 0; i < NOTES_MAX; i++) {
            add_note(&tunes[tone][i], mix);
        }
        for (size_t i = 0; i < length; i++) {
            samples[i] = (int16_t)lrint(mix[i] * INT16_MAX);
        }
        *count = length;
    } else {
        free(samples);
        samples = NULL;
    }
    free(mix);
    return samples;
}
