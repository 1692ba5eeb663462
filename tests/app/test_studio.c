/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The studio without devices: typed answers, counting, and a recognizer that cannot be started. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <studio.h>
#include <time.h>

#include <cmocka.h>

static double now_s(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static void count_wakes(void *user)
{
    atomic_fetch_add((atomic_uint *)user, 1);
}

static struct studio_options options(void)
{
    return (struct studio_options){
        .volume = 1, .no_listening = true, .no_speaking = true,
        .interview = { .defaults = { .captions = true, .rate = 140 }, .timeout_scale = 1,
                       .no_timeouts = true, .seed = 1 } };
}

static struct studio *create(const struct studio_options *o, atomic_uint *wakes)
{
    char err[300] = "";
    struct studio *st = studio_create(o, count_wakes, wakes, err, sizeof(err));
    if (st == NULL) {
        fail_msg("%s", err);
    }
    return st;
}

static const struct interview_state *state_of(struct studio *st)
{
    return interview_state(studio_interview(st));
}

static void command(struct studio *st, enum command c, const char *text)
{
    studio_command(st, c, 0, text, now_s());
    studio_pump(st, now_s());
}

static void test_typed(void **state)
{
    (void)state;
    atomic_uint wakes = 0;
    const struct studio_options o = options();
    struct studio *st = create(&o, &wakes);
    float levels[4];
    command(st, CMD_START, NULL);
    command(st, CMD_CHOOSE, NULL);
    studio_pump(st, now_s());
    assert_int_equal(state_of(st)->screen, SCREEN_THINK);
    assert_null(studio_caption(st).text);
    assert_int_equal(studio_mic_history(st, levels, 4), 0);
    assert_true(studio_mic_loudness(st) == 0 && studio_voice_loudness(st) == 0);
    assert_true(studio_playhead(st) < 0);
    studio_say(st, "nobody speaks");
    studio_hush(st);
    command(st, CMD_TYPED, "i will pass the exam in june");
    assert_int_equal(state_of(st)->screen, SCREEN_FEEDBACK);
    assert_int_equal(state_of(st)->latest->word_count, 7);
    command(st, CMD_LEAVE, NULL);
    command(st, CMD_LEAVE, NULL);
    assert_int_equal(state_of(st)->screen, SCREEN_ATTRACT);
    assert_true(state_of(st)->erased);
    studio_destroy(st);
}

/* `--volume` holds whatever the settings say, and the person's steps begin there. */
static void test_volume_as_it_was_named(void **state)
{
    (void)state;
    atomic_uint wakes = 0;
    struct studio_options o = options();
    o.volume = 0.3F;
    o.interview.defaults.volume = 100;
    struct studio *st = create(&o, &wakes);
    studio_pump(st, now_s());
    assert_int_equal(state_of(st)->person.volume, 30);
    studio_command(st, CMD_VOLUME, 1, NULL, now_s());
    assert_int_equal(state_of(st)->person.volume, 40);
    studio_destroy(st);
}

static enum screen_id wait_for(struct studio *st, enum screen_id screen, double limit_s)
{
    const struct timespec moment = { .tv_nsec = 10000000 };
    double until_s = now_s() + limit_s;
    while (state_of(st)->screen != screen && now_s() < until_s) {
        nanosleep(&moment, NULL);
        studio_pump(st, now_s());
    }
    return state_of(st)->screen;
}

/* An engine that does not exist: the answer goes on, timing is exact, words are typed. */
static void test_no_recognizer(void **state)
{
    (void)state;
    atomic_uint wakes = 0;
    struct studio_options o = options();
    o.no_listening = false;
    o.recording = "";           /* a silent microphone that is always there */
    o.engine = "nobody";
    struct studio *st = create(&o, &wakes);
    const struct rubric_question *q = rubric_bank_find_question(studio_bank(st), "five-years");
    const struct timespec moment = { .tv_nsec = 10000000 };
    interview_ask(studio_interview(st), NULL, q, now_s());
    assert_int_equal(wait_for(st, SCREEN_THINK, 5), SCREEN_THINK);
    double until_s = now_s() + 30;
    while (!state_of(st)->ears_given_up && now_s() < until_s) {
        nanosleep(&moment, NULL);
        studio_pump(st, now_s());
    }
    assert_true(state_of(st)->ears_given_up);
    assert_true(atomic_load(&wakes) > 0);
    command(st, CMD_READY, NULL);
    assert_int_equal(state_of(st)->screen, SCREEN_ANSWER);
    command(st, CMD_TYPED, "then i type it");
    assert_int_equal(state_of(st)->screen, SCREEN_FEEDBACK);
    studio_destroy(st);
}

static void test_no_data(void **state)
{
    (void)state;
    char err[300] = "";
    char *data = strdup(getenv("GREENROOM_DATA"));
    char *program = strdup(getenv("GREENROOM_PROGRAM"));
    const struct studio_options o = options();
    setenv("GREENROOM_DATA", "/no/such/folder", 1);
    setenv("GREENROOM_PROGRAM", "/no/such/bin/greenroom", 1);
    assert_null(studio_create(&o, NULL, NULL, err, sizeof(err)));
    setenv("GREENROOM_DATA", data, 1);
    setenv("GREENROOM_PROGRAM", program, 1);
    free(data);
    free(program);
    assert_non_null(strstr(err, "rubrics/interview.yaml was not found"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_typed),
        cmocka_unit_test(test_volume_as_it_was_named),
        cmocka_unit_test(test_no_recognizer),
        cmocka_unit_test(test_no_data),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
