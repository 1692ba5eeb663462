/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The built program, every command: what it writes, one clear sentence for what
 * is wrong, and the exit status. Arguments: the program, the folder of test data.
 */
#include "run_program.h"

#include <jansson.h>
#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#define LIMIT_S 60

static char *program;

#define ANY ((size_t)-1)

static const struct row {
    const char *args[RUN_ARGS_MAX];
    const char *input;
    int status;
    const char *out[3], *err[3];    /* parts of what is written */
    size_t err_lines;
} rows[] = {
    /* Help and versions. */
    { { "--help" }, NULL, 0, { "usage: greenroom", "transcribe", "--windowed" }, { NULL }, 0 },
    { { "--version" }, NULL, 0, { "greenroom " }, { NULL }, 0 },
    { { "score", "--help" }, NULL, 0, { "usage: greenroom score", "--json" }, { NULL }, 0 },
    { { "transcribe", "--help" }, NULL, 0, { "usage: greenroom transcribe", "--vtt" }, { NULL },
      0 },
    { { "say", "--help" }, NULL, 0, { "usage: greenroom say", "--output" }, { NULL }, 0 },
    { { "questions", "--help" }, NULL, 0, { "usage: greenroom questions" }, { NULL }, 0 },
    { { "check", "--help" }, NULL, 0, { "usage: greenroom check" }, { NULL }, 0 },
    { { "stats", "--help" }, NULL, 0, { "usage: greenroom stats", "--csv" }, { NULL }, 0 },
    { { "listen", "--help" }, NULL, 0, { "usage: greenroom listen", "--engine" }, { NULL }, 0 },
    { { "practice", "--help" }, NULL, 0, { "usage: greenroom practice", "--type" }, { NULL }, 0 },
    { { "score", "--version" }, NULL, 0, { "greenroom " }, { NULL }, 0 },
    /* Wrong use. */
    { { "scroe" }, NULL, 2, { NULL }, { "unknown command \"scroe\"", "\"score\"" }, 1 },
    { { "xyzzy" }, NULL, 2, { NULL }, { "unknown command \"xyzzy\"", "--help" }, 1 },
    { { "--windwoed" }, NULL, 2, { NULL }, { "unknown option", "--windowed" }, 2 },
    { { "--size", "wide" }, NULL, 2, { NULL }, { "--size", "\"wide\"", "1280x720" }, 2 },
    { { "--volume", "11" }, NULL, 2, { NULL }, { "--volume", "\"11\"", "0% to 100%" }, 2 },
    { { "score" }, NULL, 2, { NULL }, { "needs a file" }, 2 },
    { { "score", "--jsno", "answer.txt" }, NULL, 2, { NULL }, { "--jsno", "--json" }, 2 },
    { { "score", "-q" }, NULL, 2, { NULL }, { "--question needs a value" }, 2 },
    { { "score", "--json=yes", "answer.txt" }, NULL, 2, { NULL }, { "takes no value" }, 2 },
    { { "practice", "--recording", "nothing.wav", "five-years" }, NULL, 1, { NULL },
      { "nothing.wav", "cannot read it" }, 1 },
    { { "transcribe" }, NULL, 2, { NULL }, { "needs a sound file" }, 2 },
    { { "transcribe", "--json", "--vtt", "x.wav" }, NULL, 2, { NULL }, { "exclude" }, 2 },
    { { "say" }, NULL, 2, { NULL }, { "needs a text" }, 2 },
    { { "say", "  " }, NULL, 2, { NULL }, { "needs a text" }, 2 },
    { { "say", "--rate", "9000", "hi" }, NULL, 2, { NULL }, { "\"9000\"", "80 to 400" }, 2 },
    { { "stats", "today" }, NULL, 2, { NULL }, { "takes no arguments" }, 2 },
    { { "check", "all" }, NULL, 2, { NULL }, { "takes no arguments" }, 2 },
    { { "listen", "file.wav" }, NULL, 2, { NULL }, { "takes no files" }, 2 },
    { { "practice", "a", "b" }, NULL, 2, { NULL }, { "one question at a time" }, 2 },
    { { "kiosk" }, NULL, 2, { NULL }, { "unknown command" }, 1 },
    /* Questions. */
    { { "questions" }, NULL, 0, { "Career goals", "plan-to-achieve", "Tell me about yourself" },
      { NULL }, 0 },
    { { "questions", "good-bank.yaml" }, NULL, 0, { "good, 1 question\n" }, { NULL }, 0 },
    { { "questions", "bad-bank.yaml" }, NULL, 1, { NULL },
      { "bad-bank.yaml:7:8: order", "bad-bank.yaml:10:10: shuffle", "5 mistakes" }, 6 },
    { { "questions", "missing.yaml" }, NULL, 1, { NULL }, { "missing.yaml" }, ANY },
    { { "questions", "answer.txt" }, NULL, 1, { NULL }, { "answer.txt" }, ANY },
    /* Score. */
    { { "score", "-q", "plan-to-achieve", "answer.txt" }, NULL, 0,
      { "How do you plan to achieve", "Try this next", "Specific goal" }, { NULL }, 0 },
    { { "score", "answer.txt", "--question=How do you plan to achieve your career goals" }, NULL,
      0, { "How do you plan to achieve your career goals?" }, { NULL }, 0 },
    { { "score", "--words", "answer.txt" }, NULL, 0, { "Your words", "boiler rooms" }, { NULL },
      0 },
    { { "score", "-" }, "I passed the exam last year.", 0, { "Try this next" }, { NULL }, 0 },
    { { "score", "-q", "nonsense", "answer.txt" }, NULL, 1, { NULL },
      { "no question \"nonsense\"", "greenroom questions" }, 1 },
    { { "score", "missing.txt" }, NULL, 1, { NULL }, { "missing.txt: cannot be read" }, 1 },
    { { "score", "empty.txt" }, NULL, 1, { NULL }, { "empty.txt: there are no words" }, 1 },
    { { "score", "not-text.txt" }, NULL, 1, { NULL }, { "not-text.txt:2: not plain UTF-8" }, 1 },
    { { "score", "." }, NULL, 1, { NULL }, { "is a folder" }, 1 },
    { { "score", "broken.wav" }, NULL, 1, { NULL }, { "broken.wav" }, 1 },
    { { "score", "missing.jsonl" }, NULL, 1, { NULL }, { "missing.jsonl: cannot be read" }, 1 },
    { { "score", "--job", "missing.txt", "answer.txt" }, NULL, 1, { NULL }, { "missing.txt" }, 1 },
    { { "score", "good.jsonl" }, NULL, 0, { "{\"id\":\"one\"", "{\"id\":\"two\"" }, { NULL }, 0 },
    { { "score", "some-bad.jsonl" }, NULL, 1, { "{\"id\":\"a\"", "{\"id\":\"4\"" },
      { "some-bad.jsonl:2:", "some-bad.jsonl:4: \"text\"", "some-bad.jsonl:8: \"question\"" },
      5 },
    { { "score", "missing.txt", "answer.txt" }, NULL, 1, { "Try this next" }, { "missing.txt" },
      1 },
    /* Sound files and devices that are not there. */
    { { "transcribe", "missing.wav" }, NULL, 1, { NULL }, { "missing.wav: " }, 1 },
    { { "transcribe", "broken.wav" }, NULL, 1, { NULL }, { "broken.wav: " }, 1 },
    { { "say", "Hello.", "-o", "no/such/folder.wav" }, NULL, 1, { NULL }, { "no/such/folder.wav" },
      1 },
    { { "say", "Hello.", "--voice", "no-such-voice", "-o", "x.wav" }, NULL, 1, { NULL },
      { "no-such-voice" }, 1 },
    { { "listen", "--engine", "nobody" }, NULL, 1, { "\"failed\"", "nobody" }, { NULL }, 0 },
    /* Without a network that can be used the other acoustic models listen. */
    { { "listen", "--network", "missing" }, "", 0, { "\"ready\"", "\"finished\"" },
      { "missing/weights.bin: cannot read", "listening without it" }, 1 },
    { { "listen", "--network", "damaged-network" }, "", 0, { "\"ready\"", "\"finished\"" },
      { "damaged-network/weights.bin: damaged", "listening without it" }, 1 },
    { { "listen", "--network", "half-network" }, "", 0, { "\"ready\"", "\"finished\"" },
      { "half-network/second/weights.bin: damaged", "listening without it" }, 1 },
    { { "listen", "--network", "none" }, "", 0, { "\"ready\"", "\"finished\"" }, { NULL }, 0 },
    { { "listen", "--model", "missing" }, NULL, 1, { "\"failed\"", "missing" }, { NULL }, ANY },
    /* An interview with typed answers. */
    { { "practice", "five-years" }, "In five years I want to lead a crew.\n\n", 0,
      { "Where do you see yourself in five years?", "Try this next", "Nice work" }, { NULL }, 0 },
    { { "practice", "--type", "Career goals" }, "I want to pass the exam.\n\nAnd then more.\n", 0,
      { "Question 1 of", "Question 2 of", "Nice work" }, { NULL }, 0 },
    { { "practice", "nonsense" }, NULL, 1, { NULL }, { "no question or practice \"nonsense\"" },
      1 },
    { { "practice", "five-years" }, "", 0, { "Where do you see yourself" }, { NULL }, 0 },
    { { "stats", "--file", "missing.db" }, NULL, 0, { "No practice was counted" }, { NULL }, 0 },
    { { "stats", "--file", "answer.txt" }, NULL, 1, { NULL }, { "answer.txt: " }, 1 },
};

static void check_parts(const struct row *row, const char *what, const char *text,
                        const char *const *parts)
{
    for (size_t i = 0; i < 3 && parts[i] != NULL; i++) {
        if (strstr(text, parts[i]) == NULL) {
            fail_msg("greenroom %s %s: no \"%s\" in its %s:\n%s", row->args[0],
                     row->args[1] != NULL ? row->args[1] : "", parts[i], what, text);
        }
    }
}

static void check_row(const struct row *row)
{
    struct run_result r = run_program(program, row->args, row->input, LIMIT_S);
    if (r.status != row->status) {
        fail_msg("greenroom %s %s: status %d, want %d\n%s%s", row->args[0],
                 row->args[1] != NULL ? row->args[1] : "", r.status, row->status, r.out, r.err);
    }
    check_parts(row, "output", r.out, row->out);
    check_parts(row, "errors", r.err, row->err);
    if (row->err_lines != ANY && run_lines(r.err) != row->err_lines) {
        fail_msg("greenroom %s %s: %zu lines of errors, want %zu:\n%s", row->args[0],
                 row->args[1] != NULL ? row->args[1] : "", run_lines(r.err), row->err_lines,
                 r.err);
    }
    run_result_free(&r);
}

static void test_rows(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        check_row(&rows[i]);
    }
}

/* The documented keys, each with its type, in every result. */
static void test_json_schema(void **state)
{
    (void)state;
    static const char *const args[] = { "score", "--json", "-q", "plan-to-achieve", "answer.txt",
                                        NULL };
    struct run_result r = run_program(program, args, NULL, LIMIT_S);
    json_error_t error;
    json_t *json = json_loads(r.out, 0, &error);
    const char *id = NULL;
    const char *question = NULL;
    const char *strength = NULL;
    const char *next_step = NULL;
    json_t *criteria = NULL;
    json_t *delivery = NULL;
    json_t *smart = NULL;
    json_t *star = NULL;
    assert_int_equal(r.status, 0);
    assert_non_null(json);
    assert_int_equal(json_unpack(json, "{s:s, s:s, s:o, s:o, s:o, s:o, s:s, s:s !}", "id", &id,
                                 "question", &question, "criteria", &criteria, "smart", &smart,
                                 "star", &star, "delivery", &delivery, "strength", &strength,
                                 "next_step", &next_step), 0);
    assert_string_equal(id, "answer.txt");
    assert_string_equal(question, "How do you plan to achieve your career goals?");
    assert_int_equal(json_object_size(smart), 5);
    assert_int_equal(json_object_size(star), 4);
    assert_int_equal(json_array_size(criteria), 25);
    json_t *seconds = NULL;
    json_t *delay = NULL;
    json_t *rate = NULL;
    json_t *pauses = NULL;
    json_t *fillers = NULL;
    int words = 0;
    assert_int_equal(json_unpack(delivery, "{s:o, s:o, s:i, s:o, s:o, s:o !}", "seconds",
                                 &seconds, "start_delay", &delay, "words", &words,
                                 "words_per_minute", &rate, "pauses", &pauses, "fillers",
                                 &fillers), 0);
    assert_true(json_is_null(seconds) && json_is_null(delay) && json_is_null(rate));
    assert_int_equal(words, 49);
    assert_true(json_is_array(pauses) && json_is_array(fillers));
    json_decref(json);
    run_result_free(&r);
}

/* Every verdict is one of the documented words, every evidence quotes the answer's own words. */
static void test_json_evidence(void **state)
{
    (void)state;
    static const char *const args[] = { "score", "--json", "-q", "plan-to-achieve", "answer.txt",
                                        NULL };
    static const char *const verdicts = " met maybe missing flagged clear not_heard ";
    struct run_result r = run_program(program, args, NULL, LIMIT_S);
    json_t *json = json_loads(r.out, 0, NULL);
    size_t i = 0;
    size_t quotes = 0;
    json_t *c = NULL;
    json_array_foreach(json_object_get(json, "criteria"), i, c) {
        char verdict[40];
        json_t *span = NULL;
        size_t j = 0;
        snprintf(verdict, sizeof(verdict), " %s ",
                 json_string_value(json_object_get(c, "verdict")));
        assert_non_null(strstr(verdicts, verdict));
        json_array_foreach(json_object_get(c, "evidence"), j, span) {
            json_int_t from = json_integer_value(json_object_get(span, "from"));
            json_int_t to = json_integer_value(json_object_get(span, "to"));
            assert_true(from >= 0 && from < to && to <= 50);
            assert_true(json_string_length(json_object_get(span, "text")) > 0);
            assert_true(json_is_null(json_object_get(span, "start")));
            quotes++;
        }
    }
    assert_true(quotes > 0);
    json_decref(json);
    run_result_free(&r);
}

/* Numbers are written and read the same where the decimal sign is a comma. */
static void test_comma_locale(void **state)
{
    (void)state;
    static const char *const args[] = { "score", "--json", "--explain", "-q", "plan-to-achieve",
                                        "answer.txt", NULL };
    static const char *const volume[] = { "say", "--volume", "0.5", "-o", "/dev/null/x", "hi",
                                          NULL };
    struct run_result plain = run_program(program, args, NULL, LIMIT_S);
    const char *before = getenv("LC_ALL");
    char *kept = before != NULL ? strdup(before) : NULL;
    setenv("LC_ALL", "de_DE.UTF-8", 1);
    struct run_result comma = run_program(program, args, NULL, LIMIT_S);
    struct run_result half = run_program(program, volume, NULL, LIMIT_S);
    if (kept != NULL) {
        setenv("LC_ALL", kept, 1);
    } else {
        unsetenv("LC_ALL");
    }
    assert_string_equal(plain.out, comma.out);
    assert_int_equal(half.status, 1);   /* it was the file that could not be written */
    free(kept);
    run_result_free(&plain);
    run_result_free(&comma);
    run_result_free(&half);
}

/* Feedback on a text needs neither model nor sound and is there at once. By processor time, so
   that other work on this machine does not count. */
static void test_score_starts_fast(void **state)
{
    (void)state;
    static const char *const args[] = { "score", "answer.txt", NULL };
    double best_s = 10;
    for (int i = 0; i < 3; i++) {
        struct run_result r = run_program(program, args, NULL, LIMIT_S);
        best_s = r.cpu_s < best_s ? r.cpu_s : best_s;
        run_result_free(&r);
    }
    print_message("score of a text: %.0f ms\n", best_s * 1000);
    assert_true(best_s < 1.0);
}

/* A .jsonl of any length is streamed: twice the records take no more memory worth speaking of. */
static void test_records_stream(void **state)
{
    (void)state;
    char path[] = "/tmp/greenroom-records-XXXXXX.jsonl";
    int fd = mkstemps(path, 6);
    FILE *file = fd >= 0 ? fdopen(fd, "w") : NULL;
    assert_non_null(file);
    for (int i = 0; i < 2000; i++) {
        fprintf(file, "{\"id\":%d,\"question\":\"five-years\",\"text\":\"In five years I want to "
                      "lead a small crew that keeps the pumps of a hospital running.\"}\n", i);
    }
    fclose(file);
    const char *const args[] = { "score", path, NULL };
    struct run_result r = run_program(program, args, NULL, LIMIT_S);
    print_message("%.0f records a second\n", 2000 / r.seconds);
    assert_int_equal(r.status, 0);
    assert_int_equal(run_lines(r.out), 2000);
    assert_non_null(strstr(r.out, "{\"id\":\"1999\""));
    run_result_free(&r);
    unlink(path);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rows),         cmocka_unit_test(test_json_schema),
        cmocka_unit_test(test_json_evidence), cmocka_unit_test(test_comma_locale),
        cmocka_unit_test(test_score_starts_fast), cmocka_unit_test(test_records_stream),
    };
    program = argc == 3 ? realpath(argv[1], NULL) : NULL;
    if (program == NULL || chdir(argv[2]) != 0) {
        fprintf(stderr, "usage: %s PROGRAM DATA\n", argv[0]);
        return 2;
    }
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    free(program);
    return failed;
}
