/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is said means what the button of the screen means, and nothing elsewhere. */
#include "scenario.h"

#include <phrases.h>

static const struct step choose[] = { COMMAND(CMD_START), END };
static const struct step think[] = { RUN(choose), COMMAND(CMD_CHOOSE), COMMAND(CMD_SKIP),
                                     COMMAND(CMD_SKIP), END };
static const struct step answer[] = { RUN(think), COMMAND(CMD_READY), END };
static const struct step feedback[] = { RUN(answer), COMMAND_T(CMD_TYPED, 0, "i like people"),
                                        END };
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

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(test_meanings) };
    return cmocka_run_group_tests(tests, scenario_load, scenario_unload);
}
