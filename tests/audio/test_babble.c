/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Among many voices the search of words would take ever longer. An answer is
 * mixed with six others talking at once, 8 dB softer; the recognizer must need
 * less processor time than the sound lasts, whatever else the machine does, and
 * little memory. Arguments: the answer, then the recognizer and its arguments.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <math.h>
#include <recognizer.h>
#include <source.h>
#include <sys/resource.h>
#include <voice.h>
#include <wav.h>

enum { SECONDS = 10, COUNT = SECONDS * SAMPLE_RATE, MOST_MB = 250 };

static const double ratio_db = 8;
static const char *answer_path;
static const char *const *engine_argv;

static const char *const babble[][2] = {
    { "en-us", "Yesterday we went over all of the figures again and nobody could say where the "
               "missing boxes had gone, so we counted everything once more." },
    { "en-us+f3", "If you take the second road after the bridge you will see a red house, and "
                  "behind that there is a small garden with a gate." },
    { "en-us+m3", "The train was late again and the people on the platform began to talk about "
                  "the weather and the price of tickets." },
    { "en-gb-x-rp", "She told me that her brother had bought a boat, although he cannot swim and "
                    "lives a long way from any water." },
    { "en-gb-scotland", "There were four of us in the kitchen and only one knife, which is how "
                        "the soup came to have such large potatoes in it." },
    { "en-us+f2", "I would rather read the book before I see the film, because after that I only "
                  "ever see the faces of the actors." },
};

static bool finished;
static char failure[300];

static void on_finished(void *user)
{
    (void)user;
    finished = true;
}

static void on_failed(void *user, const char *reason)
{
    (void)user;
    snprintf(failure, sizeof(failure), "%s", reason);
}

static const struct recognizer_events events = { .on_finished = on_finished,
                                                 .on_failed = on_failed };

/* Begins somewhere in the middle and goes round, so that all talk all the time. */
static void add_voice(double *mix, size_t number)
{
    struct speech speech;
    char err[200] = "";
    const struct voice_settings settings = { .name = babble[number][0], .words_per_minute = 160 };
    if (!voice_synthesise(babble[number][1], &settings, &speech, err, sizeof(err))) {
        fail_msg("%s", err);
    }
    const double step = (double)speech.rate / SAMPLE_RATE;
    double at = (double)speech.count * (double)number / 7;
    for (size_t i = 0; i < COUNT; i++, at += step) {
        at = at >= (double)speech.count ? at - (double)speech.count : at;
        mix[i] += speech.samples[(size_t)at];
    }
    speech_free(&speech);
}

static double power_of(const double *samples)
{
    double power = 0;
    for (size_t i = 0; i < COUNT; i++) {
        power += samples[i] * samples[i];
    }
    return power;
}

static int16_t *make_scene(void)
{
    static double mix[COUNT], answer[COUNT];
    char err[300] = "";
    size_t count;
    int16_t *samples = wav_read(answer_path, &count, err, sizeof(err));
    if (samples == NULL) {
        fail_msg("%s", err);
    }
    for (size_t i = 0; i < COUNT; i++) {
        answer[i] = samples[i % count];
    }
    free(samples);
    for (size_t v = 0; v < sizeof(babble) / sizeof(babble[0]); v++) {
        add_voice(mix, v);
    }
    const double gain = sqrt(power_of(answer) / power_of(mix) / pow(10, ratio_db / 10));
    int16_t *scene = calloc(COUNT, sizeof(*scene));
    assert_non_null(scene);
    for (size_t i = 0; i < COUNT; i++) {
        scene[i] = (int16_t)fmax(-32768, fmin(32767, 0.5 * (answer[i] + gain * mix[i])));
    }
    return scene;
}

/* Processor seconds of a whole process that hears so many samples. */
static double hear(const int16_t *samples, size_t count, long *most_mb)
{
    char err[300] = "";
    struct rusage before, after;
    getrusage(RUSAGE_CHILDREN, &before);
    finished = false;
    struct recognizer *r = recognizer_start(engine_argv, &events, NULL, err, sizeof(err));
    assert_non_null(r);
    recognizer_patience(r, 120);
    size_t given = 0;
    while (given < count && recognizer_poll(r, given == 0 ? 0 : 5)) {
        given += recognizer_write(r, samples + given, count - given);
    }
    while (!recognizer_finish(r) && recognizer_poll(r, 10)) {
    }
    while (!finished && recognizer_poll(r, 100)) {
    }
    recognizer_destroy(r);
    if (failure[0] != '\0') {
        fail_msg("%s", failure);
    }
    getrusage(RUSAGE_CHILDREN, &after);
    *most_mb = after.ru_maxrss / 1024;
    return (double)(after.ru_utime.tv_sec - before.ru_utime.tv_sec)
        + (double)(after.ru_stime.tv_sec - before.ru_stime.tv_sec)
        + (double)(after.ru_utime.tv_usec - before.ru_utime.tv_usec) * 1e-6
        + (double)(after.ru_stime.tv_usec - before.ru_stime.tv_usec) * 1e-6;
}

static void test_keeps_up(void **state)
{
    (void)state;
    long mb;
    int16_t *scene = make_scene();
    double loading_s = hear(scene, 1600, &mb);
    double all_s = hear(scene, COUNT, &mb);
    free(scene);
    print_message("%.2f processor seconds a second of speech among voices, %ld MB\n",
                  (all_s - loading_s) / SECONDS, mb);
    /* Both passes together, although they have a thread each: so one core is enough. */
    assert_true((all_s - loading_s) / SECONDS < 1.3);
    assert_true(mb < MOST_MB);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(test_keeps_up) };
    if (argc < 3) {
        fprintf(stderr, "usage: %s ANSWER RECOGNIZER...\n", argv[0]);
        return 2;
    }
    answer_path = argv[1];
    engine_argv = (const char *const *)argv + 2;
    return cmocka_run_group_tests(tests, NULL, NULL);
}
