/* SPDX-License-Identifier: MIT */
#include "case.h"

#include "loose.h"
#include "number.h"
#include "value.h"

static void test_say(void **state)
{
    (void)state;
    static const struct { const char *digits, *want; } rows[] = {
        { "0", "zero" }, { "7", "seven" }, { "12", "twelve" }, { "21", "twenty one" },
        { "100", "one hundred" }, { "305", "three hundred five" },
        { "1,250", "one thousand two hundred fifty" }, { "1999", "nineteen ninety nine" },
        { "2005", "two thousand five" }, { "2030", "twenty thirty" },
        { "2100", "two thousand one hundred" },
        { "1900", "nineteen hundred" }, { "1907", "nineteen oh seven" },
        { "3000000", "three million" }, { "2.75", "two point seven five" },
        { "9:30", "nine thirty" },
        { "9:00", "nine" }, { "1st", "first" }, { "22nd", "twenty second" },
        { "30th", "thirtieth" },
        { "999999999999", "nine hundred ninety nine billion nine hundred ninety nine million nine "
          "hundred ninety nine thousand nine hundred ninety nine" },
        { "1000000000000", "" }, { "99999999999999", "" }, { "", "" }, { "x", "" },
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        const char *words[NUMBER_MAX_WORDS];
        char got[256] = "";
        size_t count = number_say(rows[i].digits, strlen(rows[i].digits), words);
        for (size_t k = 0; k < count; k++) {
            size_t used = strlen(got);
            snprintf(got + used, sizeof(got) - used, "%s%s", k > 0 ? " " : "", words[k]);
        }
        if (strcmp(got, rows[i].want) != 0) {
            fail_msg("%s: got \"%s\", want \"%s\"", rows[i].digits, got, rows[i].want);
        }
    }
}

static void test_values(void **state)
{
    (void)state;
    static const struct { const char *text; bool good; double want; } rows[] = {
        { "1", true, 1 },       { "-0.5", true, -0.5 }, { "+2.", true, 2 },   { ".25", true, 0.25 },
        { "1e3", true, 1000 },  { "5E-1", true, 0.5 },  { "", false, 0 },     { ".", false, 0 },
        { "1,5", false, 0 },    { "1e", false, 0 },     { "0x10", false, 0 }, { "nan", false, 0 },
        { "1e999", false, 0 },  { " 1", false, 0 },
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        double got = 77;
        bool good = value_number(rows[i].text, &got);
        double want = rows[i].good ? rows[i].want : 77;
        if (good != rows[i].good || got < want - 1e-9 || got > want + 1e-9) {
            fail_msg("\"%s\": %d %g", rows[i].text, good, got);
        }
    }
    unsigned whole = 7;
    assert_true(value_whole("4294967295", &whole) && whole == 4294967295U);
    assert_false(value_whole("4294967296", &whole) || value_whole("-1", &whole)
                 || value_whole("", &whole) || value_whole("1.0", &whole));
    bool flag = false;
    assert_true(value_bool("on", &flag) && flag && value_bool("no", &flag) && !flag);
    assert_false(value_bool("TRUE", &flag) || value_bool("", &flag));
}

static void test_loose(void **state)
{
    (void)state;
    static const struct { const char *whole, *part; bool equal, contains; } rows[] = {
        { "", "", true, true },
        { "What's next?", "whats  NEXT", true, true },
        { "What\xe2\x80\x99s next\xe2\x80\xa6", "what's next", true, true },
        { "a long-term goal", "A long term goal!", true, true },
        { "He said: weld it.", "weld", false, true },
        { "welding", "weld", false, false },
        { "reweld", "weld", false, false },
        { "one two three", "two three", false, true },
        { "one two three", "one three", false, false },
        { "one", "one two", false, false },
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        if (loose_equal(rows[i].whole, rows[i].part) != rows[i].equal
            || loose_contains(rows[i].whole, rows[i].part) != rows[i].contains) {
            fail_msg("\"%s\", \"%s\"", rows[i].whole, rows[i].part);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_say),
        cmocka_unit_test(test_values),
        cmocka_unit_test(test_loose),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
