/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include <endpoint.h>
#include <math.h>

#define ARRAY_LEN(a) (sizeof(a) / sizeof((a)[0]))

enum { PAUSE = 35, MOST_EVENTS = 32 };

static const uint64_t room_known = 150;     /* frames */

struct span {
    double from_s, to_s;
};

struct events {
    struct span speech[MOST_EVENTS];
    size_t count;
};

/* Evenly distributed noise of about `db` (full scale = 0), the same for each call. */
static double noise(double db)
{
    return ((double)rand() / RAND_MAX - 0.5) * 2 * pow(10, db / 20) * sqrt(3);
}

/* Like a voice: a buzz at 120 Hz with many harmonics, that comes and goes five times a second. */
static double voice(double t, double db)
{
    double sum = 0;
    for (int h = 1; h <= 20; h++) {
        sum += sin(2 * 3.14159265 * 120 * h * t) / h;
    }
    return sum * pow(10, db / 20) * (0.7 + 0.3 * sin(2 * 3.14159265 * 5 * t));
}

static void listen(struct endpointer *e, double length_s, const struct span *spans, size_t count,
                   double voice_db, double noise_db, struct events *out)
{
    int16_t frame[ENDPOINT_FRAME];
    uint64_t at;
    *out = (struct events){ .count = 0 };
    for (size_t f = 0; f < (size_t)(length_s * ENDPOINT_FRAMES_PER_SECOND); f++) {
        for (size_t i = 0; i < ENDPOINT_FRAME; i++) {
            double t = (double)(f * ENDPOINT_FRAME + i) / 16000, x = noise(noise_db);
            for (size_t s = 0; s < count; s++) {
                x += t >= spans[s].from_s && t < spans[s].to_s ? voice(t, voice_db) : 0;
            }
            frame[i] = (int16_t)fmax(-32768, fmin(32767, x * 32768));
        }
        enum endpoint_event event = endpointer_take(e, frame, PAUSE, &at);
        if (event == ENDPOINT_ENDED && at < room_known) {
            out->count = 0;     /* noise may be taken for speech before the room is known */
            continue;
        }
        if (event == ENDPOINT_BEGAN && out->count < MOST_EVENTS) {
            out->speech[out->count].from_s = (double)at / ENDPOINT_FRAMES_PER_SECOND;
            out->speech[out->count++].to_s = length_s;
        } else if (event == ENDPOINT_ENDED && out->count > 0) {
            out->speech[out->count - 1].to_s = (double)at / ENDPOINT_FRAMES_PER_SECOND;
        }
    }
}

static const struct {
    const char *what;
    double voice_db, noise_db;
} rooms[] = {
    { "a quiet room", -25, -80 },
    { "no noise at all", -25, -200 },
    { "a soft voice", -42, -75 },
    { "30 dB over noise", -20, -50 },
    { "20 dB over noise", -20, -40 },
    { "15 dB over noise", -20, -35 },
};

/* Words 0.25 s apart are one stretch of speech; pauses of half a second and more are found. */
static void test_spans(void **state)
{
    (void)state;
    static const struct span spans[] = { { 5, 6 }, { 6.25, 7 }, { 7.6, 8.6 }, { 10, 13 } };
    static const struct span want[] = { { 5, 7 }, { 7.6, 8.6 }, { 10, 13 } };
    for (size_t i = 0; i < ARRAY_LEN(rooms); i++) {
        struct endpointer e;
        struct events got;
        srand(7);
        endpointer_init(&e);
        listen(&e, 15, spans, ARRAY_LEN(spans), rooms[i].voice_db, rooms[i].noise_db, &got);
        bool good = got.count == ARRAY_LEN(want);
        for (size_t s = 0; good && s < got.count; s++) {
            good = fabs(got.speech[s].from_s - want[s].from_s) < 0.1
                && fabs(got.speech[s].to_s - want[s].to_s) < 0.1;
        }
        if (!good) {
            for (size_t s = 0; s < got.count; s++) {
                print_message("%.2f to %.2f\n", got.speech[s].from_s, got.speech[s].to_s);
            }
            fail_msg("%s: %zu stretches of speech", rooms[i].what, got.count);
        }
    }
}

static void test_no_speech_in_noise(void **state)
{
    (void)state;
    static const double levels[] = { -200, -80, -60, -50 };
    for (size_t i = 0; i < ARRAY_LEN(levels); i++) {
        struct endpointer e;
        struct events got;
        srand(3);
        endpointer_init(&e);
        listen(&e, 20, NULL, 0, 0, levels[i], &got);
        if (got.count > 0) {
            fail_msg("noise of %.0f dB: speech at %.2f", levels[i], got.speech[0].from_s);
        }
    }
}

/* A fan is switched on: taken for speech at first, then it belongs to the room. */
static void test_follows_the_room(void **state)
{
    (void)state;
    static const struct span speech[] = { { 8, 9 } };
    struct endpointer e;
    struct events got;
    srand(5);
    endpointer_init(&e);
    listen(&e, 5, NULL, 0, 0, -80, &got);
    assert_int_equal(got.count, 0);
    endpointer_begin(&e);
    listen(&e, 12, speech, 1, -15, -38, &got);
    assert_true(got.count >= 1);
    const struct span *last = &got.speech[got.count - 1];
    assert_float_equal(last->from_s, 8, 0.1);
    assert_float_equal(last->to_s, 9, 0.1);
}

/* Nothing was heard before, and the room is loud: who speaks after two seconds is told from it. */
static void test_steady_room_is_known_at_once(void **state)
{
    (void)state;
    static const struct span speech[] = { { 2, 3 } };
    struct endpointer e;
    struct events got;
    srand(5);
    endpointer_init(&e);
    listen(&e, 4, speech, 1, -18, -35, &got);
    assert_true(got.count >= 1);
    const struct span *last = &got.speech[got.count - 1];
    assert_float_equal(last->from_s, 2, 0.1);
    assert_float_equal(last->to_s, 3, 0.1);
}

static void test_a_click_is_no_speech(void **state)
{
    (void)state;
    static const struct span clicks[] = { { 2, 2.03 }, { 3, 3.03 }, { 4, 4.02 } };
    struct endpointer e;
    struct events got;
    srand(5);
    endpointer_init(&e);
    listen(&e, 6, clicks, ARRAY_LEN(clicks), -10, -70, &got);
    assert_int_equal(got.count, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_spans),
        cmocka_unit_test(test_no_speech_in_noise),
        cmocka_unit_test(test_follows_the_room),
        cmocka_unit_test(test_steady_room_is_known_at_once),
        cmocka_unit_test(test_a_click_is_no_speech),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
