/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <level.h>
#include <stdlib.h>
#include <tones.h>

#include "signals.h"

#define MS (TONE_RATE / 1000)

/* What is heard in the first and in the last part that is loud enough. */
static void test_direction(void **state)
{
    (void)state;
    static const struct {
        enum tone tone;
        size_t early_ms, late_ms;
        double early_hz, late_hz;
    } rows[] = {
        { TONE_TURN, 10, 180, 659.3, 880.0 },
        { TONE_END, 10, 220, 430.0, 375.0 },
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        size_t count;
        int16_t *samples = tone_create(rows[i].tone, &count);
        assert_non_null(samples);
        double early = signal_pitch(samples + rows[i].early_ms * MS, 80 * MS, TONE_RATE, 300,
                                    1000, 5);
        double late = signal_pitch(samples + rows[i].late_ms * MS, 80 * MS, TONE_RATE, 300,
                                   1000, 5);
        if (abs((int)(early - rows[i].early_hz)) > 12 || abs((int)(late - rows[i].late_hz)) > 12) {
            fail_msg("tone %d: %.0f Hz, then %.0f Hz", (int)rows[i].tone, early, late);
        }
        free(samples);
    }
}

static void test_soft(void **state)
{
    (void)state;
    for (int tone = 0; tone < TONE_COUNT; tone++) {
        size_t count;
        struct level l;
        int16_t *samples = tone_create((enum tone)tone, &count);
        assert_non_null(samples);
        assert_true(count > 300 * MS && count < 600 * MS);
        assert_true(abs(samples[0]) < 20 && abs(samples[count - 1]) < 20);
        level_init(&l, (unsigned)count, 1);
        level_add(&l, samples, count);
        assert_true(l.peak_db < -9 && l.peak_db > -20);
        free(samples);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_direction),
        cmocka_unit_test(test_soft),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
