/* SPDX-License-Identifier: MIT */
#include "case.h"

#include <time.h>

enum { WORDS_MAX = 400 };

/* Words of `text`, `gap` seconds from start to start, each half as long; from `start` on. */
static size_t speak(const char *text, double start, double gap, struct rubric_word *words,
                    struct rubric_word **owner)
{
    size_t count;
    *owner = rubric_words_from_text(text, &count);
    assert_true(count <= WORDS_MAX);
    for (size_t i = 0; i < count; i++) {
        words[i] = (*owner)[i];
        words[i].start_s = start + gap * (double)i;
        words[i].end_s = words[i].start_s + gap / 2;
    }
    return count;
}

static bool near(double a, double b)
{
    return a > b - 0.01 && a < b + 0.01;
}

static void test_length(void **state)
{
    (void)state;
    static const struct { double target, length, low, high; enum rubric_aim want; } rows[] = {
        { 60, 60, 45, 75, RUBRIC_AIM_GOOD },   { 90, 69, 70, 110, RUBRIC_AIM_LOW },
        { 120, 146, 95, 145, RUBRIC_AIM_HIGH }, { 120, 95, 95, 145, RUBRIC_AIM_GOOD },
        { 0, 60, 0, 0, RUBRIC_AIM_UNKNOWN },   { 90, -1, 70, 110, RUBRIC_AIM_UNKNOWN },
    };
    struct rubric *rubric = case_rubric();
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct rubric_answer answer = { .length_s = rows[i].length, .target_s = rows[i].target };
        struct rubric_report *report = rubric_assess(rubric, NULL, &answer, NULL);
        const struct rubric_delivery *d = &report->delivery;
        if (!near(d->band_low_s, rows[i].low) || !near(d->band_high_s, rows[i].high)
            || d->length != rows[i].want) {
            fail_msg("row %zu: %g to %g, aim %d", i, d->band_low_s, d->band_high_s, d->length);
        }
        rubric_report_destroy(report);
    }
    rubric_destroy(rubric);
}

static void test_pace(void **state)
{
    (void)state;
    static const struct { double gap; enum rubric_aim want; } rows[] = {
        { 0.30, RUBRIC_AIM_VERY_HIGH }, { 0.34, RUBRIC_AIM_HIGH }, { 0.45, RUBRIC_AIM_GOOD },
        { 0.58, RUBRIC_AIM_LOW },       { 0.80, RUBRIC_AIM_VERY_LOW },
    };
    struct rubric *rubric = case_rubric();
    for (size_t i = 0; i < COUNT(rows); i++) {
        char text[WORDS_MAX * 2 + 1] = "";
        for (size_t k = 0; k < 100; k++) {
            strcat(text, "a ");
        }
        struct rubric_word words[WORDS_MAX], *owner;
        struct rubric_answer answer = { .words = words, .length_s = -1 };
        answer.word_count = speak(text, 1.5, rows[i].gap, words, &owner);
        struct rubric_report *report = rubric_assess(rubric, NULL, &answer, NULL);
        const struct rubric_delivery *d = &report->delivery;
        assert_true(near(d->start_delay_s, 1.5));
        assert_true(near(d->speaking_s, rows[i].gap * 99.5));
        assert_true(near(d->words_per_minute, 100 * 60 / d->speaking_s));
        assert_int_equal(d->pace, rows[i].want);
        double words_in_windows = 0;
        for (size_t k = 0; k < d->pace_count; k++) {
            double size = k + 1 < d->pace_count ? 15 : d->speaking_s - 15 * (double)k;
            words_in_windows += d->pace_over_time[k] * size / 60;
        }
        assert_true(near(words_in_windows, 100));
        rubric_report_destroy(report);
        rubric_words_free(owner);
    }
    rubric_destroy(rubric);
}

static void test_pauses(void **state)
{
    (void)state;
    struct rubric *rubric = case_rubric();
    struct rubric_word words[] = {
        { "one", 1, 2, 1, false },      { "two", 2.2, 3, 1, false }, { "um", 3.1, 3.5, 1, true },
        { "three", 5.6, 6, 1, false },  { "four", 8, 9, 1, false },  { "typed", -1, -1, 1, false },
        { "five", 9.6, 10, 1, false },
    };
    struct rubric_answer answer = { .words = words, .word_count = COUNT(words), .length_s = 11 };
    struct rubric_report *report = rubric_assess(rubric, NULL, &answer, NULL);
    const struct rubric_delivery *d = &report->delivery;
    assert_int_equal(d->pause_count, 1);
    assert_true(near(d->pauses[0].start_s, 3.5) && near(d->pauses[0].end_s, 5.6));
    assert_true(near(d->longest_run_s, 2.5));
    assert_int_equal(d->words, 6);
    assert_true(near(d->seconds, 11));
    rubric_report_destroy(report);
    rubric_destroy(rubric);
}

static void test_fillers(void **state)
{
    (void)state;
    static const struct { const char *text; size_t want; } rows[] = {
        { "", 0 },
        { "um I would, er, roll back", 2 },
        { "the umbrella team", 0 },
        { "it was like raining", 1 },
        { "I like dogs", 0 },
        { "it feels like a home", 0 },
        { "do you know how it works", 0 },
        { "and you know we left", 1 },
        { "um um um", 3 },
    };
    struct rubric *rubric = case_rubric();
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct rubric_report *report = case_assess(rubric, NULL, rows[i].text);
        if (report->delivery.filler_count != rows[i].want) {
            fail_msg("\"%s\": %zu fillers, want %zu", rows[i].text, report->delivery.filler_count,
                     rows[i].want);
        }
        assert_true(report->delivery.fillers_per_minute < 0);
        rubric_report_destroy(report);
    }
    rubric_destroy(rubric);
}

static void test_filler_rate(void **state)
{
    (void)state;
    static const struct { const char *text; enum rubric_aim want; } rows[] = {
        { "one two three four five six um eight nine ten one two three four five six", 
          RUBRIC_AIM_GOOD },
        { "one um three four five six um eight nine ten one two three four five six",
          RUBRIC_AIM_HIGH },
        { "one um three um five six um eight nine um one two three um five um",
          RUBRIC_AIM_VERY_HIGH },
    };
    struct rubric *rubric = case_rubric();
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct rubric_word words[WORDS_MAX], *owner;
        struct rubric_answer answer = { .words = words, .length_s = -1 };
        answer.word_count = speak(rows[i].text, 0, 1, words, &owner);
        struct rubric_report *report = rubric_assess(rubric, NULL, &answer, NULL);
        if (report->delivery.filler_rate != rows[i].want) {
            fail_msg("\"%s\": %g a minute, aim %d", rows[i].text,
                     report->delivery.fillers_per_minute, report->delivery.filler_rate);
        }
        rubric_report_destroy(report);
        rubric_words_free(owner);
    }
    rubric_destroy(rubric);
}

static void test_counts(void **state)
{
    (void)state;
    struct rubric *rubric = case_rubric();
    struct rubric_report *report = case_assess(
        rubric, NULL, "Um, the horses and the horses, um, and the dogs. Horses, dogs, dogs. Horses "
                      "and cats, basically. I guess that's kind of it, um.");
    const struct rubric_delivery *d = &report->delivery;
    assert_int_equal(d->common_word_count, 2);
    assert_string_equal(d->common_words[0].text, "horses");
    assert_int_equal(d->common_words[0].count, 4);
    assert_string_equal(d->common_words[1].text, "dogs");
    assert_string_equal(d->common_fillers[0].text, "um");
    assert_int_equal(d->common_fillers[0].count, 3);
    assert_int_equal(d->common_filler_count, 2);
    assert_int_equal(d->hedge_count, 2);
    rubric_report_destroy(report);
    rubric_destroy(rubric);
}

/* Twenty thousand hesitations, no two written alike: nobody may wait for each pair of them. */
static void test_many_fillers(void **state)
{
    (void)state;
    enum { MANY = 20000, SIZE = 8 };
    struct rubric *rubric = case_rubric();
    char *text = calloc(MANY + 1, SIZE);
    assert_non_null(text);
    for (unsigned i = 0; i < MANY; i++) {
        char *word = memcpy(text + i * SIZE, "um      ", SIZE);
        for (unsigned k = 2, rest = i; k + 1 < SIZE; k++, rest /= 8) {
            word[k] = "-*+=/_~^"[rest % 8];
        }
    }
    clock_t began = clock();
    struct rubric_report *report = case_assess(rubric, NULL, text);
    assert_true(clock() - began < 5 * CLOCKS_PER_SEC);
    assert_int_equal(report->delivery.filler_count, MANY);
    assert_int_equal(report->delivery.common_fillers[0].count, 1);
    assert_string_equal(report->delivery.common_fillers[0].text, "um-----");
    rubric_report_destroy(report);
    free(text);
    rubric_destroy(rubric);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_length),  cmocka_unit_test(test_pace),
        cmocka_unit_test(test_pauses),  cmocka_unit_test(test_fillers),
        cmocka_unit_test(test_filler_rate), cmocka_unit_test(test_counts),
        cmocka_unit_test(test_many_fillers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
