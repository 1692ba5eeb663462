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

#include <cmocka.h>

#include "history.h"
#include "spots.h"

static char folder[64];

static int make_folder(void **state)
{
    (void)state;
    snprintf(folder, sizeof(folder), "/tmp/greenroom-staff-XXXXXX");
    assert_non_null(mkdtemp(folder));
    setenv("XDG_CONFIG_HOME", folder, 1);
    setenv("XDG_STATE_HOME", folder, 1);
    unsetenv("STATE_DIRECTORY");
    return 0;
}

static int remove_folder(void **state)
{
    (void)state;
    static const char *const names[] = { "/greenroom/settings.yaml", "/greenroom/pin",
                                         "/greenroom/history.db",
                                         "/greenroom/settings-last-good.yaml", "/greenroom", "" };
    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
        char path[160];
        snprintf(path, sizeof(path), "%s%s", folder, names[i]);
        remove(path);
    }
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
    staff_init(&s, &settings);
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
}

static void test_without_a_pin_only_the_keyboard_opens(void **state)
{
    (void)state;
    struct settings settings = settings_defaults();
    struct staff s;
    staff_init(&s, &settings);
    staff_open(&s, false, 0, time(NULL));
    assert_int_equal(s.page, STAFF_PIN);
    type(&s, "0000", 1);
    assert_int_equal(s.page, STAFF_PIN);
    staff_close(&s);
    staff_open(&s, true, 2, time(NULL));
    assert_int_equal(s.page, STAFF_MENU);
}

static void test_it_closes_by_itself(void **state)
{
    (void)state;
    struct settings settings = settings_defaults();
    struct staff s;
    set_pin("4711");
    staff_init(&s, &settings);
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
    staff_init(&s, &settings);
    staff_open(&s, true, 0, time(NULL));
    assert_int_equal(staff_do(&s, LOCAL_STAFF_VOLUME, 50, 1), STAFF_APPLY);
    assert_int_equal(staff_do(&s, LOCAL_STAFF_SPEED, 120, 1), STAFF_APPLY);
    for (int i = 0; i < STAFF_SWITCH_COUNT; i++) {
        bool before = staff_switched(&settings, (enum staff_switch)i);
        staff_do(&s, LOCAL_STAFF_SWITCH, i, 1);
        assert_int_equal(staff_switched(&settings, (enum staff_switch)i), !before);
    }
    struct settings again = settings_load(err, sizeof(err));
    assert_string_equal(err, "");
    assert_memory_equal(&again, &settings, sizeof(again));
}

static void test_a_new_pin_is_typed_twice(void **state)
{
    (void)state;
    struct settings settings = settings_defaults();
    struct staff s;
    staff_init(&s, &settings);
    staff_open(&s, true, 0, time(NULL));
    staff_do(&s, LOCAL_STAFF_NEW_PIN, 0, 1);
    type(&s, "24680", 1);
    type(&s, "24681", 1);
    assert_false(pin_is_set());
    staff_do(&s, LOCAL_STAFF_NEW_PIN, 0, 1);
    type(&s, "24680", 1);
    type(&s, "24680", 1);
    assert_true(pin_is_set());
    assert_int_equal(s.page, STAFF_MENU);
}

static void count(struct history *h, const char *question, unsigned times, time_t at)
{
    while (times-- > 0) {
        assert_true(history_add(h, HISTORY_BEGUN, question, at));
    }
}

static void test_small_counts_are_hidden(void **state)
{
    (void)state;
    const time_t friday = 1779451200; /* 22 May 2026, noon UTC */
    char err[300], text[16];
    struct settings settings = settings_defaults();
    struct staff s;
    struct history *h = history_create(NULL);
    count(h, "goals", 5, friday);
    count(h, "rare", 2, friday);
    count(h, "goals", 9, friday - 10 * 86400);
    history_destroy(h);
    staff_init(&s, &settings);
    staff_open(&s, true, 0, friday);
    assert_int_equal(s.counts.today, 4);
    assert_int_equal(s.counts.week, 7);
    assert_int_equal(s.counts.days[4], 7);
    assert_string_equal(staff_count_text(0, text, sizeof(text)), "0");
    assert_string_equal(staff_count_text(2, text, sizeof(text)), "<3");
    assert_string_equal(staff_count_text(3, text, sizeof(text)), "3");
    char *csv = staff_counts_csv(err, sizeof(err));
    assert_non_null(csv);
    assert_non_null(strstr(csv, "2026-05-22,goals,5,0\n"));
    assert_non_null(strstr(csv, "2026-05-22,rare,<3,0\n"));
    assert_non_null(strstr(csv, "2026-05-12,goals,9,0\n"));
    free(csv);
}

#define IN_FOLDER(test) cmocka_unit_test_setup_teardown(test, make_folder, remove_folder)

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_FOLDER(test_nothing_works_before_the_pin),
        IN_FOLDER(test_without_a_pin_only_the_keyboard_opens),
        IN_FOLDER(test_it_closes_by_itself),
        IN_FOLDER(test_settings_are_kept),
        IN_FOLDER(test_a_new_pin_is_typed_twice),
        IN_FOLDER(test_small_counts_are_hidden),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
