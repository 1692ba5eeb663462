/* SPDX-License-Identifier: MIT */
#include "case.h"

#define HEAD "version: 1\nid: one\nname: One\nline: A line.\nicon: flag\norder: 2\nminutes: 5\n" \
             "ask: 1\n"
#define QUESTION(id, wording, criterion, words) \
    "  - id: " id "\n    wording: " wording "\n    why: Because.\n    target: 90\n    think: 15\n" \
    "    criteria: [" criterion "]\n    tips: [Breathe.]\n    sample:\n" \
    "      text: I want, it's true, to weld.\n      notes:\n        - words: " words "\n" \
    "          criterion: " criterion "\n          why: Clear.\n"

static struct rubric_bank *load(const char *const *texts, size_t count,
                                const struct rubric *rubric, struct case_messages *messages)
{
    char paths[4][64];
    const char *list[4];
    struct rubric_diagnostics diagnostics = { case_hear, messages };
    messages->text[0] = '\0';
    for (size_t i = 0; i < count; i++) {
        case_write(paths[i], texts[i], strlen(texts[i]));
        list[i] = paths[i];
    }
    struct rubric_bank *bank = rubric_bank_load(list, count, rubric, &diagnostics);
    for (size_t i = 0; i < count; i++) {
        remove(paths[i]);
    }
    return bank;
}

static void test_mistakes(void **state)
{
    (void)state;
    static const struct { const char *text, *want; } rows[] = {
        { "", ":1:1: the file is empty" },
        { HEAD,
          ":2:5: the practice \"one\" has no questions; add some under questions or include" },
        { HEAD "questions:\n" QUESTION("a", "What?", "no_such", "to weld"),
          ":15:16: question \"a\": there is no criterion \"no_such\"" },
        { HEAD "questions:\n" QUESTION("a", "What?", "clear_goal", "to wed"),
          ":20:18: question \"a\": the words \"to wed\" do not stand in the sample's text" },
        { HEAD "questions:\n" QUESTION("a", "What?", "clear_goal", "true TO weld"), NULL },
        { HEAD "questions:\n" QUESTION("a", "What?", "clear_goal, clear_goal", "to weld"),
          ":15:28: question \"a\": the criterion \"clear_goal\" is listed twice" },
        { HEAD "questions:\n" QUESTION("A b", "What?", "clear_goal", "to weld"),
          ":10:9: id: \"A b\" may have small letters, digits and - only" },
        { HEAD "questions:\n" QUESTION("a", "What?", "clear_goal", "to weld")
              QUESTION("a", "Who?", "clear_goal", "to weld"),
          ":23:9: id: the question \"a\" is also in" },
        { HEAD "questions:\n" QUESTION("a", "What now?", "clear_goal", "to weld")
              QUESTION("b", "what  NOW", "clear_goal", "to weld"),
          ":24:14: wording: the same question is in" },
        { HEAD "include: [b]\nquestions:\n" QUESTION("a", "What?", "clear_goal", "to weld"),
          ":9:11: include: there is no question \"b\"" },
        { HEAD "include: [a, a]\nquestions:\n" QUESTION("a", "What?", "clear_goal", "to weld"),
          ":9:14: include: \"a\" is listed twice" },
        { "ask: 3\nversion: 1\nid: one\nname: One\nline: A line.\nicon: flag\norder: 2\n"
          "minutes: 5\nquestions:\n" QUESTION("a", "What?", "clear_goal", "to weld"),
          ":1:6: ask: 3 is more than the 1 questions" },
        { HEAD "questions:\n  - id: a\n    target: 5\n    think: fast\n",
          ":11:13: questions[1].target: 5 is outside 15 to 600" },
    };
    struct rubric *rubric = case_rubric();
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct case_messages messages;
        struct rubric_bank *bank = load(&rows[i].text, 1, rubric, &messages);
        bool right = rows[i].want == NULL ? bank != NULL
                                          : bank == NULL && strstr(messages.text, rows[i].want);
        if (!right) {
            fail_msg("row %zu: got \"%s\", want \"%s\"", i, messages.text, rows[i].want);
        }
        rubric_bank_destroy(bank);
    }
    rubric_destroy(rubric);
}

static void test_all_at_once(void **state)
{
    (void)state;
    struct case_messages messages;
    const char *texts[] = {
        HEAD "questions:\n" QUESTION("a", "What?", "no_such", "to wed"),
        "version: 7\n",
    };
    struct rubric *rubric = case_rubric();
    assert_null(load(texts, 2, rubric, &messages));
    assert_non_null(strstr(messages.text, "no criterion \"no_such\""));
    assert_non_null(strstr(messages.text, "\"to wed\" do not stand"));
    assert_non_null(strstr(messages.text, "version: 7 is outside 1 to 1"));
    assert_null(rubric_bank_load(NULL, 0, rubric, NULL));
    rubric_destroy(rubric);
}

static void test_order_and_include(void **state)
{
    (void)state;
    struct case_messages messages;
    const char *texts[] = {
        "version: 1\nid: late\nname: Late\nline: L.\nicon: flag\norder: 9\nminutes: 5\nask: 2\n"
        "shuffle: true\ninclude: [b, a]\nquestions: []\n",
        HEAD "questions:\n" QUESTION("a", "What's next?", "clear_goal", "to weld")
            QUESTION("b", "Who?", "clear_goal", "I want it's true"),
    };
    struct rubric_bank *bank = load(texts, 2, NULL, &messages);
    assert_string_equal(messages.text, "");
    assert_int_equal(rubric_bank_practice_count(bank), 2);
    assert_string_equal(rubric_bank_practice_at(bank, 0)->id, "one");
    const struct rubric_practice *late = rubric_bank_find_practice(bank, "late");
    assert_true(late->shuffle);
    assert_int_equal(late->question_count, 2);
    assert_string_equal(late->questions[0]->id, "b");
    assert_ptr_equal(late->questions[1], rubric_bank_find_question(bank, "a"));
    assert_ptr_equal(late->questions[1], rubric_bank_find_question(bank, " whats NEXT "));
    assert_null(rubric_bank_find_question(bank, "whats next then"));
    assert_null(rubric_bank_find_practice(bank, "two"));
    assert_string_equal(late->questions[0]->notes[0].criterion, "clear_goal");
    rubric_bank_destroy(bank);
    rubric_bank_destroy(NULL);
}

/* The banks of the project load, in the order of their names. */
static void test_real_banks(void **state)
{
    (void)state;
    static const char *const names[] = {
        "10-career-goals", "20-about-yourself", "30-behavioral-stories", "40-full-mock",
        "50-surprise-me", "60-motivation-and-fit", "70-strengths-and-weaknesses",
    };
    struct case_messages messages = { "" };
    struct rubric_diagnostics diagnostics = { case_hear, &messages };
    char paths[COUNT(names)][512];
    const char *list[COUNT(names)];
    for (size_t i = 0; i < COUNT(names); i++) {
        snprintf(paths[i], sizeof(paths[i]), "%s/%s.yaml", getenv("RUBRIC_BANKS"), names[i]);
        list[i] = paths[i];
    }
    struct rubric *rubric = case_rubric();
    struct rubric_bank *bank = rubric_bank_load(list, COUNT(list), rubric, &diagnostics);
    assert_string_equal(messages.text, "");
    assert_int_equal(rubric_bank_practice_count(bank), COUNT(names));
    assert_string_equal(rubric_bank_practice_at(bank, 0)->id, "career-goals");
    rubric_bank_destroy(bank);
    rubric_destroy(rubric);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_mistakes),
        cmocka_unit_test(test_all_at_once),
        cmocka_unit_test(test_order_and_include),
        cmocka_unit_test(test_real_banks),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
