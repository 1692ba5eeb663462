/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pin.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

static char folder[64], file[128];

static int make_folder(void **state)
{
    (void)state;
    snprintf(folder, sizeof(folder), "/tmp/greenroom-pin-XXXXXX");
    assert_non_null(mkdtemp(folder));
    snprintf(file, sizeof(file), "%s/greenroom/pin", folder);
    setenv("XDG_CONFIG_HOME", folder, 1);
    return 0;
}

static int remove_folder(void **state)
{
    (void)state;
    char tries[160];
    remove(file);
    snprintf(tries, sizeof(tries), "%s-tries", file);
    remove(tries);
    *strrchr(file, '/') = '\0';
    rmdir(file);
    return rmdir(folder);
}

static void test_only_digits_are_a_pin(void **state)
{
    (void)state;
    static const char *const bad[] = { "", "123", "12a4", "1234567890123", "12 34", "-1234" };
    for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
        char err[300] = "";
        if (pin_set(bad[i], err, sizeof(err)) || strstr(err, "4 to 12 digits") == NULL) {
            fail_msg("\"%s\": \"%s\"", bad[i], err);
        }
    }
    assert_false(pin_is_set());
}

static void test_only_a_hash_is_kept(void **state)
{
    (void)state;
    char err[300], text[300] = "";
    struct stat status;
    assert_true(pin_set("271828", err, sizeof(err)));
    assert_true(pin_is_set());
    FILE *kept = fopen(file, "r");
    assert_non_null(kept);
    assert_true(fread(text, 1, sizeof(text) - 1, kept) > 0);
    fclose(kept);
    assert_null(strstr(text, "271828"));
    assert_int_equal(strncmp(text, "$argon2id$", 10), 0);
    assert_int_equal(stat(file, &status), 0);
    assert_int_equal(status.st_mode & 0777, 0600);
}

static void test_tries_are_rationed(void **state)
{
    (void)state;
    char err[300];
    struct pin_gate gate = { 0 };
    static const struct { double at_s; const char *pin; enum pin_answer want; } rows[] = {
        { 0, "0000", PIN_WRONG },     { 1, "1111", PIN_WRONG },    { 2, "4321", PIN_RIGHT },
        { 3, "0000", PIN_WRONG },     { 4, "0000", PIN_WRONG },    { 5, "0000", PIN_WRONG },
        { 6, "4321", PIN_LOCKED },    { 64.9, "4321", PIN_LOCKED },
        { 65, "0000", PIN_WRONG },    { 66, "", PIN_WRONG },       { 67, "43210", PIN_WRONG },
        { 186, "4321", PIN_LOCKED },  { 187, "4321", PIN_RIGHT },  { 188, "0000", PIN_WRONG },
    };
    assert_true(pin_set("4321", err, sizeof(err)));
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        enum pin_answer got = pin_try(&gate, rows[i].pin, rows[i].at_s);
        if (got != rows[i].want) {
            fail_msg("row %zu, \"%s\" at %.1f s: %d, want %d", i, rows[i].pin, rows[i].at_s,
                     (int)got, (int)rows[i].want);
        }
    }
    assert_int_equal(pin_tries_left(&gate), 2);
}

/* Switching the machine off and on is no way around the wait, nor is a broken file one to lock it. */
static void test_tries_outlive_the_program(void **state)
{
    (void)state;
    char err[300], tries[160];
    struct pin_gate gate = { 0 }, fresh = { 0 };
    snprintf(tries, sizeof(tries), "%s-tries", file);
    assert_true(pin_set("4321", err, sizeof(err)));
    for (int i = 0; i < PIN_TRIES; i++) {
        assert_int_equal(pin_try(&gate, "0000", 5000), PIN_WRONG);
    }
    pin_gate_load(&fresh, 7);
    assert_true(pin_locked_s(&fresh, 7) > 55 && pin_locked_s(&fresh, 7) <= 60);
    assert_int_equal(pin_try(&fresh, "4321", 8), PIN_LOCKED);
    assert_int_equal(pin_try(&fresh, "4321", 68), PIN_RIGHT);
    assert_int_not_equal(access(tries, F_OK), 0);
    static const char *const odd[] = { "9 99 99999999999\n", "x\n", "", "1 1\n", "-1 -1 -1\n" };
    for (size_t i = 0; i < sizeof(odd) / sizeof(odd[0]); i++) {
        FILE *out = fopen(tries, "w");
        assert_non_null(out);
        fputs(odd[i], out);
        fclose(out);
        fresh = (struct pin_gate){ 0 };
        pin_gate_load(&fresh, 10);
        if (pin_locked_s(&fresh, 10) > 1000 || pin_tries_left(&fresh) < 1 ||
            pin_tries_left(&fresh) > PIN_TRIES) {
            fail_msg("\"%s\" locks for %.0f s, %u tries left", odd[i], pin_locked_s(&fresh, 10),
                     pin_tries_left(&fresh));
        }
    }
}

static void test_without_a_pin_none_is_right(void **state)
{
    (void)state;
    struct pin_gate gate = { 0 };
    assert_false(pin_is_set());
    assert_int_equal(pin_try(&gate, "", 0), PIN_WRONG);
    assert_int_equal(pin_try(&gate, "0000", 1), PIN_WRONG);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_only_digits_are_a_pin, make_folder, remove_folder),
        cmocka_unit_test_setup_teardown(test_only_a_hash_is_kept, make_folder, remove_folder),
        cmocka_unit_test_setup_teardown(test_tries_are_rationed, make_folder, remove_folder),
        cmocka_unit_test_setup_teardown(test_tries_outlive_the_program, make_folder,
                                        remove_folder),
        cmocka_unit_test_setup_teardown(test_without_a_pin_none_is_right, make_folder,
                                        remove_folder),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
