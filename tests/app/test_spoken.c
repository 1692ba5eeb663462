/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Spoken answers through the whole program and the real models: files, and a
 * recording that answers in an interview. Arguments: the program, the sample
 * recording, its text.
 */
#include "run_program.h"

#include <ctype.h>
#include <jansson.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <wav.h>

#include <cmocka.h>

#define LIMIT_S   240
#define WORD_MAX  40
#define HEARD_MIN 0.6   /* of the text's words; a synthetic voice is heard better than this */

static char *program;
static const char *recording, *text_path;

/* The next word of `text` in lower case without marks; "" at its end. */
static const char *next_word(const char *text, char *word)
{
    size_t length = 0;
    while (*text != '\0' && !isalpha((unsigned char)*text)) {
        text++;
    }
    while (isalpha((unsigned char)*text) || *text == '\'') {
        if (length + 1 < WORD_MAX) {
            word[length++] = (char)tolower((unsigned char)*text);
        }
        text++;
    }
    word[length] = '\0';
    return text;
}

static bool has_word(const char *text, const char *wanted)
{
    char word[WORD_MAX];
    do {
        text = next_word(text, word);
        if (strcmp(word, wanted) == 0) {
            return true;
        }
    } while (word[0] != '\0');
    return false;
}

static char *read_text(void)
{
    char *text = calloc(1, 65536);
    FILE *file = fopen(text_path, "r");
    assert_non_null(text);
    assert_non_null(file);
    assert_true(fread(text, 1, 65535, file) > 0);
    fclose(file);
    return text;
}

/* Share of the sample text's words that are found in `heard`. */
static double share_heard(const char *heard)
{
    char *text = read_text();
    char word[WORD_MAX];
    unsigned words = 0;
    unsigned found = 0;
    for (const char *t = next_word(text, word); word[0] != '\0'; t = next_word(t, word)) {
        words++;
        found += has_word(heard, word);
    }
    free(text);
    assert_true(words > 50);
    return (double)found / words;
}

static double length_s(void)
{
    size_t count = 0;
    char err[200];
    int16_t *samples = wav_read(recording, &count, err, sizeof(err));
    assert_non_null(samples);
    free(samples);
    return (double)count / SAMPLE_RATE;
}

static struct run_result run(const char *const *args)
{
    struct run_result r = run_program(program, args, NULL, LIMIT_S);
    if (r.status != 0) {
        fail_msg("status %d: %s", r.status, r.err);
    }
    return r;
}

static void test_transcribe(void **state)
{
    (void)state;
    const char *const args[] = { "transcribe", "--json", recording, NULL };
    struct run_result r = run(args);
    double share = share_heard(r.out);
    print_message("%.0f%% of the words heard in the file\n", share * 100);
    assert_true(share > HEARD_MIN);
    json_t *json = json_loads(r.out, 0, NULL);
    json_t *w = NULL;
    size_t i = 0;
    double last_s = 0;
    assert_true(json_number_value(json_object_get(json, "seconds")) > length_s() - 0.02);
    json_array_foreach(json_object_get(json, "words"), i, w) {
        double start_s = json_number_value(json_object_get(w, "start"));
        double end_s = json_number_value(json_object_get(w, "end"));
        double confidence = json_number_value(json_object_get(w, "confidence"));
        assert_true(start_s >= last_s - 0.02 && end_s > start_s && end_s <= length_s() + 0.1);
        assert_true(confidence >= 0 && confidence <= 1);
        last_s = start_s;
    }
    assert_true(i > 50);
    json_decref(json);
    run_result_free(&r);
}

/* The program hears its own voice: a sentence spoken into a file, written down and subtitled. */
static void test_own_voice(void **state)
{
    (void)state;
    char path[] = "/tmp/greenroom-voice-XXXXXX.wav";
    close(mkstemps(path, 4));
    const char *const say[] = { "say", "I want to work with people.", "-o", path, NULL };
    const char *const plain[] = { "transcribe", path, NULL };
    const char *const vtt[] = { "transcribe", "--vtt", path, NULL };
    struct run_result r = run(say);
    run_result_free(&r);
    r = run(plain);
    assert_int_equal(run_lines(r.out), 1);
    assert_true(has_word(r.out, "want"));   /* the rest is hard to hear in this voice */
    run_result_free(&r);
    r = run(vtt);
    assert_int_equal(strncmp(r.out, "WEBVTT\n\n00:00:0", 15), 0);
    assert_non_null(strstr(r.out, " --> "));
    assert_true(has_word(r.out, "want"));
    run_result_free(&r);
    unlink(path);
}

/* Timing of the file, and evidence with times in it. */
static void test_score(void **state)
{
    (void)state;
    const char *const args[] = { "score", "--json", "-q", "plan-to-achieve", recording, NULL };
    struct run_result r = run(args);
    json_t *json = json_loads(r.out, 0, NULL);
    json_t *delivery = json_object_get(json, "delivery");
    json_t *c = NULL;
    size_t i = 0;
    size_t timed = 0;
    double seconds = json_number_value(json_object_get(delivery, "seconds"));
    assert_true(seconds > length_s() - 0.1 && seconds < length_s() + 0.1);
    assert_true(json_number_value(json_object_get(delivery, "words_per_minute")) > 60);
    json_array_foreach(json_object_get(json, "criteria"), i, c) {
        const json_t *span = json_array_get(json_object_get(c, "evidence"), 0);
        timed += json_is_number(json_object_get(span, "start"));
    }
    assert_true(timed > 3);
    json_decref(json);
    run_result_free(&r);
}

/* "Length   0:45" */
static double printed_length(const char *out)
{
    const char *line = strstr(out, "Length ");
    unsigned minutes = 0;
    unsigned seconds = 0;
    assert_non_null(line);
    assert_int_equal(sscanf(line, "Length %u:%u", &minutes, &seconds), 2);
    return minutes * 60 + seconds;
}

/* The recording answers in an interview: nothing is lost at its head, and its length is right. */
static void test_interview(void **state)
{
    (void)state;
    const char *const args[] = { "practice", "plan-to-achieve", "--silent", "--recording",
                                 recording, NULL };
    struct run_result r = run(args);
    const char *words = strstr(r.out, "Your words");
    double share = words != NULL ? share_heard(words) : 0;
    double extra_s = printed_length(r.out) - length_s();
    print_message("%.0f%% of the words heard in the interview, %.1f s longer than the file\n",
                  share * 100, extra_s);
    assert_true(share > HEARD_MIN);
    assert_true(has_word(words, "my"));     /* the answer's first word */
    assert_true(extra_s > -1.5 && extra_s < 5);
    assert_non_null(strstr(r.out, "Nice work"));
    run_result_free(&r);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_transcribe),
        cmocka_unit_test(test_own_voice),
        cmocka_unit_test(test_score),
        cmocka_unit_test(test_interview),
    };
    program = argc == 4 ? realpath(argv[1], NULL) : NULL;
    if (program == NULL) {
        fprintf(stderr, "usage: %s PROGRAM RECORDING TEXT\n", argv[0]);
        return 2;
    }
    recording = argv[2];
    text_path = argv[3];
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    free(program);
    return failed;
}
