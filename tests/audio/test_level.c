/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <level.h>
#include <math.h>
#include <stdlib.h>

#include "signals.h"

#define RATE 16000

static void test_readings(void **state)
{
    (void)state;
    static const struct { double amplitude, rms_db, peak_db; } rows[] = {
        { 0, -96.0, -96.0 },
        { 32767, -3.0, 0.0 },       /* a sine's rms is 3 dB below its peak */
        { 3276.7, -23.0, -20.0 },
        { 327.67, -43.0, -40.0 },
        { 32.767, -63.0, -60.0 },
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct level l;
        int readings = 0;
        level_init(&l, RATE, 10);
        for (size_t k = 0; k < RATE; k++) {
            int16_t sample = signal_sine(k, 500, RATE, rows[i].amplitude);
            readings += level_add(&l, &sample, 1);
        }
        if (readings != 10 || fabs((double)l.rms_db - rows[i].rms_db) > 0.3
            || fabs((double)l.peak_db - rows[i].peak_db) > 0.3) {
            fail_msg("amplitude %.0f: %d readings, rms %.2f, peak %.2f", rows[i].amplitude,
                     readings, (double)l.rms_db, (double)l.peak_db);
        }
    }
}

static void test_most_negative_sample(void **state)
{
    (void)state;
    struct level l;
    int16_t loud[4] = { INT16_MIN, INT16_MIN, INT16_MIN, INT16_MIN };

    level_init(&l, 4, 1);
    assert_true(level_add(&l, loud, 4));
    assert_true(fabsf(l.rms_db) < 0.01F && fabsf(l.peak_db) < 0.01F);
    assert_true(fabsf(level_rms_db(loud, 4)) < 0.01F);
}

/* However the samples come in, the readings are the same. */
static void test_pieces(void **state)
{
    (void)state;
    int16_t samples[1000];
    struct level whole, parts;

    for (size_t i = 0; i < ARRAY_LEN(samples); i++) {
        samples[i] = signal_sine(i, 440, RATE, 5000);
    }
    level_init(&whole, RATE, 30);
    level_init(&parts, RATE, 30);
    assert_true(level_add(&whole, samples, ARRAY_LEN(samples)));
    for (size_t i = 0; i < ARRAY_LEN(samples); i += 8) {
        level_add(&parts, samples + i, 8);
    }
    assert_true(fabsf(whole.rms_db - parts.rms_db) < 0.001F);
    assert_int_equal(whole.count, parts.count);
}

static void test_loudness(void **state)
{
    (void)state;
    static const struct { float rms_db, want; } rows[] = {
        { -96, 0 }, { -60, 0 }, { -36, 0.5F }, { -12, 1 }, { 0, 1 },
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        float got = level_loudness(rows[i].rms_db);
        if (fabsf(got - rows[i].want) > 0.001F) {
            fail_msg("%.0f dB: %.3f, want %.3f", (double)rows[i].rms_db, (double)got,
                     (double)rows[i].want);
        }
    }
    assert_true(level_rms_db(NULL, 0) == LEVEL_FLOOR_DB);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_readings),
        cmocka_unit_test(test_most_negative_sample),
        cmocka_unit_test(test_pieces),
        cmocka_unit_test(test_loudness),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
