/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Commands by voice: phrases said by flite must be heard in their grammar, and
 * an answer must hold none. Arguments: the answer's recording, the folder of
 * the phrases' recordings, then the recognizer and its arguments.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <recognizer.h>
#include <source.h>
#include <wav.h>

#define ARRAY_LEN(a) (sizeof(a) / sizeof((a)[0]))

static const char *answer_path, *folder;
static const char *const *engine_argv;

struct heard {
    char commands[400];         /* "start;help;" */
    bool finished;
    char failure[200];
};

static void on_command(void *user, const char *phrase, float confidence)
{
    struct heard *h = user;
    size_t used = strlen(h->commands);
    assert_true(confidence > 0.5F && confidence <= 1.0F);
    snprintf(h->commands + used, sizeof(h->commands) - used, "%s;", phrase);
}

static void on_finished(void *user)
{
    ((struct heard *)user)->finished = true;
}

static void on_failed(void *user, const char *reason)
{
    struct heard *h = user;
    snprintf(h->failure, sizeof(h->failure), "%s", reason);
}

static const struct recognizer_events events = {
    .on_command = on_command, .on_finished = on_finished, .on_failed = on_failed,
};

static void give(struct recognizer *r, const int16_t *samples, size_t count)
{
    while (count > 0 && recognizer_poll(r, 0)) {
        size_t taken = recognizer_write(r, samples, count);
        samples += taken;
        count -= taken;
        if (taken == 0) {
            recognizer_poll(r, 10);
        }
    }
}

/* Two and a half seconds of a quiet room, the recording, and the room again. */
static void hear(struct recognizer *r, struct heard *h, const char *grammar, const char *path)
{
    static int16_t room[SAMPLE_RATE * 5 / 2];
    char err[300] = "";
    size_t count;
    int16_t *samples = wav_read(path, &count, err, sizeof(err));
    if (samples == NULL) {
        fail_msg("%s", err);
    }
    srand(1);
    for (size_t i = 0; i < ARRAY_LEN(room); i++) {
        room[i] = (int16_t)(rand() % 41 - 20);
    }
    *h = (struct heard){ .commands = "" };
    while (!recognizer_grammar(r, grammar)) {
        recognizer_poll(r, 10);
    }
    give(r, room, ARRAY_LEN(room));
    give(r, samples, count);
    give(r, room, ARRAY_LEN(room));
    while (!recognizer_finish(r) && recognizer_poll(r, 10)) {
    }
    while (!h->finished && recognizer_poll(r, 100)) {
    }
    if (h->failure[0] != '\0') {
        fail_msg("%s", h->failure);
    }
    free(samples);
}

/* `file` is the phrase as the build names its recording. */
static const struct {
    const char *grammar, *file, *want;
} rows[] = {
    { "attract", "start", "start;" },
    { "choose", "career-goals", "career goals;" },
    { "think", "im-ready", "i'm ready;" },
    { "answer", "im-done", "i'm done;" },
    { "answer", "start-over", "start over;" },
    { "feedback", "next-question", "next question;" },
    { "attract", "next-question", "" },
    { "answer", "career-goals", "" },
    { "still-there", "start-over", "" },
    { "no-such-screen", "start", "" },
    { NULL, "start", "" },
};

static void test_phrases(void **state)
{
    (void)state;
    struct heard h;
    char err[300] = "", path[1024];
    unsigned wrong = 0;
    struct recognizer *r = recognizer_start(engine_argv, &events, &h, err, sizeof(err));
    assert_non_null(r);
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        snprintf(path, sizeof(path), "%s/%s.wav", folder, rows[i].file);
        hear(r, &h, rows[i].grammar, path);
        if (strcmp(h.commands, rows[i].want) != 0) {
            print_message("%s in %s: heard \"%s\", want \"%s\"\n", rows[i].file,
                          rows[i].grammar != NULL ? rows[i].grammar : "none", h.commands,
                          rows[i].want);
            wrong++;
        }
    }
    hear(r, &h, "answer", answer_path);
    assert_string_equal(h.commands, "");
    recognizer_destroy(r);
    assert_true(wrong <= 1);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(test_phrases) };
    if (argc < 4) {
        fprintf(stderr, "usage: %s ANSWER FOLDER RECOGNIZER...\n", argv[0]);
        return 2;
    }
    answer_path = argv[1];
    folder = argv[2];
    engine_argv = (const char *const *)argv + 3;
    return cmocka_run_group_tests(tests, NULL, NULL);
}
