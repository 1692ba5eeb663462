/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "paths.h"
#include "printing.h"
#include "takeaway.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static const struct rubric_question goals = {.id = "goals", .wording = "What are your career goals?"};
static const struct rubric_question fit = {.id = "fit", .wording = "Why this job?"};
static const struct rubric_criterion clear_goal = {
    .id = "clear_goal", .group = RUBRIC_GROUP_GOAL, .label = "Specific goal", .tip = "Name it."};
static const struct rubric_criterion money = {
    .id = "money", .group = RUBRIC_GROUP_WATCH, .label = "Money", .tip = "Talk about the work."};
static const struct rubric_span goal_words = {2, 5};
static const char *const words[] = {"i", "become", "a", "zither", "maker", "soon"};

static struct rubric_finding findings[] = {
    {.criterion = &clear_goal, .verdict = RUBRIC_MET, .evidence = &goal_words,
     .evidence_count = 1, .tip = "Name it."},
    {.criterion = &money, .verdict = RUBRIC_CLEAR, .tip = ""},
};

static struct rubric_report report_with(const char *strength, const char *next_step)
{
    return (struct rubric_report){
        .findings = findings, .finding_count = COUNT(findings), .strength = strength,
        .next_step = next_step, .word_text = words, .word_count = COUNT(words),
        .delivery = {.words_per_minute = 124}};
}

static struct strings *load_language(const char *name)
{
    char err[300] = "";
    char *path = paths_find(name);
    assert_non_null(path);
    struct strings *strings = strings_load(path, err, sizeof(err));
    free(path);
    if (strings == NULL) {
        fail_msg("%s", err);
    }
    return strings;
}

static struct strings *load_strings(void)
{
    return load_language("strings/en.yaml");
}

static void make(struct takeaway *t, struct strings *strings)
{
    struct rubric_report first = report_with("Old strength.", "Old step.");
    struct rubric_report second = report_with("Your goal was specific.", "Say why this job fits.");
    struct rubric_report third = report_with("", "Add a date.");
    struct attempt attempts[] = {{&goals, 1, NULL, 0, 60, &first, 0},
                                 {&goals, 2, NULL, 0, 77, &second, 0},
                                 {&fit, 1, NULL, 0, -1, &third, 0}};
    struct interview_state state = {.attempts = attempts, .attempt_count = COUNT(attempts)};
    assert_true(takeaway_init(t, &state, strings));
}

static bool holds(const struct takeaway *t, const char *text)
{
    for (size_t i = 0; i < t->count; i++) {
        if (strstr(t->notes[i].text, text) != NULL) {
            return true;
        }
    }
    return false;
}

static void test_notes_tell_the_last_try_with_its_words(void **state)
{
    (void)state;
    static const struct { const char *text; bool want; } rows[] = {
        {"What are your career goals?", true}, {"Why this job?", true},
        {"a zither maker", true}, {"Your goal was specific.", true}, {"Old strength.", false},
        {"1:17", true}, {"Money", false}, {"takeaway.", false},
    };
    struct strings *strings = load_strings();
    struct takeaway t;
    make(&t, strings);
    for (size_t i = 0; i < COUNT(rows); i++) {
        if (holds(&t, rows[i].text) != rows[i].want) {
            fail_msg("\"%s\" is %s in the notes", rows[i].text, rows[i].want ? "not" : "");
        }
    }
    assert_true(strlen(t.brief) <= TAKEAWAY_NOTES_MAX);
    assert_non_null(strstr(t.brief, "Add a date."));
    takeaway_finish(&t);
    assert_int_equal(t.count, 0);
    strings_destroy(strings);
}

/* Notes in another language have no advice that is English only. */
static void test_notes_in_another_language(void **state)
{
    (void)state;
    static const char step[] = "Say where you want to be in 3 to 5 years.", tip[] = "Say where you want to be in three to five years.";
    static const struct rubric_criterion long_term = { .id = "long_term", .next_step = step,
                                                       .label = "Long-term goal", .tip = tip };
    struct rubric_finding missing = { .criterion = &long_term, .verdict = RUBRIC_MISSING, .tip = tip };
    struct rubric_report report = report_with("", step);
    report.findings = &missing;
    report.finding_count = 1;
    struct attempt attempt = { &goals, 1, NULL, 0, -1, &report, 0 };
    const struct interview_state all = { .attempts = &attempt, .attempt_count = 1 };
    static const char *const languages[] = { "strings/en.yaml", "strings/es.yaml" };
    for (size_t i = 0; i < COUNT(languages); i++) {
        struct strings *strings = load_language(languages[i]);
        struct takeaway t;
        assert_true(takeaway_init(&t, &all, strings));
        assert_int_equal(holds(&t, tip), i == 0);
        assert_int_equal(holds(&t, step), i == 0);
        takeaway_finish(&t);
        strings_destroy(strings);
    }
}

static void test_code_is_a_square_with_its_three_corners(void **state)
{
    (void)state;
    struct strings *strings = load_strings();
    struct takeaway t;
    struct takeaway_code code;
    make(&t, strings);
    assert_true(takeaway_code(&t, &code));
    assert_true(code.width >= 21 && code.width <= 57);
    size_t last = (size_t)code.width - 1, width = (size_t)code.width;
    assert_int_equal(code.dark[0], 1);
    assert_int_equal(code.dark[last], 1);
    assert_int_equal(code.dark[last * width], 1);
    takeaway_code_free(&code);
    takeaway_finish(&t);
    strings_destroy(strings);
}

static void test_nothing_to_tell_is_no_code(void **state)
{
    (void)state;
    struct takeaway t = {0};
    struct takeaway_code code;
    assert_false(takeaway_code(&t, &code));
}

static void test_saving_never_writes_over_a_file(void **state)
{
    (void)state;
    struct strings *strings = load_strings();
    struct takeaway t;
    char folder[] = "/tmp/greenroom-takeaway-XXXXXX";
    char first[4200], second[4200];
    assert_non_null(mkdtemp(folder));
    make(&t, strings);
    assert_true(takeaway_save_in(&t, folder, first, sizeof(first)));
    assert_true(takeaway_save_in(&t, folder, second, sizeof(second)));
    assert_string_not_equal(first, second);
    struct stat status;
    assert_int_equal(stat(first, &status), 0);
    assert_true(status.st_size > 500);
    unlink(first);
    unlink(second);
    rmdir(folder);
    assert_false(takeaway_save_in(&t, folder, first, sizeof(first)));
    takeaway_finish(&t);
    strings_destroy(strings);
}

/* What is told in each case; a stick that is full takes a file system, see tests/faults/files. */
static void test_a_stick_that_does_not_take_them(void **state)
{
    (void)state;
    struct strings *strings = load_strings();
    struct takeaway t;
    char folder[] = "/tmp/greenroom-takeaway-XXXXXX", sticks[200];
    struct rlimit former, none;
    assert_non_null(mkdtemp(folder));
    make(&t, strings);
    setenv("GREENROOM_STICKS", "/nowhere", 1);
    assert_string_equal(takeaway_save(&t), "stick.none");
    setenv("GREENROOM_STICKS", "/proc/self", 1);    /* nobody can write there */
    const char *said = takeaway_save(&t);
    assert_true(strcmp(said, "stick.protected") == 0 || strcmp(said, "stick.full") == 0);
    setenv("GREENROOM_STICKS", folder, 1);
    getrlimit(RLIMIT_FSIZE, &former);
    none = former;
    none.rlim_cur = 100;
    signal(SIGXFSZ, SIG_IGN);
    setrlimit(RLIMIT_FSIZE, &none);
    said = takeaway_save(&t);
    setrlimit(RLIMIT_FSIZE, &former);
    assert_string_equal(said, "stick.failed");
    assert_int_equal(rmdir(folder), 0);             /* no half a file was left */
    assert_int_equal(mkdir(folder, 0700), 0);
    snprintf(sticks, sizeof(sticks), "/nowhere:/proc/self:%s", folder);
    setenv("GREENROOM_STICKS", sticks, 1);
    assert_string_equal(takeaway_save(&t), "summary.saved");
    snprintf(sticks, sizeof(sticks), "%s/Greenroom-notes.pdf", folder);
    assert_int_equal(unlink(sticks), 0);
    rmdir(folder);
    takeaway_finish(&t);
    strings_destroy(strings);
}

static void test_no_printer_is_one_sentence(void **state)
{
    (void)state;
    struct strings *strings = load_strings();
    struct takeaway t;
    char *path = strdup(getenv("PATH"));
    make(&t, strings);
    setenv("PATH", "/nonexistent", 1);
    struct printing p = { 0 };
    assert_string_equal(printing_begin(&p, &t, 0), "summary.no_printer");
    assert_null(printing_go_on(&p, 1));
    setenv("PATH", path, 1);
    free(path);
    takeaway_finish(&t);
    strings_destroy(strings);
}

/* A folder with an "lp" in it, first in PATH; what it is given it leaves in "page". */
static char *use_printer(const char *script)
{
    static char folder[64];
    char path[128];
    strcpy(folder, "/tmp/greenroom-lp-XXXXXX");
    assert_non_null(mkdtemp(folder));
    snprintf(path, sizeof(path), "%s/lp", folder);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fprintf(file, "#!/bin/sh\ncd %s\n%s\n", folder, script);
    assert_int_equal(fclose(file), 0);
    assert_int_equal(chmod(path, 0700), 0);
    snprintf(path, sizeof(path), "%s:/usr/bin:/bin", folder);
    setenv("PATH", path, 1);
    return folder;
}

static void remove_printer(const char *folder)
{
    char path[128];
    snprintf(path, sizeof(path), "%s/lp", folder);
    unlink(path);
    snprintf(path, sizeof(path), "%s/page", folder);
    unlink(path);
    assert_int_equal(rmdir(folder), 0);
}

/* Rounds of the main loop, each said to be a tenth of a second after the one before. */
static const char *how_it_ends(struct printing *p, unsigned rounds)
{
    const struct timespec moment = { .tv_nsec = 10000000 };
    const char *told = NULL;
    for (unsigned i = 1; i <= rounds && told == NULL && p->running; i++) {
        told = printing_go_on(p, i * 0.1);
        nanosleep(&moment, NULL);
    }
    return told;
}

static void test_printers(void **state)
{
    static const struct { const char *script, *told; bool page; } rows[] = {
        { "cat >page", "summary.printed", true },
        { "sleep 0.2; cat >page", "summary.printed", true },
        { "cat >page; echo 'no such printer' >&2; exit 1", "summary.not_printed", true },
        { "exit 1", "summary.not_printed", false },
        { "exec sleep 1000", "summary.not_printed", false },
        { "cat >page; exec sleep 1000", "summary.not_printed", true },
    };
    (void)state;
    struct strings *strings = load_strings();
    char *path = strdup(getenv("PATH"));
    signal(SIGPIPE, SIG_IGN);
    for (size_t i = 0; i < COUNT(rows); i++) {
        char *folder = use_printer(rows[i].script), page[128], start[5] = "";
        struct takeaway t;
        struct printing p = { 0 };
        make(&t, strings);
        assert_string_equal(printing_begin(&p, &t, 0), "summary.printing");
        assert_string_equal(printing_begin(&p, &t, 0), "summary.printing");  /* pressed twice */
        const char *told = how_it_ends(&p, 5000);
        if (told == NULL || strcmp(told, rows[i].told) != 0 || p.running || p.page != NULL) {
            fail_msg("\"%s\": %s", rows[i].script, told != NULL ? told : "nothing");
        }
        snprintf(page, sizeof(page), "%s/page", folder);
        FILE *file = fopen(page, "r");
        assert_true((file != NULL) == rows[i].page);
        if (file != NULL) {
            assert_int_equal(fread(start, 1, 4, file), 4);
            assert_string_equal(start, "%PDF");
            fclose(file);
        }
        takeaway_finish(&t);
        remove_printer(folder);
    }
    setenv("PATH", path, 1);
    free(path);
    strings_destroy(strings);
}

/* Whoever leaves takes the page along, and the next person is told nothing of it. */
static void test_a_page_that_is_forgotten(void **state)
{
    (void)state;
    struct strings *strings = load_strings();
    char *path = strdup(getenv("PATH")), *folder = use_printer("exec sleep 1000");
    struct takeaway t;
    struct printing p = { 0 };
    make(&t, strings);
    assert_string_equal(printing_begin(&p, &t, 0), "summary.printing");
    assert_non_null(p.page);
    printing_forget(&p, 0);
    assert_null(p.page);
    assert_null(how_it_ends(&p, 100));
    assert_false(p.running);
    printing_begin(&p, &t, 0);
    printing_finish(&p);
    assert_false(p.running);
    takeaway_finish(&t);
    setenv("PATH", path, 1);
    free(path);
    remove_printer(folder);
    strings_destroy(strings);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_notes_tell_the_last_try_with_its_words),
        cmocka_unit_test(test_notes_in_another_language),
        cmocka_unit_test(test_code_is_a_square_with_its_three_corners),
        cmocka_unit_test(test_nothing_to_tell_is_no_code),
        cmocka_unit_test(test_saving_never_writes_over_a_file),
        cmocka_unit_test(test_a_stick_that_does_not_take_them),
        cmocka_unit_test(test_no_printer_is_one_sentence),
        cmocka_unit_test(test_printers),
        cmocka_unit_test(test_a_page_that_is_forgotten),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
