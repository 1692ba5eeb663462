/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "signals.h"

#include <math.h>

#define TAU 6.283185307179586

int16_t signal_noise(uint32_t *state)
{
    *state = *state * 1664525U + 1013904223U;
    return (int16_t)((int)(*state >> 17) - 16384);
}

int16_t signal_sine(size_t i, double hz, double rate, double amplitude)
{
    return (int16_t)lrint(amplitude * sin(TAU * hz * (double)i / rate));
}

double signal_share(const int16_t *samples, size_t count, double hz, double rate)
{
    double cosine = 0, sine = 0, power = 0;

    for (size_t i = 0; i < count; i++) {
        double angle = TAU * hz * (double)i / rate;
        cosine += samples[i] * cos(angle);
        sine += samples[i] * sin(angle);
        power += (double)samples[i] * samples[i];
    }
    return power > 0 ? 2 * (cosine * cosine + sine * sine) / ((double)count * power) : 0;
}

double signal_pitch(const int16_t *samples, size_t count, double rate, double from, double to,
                    double step)
{
    double best = 0, best_share = -1;

    for (double hz = from; hz <= to; hz += step) {
        double share = signal_share(samples, count, hz, rate);
        if (share > best_share) {
            best_share = share;
            best = hz;
        }
    }
    return best;
}
