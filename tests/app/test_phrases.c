/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What is said means what the button of the screen means, and nothing elsewhere.
 * Argument: the folder of the grammars.
 */
#include "scenario.h"

#include <glob.h>
#include <phrases.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *grammar_dir;

static const struct step choose[] = { COMMAND(CMD_START), END };
static const struct step think[] = { RUN(choose), COMMAND(CMD_CHOOSE), COMMAND(CMD_SKIP),
                                     COMMAND(CMD_SKIP), END };
static const struct step answer[] = { RUN(think), COMMAND(CMD_READY), END };
static const struct step feedback[] = { RUN(answer), COMMAND_T(CMD_TYPED, 0, "i like people"),
                                        END };
static const struct step two_rows[] = { RUN(feedback), COMMAND_N(CMD_FINDING, 1), END };
static const struct step captions_off[] = { RUN(choose), COMMAND(CMD_CAPTIONS), END };

static const struct {
    const char *phrase;
    const struct step *screen;      /* NULL: attract */
    enum command want;              /* CMD_NONE: nothing */
    int number;
} rows[] = {
    { "start", NULL, CMD_START, 0 },
    { "Start!", NULL, CMD_START, 0 },
    { "done", NULL, CMD_NONE, 0 },
    { "career goals", choose, CMD_CHOOSE, 0 },
    { "Tell me about yourself", choose, CMD_CHOOSE, 1 },
    { "about yourself", choose, CMD_CHOOSE, 1 },
    { "about", choose, CMD_NONE, 0 },
    { "three", choose, CMD_CHOOSE, 2 },
    { "surprise me", choose, CMD_CHOOSE, 4 },
    { "ninety seconds", choose, CMD_LENGTH, 90 },
    { "bigger text", choose, CMD_TEXT_SIZE, 1 },
    { "smaller text", choose, CMD_NONE, 0 },
    { "captions off", choose, CMD_CAPTIONS, 0 },
    { "captions on", choose, CMD_NONE, 0 },
    { "captions on", captions_off, CMD_CAPTIONS, 0 },
    { "three", feedback, CMD_NONE, 0 },
    { "i'm  ready", think, CMD_READY, 0 },
    { "I am ready", think, CMD_READY, 0 },
    { "more time", think, CMD_MORE_TIME, 0 },
    { "more time please", think, CMD_NONE, 0 },
    { "i'm done", answer, CMD_DONE, 0 },
    { "start over", answer, CMD_START_OVER, 0 },
    { "try again", answer, CMD_NONE, 0 },
    { "try again", feedback, CMD_TRY_AGAIN, 0 },
    { "next", feedback, CMD_NEXT_QUESTION, 0 },
    { "your story", feedback, CMD_GROUP, RUBRIC_GROUP_STORY },
    { "more", feedback, CMD_FINDING, 0 },
    { "more", two_rows, CMD_FINDING, 2 },
    { "back", two_rows, CMD_FINDING, 0 },
    { "back", feedback, CMD_NONE, 0 },
    { "", feedback, CMD_NONE, 0 },
    { "?!", feedback, CMD_NONE, 0 },
};

static void test_meanings(void **state)
{
    (void)state;
    const struct interview_settings settings = scenario_settings();
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        struct scenario sc;
        struct meant meant = { CMD_NONE, 0 };
        scenario_begin(&sc, rows[i].phrase, &settings);
        if (rows[i].screen != NULL) {
            scenario_run(&sc, rows[i].screen);
        }
        bool known = phrase_meaning(sc.iv, rows[i].phrase, &meant);
        if (known != (rows[i].want != CMD_NONE) ||
            (known && (meant.command != rows[i].want || meant.number != rows[i].number))) {
            fail_msg("\"%s\": %d, command %d, number %d", rows[i].phrase, known,
                     (int)meant.command, meant.number);
        }
        scenario_end(&sc);
    }
}

/* Where people can be. */
static const struct step check[] = { RUN(choose), COMMAND_N(CMD_CHOOSE, 0), SPOKEN, END };
static const struct step question[] = { RUN(check), COMMAND(CMD_SKIP), END };
static const struct step spoken[] = { RUN(answer), WAIT(8), WORDS("i like people and plans"),
                                      COMMAND(CMD_DONE), FINISHED(9.5), SPOKEN, END };
static const struct step undone[] = { RUN(spoken), COMMAND_T(CMD_CORRECT, 1, ""), END };
static const struct step compare[] = { RUN(spoken), COMMAND(CMD_TRY_AGAIN), SPOKEN,
                                       COMMAND(CMD_READY), WAIT(9), WORDS("i like to plan"),
                                       COMMAND(CMD_DONE), FINISHED(10), SPOKEN, END };
static const struct step summary[] = { RUN(spoken), COMMAND(CMD_FINISH), SPOKEN, END };
static const struct step large[] = { RUN(choose), COMMAND_N(CMD_TEXT_SIZE, 1), END };
static const struct step contrast[] = { RUN(choose), COMMAND(CMD_CONTRAST), END };
static const struct step leaving[] = { RUN(spoken), COMMAND(CMD_LEAVE), END };
static const struct step quiet[] = { RUN(answer), WAIT(12), END };
static const struct step alone[] = { RUN(spoken), WAIT(90), END };
static const struct step lost[] = { RUN(answer), EVENT(EVENT_MIC_LOST), END };
static const struct step *const places[] = {
    NULL, choose, large, contrast, captions_off, check, question, think, answer, spoken, undone,
    two_rows, compare, summary, leaving, quiet, alone, lost,
};

static bool means_something(const char *phrase)
{
    const struct interview_settings settings = scenario_settings();
    bool known = false;
    for (size_t i = 0; i < sizeof(places) / sizeof(places[0]) && !known; i++) {
        struct scenario sc;
        struct meant meant;
        scenario_begin(&sc, phrase, &settings);
        if (places[i] != NULL) {
            scenario_run(&sc, places[i]);
        }
        known = phrase_meaning(sc.iv, phrase, &meant);
        scenario_end(&sc);
    }
    return known;
}

/* The phrases of a grammar stand between "=" and ";". */
static size_t check_grammar(const char *path)
{
    char text[4000] = "", *rest = NULL;
    size_t count = 0;
    FILE *file = fopen(path, "r");
    assert_non_null(file);
    text[fread(text, 1, sizeof(text) - 1, file)] = '\0';
    fclose(file);
    char *from = strstr(text, "public"), *to = from != NULL ? strrchr(from, ';') : NULL;
    assert_non_null(to);
    *to = '\0';
    for (char *p = strtok_r(strchr(from, '=') + 1, "|", &rest); p != NULL;
         p = strtok_r(NULL, "|", &rest)) {
        p += strspn(p, " \n");
        p[strcspn(p, "\n")] = '\0';
        count++;
        if (!means_something(p)) {
            fail_msg("%s: \"%s\" is heard and means nothing anywhere", path, p);
        }
    }
    return count;
}

static void test_all_that_is_heard_means_something(void **state)
{
    (void)state;
    char pattern[1024];
    glob_t grammars;
    size_t count = 0;
    snprintf(pattern, sizeof(pattern), "%s/*.gram", grammar_dir);
    assert_int_equal(glob(pattern, 0, NULL, &grammars), 0);
    for (size_t i = 0; i < grammars.gl_pathc; i++) {
        count += check_grammar(grammars.gl_pathv[i]);
    }
    globfree(&grammars);
    assert_true(count > 100);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_meanings), cmocka_unit_test(test_all_that_is_heard_means_something),
    };
    if (argc != 2) {
        fprintf(stderr, "usage: %s GRAMMARS\n", argv[0]);
        return 2;
    }
    grammar_dir = argv[1];
    return cmocka_run_group_tests(tests, scenario_load, scenario_unload);
}
