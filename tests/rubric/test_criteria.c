/* SPDX-License-Identifier: MIT */
#include "case.h"

/* The file of the project with one piece replaced by another. */
static char *edited(const char *from, const char *to)
{
    FILE *file = fopen(getenv("RUBRIC_CRITERIA"), "r");
    assert_non_null(file);
    size_t room = 1 << 20, more = strlen(to) + 1;
    char *text = malloc(room);
    assert_non_null(text);
    size_t size = fread(text, 1, room - more - 1, file);
    text[size] = '\0';
    fclose(file);
    char *at = strstr(text, from);
    if (at == NULL) {
        fail_msg("the criteria file has no \"%s\"", from);
    }
    memmove(at + strlen(to), at + strlen(from), strlen(at + strlen(from)) + 1);
    memcpy(at, to, strlen(to));
    return text;
}

static void test_mistakes(void **state)
{
    (void)state;
    static const struct { const char *from, *to, *want; } rows[] = {
        { "version: 1", "version: 2", "version: 2 is outside 1 to 1" },
        { "pace_low: 110", "pace_low: 180", "pace_low and pace_high" },
        { "pace_low: 110", "pace_low: 1,1", "\"1,1\" is not a number" },
        { "pace_low: 110", "pace_low: -3", "-3 is outside 1 to 1000" },
        { "fillers_high: 5", "fillers_height: 5", "\"fillers_height\" is not known here" },
        { "smart: [clear_goal,", "smart: [clear_gaol,",
          "smart: there is no criterion \"clear_gaol\"" },
        { "- id: long_term", "- id: short_term", "the criterion \"short_term\" is also in line" },
        { "- id: long_term", "- id: Long", "\"Long\" may have small letters, digits and _ only" },
        { "unless: [clear_goal,", "unless: [what,", "unless: there is no criterion \"what\"" },
        { "priority: 2\n", "priority: none\n", "\"none\" is not a whole number" },
        { "    group: goal", "    group: goals", "\"goals\" is not one of: goal, plan, fit" },
        { "<was_past>", "<was_passed>", "<was_passed> is not defined above" },
        { "situation: star_situation", "situation: star", "there is no criterion \"star\"" },
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct case_messages messages = { "" };
        struct rubric_diagnostics diagnostics = { case_hear, &messages };
        char path[64];
        char *text = edited(rows[i].from, rows[i].to);
        case_write(path, text, strlen(text));
        free(text);
        struct rubric *rubric = rubric_load(path, NULL, &diagnostics);
        remove(path);
        if (rubric != NULL || strstr(messages.text, rows[i].want) == NULL
            || strncmp(messages.text, path, strlen(path)) != 0) {
            fail_msg("%s: got \"%s\", want \"%s\"", rows[i].to, messages.text, rows[i].want);
        }
        rubric_destroy(rubric);
    }
}

static void test_patterns_have_places(void **state)
{
    (void)state;
    struct case_messages messages = { "" };
    struct rubric_diagnostics diagnostics = { case_hear, &messages };
    char path[64], want[128];
    char *text = edited("    basically\n", "    basically)\n");
    unsigned line = 1;
    for (const char *s = text; s < strstr(text, "    basically)"); s++) {
        line += *s == '\n';
    }
    case_write(path, text, strlen(text));
    free(text);
    assert_null(rubric_load(path, NULL, &diagnostics));
    snprintf(want, sizeof(want), "%s:%u:1: basically): a ( is missing before \")\"\n", path, line);
    assert_string_equal(messages.text, want);
    assert_null(rubric_load(path, NULL, NULL));
    remove(path);
}

static void test_missing_files(void **state)
{
    (void)state;
    struct case_messages messages = { "" };
    struct rubric_diagnostics diagnostics = { case_hear, &messages };
    assert_null(rubric_load("no-such.yaml", NULL, &diagnostics));
    assert_non_null(strstr(messages.text, "no-such.yaml:1:1: the file cannot be read"));
    messages.text[0] = '\0';
    assert_null(rubric_load(getenv("RUBRIC_CRITERIA"), "no-such.model", &diagnostics));
    assert_non_null(strstr(messages.text, "no-such.model"));
    rubric_destroy(NULL);
}

/* The YAML of the guide's `n`th fence, from 0; the caller frees it. */
static char *guide_example(size_t n)
{
    static const char fence[] = "```yaml\n";
    static char text[1 << 14];
    FILE *file = fopen(getenv("RUBRIC_GUIDE"), "r");
    assert_non_null(file);
    text[fread(text, 1, sizeof(text) - 1, file)] = '\0';
    fclose(file);
    const char *from = strstr(text, fence);
    for (size_t i = 0; i < n && from != NULL; i++) {
        from = strstr(from + sizeof(fence), fence);
    }
    assert_non_null(from);
    from += sizeof(fence) - 1;
    return strndup(from, (size_t)(strstr(from, "```") - from));
}

/* What the guide tells staff to write, as it stands there: it loads, judges and has weight. */
static void test_guide(void **state)
{
    (void)state;
    struct case_messages messages = { "" };
    struct rubric_diagnostics diagnostics = { case_hear, &messages };
    char *criterion = guide_example(0), *phrase = guide_example(1), *bank = guide_example(2);
    char path[64], bank_path[64], with_phrase[4096];
    snprintf(with_phrase, sizeof(with_phrase), "phrases:\n%s", phrase);
    char *text = edited("phrases:\n", with_phrase);
    text = realloc(text, strlen(text) + strlen(criterion) + 1);
    assert_non_null(text);
    strcat(text, criterion);
    case_write(path, text, strlen(text));
    case_write(bank_path, bank, strlen(bank));
    struct rubric *rubric = rubric_load(path, NULL, &diagnostics);
    const char *const paths[] = { bank_path };
    struct rubric_bank *own = rubric_bank_load(paths, 1, rubric, &diagnostics);
    assert_string_equal(messages.text, "");
    const struct rubric_question *question = rubric_bank_find_question(own, "workshop-morning");
    struct rubric_report *good = case_assess(rubric, question, question->sample);
    struct rubric_report *poor = case_assess(rubric, question, "I just start. I like safety nets.");
    assert_int_equal(rubric_report_find(good, "safety_first")->verdict, RUBRIC_MET);
    assert_string_equal(good->strength, "You showed that safety comes first.");
    assert_int_equal(rubric_report_find(poor, "safety_first")->verdict, RUBRIC_MISSING);
    assert_true(rubric_find_criterion(rubric, "safety_first")->weight > 0.89);
    rubric_report_destroy(good);
    rubric_report_destroy(poor);
    rubric_bank_destroy(own);
    rubric_destroy(rubric);
    remove(path);
    remove(bank_path);
    free(text);
    free(criterion);
    free(phrase);
    free(bank);
}

/* The ids other parts and staff rely on, and texts that fit their place. */
static void test_real_file(void **state)
{
    (void)state;
    static const char *const ids[] = {
        "clear_goal", "achievements", "short_term", "long_term", "alignment", "action_plan",
        "horizon", "employer_benefit", "commitment", "measurable", "time_bound", "achievable",
        "quality_criticism", "quality_passion", "quality_learning", "quality_deadlines",
        "quality_other", "star_situation", "star_action", "star_result", "money", "titles",
        "unrealistic", "vague", "off_topic", "intro_present", "intro_past", "intro_future",
        "intro_relevance", "strength_named", "strength_example", "strength_use", "weakness_real",
        "weakness_work", "weakness_progress", "employer_specific", "motive_work", "motive_match",
    };
    struct rubric *rubric = case_rubric();
    for (size_t i = 0; i < COUNT(ids); i++) {
        const struct rubric_criterion *criterion = rubric_find_criterion(rubric, ids[i]);
        if (criterion == NULL) {
            fail_msg("there is no criterion %s", ids[i]);
        }
        bool watch = criterion->group == RUBRIC_GROUP_WATCH;
        if (criterion->next_step[0] == '\0' || (criterion->strength[0] == '\0') != watch) {
            fail_msg("%s: a strength and a next step are wanted, no strength for a watch-out",
                     ids[i]);
        }
    }
    assert_null(rubric_find_criterion(rubric, "nothing"));
    assert_int_equal(rubric_criterion_count(rubric), COUNT(ids));
    rubric_destroy(rubric);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_mistakes),
        cmocka_unit_test(test_patterns_have_places),
        cmocka_unit_test(test_missing_files),
        cmocka_unit_test(test_real_file),
        cmocka_unit_test(test_guide),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
