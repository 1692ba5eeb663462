/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <protocol.h>

#define ARRAY_LEN(a) (sizeof(a) / sizeof((a)[0]))

struct log {
    char text[512];
    size_t samples;
    int last;
};

static void write_down(void *user, const struct request *request)
{
    static const char *const names[] = {
        [REQUEST_SAMPLES] = "s", [REQUEST_FINISH] = "f", [REQUEST_RESET] = "r",
        [REQUEST_GRAMMAR] = "g",
    };
    struct log *log = user;
    size_t used = strlen(log->text);
    if (request->type == REQUEST_SAMPLES) {
        log->samples += request->count;
        log->last = request->samples[request->count - 1];
        /* how samples are split does not matter */
        if (used == 0 || log->text[used - 1] != 's') {
            strcat(log->text, "s");
        }
        return;
    }
    snprintf(log->text + used, sizeof(log->text) - used, "%s%s", names[request->type],
             request->name != NULL ? request->name : "");
}

struct request_row {
    const char *bytes;
    size_t length;
    const char *want;           /* as written down above */
    size_t samples;
    bool good;
};

#define ROW(bytes, want, samples, good) { bytes, sizeof(bytes) - 1, want, samples, good }

static const struct request_row request_rows[] = {
    ROW("", "", 0, true),
    ROW("greenroom 1\n", "", 0, true),
    ROW("greenroom 1\nfinish\nreset\n", "fr", 0, true),
    ROW("greenroom 1\nsamples 2\nabcdfinish\n", "sf", 2, true),
    ROW("greenroom 1\nsamples 0\nfinish\n", "f", 0, true),
    ROW("greenroom 1\nsamples 3\n\n\n\n\n\n\nsamples 1\n\0\0", "s", 4, true),
    ROW("greenroom 1\ngrammar choose\ngrammar \ngrammar\n", "gchoosegg", 0, true),
    ROW("greenroom 1\nsamples 4\nab", "s", 1, true),
    ROW("greenroom 2\nfinish\n", "s", 9, true),         /* no greeting: samples */
    ROW("green", "s", 2, true),
    ROW("\0\1\0\2\0\3", "s", 3, true),
    ROW("greenroom 1\nhello\n", "", 0, false),
    ROW("greenroom 1\nsamples\n", "", 0, false),
    ROW("greenroom 1\nsamples -1\n", "", 0, false),
    ROW("greenroom 1\nsamples 16001\n", "", 0, false),
    ROW("greenroom 1\nsamples 99999999999999999999\n", "", 0, false),
    ROW("greenroom 1\nsamples 2x\n", "", 0, false),
    ROW("greenroom 1\nfinish now\n", "", 0, false),
    ROW("greenroom 1\n\n", "", 0, false),
    ROW("greenroom 1\nfin\0ish\n", "", 0, false),
    ROW("greenroom 1\ngrammar aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\n",
        "", 0, false),
};

static void check_request_row(const struct request_row *row, size_t step)
{
    struct request_reader reader = { 0 };
    struct log log = { .text = "" };
    char err[200] = "";
    bool good = true;
    for (size_t at = 0; at < row->length && good; at += step) {
        size_t length = row->length - at < step ? row->length - at : step;
        good = request_reader_feed(&reader, (const uint8_t *)row->bytes + at, length, write_down,
                                   &log, err, sizeof(err));
    }
    if (good) {
        request_reader_end(&reader, write_down, &log);
    }
    if (good != row->good || strcmp(log.text, row->want) != 0 || log.samples != row->samples
        || good != (err[0] == '\0')) {
        fail_msg("\"%s\" in steps of %zu: %s \"%s\" %zu samples (%s), want \"%s\" %zu",
                 row->bytes, step, good ? "good" : "bad", log.text, log.samples, err, row->want,
                 row->samples);
    }
}

static void test_requests(void **state)
{
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(request_rows); i++) {
        for (size_t step = 1; step < 40; step += 3) {
            check_request_row(&request_rows[i], step);
        }
    }
}

static void test_samples_are_little_endian(void **state)
{
    (void)state;
    struct request_reader reader = { 0 };
    struct log log = { .text = "" };
    char err[200];
    static const char bytes[] = "greenroom 1\nsamples 1\n\xfe\xff";
    assert_true(request_reader_feed(&reader, (const uint8_t *)bytes, sizeof(bytes) - 1, write_down,
                                    &log, err, sizeof(err)));
    assert_int_equal(log.last, -2);
}

static const struct {
    const char *line;
    bool good;
    enum answer_type type;
} answer_rows[] = {
    { "{\"type\":\"ready\",\"protocol\":1}", true, ANSWER_READY },
    { "{\"type\":\"ready\"}", false, ANSWER_OTHER },
    { "{\"type\":\"ready\",\"protocol\":\"1\"}", false, ANSWER_OTHER },
    { "{\"type\":\"partial\",\"words\":[]}", true, ANSWER_PARTIAL },
    { "{\"type\":\"partial\"}", false, ANSWER_OTHER },
    { "{\"type\":\"settled\",\"words\":{}}", false, ANSWER_OTHER },
    { "{\"type\":\"settled\",\"words\":[1]}", false, ANSWER_OTHER },
    { "{\"type\":\"settled\",\"words\":[{\"text\":\"a\",\"start\":0,\"end\":1,\"confidence\":1}]}",
      true, ANSWER_SETTLED },
    { "{\"type\":\"settled\",\"words\":[{\"text\":\"\",\"start\":0,\"end\":1,\"confidence\":1}]}",
      false, ANSWER_OTHER },
    { "{\"type\":\"settled\",\"words\":[{\"text\":\"a\",\"start\":2,\"end\":1,\"confidence\":1}]}",
      false, ANSWER_OTHER },
    { "{\"type\":\"settled\",\"words\":[{\"text\":\"a\",\"start\":0,\"end\":1,\"confidence\":2}]}",
      false, ANSWER_OTHER },
    { "{\"type\":\"settled\",\"words\":[{\"text\":\"a\",\"start\":0,\"end\":1e9,"
      "\"confidence\":1}]}",
      false, ANSWER_OTHER },
    { "{\"type\":\"settled\",\"words\":[{\"text\":\"a\",\"start\":0,\"confidence\":1}]}",
      false, ANSWER_OTHER },
    { "{\"type\":\"speech\",\"speaking\":true,\"at\":1}", true, ANSWER_SPEECH },
    { "{\"type\":\"speech\",\"speaking\":1,\"at\":1}", false, ANSWER_OTHER },
    { "{\"type\":\"level\"}", true, ANSWER_LEVEL },
    { "{\"type\":\"finished\",\"length\":3}", true, ANSWER_FINISHED },
    { "{\"type\":\"finished\"}", false, ANSWER_OTHER },
    { "{\"type\":\"reset\"}", true, ANSWER_RESET },
    { "{\"type\":\"command\",\"phrase\":\"start\",\"confidence\":0.5}", true, ANSWER_COMMAND },
    { "{\"type\":\"failed\",\"reason\":\"because\"}", true, ANSWER_FAILED },
    { "{\"type\":\"news\",\"of\":\"tomorrow\"}", true, ANSWER_OTHER },
    { "{\"type\":7}", false, ANSWER_OTHER },
    { "[]", false, ANSWER_OTHER },
    { "\"ready\"", false, ANSWER_OTHER },
    { "{}", false, ANSWER_OTHER },
    { "", false, ANSWER_OTHER },
    { "hello", false, ANSWER_OTHER },
    { "{\"type\":\"reset\"", false, ANSWER_OTHER },
    { "{\"type\":\"reset\"} x", false, ANSWER_OTHER },
    { "{\"type\":\"failed\",\"reason\":\"\xff\"}", false, ANSWER_OTHER },
};

static void test_answers(void **state)
{
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(answer_rows); i++) {
        struct answer a;
        char err[200] = "";
        bool good = answer_parse(answer_rows[i].line, strlen(answer_rows[i].line), &a, err,
                                 sizeof(err));
        if (good != answer_rows[i].good || (good && a.type != answer_rows[i].type)
            || good != (err[0] == '\0') || (!good && a.words.count > 0)) {
            fail_msg("%s: %s, type %d, \"%s\"", answer_rows[i].line, good ? "good" : "bad",
                     (int)a.type, err);
        }
        answer_clear(&a);
    }
}

/* Reasons are written to a log, so that nobody's words may be in them. */
static void test_reasons_quote_nobody(void **state)
{
    (void)state;
    static const char *const lines[] = {
        "{\"type\":\"settled\",\"words\":[{\"text\":\"fired\" \"start\":0}]}",
        "{\"type\":\"settled\",\"words\":[{\"text\":fired}]}",
        "{\"type\":\"settled\",\"words\":[\"fired\", fired]}",
        "{\"type\":\"settled\",\"words\":[{\"text\":\"fired",
        "{\"type\":\"settled\",\"words\":[{\"text\":\"fired\",\"start\":-1}]}",
        "{\"type\":\"settled\",\"fired\":1,\"fired\":2}",
    };
    for (size_t i = 0; i < ARRAY_LEN(lines); i++) {
        struct answer a;
        char err[200] = "";
        assert_false(answer_parse(lines[i], strlen(lines[i]), &a, err, sizeof(err)));
        if (strstr(err, "fired") != NULL) {
            fail_msg("%s: \"%s\"", lines[i], err);
        }
    }
}

/* Every written answer must read the same, whatever is cut from or changed in other lines. */
static void test_round_trip(void **state)
{
    (void)state;
    struct answer wrote = { .type = ANSWER_SETTLED }, read;
    const struct heard_word word = { .text = "o'clock", .start_s = 1.25, .end_s = 1.5,
                                     .confidence = 0.75f, .hesitation = true };
    char line[400] = "", err[200];
    assert_true(word_list_add(&wrote.words, &word, 10));
    FILE *out = fmemopen(line, sizeof(line), "w");
    assert_true(answer_write(out, &wrote));
    fclose(out);
    assert_true(answer_parse(line, strlen(line), &read, err, sizeof(err)));
    assert_int_equal(read.words.count, 1);
    assert_string_equal(read.words.words[0].text, "o'clock");
    assert_true(read.words.words[0].hesitation);
    assert_float_equal(read.words.words[0].start_s, 11.25, 1e-6);
    assert_float_equal(read.words.words[0].confidence, 0.75, 1e-6);
    for (size_t length = 0; length + 2 < strlen(line); length++) {
        struct answer part;
        assert_false(answer_parse(line, length, &part, err, sizeof(err)));
    }
    answer_clear(&read);
    answer_clear(&wrote);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_requests),
        cmocka_unit_test(test_samples_are_little_endian),
        cmocka_unit_test(test_answers),
        cmocka_unit_test(test_reasons_quote_nobody),
        cmocka_unit_test(test_round_trip),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
