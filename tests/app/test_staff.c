/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "staff.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <voice.h>

#include <cmocka.h>

#include "history.h"
#include "leftovers.h"
#include "spots.h"

static char folder[64];
static struct languages languages;

static int make_folder(void **state)
{
    (void)state;
    snprintf(folder, sizeof(folder), "/tmp/greenroom-staff-XXXXXX");
    assert_non_null(mkdtemp(folder));
    setenv("XDG_CONFIG_HOME", folder, 1);
    setenv("XDG_STATE_HOME", folder, 1);
    setenv("XDG_DATA_HOME", folder, 1);
    setenv("GREENROOM_STICKS", "/nowhere", 1);
    unsetenv("STATE_DIRECTORY");
    return 0;
}

static int remove_folder(void **state)
{
    (void)state;
    static const char *const names[] = { "greenroom/settings.yaml", "greenroom/pin", "greenroom/pin-tries",
                                         "greenroom/history.db",
                                         "greenroom/settings-last-good.yaml", "greenroom", "" };
    leftovers_remove(folder, names, sizeof(names) / sizeof(names[0]));
    return access(folder, F_OK) == 0;
}

static void type(struct staff *s, const char *digits, double now_s)
{
    for (; *digits != '\0'; digits++) {
        staff_do(s, LOCAL_STAFF_DIGIT, *digits - '0', now_s);
    }
    staff_do(s, LOCAL_STAFF_ENTER, 0, now_s);
}

static void set_pin(const char *pin)
{
    char err[300];
    assert_true(pin_set(pin, err, sizeof(err)));
}

static void test_nothing_works_before_the_pin(void **state)
{
    (void)state;
    struct settings settings = settings_defaults(), before = settings;
    struct staff s;
    set_pin("4711");
    staff_init(&s, &settings, &languages);
    staff_open(&s, true, 0, time(NULL));
    assert_int_equal(s.page, STAFF_PIN);
    for (int c = LOCAL_STAFF_TAB; c <= LOCAL_STAFF_EXIT; c++) {
        for (int n = -1; n < 101; n++) {
            assert_int_equal(staff_do(&s, c, n, 1), STAFF_NOTHING);
        }
    }
    assert_memory_equal(&settings, &before, sizeof(settings));
    type(&s, "4712", 2);
    assert_int_equal(s.page, STAFF_PIN);
    assert_int_equal(s.answer, PIN_WRONG);
    type(&s, "4711", 3);
    assert_int_equal(s.page, STAFF_MENU);
    staff_close(&s);
}

static void test_without_a_pin_only_the_keyboard_opens(void **state)
{
    (void)state;
    struct settings settings = settings_defaults();
    struct staff s;
    staff_init(&s, &settings, &languages);
    staff_open(&s, false, 0, time(NULL));
    assert_int_equal(s.page, STAFF_PIN);
    type(&s, "0000", 1);
    assert_int_equal(s.page, STAFF_PIN);
    staff_close(&s);
    staff_open(&s, true, 2, time(NULL));
    assert_int_equal(s.page, STAFF_MENU);
    staff_close(&s);
}

static void test_it_closes_by_itself(void **state)
{
    (void)state;
    struct settings settings = settings_defaults();
    struct staff s;
    set_pin("4711");
    staff_init(&s, &settings, &languages);
    staff_open(&s, true, 100, time(NULL));
    staff_tick(&s, 129.9, 0);
    assert_true(staff_is_open(&s));
    staff_tick(&s, 130, 0);
    assert_false(staff_is_open(&s));
    staff_open(&s, true, 200, time(NULL));
    type(&s, "4711", 201);
    staff_tick(&s, 260.9, 0);
    assert_int_equal(s.page, STAFF_MENU);
    staff_tick(&s, 261, 0);
    assert_false(staff_is_open(&s));
}

static void test_settings_are_kept(void **state)
{
    (void)state;
    char err[400];
    struct settings settings = settings_defaults();
    struct staff s;
    staff_init(&s, &settings, &languages);
    staff_open(&s, true, 0, time(NULL));
    assert_int_equal(staff_do(&s, LOCAL_STAFF_VOLUME, 50, 1), STAFF_APPLY);
    assert_int_equal(staff_do(&s, LOCAL_STAFF_SPEED, 120, 1), STAFF_APPLY);
    for (int i = 0; i < STAFF_SWITCH_COUNT; i++) {
        bool before = *staff_switch_of(&settings, (enum staff_switch)i);
        assert_int_equal(staff_do(&s, LOCAL_STAFF_SWITCH, i, 1), STAFF_APPLY);
        assert_int_equal(*staff_switch_of(&settings, (enum staff_switch)i), !before);
    }
    assert_int_equal(staff_do(&s, LOCAL_STAFF_TEXT_SIZE, 2, 1), STAFF_APPLY);
    assert_int_equal(staff_do(&s, LOCAL_STAFF_TIME, 15, 1), STAFF_APPLY);
    assert_int_equal(staff_do(&s, LOCAL_STAFF_LENGTH, 120, 1), STAFF_APPLY);
    assert_int_equal(staff_do(&s, LOCAL_STAFF_VOICE, 1, 1), STAFF_APPLY);
    assert_true(s.languages->count > 0);
    assert_int_equal(staff_do(&s, LOCAL_STAFF_LANGUAGE, 0, 1), STAFF_LANGUAGE);
    s.microphones.count = s.speakers.count = 1;
    strcpy(s.microphones.names[0], "USB desk microphone");
    strcpy(s.speakers.names[0], "A loud one");
    assert_int_equal(staff_do(&s, LOCAL_STAFF_MICROPHONE, 1, 1), STAFF_USE_MICROPHONE);
    assert_int_equal(staff_do(&s, LOCAL_STAFF_SPEAKER, 1, 1), STAFF_APPLY);
    assert_string_equal(settings.speaker, "A loud one");
    /* Nothing that is not there can be chosen. */
    staff_do(&s, LOCAL_STAFF_SPEAKER, 2, 1);
    assert_string_equal(settings.speaker, "");
    memset(settings.speaker, 0, sizeof(settings.speaker));     /* compared as a whole below */
    assert_int_equal(staff_do(&s, LOCAL_STAFF_VOICE, 99, 1), STAFF_NOTHING);
    assert_int_equal(staff_do(&s, LOCAL_STAFF_TIME, 9, 1), STAFF_NOTHING);
    assert_int_equal(staff_do(&s, LOCAL_STAFF_REMOVE, 0, 1), STAFF_NOTHING);
    struct settings again = settings_load(err, sizeof(err));
    assert_string_equal(err, "");
    assert_memory_equal(&again, &settings, sizeof(again));
    assert_int_equal(again.text_size, 2);
    assert_int_equal(again.answer_length, 120);
    assert_string_equal(again.voice, "en-gb");
    assert_string_equal(again.microphone, "USB desk microphone");
    assert_float_equal(again.time_scale, 1.5, 1e-6);
    staff_close(&s);
}

/* The wish is the kiosk's to carry out; nothing else happens. */
static void test_what_the_kiosk_does(void **state)
{
    (void)state;
    static const struct { int command; enum staff_wish wish; } wants[] = {
        { LOCAL_STAFF_TEST, STAFF_TEST_VOICE }, { LOCAL_STAFF_TONE, STAFF_TEST_TONE },
        { LOCAL_STAFF_CHANGE, STAFF_NEXT_MICROPHONE }, { LOCAL_STAFF_LOOK, STAFF_LOOK_FOR_DEVICES },
        { LOCAL_STAFF_CSV, STAFF_SAVE_COUNTS }, { LOCAL_STAFF_IMPORT, STAFF_IMPORTED },
        { LOCAL_STAFF_PLAY, STAFF_NOTHING }, { LOCAL_STAFF_RECORD, STAFF_RECORD },
        { LOCAL_STAFF_EXIT, STAFF_EXIT },
    };
    struct settings settings = settings_defaults();
    struct staff s;
    staff_init(&s, &settings, &languages);
    staff_open(&s, true, 0, time(NULL));
    for (size_t i = 0; i < sizeof(wants) / sizeof(wants[0]); i++) {
        assert_int_equal(staff_do(&s, wants[i].command, 0, 1), wants[i].wish);
    }
    assert_true(s.recording_until_s > 1);
    staff_tick(&s, 1 + STAFF_RECORD_S, 0.5f);
    assert_true(s.recorded);
    assert_int_equal(staff_do(&s, LOCAL_STAFF_PLAY, 0, 2), STAFF_PLAY);
    assert_false(s.import.done);    /* there is no stick */
    staff_close(&s);
}

/* In every language there is a sentence for what came of it. */
static void said(const struct staff *s, const char *id)
{
    assert_string_equal(s->notice, id);
    for (size_t i = 0; i < languages.count; i++) {
        strings_get(languages.strings[i], s->notice);
        assert_null(strings_missed(languages.strings[i]));
    }
}

static void test_a_new_pin_is_typed_twice(void **state)
{
    (void)state;
    struct settings settings = settings_defaults();
    struct staff s;
    staff_init(&s, &settings, &languages);
    staff_open(&s, true, 0, time(NULL));
    staff_do(&s, LOCAL_STAFF_NEW_PIN, 0, 1);
    type(&s, "24680", 1);
    type(&s, "24681", 1);
    assert_false(pin_is_set());
    said(&s, "staff.pins_differ");
    staff_do(&s, LOCAL_STAFF_NEW_PIN, 0, 1);
    type(&s, "24680", 1);
    staff_do(&s, LOCAL_STAFF_CLOSE, 0, 1);      /* back; later it begins anew */
    staff_do(&s, LOCAL_STAFF_NEW_PIN, 0, 1);
    assert_null(s.notice);
    type(&s, "24680", 1);
    assert_false(pin_is_set());
    type(&s, "24680", 1);
    assert_true(pin_is_set());
    said(&s, "staff.pin_set");
    assert_int_equal(s.page, STAFF_MENU);
    setenv("XDG_CONFIG_HOME", "/dev/null", 1);  /* nothing can be written below it */
    staff_do(&s, LOCAL_STAFF_SWITCH, STAFF_STILL, 1);
    setenv("XDG_CONFIG_HOME", folder, 1);
    said(&s, "staff.not_kept");
    assert_string_not_equal(s.why, "");
    staff_close(&s);
}

static void count(struct history *h, const char *question, unsigned times, time_t at)
{
    while (times-- > 0) {
        assert_true(history_add(h, HISTORY_BEGUN, question, at));
    }
}

static void test_every_voice_on_offer_speaks(void **state)
{
    (void)state;
    for (size_t i = 0; i < STAFF_VOICES; i++) {
        const struct voice_settings voice = { .name = staff_voices[i].name };
        struct speech speech;
        char err[300];
        if (!voice_synthesise("Hello.", &voice, &speech, err, sizeof(err))) {
            fail_msg("%s", err);
        }
        speech_free(&speech);
    }
}

static char *csv_of(const struct counts *counts)
{
    char *csv = counts_csv(counts);
    assert_non_null(csv);
    return csv;
}

static void test_counts_are_added_up(void **state)
{
    (void)state;
    const time_t friday = 1779451200; /* 22 May 2026, noon UTC */
    struct settings settings = settings_defaults();
    struct staff s;
    struct history *h = history_create(NULL);
    count(h, "goals", 5, friday);
    count(h, "fit", 4, friday);
    count(h, "goals", 9, friday - 10 * 86400);
    history_destroy(h);
    staff_init(&s, &settings, &languages);
    staff_open(&s, true, 0, friday);
    assert_string_equal(s.counts_trouble, "");
    assert_int_equal(s.counts.today, 4);
    assert_int_equal(s.counts.week.of[COUNT_BEGUN], 9);
    assert_false(s.counts.week.hidden[COUNT_BEGUN]);
    assert_int_equal(s.counts.days[4].of[COUNT_BEGUN], 9);
    assert_string_equal(s.counts.questions.items[0].name, "goals");
    char *csv = csv_of(&s.counts);
    static const char *const lines[] = { "by,what,begun,answered\n", "\ntotal,,18,0\n",
                                         "\nday,2026-05-22,9,0\n", "\nday,2026-05-12,9,0\n",
                                         "\nquestion,goals,14,0\n", "\nquestion,fit,4,0\n" };
    for (size_t i = 0; i < sizeof(lines) / sizeof(lines[0]); i++) {
        if (strstr(csv, lines[i]) == NULL) {
            fail_msg("no \"%s\" in\n%s", lines[i], csv);
        }
    }
    free(csv);
    staff_close(&s);
}

#define QUESTIONS 5

/* What is hidden, and what with it. The lines of the questions, in the order of `of`. */
static void test_small_counts_cannot_be_worked_out(void **state)
{
    (void)state;
    static const struct {
        unsigned of[QUESTIONS][COUNT_KINDS];
        const char *want;   /* begun/answered of each; "" where the list is left out */
    } rows[] = {
        { { { 14, 9 }, { 5, 4 } }, "14/9 5/4 " },
        { { { 14, 0 }, { 5, 0 } }, "14/0 5/0 " },
        { { { 14, 9 }, { 5, 4 }, { 2, 2 } }, "14/9 3+/3+ <3/<3 " },     /* 21 - 14 - 5 = 2 */
        { { { 14, 9 }, { 5, 4 }, { 2, 2 }, { 1, 1 } }, "14/9 5/4 <3/<3 <3/<3 " },
        { { { 14, 9 }, { 5, 4 }, { 1, 1 }, { 1, 1 } }, "14/9 3+/4 <3/<3 <3/<3 " },
        { { { 14, 9 }, { 5, 2 }, { 4, 0 } }, "14/9 5/<3 4/<3 " },       /* or else 11 - 9 = 2 */
        { { { 14, 14 }, { 5, 2 }, { 4, 4 } }, "14/- 5/- 4/- " },        /* 3+ is 4 at most */
        { { { 3, 0 }, { 1, 0 } }, "" },                                 /* 1 and 3 or more: 4 */
        { { { 1, 1 }, { 1, 1 }, { 1, 1 } }, "" },
        { { { 2, 2 } }, "<3/<3 " },
        { { { 1, 0 }, { 1, 0 } }, "" },
        { { { 0, 0 } }, "" },
    };
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        struct count questions[QUESTIONS];
        struct counts c = { .questions = { questions, 0 } };
        char got[200] = "", begun[16], answered[16];
        memset(questions, 0, sizeof(questions));
        for (; c.questions.count < QUESTIONS && rows[i].of[c.questions.count][0] > 0;
             c.questions.count++) {
            for (int kind = 0; kind < COUNT_KINDS; kind++) {
                questions[c.questions.count].of[kind] = rows[i].of[c.questions.count][kind];
                c.all.of[kind] += rows[i].of[c.questions.count][kind];
            }
        }
        counts_hide(&c);
        for (size_t j = 0; j < c.questions.count; j++) {
            size_t at = strlen(got);
            const struct count *q = &questions[j];
            snprintf(got + at, sizeof(got) - at, "%s/%s ",
                     counts_text(q, COUNT_BEGUN, begun, sizeof(begun)),
                     counts_text(q, COUNT_COMPLETED, answered, sizeof(answered)));
        }
        if (strcmp(got, rows[i].want) != 0) {
            fail_msg("row %zu: %s, want %s", i, got, rows[i].want);
        }
    }
}

/* On no way out: not in the list, the total, the week or the file for a spreadsheet. */
static void test_hidden_counts_leave_no_other_way(void **state)
{
    (void)state;
    const time_t friday = 1779451200;
    char err[300], text[16];
    struct counts c;
    struct history *h = history_create(NULL);
    count(h, "goals", 8, friday);
    count(h, "rare", 2, friday);
    count(h, "goals", 1, friday - 86400);
    history_destroy(h);
    assert_true(counts_read(&c, NULL, friday, err, sizeof(err)));
    assert_int_equal(c.days[3].of[COUNT_BEGUN], 1);     /* 1 or 2: the same */
    assert_string_equal(counts_text(&c.days[3], COUNT_BEGUN, text, sizeof(text)), "<3");
    assert_string_equal(counts_text(&c.days[4], COUNT_BEGUN, text, sizeof(text)), "3+");
    assert_string_equal(counts_text(&c.week, COUNT_BEGUN, text, sizeof(text)), "-");
    char *csv = csv_of(&c);
    static const char *const lines[] = { "\ntotal,,11,0\n", "\nday,2026-05-21,<3,0\n",
                                         "\nday,2026-05-22,3+,0\n", "\nquestion,goals,3+,0\n",
                                         "\nquestion,rare,<3,0\n" };
    for (size_t i = 0; i < sizeof(lines) / sizeof(lines[0]); i++) {
        if (strstr(csv, lines[i]) == NULL) {
            fail_msg("no \"%s\" in\n%s", lines[i], csv);
        }
    }
    free(csv);
    counts_free(&c);
}

#define IN_FOLDER(test) cmocka_unit_test_setup_teardown(test, make_folder, remove_folder)

int main(void)
{
    char err[400];
    if (!languages_load(&languages, err, sizeof(err))) {
        fprintf(stderr, "%s\n", err);
        return 1;
    }
    const struct CMUnitTest tests[] = {
        IN_FOLDER(test_nothing_works_before_the_pin),
        IN_FOLDER(test_without_a_pin_only_the_keyboard_opens),
        IN_FOLDER(test_it_closes_by_itself),
        IN_FOLDER(test_settings_are_kept),
        IN_FOLDER(test_what_the_kiosk_does),
        IN_FOLDER(test_a_new_pin_is_typed_twice),
        IN_FOLDER(test_counts_are_added_up),
        cmocka_unit_test(test_small_counts_cannot_be_worked_out),
        IN_FOLDER(test_hidden_counts_leave_no_other_way),
        cmocka_unit_test(test_every_voice_on_offer_speaks),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    languages_free(&languages);
    return failed;
}
