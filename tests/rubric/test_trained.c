/* SPDX-License-Identifier: MIT */
/* The engine with the trained model: indirect words, short quotes, misheard words. */
#include "case.h"

#include <time.h>

static const char *const criteria[] = {
    "clear_goal", "action_plan", "horizon", "time_bound", "money", "vague",
};
static const struct rubric_question goals = {
    .id = "goals", .wording = "What are your career goals?", .why = "", .target_s = 90,
    .criteria = criteria, .criteria_count = COUNT(criteria), .sample = "",
};

static const char fitter[] =
    "in two years i'd like to be the one who fits the hearing aids i've got the first module "
    "behind me and the second one's booked for may at the college";
static const char drifter[] =
    "well i just want to keep growing as a person you know i'm always up for a challenge and i "
    "believe that if you give it your all good things come to you so i'd like to be somewhere "
    "where i can be my best self and make an impact and see where life takes me from there";

static int open_trained(void **state)
{
    *state = case_rubric_with_model();
    return 0;
}

static void test_indirect_words(void **state)
{
    static const struct case_verdict rows[] = {
        { fitter, "clear_goal", RUBRIC_MET },
        { fitter, "action_plan", RUBRIC_MET },
        { fitter, "vague", RUBRIC_CLEAR },
        { drifter, "clear_goal", RUBRIC_MISSING },
        { drifter, "vague", RUBRIC_FLAGGED },
        { "honestly the salary and a big bonus that is what i'm after", "money", RUBRIC_FLAGGED },
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct rubric_report *report = case_assess(*state, &goals, rows[i].text);
        case_check_verdict(report, &rows[i]);
        rubric_report_destroy(report);
    }
}

/* A quote is taken in at a glance, and begins behind "i'd like to". */
static void test_short_quotes(void **state)
{
    struct rubric_report *report = case_assess(*state, &goals, fitter);
    for (size_t i = 0; i < report->finding_count; i++) {
        const struct rubric_finding *finding = &report->findings[i];
        for (size_t k = 0; k < finding->evidence_count; k++) {
            assert_true(finding->evidence[k].to - finding->evidence[k].from <= 12);
        }
    }
    const struct rubric_finding *goal = rubric_report_find(report, "clear_goal");
    assert_true(goal->evidence_count > 0);
    static const char *const lead[] = { "i'd", "like", "to" };
    for (size_t i = 0; i < COUNT(lead); i++) {
        assert_string_not_equal(report->word_text[goal->evidence[0].from], lead[i]);
    }
    rubric_report_destroy(report);
}

/* Of several dates the one that a goal is to be reached by. */
static void test_the_goals_date(void **state)
{
    static const struct { const char *text, *want; } rows[] = {
        { "in march of last year i graduated from the two year program and i want to have the "
          "license by may", "by" },
        { "i started there in the summer two years ago and by this coming fall i want to have "
          "passed the exam", "coming" },
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct rubric_report *report = case_assess(*state, &goals, rows[i].text);
        const struct rubric_finding *date = rubric_report_find(report, "time_bound");
        assert_true(date->evidence_count > 0);
        assert_string_equal(report->word_text[date->evidence[0].from], rows[i].want);
        rubric_report_destroy(report);
    }
}

static double assess_for_s(const struct rubric *rubric, bool explain)
{
    struct case_said said = case_say(drifter);
    said.answer.explain = explain;
    clock_t begun = clock();
    for (int i = 0; i < 20; i++) {
        rubric_report_destroy(rubric_assess(rubric, NULL, &said.answer, NULL));
    }
    double spent = (double)(clock() - begun) / CLOCKS_PER_SEC;
    rubric_words_free(said.words);
    return spent;
}

/* Telling why costs as much as a few verdicts, not as much as hundreds. */
static void test_explaining_is_quick(void **state)
{
    double plain = assess_for_s(*state, false);
    assert_true(assess_for_s(*state, true) < 60 * plain + 0.01);
}

/* The same words in no order that people say them in: it is less sure that they were vague. */
static void test_misheard(void **state)
{
    char mixed[sizeof(drifter)] = "";
    size_t count;
    struct rubric_word *words = rubric_words_from_text(drifter, &count);
    for (size_t i = 0; i < count; i++) {
        size_t used = strlen(mixed);
        snprintf(mixed + used, sizeof(mixed) - used, "%s ", words[i * 23 % count].text);
    }
    assert_true(count % 23 != 0);
    struct rubric_report *plain = case_assess(*state, &goals, drifter);
    struct rubric_report *misheard = case_assess(*state, &goals, mixed);
    assert_true(rubric_report_find(misheard, "vague")->belief
                < 0.9 * rubric_report_find(plain, "vague")->belief);
    rubric_report_destroy(plain);
    rubric_report_destroy(misheard);
    rubric_words_free(words);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_indirect_words), cmocka_unit_test(test_short_quotes),
        cmocka_unit_test(test_the_goals_date), cmocka_unit_test(test_explaining_is_quick),
        cmocka_unit_test(test_misheard),
    };
    return cmocka_run_group_tests(tests, open_trained, case_close);
}
