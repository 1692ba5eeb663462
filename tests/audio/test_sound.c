/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What PortAudio's thread does with a sound, at times of the test's choice. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <clock.h>
#include <math.h>
#include <sound.h>
#include <stdlib.h>

#include "signals.h"

#define RATE 48000
#define FRAMES 480
#define BUFFER_NS (CLOCK_SECOND / 100)
#define AHEAD_NS (CLOCK_SECOND / 20)

struct speaker {
    struct sound *sound;
    struct sound_volume volume;
    int64_t now_ns;
    unsigned opening;
    int16_t out[FRAMES];
};

static void begin(struct speaker *s, size_t count, unsigned rate, double hz)
{
    int16_t *samples = malloc(count * sizeof(*samples));

    assert_non_null(samples);
    for (size_t i = 0; i < count; i++) {
        samples[i] = signal_sine(i, hz, rate, 10000);
    }
    *s = (struct speaker) { .volume = { 1, 1 }, .now_ns = clock_ns(), .opening = 1 };
    s->sound = sound_create(samples, count, rate);
    free(samples);
    assert_non_null(s->sound);
    sound_prepare(s->sound, RATE);
}

static void next_buffer(struct speaker *s)
{
    sound_give(s->sound, s->opening, &s->volume, s->out, FRAMES, s->now_ns + AHEAD_NS);
    sound_prepare_more(s->sound);
    s->now_ns += BUFFER_NS;
}

static int loudest(const int16_t *samples, size_t count)
{
    int most = 0;

    for (size_t i = 0; i < count; i++) {
        most = abs(samples[i]) > most ? abs(samples[i]) : most;
    }
    return most;
}

static void test_every_rate_plays_at_its_pitch(void **state)
{
    (void)state;
    static const unsigned rates[] = { 8000, 16000, 22050, 44100, 48000, 96000 };
    for (size_t i = 0; i < ARRAY_LEN(rates); i++) {
        struct speaker s;
        int16_t played[FRAMES * 30];
        begin(&s, rates[i], rates[i], 700);
        for (size_t k = 0; k < 30; k++) {
            next_buffer(&s);
            for (size_t j = 0; j < FRAMES; j++) {
                played[k * FRAMES + j] = s.out[j];
            }
        }
        double share = signal_share(played + 4800, 9600, 700, RATE);
        if (share < 0.99) {
            fail_msg("%u Hz: %.3f of the power has the right pitch", rates[i], share);
        }
        sound_destroy(s.sound);
    }
}

static void test_clock_begins_when_the_first_sample_is_heard(void **state)
{
    (void)state;
    struct speaker s;
    int64_t first;

    begin(&s, 22050, 22050, 500);
    assert_true(sound_clock(s.sound) < 0);
    first = s.now_ns + AHEAD_NS;
    next_buffer(&s);
    assert_int_equal(atomic_load(&s.sound->start_ns), first);
    next_buffer(&s);
    next_buffer(&s);
    assert_int_equal(atomic_load(&s.sound->start_ns), first);
    assert_true(fabs(sound_length(s.sound) - 1) < 1e-9);
    sound_destroy(s.sound);
}

static void test_stop_fades_out_in_a_buffer(void **state)
{
    (void)state;
    struct speaker s;

    begin(&s, 22050, 22050, 500);
    for (int i = 0; i < 20; i++) {
        next_buffer(&s);
    }
    atomic_store(&s.sound->stop, true);
    next_buffer(&s);
    assert_true(loudest(s.out, FRAMES / 4) > 7000);
    assert_true(loudest(s.out + FRAMES * 9 / 10, FRAMES / 10) < 1100);
    assert_true(atomic_load(&s.sound->silent));
    next_buffer(&s);
    assert_int_equal(loudest(s.out, FRAMES), 0);
    sound_destroy(s.sound);
}

/* The stream was cut and opened again: the rest of the old sound must not come back. */
static void test_stopped_sound_is_not_heard_on_a_new_stream(void **state)
{
    (void)state;
    struct speaker s;

    begin(&s, 22050, 22050, 500);
    next_buffer(&s);
    atomic_store(&s.sound->stop, true);
    s.opening++;
    next_buffer(&s);
    assert_int_equal(loudest(s.out, FRAMES), 0);
    assert_true(atomic_load(&s.sound->silent));
    sound_destroy(s.sound);
}

/* The speaker was away for 0.4 s: the sound goes on where its clock stands, not where it was. */
static void test_catches_up_after_a_gap(void **state)
{
    (void)state;
    struct speaker s;
    int64_t start;
    size_t place;

    begin(&s, 44100, 22050, 500);
    next_buffer(&s);
    start = atomic_load(&s.sound->start_ns);
    s.now_ns += CLOCK_SECOND * 4 / 10;
    s.opening++;
    place = s.sound->given;
    next_buffer(&s);
    assert_int_equal(atomic_load(&s.sound->start_ns), start);
    assert_true(labs((long)s.sound->given - (long)(place + RATE * 4 / 10 + FRAMES)) < 10);
    sound_destroy(s.sound);
}

/* The next speaker has another rate: the clock, and with it the captions, goes on as it was. */
static void test_goes_on_at_another_rate(void **state)
{
    (void)state;
    static const unsigned rates[] = { 44100, 96000 };
    for (size_t i = 0; i < ARRAY_LEN(rates); i++) {
        struct speaker s;
        int64_t start;
        begin(&s, 32000, 16000, 500);
        for (int k = 0; k < 100; k++) {
            next_buffer(&s);
        }
        start = atomic_load(&s.sound->start_ns);
        sound_prepare(s.sound, rates[i]);
        s.opening++;
        s.now_ns += CLOCK_SECOND / 50;      /* it took a moment to open it */
        next_buffer(&s);
        assert_int_equal(atomic_load(&s.sound->start_ns), start);
        assert_in_range(s.sound->given, rates[i], rates[i] * 11 / 10);
        sound_destroy(s.sound);
    }
}

static void test_volume_moves_smoothly(void **state)
{
    (void)state;
    struct speaker s;

    begin(&s, 48000, 48000, 1000);
    for (int i = 0; i < 10; i++) {
        next_buffer(&s);
    }
    s.volume.wanted = 0.1F;
    next_buffer(&s);
    assert_true(loudest(s.out, 60) > 8000 && loudest(s.out + 420, 60) < 2300);
    next_buffer(&s);
    assert_in_range(loudest(s.out, FRAMES), 900, 1100);
    sound_destroy(s.sound);
}

static void test_both_ends_are_soft(void **state)
{
    (void)state;
    int16_t samples[1000];

    for (size_t i = 0; i < ARRAY_LEN(samples); i++) {
        samples[i] = INT16_MIN;
    }
    for (size_t count = 0; count <= ARRAY_LEN(samples); count += 125) {
        struct sound *s = sound_create(samples, count, 16000);
        assert_non_null(s);
        assert_true(count == 0 || (s->samples[0] == 0 && s->samples[count - 1] == 0));
        assert_true(count < 500 || s->samples[count / 2] == INT16_MIN);
        sound_destroy(s);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_rate_plays_at_its_pitch),
        cmocka_unit_test(test_clock_begins_when_the_first_sample_is_heard),
        cmocka_unit_test(test_stop_fades_out_in_a_buffer),
        cmocka_unit_test(test_stopped_sound_is_not_heard_on_a_new_stream),
        cmocka_unit_test(test_catches_up_after_a_gap),
        cmocka_unit_test(test_goes_on_at_another_rate),
        cmocka_unit_test(test_volume_moves_smoothly),
        cmocka_unit_test(test_both_ends_are_soft),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
