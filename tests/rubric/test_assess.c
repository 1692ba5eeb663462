/* SPDX-License-Identifier: MIT */
#include "case.h"

static const char *const goal_criteria[] = {
    "clear_goal", "achievements", "short_term", "long_term", "action_plan", "measurable",
    "time_bound", "alignment", "star_situation", "star_action", "star_result", "money", "titles",
    "unrealistic", "vague", "off_topic",
};
static const struct rubric_question goals = {
    .id = "goals", .wording = "What are your career goals?", .why = "", .target_s = 90,
    .criteria = goal_criteria, .criteria_count = COUNT(goal_criteria), .sample = "",
};

static void evidence_words(const struct rubric_report *report,
                           const struct rubric_finding *finding, char *out, size_t size)
{
    out[0] = '\0';
    for (size_t i = 0; finding->evidence_count > 0 && i < report->word_count; i++) {
        if (i >= finding->evidence[0].from && i < finding->evidence[0].to) {
            size_t used = strlen(out);
            snprintf(out + used, size - used, "%s%s", used > 0 ? " " : "", report->word_text[i]);
        }
    }
}

static void test_verdicts(void **state)
{
    static const struct case_verdict rows[] = {
        { "I want to become a licensed electrician.", "clear_goal", RUBRIC_MET },
        { "I just want to grow and be successful.", "clear_goal", RUBRIC_MISSING },
        { "My goal is to open my own bakery.", "clear_goal", RUBRIC_MET },
        { "I passed my theory exam in March.", "achievements", RUBRIC_MET },
        { "I would like to pass an exam.", "achievements", RUBRIC_MISSING },
        { "In five years I want to train the new drivers.", "long_term", RUBRIC_MET },
        { "I have been here for five years.", "long_term", RUBRIC_MISSING },
        { "I want to finish it by next spring.", "time_bound", RUBRIC_MET },
        { "I did that two years ago.", "time_bound", RUBRIC_MISSING },
        { "We cut the waiting time by 30 percent.", "measurable", RUBRIC_MET },
        { "I am 25 years old.", "measurable", RUBRIC_MISSING },
        { "I signed up for an evening class in welding.", "action_plan", RUBRIC_MET },
        { "Your training program is why I applied here.", "alignment", RUBRIC_MET },
        { "I want a job with a good salary and a bonus.", "money", RUBRIC_FLAGGED },
        { "It is not about the money for me.", "money", RUBRIC_CLEAR },
        { "We raised money for charity.", "money", RUBRIC_CLEAR },
        { "I want to get promoted to regional manager.", "titles", RUBRIC_FLAGGED },
        { "I want to be a nurse.", "titles", RUBRIC_CLEAR },
        { "My manager told me to apply.", "titles", RUBRIC_CLEAR },
        { "I see myself as CEO in three years.", "unrealistic", RUBRIC_FLAGGED },
        { "Our CEO gave me a prize.", "unrealistic", RUBRIC_CLEAR },
        { "I just want to grow and see where it takes me.", "vague", RUBRIC_FLAGGED },
        { "I want to become a licensed electrician.", "vague", RUBRIC_CLEAR },
    };
    struct rubric *rubric = *state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct rubric_report *report = case_assess(rubric, &goals, rows[i].text);
        case_check_verdict(report, &rows[i]);
        const struct rubric_finding *finding = rubric_report_find(report, rows[i].criterion);
        bool quoted = finding->verdict == RUBRIC_MET
                      || (finding->verdict == RUBRIC_FLAGGED
                          && strcmp(rows[i].criterion, "vague") != 0);
        if (quoted != (finding->evidence_count > 0)) {
            fail_msg("\"%s\": %s has %zu quotes", rows[i].text, rows[i].criterion,
                     finding->evidence_count);
        }
        rubric_report_destroy(report);
    }
}

static void test_evidence(void **state)
{
    static const struct { const char *text, *criterion, *want; } rows[] = {
        { "Well, I, um, passed my theory exam and went home.", "achievements",
          "I, um, passed my theory exam" },
        { "I want to become, um, a nurse.", "clear_goal", "become, um, a nurse." },
        { "so i will do it by next spring i hope", "time_bound", "by next spring" },
        { "It rose by 30% in all.", "measurable", "30% in all." },
    };
    struct rubric *rubric = *state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct rubric_report *report = case_assess(rubric, &goals, rows[i].text);
        char got[256];
        evidence_words(report, rubric_report_find(report, rows[i].criterion), got, sizeof(got));
        if (strcmp(got, rows[i].want) != 0) {
            fail_msg("\"%s\": got \"%s\", want \"%s\"", rows[i].text, got, rows[i].want);
        }
        rubric_report_destroy(report);
    }
}

static void test_stories(void **state)
{
    static const struct { const char *text; enum rubric_story want; } rows[] = {
        { "I like to work.", RUBRIC_STORY_NONE },
        { "Last winter our oven broke on a busy night. I called the other bakery and borrowed "
          "theirs. In the end every order went out on time.", RUBRIC_STORY_FULL },
        { "One night we were two people short and the phone kept ringing.",
          RUBRIC_STORY_PARTIAL },
        { "If a customer is angry I would usually listen and then call a supervisor.",
          RUBRIC_STORY_PSEUDO },
        { "I am the kind of person who stays calm.", RUBRIC_STORY_SELF },
        { "We built the stand and we opened it. We called everybody.", RUBRIC_STORY_WE },
    };
    struct rubric *rubric = *state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct rubric_report *report = case_assess(rubric, &goals, rows[i].text);
        if (report->story != rows[i].want) {
            fail_msg("\"%s\": %s, want %s", rows[i].text, rubric_story_name(report->story),
                     rubric_story_name(rows[i].want));
        }
        double share = report->star[0].share + report->star[1].share + report->star[2].share;
        bool any = report->star[0].present || report->star[1].present || report->star[2].present;
        assert_true(any ? share > 0.999 && share < 1.001 : share < 0.001);
        rubric_report_destroy(report);
    }
}

static void test_headline(void **state)
{
    static const struct { const char *text, *strength, *next_step; } rows[] = {
        { "I want to grow.", "", "Answer with one goal you can name." },
        { "I want to become a nurse.", "Your goal was specific.",
          "Add one step you will take this month." },
        { "I want to become a nurse and I signed up for an evening class.",
          "Your goal was specific.", "Say why this job fits your plan." },
    };
    struct rubric *rubric = *state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct rubric_report *report = case_assess(rubric, &goals, rows[i].text);
        assert_string_equal(report->strength, rows[i].strength);
        assert_string_equal(report->next_step, rows[i].next_step);
        assert_string_equal(report->next_example, report->next_finding->criterion->example);
        rubric_report_destroy(report);
    }
}

/* The same answer again: other sentences, as long as there are others that are true. */
static void test_no_repetition(void **state)
{
    struct rubric *rubric = *state;
    struct case_said said = case_say(
        "I want to become a nurse and I signed up for an evening class.");
    struct rubric_report *first = rubric_assess(rubric, &goals, &said.answer, NULL);
    struct rubric_report *second = rubric_assess(rubric, &goals, &said.answer, first);
    assert_string_not_equal(first->strength, second->strength);
    assert_string_not_equal(first->next_step, second->next_step);
    assert_string_equal(second->strength, "You backed it with real steps.");
    rubric_report_destroy(first);
    rubric_report_destroy(second);
    rubric_words_free(said.words);
}

static void test_confidence(void **state)
{
    static const struct { float confidence; enum rubric_verdict goal, money; } rows[] = {
        { 0.9F, RUBRIC_MET, RUBRIC_FLAGGED },
        { 0.35F, RUBRIC_NOT_HEARD, RUBRIC_NOT_HEARD },
        { 0.1F, RUBRIC_NOT_HEARD, RUBRIC_NOT_HEARD },
    };
    struct rubric *rubric = *state;
    struct case_said said = case_say(
        "I want to become a nurse for the salary and then we will see what comes of it all");
    for (size_t i = 0; i < COUNT(rows); i++) {
        for (size_t w = 0; w < said.answer.word_count; w++) {
            said.words[w].confidence = rows[i].confidence;
        }
        struct rubric_report *report = rubric_assess(rubric, &goals, &said.answer, NULL);
        assert_int_equal(rubric_report_find(report, "clear_goal")->verdict, rows[i].goal);
        assert_int_equal(rubric_report_find(report, "money")->verdict, rows[i].money);
        rubric_report_destroy(report);
    }
    /* Only the words behind the verdicts are unsure: the goal may be, the accusation may not. */
    for (size_t w = 0; w < said.answer.word_count; w++) {
        said.words[w].confidence = w < 9 ? 0.35F : 1;
    }
    struct rubric_report *report = rubric_assess(rubric, &goals, &said.answer, NULL);
    assert_int_equal(rubric_report_find(report, "clear_goal")->verdict, RUBRIC_MAYBE);
    assert_int_equal(rubric_report_find(report, "money")->verdict, RUBRIC_CLEAR);
    rubric_report_destroy(report);
    rubric_words_free(said.words);
}

static void test_nothing_said(void **state)
{
    static const char *const texts[] = { "", "um, uh", "..." };
    struct rubric *rubric = *state;
    for (size_t i = 0; i < COUNT(texts); i++) {
        struct rubric_report *report = case_assess(rubric, &goals, texts[i]);
        for (size_t k = 0; k < report->finding_count; k++) {
            assert_int_equal(report->findings[k].verdict, RUBRIC_NOT_HEARD);
        }
        assert_string_equal(report->strength, "");
        assert_string_equal(report->next_step, "Move a little closer and try once more.");
        rubric_report_destroy(report);
    }
    rubric_report_destroy(NULL);
}

static void test_job_terms(void **state)
{
    struct rubric *rubric = *state;
    struct case_said said = case_say(
        "I like vaccinating animals, comforting owners and sterilizing instruments.");
    static const struct { const char *job; enum rubric_verdict want; } rows[] = {
        { NULL, RUBRIC_MISSING },
        { " ", RUBRIC_MISSING },
        { "Drive a truck.", RUBRIC_MISSING },
        { "You vaccinate animals and sterilize instruments.", RUBRIC_MET },
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        said.answer.job_terms = rows[i].job;
        struct rubric_report *report = rubric_assess(rubric, &goals, &said.answer, NULL);
        assert_int_equal(rubric_report_find(report, "alignment")->verdict, rows[i].want);
        rubric_report_destroy(report);
    }
    rubric_words_free(said.words);
}

static void test_compare(void **state)
{
    struct rubric *rubric = *state;
    struct rubric_report *first = case_assess(
        rubric, &goals, "I want to become a nurse. The salary is good.");
    struct rubric_report *second = case_assess(
        rubric, &goals, "I want to become a nurse. I signed up for an evening class.");
    struct rubric_difference differences[COUNT(goal_criteria)];
    static const struct { const char *id; enum rubric_change want; } rows[] = {
        { "clear_goal", RUBRIC_KEPT }, { "action_plan", RUBRIC_ADDED },
        { "money", RUBRIC_ADDED },     { "long_term", RUBRIC_STILL_MISSING },
        { "titles", RUBRIC_KEPT },
    };
    size_t count = rubric_compare(first, second, differences, COUNT(differences));
    assert_int_equal(count, COUNT(goal_criteria));
    for (size_t i = 0; i < COUNT(rows); i++) {
        for (size_t k = 0; k < count; k++) {
            if (strcmp(differences[k].criterion->id, rows[i].id) == 0
                && differences[k].change != rows[i].want) {
                fail_msg("%s: %d, want %d", rows[i].id, differences[k].change, rows[i].want);
            }
        }
    }
    assert_int_equal(rubric_compare(second, first, differences, 1), count);
    assert_int_equal(rubric_compare(second, first, NULL, 0), count);
    rubric_report_destroy(first);
    rubric_report_destroy(second);
}

/* What a question also looks for is judged, but has no say in the headline. */
static void test_also(void **state)
{
    struct rubric *rubric = *state;
    static const char *const asked[] = { "star_situation", "star_action", "star_result" };
    static const char *const also[] = { "clear_goal", "star_action", "money" };
    const struct rubric_question story = {
        .id = "story", .wording = "Tell me about a time you failed.", .why = "", .sample = "",
        .criteria = asked, .criteria_count = COUNT(asked), .also = also,
        .also_count = COUNT(also),
    };
    struct rubric_report *report = case_assess(rubric, &story,
                                               "I want to become a nurse for the salary.");
    assert_int_equal(report->asked_count, COUNT(asked));
    assert_int_equal(report->finding_count, COUNT(asked) + 2);
    assert_int_equal(rubric_report_find(report, "clear_goal")->verdict, RUBRIC_MET);
    assert_int_equal(rubric_report_find(report, "money")->verdict, RUBRIC_FLAGGED);
    assert_string_equal(report->strength, "");
    assert_true(report->next_finding < report->findings + report->asked_count);
    assert_null(report->smart[RUBRIC_SPECIFIC]);
    rubric_report_destroy(report);
}

/* Without a question every criterion of the rubric is judged; and why is told on request. */
static void test_no_question(void **state)
{
    struct rubric *rubric = *state;
    struct case_said said = case_say("I want to become a nurse.");
    said.answer.explain = true;
    struct rubric_report *report = rubric_assess(rubric, NULL, &said.answer, NULL);
    assert_int_equal(report->finding_count, rubric_criterion_count(rubric));
    assert_ptr_equal(report->smart[RUBRIC_SPECIFIC], rubric_report_find(report, "clear_goal"));
    assert_non_null(strstr(report->smart[RUBRIC_SPECIFIC]->why, "line "));
    rubric_report_destroy(report);
    rubric_words_free(said.words);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_verdicts),   cmocka_unit_test(test_evidence),
        cmocka_unit_test(test_stories),    cmocka_unit_test(test_headline),
        cmocka_unit_test(test_no_repetition), cmocka_unit_test(test_confidence),
        cmocka_unit_test(test_nothing_said), cmocka_unit_test(test_job_terms),
        cmocka_unit_test(test_compare),    cmocka_unit_test(test_no_question),
        cmocka_unit_test(test_also),
    };
    return cmocka_run_group_tests(tests, case_open, case_close);
}
