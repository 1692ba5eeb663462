/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A command is answered within 0.25 s of the end of its phrase. The clock is
 * the sound's own, plus the processor time that listening to it takes: however
 * busy the machine is, it shows the same. Arguments: the folder of the phrases'
 * recordings, the model, the dictionary and the folder of the grammars.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include <endpoint.h>
#include <hearing.h>
#include <protocol.h>
#include <source.h>
#include <wav.h>

#include "signals.h"

static const double longest_delay_s = 0.25;
enum { QUIET = 800 };               /* so much softer than the signal of noise is that of the room */
static const double soft = 1e-3;    /* of the power of the loudest 10 ms: 30 dB */

static const char *folder;
static struct listen_settings settings;

static struct ear *const an_ear = (struct ear *)&an_ear;

static struct ear *open_ear(const struct listen_settings *unused, enum ear_kind kind, char *err,
                            size_t err_size)
{
    (void)unused;
    (void)kind;
    (void)err;
    (void)err_size;
    return an_ear;
}

static void close_ear(struct ear *ear)
{
    (void)ear;
}

static bool hear_nothing(struct ear *ear, const int16_t *samples, size_t count,
                         struct word_list *words)
{
    (void)ear;
    (void)samples;
    (void)count;
    (void)words;
    return true;
}

/* Words are heard by other threads, and here by none. */
static const struct engine engine = {
    .name = "nothing", .open = open_ear, .close = close_ear, .hear = hear_nothing,
};

struct clock {
    double heard_s;             /* of the sound */
    double now_s;
};

struct told {
    FILE *out;
    char *text;
    size_t size, read;
    struct answer command;      /* .type: something else while there was none */
    double at_s;
};

static double processor_s(void)
{
    struct timespec t;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static void read_told(struct told *told, const struct clock *clock)
{
    char *end;
    fflush(told->out);
    while ((end = strchr(told->text + told->read, '\n')) != NULL) {
        char err[200];
        struct answer a;
        size_t length = (size_t)(end - told->text) - told->read;
        assert_true(answer_parse(told->text + told->read, length, &a, err, sizeof(err)));
        told->read += length + 1;
        if (a.type == ANSWER_COMMAND) {
            told->command = a;
            told->at_s = clock->now_s;
        } else {
            answer_clear(&a);
        }
    }
}

static void give(struct hearing *h, const int16_t *samples, size_t count, struct clock *clock,
                 struct told *told)
{
    for (size_t at = 0; at < count; at += ENDPOINT_FRAME) {
        size_t n = count - at < ENDPOINT_FRAME ? count - at : ENDPOINT_FRAME;
        clock->heard_s += (double)n / SAMPLE_RATE;
        clock->now_s = clock->now_s > clock->heard_s ? clock->now_s : clock->heard_s;
        double began_s = processor_s();
        hearing_samples(h, samples + at, n);
        clock->now_s += processor_s() - began_s;
        read_told(told, clock);
    }
    hearing_settled(h);
}

/* Where a recording was last within 30 dB of its loudest 10 ms. */
static double end_of(const int16_t *samples, size_t count)
{
    double loudest = 0, end_s = 0;
    for (int round = 0; round < 2; round++) {
        for (size_t at = 0; at + ENDPOINT_FRAME <= count; at += ENDPOINT_FRAME) {
            double power = 0;
            for (size_t i = at; i < at + ENDPOINT_FRAME; i++) {
                power += (double)samples[i] * samples[i];
            }
            if (round == 0) {
                loudest = power > loudest ? power : loudest;
            } else if (power > loudest * soft) {
                end_s = (double)(at + ENDPOINT_FRAME) / SAMPLE_RATE;
            }
        }
    }
    return end_s;
}

/* A second of a quiet room, the recording, and the room again. Returns where the phrase ends. */
static double speak(struct hearing *h, const char *file, struct clock *clock, struct told *told)
{
    static int16_t room[SAMPLE_RATE];
    uint32_t noise = 1;
    char err[300] = "", path[1024];
    size_t count;
    snprintf(path, sizeof(path), "%s/%s.wav", folder, file);
    int16_t *samples = wav_read(path, &count, err, sizeof(err));
    if (samples == NULL) {
        fail_msg("%s", err);
    }
    for (size_t i = 0; i < ARRAY_LEN(room); i++) {
        room[i] = (int16_t)(signal_noise(&noise) / QUIET);
    }
    give(h, room, ARRAY_LEN(room), clock, told);
    double end_s = clock->heard_s + end_of(samples, count);
    give(h, samples, count, clock, told);
    give(h, room, ARRAY_LEN(room), clock, told);
    free(samples);
    return end_s;
}

static void test_delay(void **state)
{
    (void)state;
    static const struct {
        const char *grammar, *file, *want;
    } rows[] = {
        { "attract", "start", "start" },
        { "choose", "career-goals", "career goals" },
        { "think", "im-ready", "i'm ready" },
        { "feedback", "next-question", "next question" },
    };
    struct told told = { .text = NULL };
    char err[300] = "";
    told.out = open_memstream(&told.text, &told.size);
    assert_non_null(told.out);
    struct hearing *h = hearing_create(&engine, NULL, &settings, told.out, err, sizeof(err));
    if (h == NULL) {
        fail_msg("%s", err);
    }
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct clock clock = { 0 };
        told.command = (struct answer){ .type = ANSWER_RESET };
        hearing_grammar(h, rows[i].grammar);
        hearing_reset(h);
        double end_s = speak(h, rows[i].file, &clock, &told);
        if (told.command.type != ANSWER_COMMAND || strcmp(told.command.text, rows[i].want) != 0) {
            fail_msg("%s in %s: not heard", rows[i].want, rows[i].grammar);
        }
        print_message("%s: answered after %.3f s\n", rows[i].want, told.at_s - end_s);
        assert_true(told.at_s - end_s <= longest_delay_s);
    }
    hearing_destroy(h);
    fclose(told.out);
    free(told.text);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(test_delay) };
    if (argc != 5) {
        fprintf(stderr, "usage: %s FOLDER MODEL DICTIONARY GRAMMARS\n", argv[0]);
        return 2;
    }
    folder = argv[1];
    settings = (struct listen_settings){
        .model_dir = argv[2], .dictionary = argv[3], .grammar_dir = argv[4],
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
