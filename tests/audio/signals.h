/* SPDX-License-Identifier: GPL-3.0-or-later */
/** Sounds with known properties, and ways to find them again. */
#ifndef SIGNALS_H
#define SIGNALS_H

#include <stddef.h>
#include <stdint.h>

#define ARRAY_LEN(a) (sizeof(a) / sizeof((a)[0]))

/** The next sample of a signal in which every few samples are unlike any others. */
int16_t signal_noise(uint32_t *state);
/** A sine of `amplitude`; sample `i`. */
int16_t signal_sine(size_t i, double hz, double rate, double amplitude);
/** Which part of the samples' power is a sine of `hz`: 1 all of it, 0 none. */
double signal_share(const int16_t *samples, size_t count, double hz, double rate);
/** The strongest frequency between `from` and `to`, to `step` Hz. */
double signal_pitch(const int16_t *samples, size_t count, double rate, double from, double to,
                    double step);

#endif
