/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every time-out of the interaction map, just before and at its moment, also doubled by staff. */
#include "scenario.h"

#include <string.h>

#define INSTANT 0.001
#define WORDS_SAID "i like people and i want to grow"

static const struct step at_choose[] = { COMMAND(CMD_START), SPOKEN, END };
static const struct step at_check[] = { RUN(at_choose), COMMAND_N(CMD_CHOOSE, 0), SPOKEN, END };
static const struct step at_think[] = { RUN(at_check), COMMAND(CMD_SKIP), SPOKEN, END };
static const struct step at_answer[] = { RUN(at_think), COMMAND(CMD_READY), END };
static const struct step after_words[] = { RUN(at_answer), WAIT(9), WORDS(WORDS_SAID), END };
static const struct step at_prompt[] = { RUN(after_words), WAIT(15.001), END };
static const struct step at_prompt_doubled[] = { RUN(after_words), WAIT(30.001), END };
static const struct step at_feedback[] = { RUN(after_words), COMMAND(CMD_DONE), FINISHED(10),
                                           SPOKEN, END };
static const struct step at_compare[] = { RUN(at_feedback), COMMAND(CMD_TRY_AGAIN), SPOKEN,
                                          COMMAND(CMD_READY), WAIT(9), WORDS(WORDS_SAID),
                                          COMMAND(CMD_DONE), FINISHED(10), SPOKEN, END };
static const struct step at_summary[] = { RUN(at_feedback), COMMAND(CMD_FINISH), SPOKEN, END };
static const struct step at_mic_lost[] = { RUN(at_answer), EVENT(EVENT_MIC_LOST), SPOKEN, END };
static const struct step at_nothing[] = { RUN(at_answer), WAIT(12.001), SPOKEN, END };
static const struct step at_nothing_doubled[] = { RUN(at_answer), WAIT(24.001), SPOKEN, END };
static const struct step at_sheet[] = { RUN(at_feedback), COMMAND(CMD_HELP), END };
static const struct step at_still_there[] = { RUN(at_feedback), WAIT(90.001), SPOKEN, END };
static const struct step at_still_doubled[] = { RUN(at_feedback), WAIT(180.001), SPOKEN, END };
static const struct step more_time[] = { RUN(at_think), COMMAND(CMD_MORE_TIME),
                                         COMMAND(CMD_MORE_TIME), END };
static const struct step more_summary[] = { RUN(at_summary), COMMAND(CMD_MORE_TIME), END };
static const struct step thought_under_help[] = { RUN(at_think), WAIT(5), COMMAND(CMD_HELP),
                                                  WAIT(50), COMMAND(CMD_BACK), END };
static const struct step summary_under_help[] = { RUN(at_summary), WAIT(20), COMMAND(CMD_HELP),
                                                  WAIT(60), COMMAND(CMD_BACK), END };

static bool before_prompt(const struct interview_state *s)
{
    return s->screen == SCREEN_ANSWER && !s->finished_prompt;
}

static bool at_prompt_now(const struct interview_state *s)
{
    return s->screen == SCREEN_ANSWER && s->finished_prompt;
}

static bool before_end(const struct interview_state *s)
{
    return s->finished_prompt && !s->settling;
}

static bool ended(const struct interview_state *s)
{
    return s->settling;
}

#define ON(name, id) static bool name(const struct interview_state *s) { return s->screen == (id); }
ON(on_choose, SCREEN_CHOOSE)
ON(on_check, SCREEN_CHECK)
ON(on_think, SCREEN_THINK)
ON(on_answer, SCREEN_ANSWER)
ON(on_feedback, SCREEN_FEEDBACK)
ON(on_compare, SCREEN_COMPARE)
ON(on_summary, SCREEN_SUMMARY)
ON(on_still_there, SCREEN_STILL_THERE)
ON(on_mic_lost, SCREEN_MIC_LOST)
ON(on_nothing, SCREEN_NOTHING_HEARD)
ON(on_attract, SCREEN_ATTRACT)

/* `think` rows: the first career-goal question gives 20 s. */
static const struct time_row {
    const char *name;
    const struct step *setup, *setup_doubled;   /* the second NULL: the same */
    double limit_s;
    bool (*before)(const struct interview_state *s);
    bool (*after)(const struct interview_state *s);
} rows[] = {
    { "choose", at_choose, NULL, 90, on_choose, on_still_there },
    { "check", at_check, NULL, 90, on_check, on_still_there },
    { "think", at_think, NULL, 20, on_think, on_answer },
    { "more time to think", more_time, NULL, 50, on_think, on_answer },
    { "nothing heard", at_answer, NULL, 12, on_answer, on_nothing },
    { "finished?", after_words, NULL, 15, before_prompt, at_prompt_now },
    { "the end after finished?", at_prompt, at_prompt_doubled, 30 - INSTANT, before_end, ended },
    { "feedback", at_feedback, NULL, 90, on_feedback, on_still_there },
    { "compare", at_compare, NULL, 90, on_compare, on_still_there },
    { "summary", at_summary, NULL, 120, on_summary, on_attract },
    { "more time at the summary", more_summary, NULL, 240, on_summary, on_attract },
    { "microphone lost", at_mic_lost, NULL, 120, on_mic_lost, on_still_there },
    { "nothing heard, nobody there", at_nothing, at_nothing_doubled, 120, on_nothing,
      on_still_there },
    { "a sheet", at_sheet, NULL, 120, on_feedback, on_still_there },
    { "still there", at_still_there, at_still_doubled, 30 - INSTANT, on_still_there, on_attract },
};

/* Spoken titles begin when the screen is entered; the countdown of 09 runs meanwhile. */
static void check_row(const struct time_row *row, double scale)
{
    struct interview_settings settings = scenario_settings();
    struct scenario sc;
    const struct step to_before[] = { WAIT(row->limit_s * scale - INSTANT), HOLDS(row->before),
                                      END };
    const struct step to_after[] = { WAIT(INSTANT * (1 + scale)), HOLDS(row->after), END };
    const struct step *setup =
        scale > 1 && row->setup_doubled != NULL ? row->setup_doubled : row->setup;
    settings.timeout_scale = scale;
    scenario_begin(&sc, row->name, &settings);
    scenario_run(&sc, setup);
    scenario_run(&sc, to_before);
    scenario_run(&sc, to_after);
    scenario_end(&sc);
}

static void test_time_outs(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        check_row(&rows[i], 1);
        check_row(&rows[i], 2);
    }
}

/* What lies under a sheet does not age. */
static void test_sheets_stop_time(void **state)
{
    (void)state;
    static const struct time_row under[] = {
        { "thinking under help", thought_under_help, NULL, 15, on_think, on_answer },
        { "summary under help", summary_under_help, NULL, 100, on_summary, on_attract },
    };
    for (size_t i = 0; i < sizeof(under) / sizeof(under[0]); i++) {
        check_row(&under[i], 1);
    }
}

/* However long somebody speaks, or has the screen read to them: no warning and no wiping. */
static void test_talk_is_no_idleness(void **state)
{
    (void)state;
    static const enum event_type talks[] = { EVENT_VOICE, EVENT_READING };
    for (size_t i = 0; i < sizeof(talks) / sizeof(talks[0]); i++) {
        const struct step begins = EVENT_N(talks[i], 1), ends = EVENT_N(talks[i], 0);
        const struct step feedback[] = {
            RUN(at_feedback), WAIT(50), begins, WAIT(100), SEES(SCREEN_FEEDBACK), ends, WAIT(39),
            SEES(SCREEN_FEEDBACK), WAIT(1.2), SEES(SCREEN_STILL_THERE),
            WAIT(8), SPOKEN, WAIT(20), begins, WAIT(60), SEES(SCREEN_STILL_THERE), ends,
            WAIT(9.8), SEES(SCREEN_STILL_THERE), WAIT(0.4), SEES(SCREEN_ATTRACT), END };
        const struct step summary[] = {
            RUN(at_summary), WAIT(100), begins, WAIT(60), SEES(SCREEN_SUMMARY), ends, WAIT(19.8),
            SEES(SCREEN_SUMMARY), WAIT(0.4), SEES(SCREEN_ATTRACT), END };
        const struct step noise[] = {
            RUN(at_still_there), begins, WAIT(149), SEES(SCREEN_STILL_THERE), WAIT(2),
            SEES(SCREEN_ATTRACT), END };
        const struct { const char *name; const struct step *steps; } tables[] = {
            { "talk at the feedback", feedback }, { "talk at the summary", summary },
            { "noise for minutes", noise } };
        for (size_t j = 0; j < sizeof(tables) / sizeof(tables[0]); j++) {
            const struct interview_settings settings = scenario_settings();
            struct scenario sc;
            scenario_begin(&sc, tables[j].name, &settings);
            scenario_run(&sc, tables[j].steps);
            scenario_end(&sc);
        }
    }
}

/* At home nobody waits behind: nothing is erased or ended by itself. */
static void test_no_time_outs(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        const struct step *setup;
        enum screen_id stays;
    } patient[] = {
        { "choose", at_choose, SCREEN_CHOOSE },       { "feedback", at_feedback, SCREEN_FEEDBACK },
        { "summary", at_summary, SCREEN_SUMMARY },    { "lost", at_mic_lost, SCREEN_MIC_LOST },
    };
    struct interview_settings settings = scenario_settings();
    settings.no_timeouts = true;
    for (size_t i = 0; i < sizeof(patient) / sizeof(patient[0]); i++) {
        struct scenario sc;
        const struct step wait[] = { WAIT(1000), SEES(patient[i].stays), END };
        scenario_begin(&sc, patient[i].name, &settings);
        scenario_run(&sc, patient[i].setup);
        scenario_run(&sc, wait);
        scenario_end(&sc);
    }
}

/* However long it takes: only long silence, after which nobody may be there any more, ends it. */
static void test_unlimited_answers(void **state)
{
    (void)state;
    static const struct step patient[] = {
        RUN(after_words), WAIT(14), WORDS(WORDS_SAID), WAIT(14), WORDS(WORDS_SAID),
        SPEECH(true), WAIT(600), SEES(SCREEN_ANSWER), SPEECH(false), WAIT(15.1 + 119),
        SEES(SCREEN_ANSWER), TOUCH, WAIT(15.1 + 119), SEES(SCREEN_ANSWER), WAIT(2),
        FINISHED(800), SEES(SCREEN_FEEDBACK), END };
    struct interview_settings settings = scenario_settings();
    struct scenario sc;
    settings.unlimited_answer = true;
    scenario_begin(&sc, "unlimited", &settings);
    scenario_run(&sc, patient);
    scenario_end(&sc);
}

/* Fast and full of fillers: not a word of either, nor a figure, where staff turned that off. */
static void test_no_remarks(void **state)
{
    (void)state;
    static const struct step spoken[] = {
        RUN(at_answer), WAIT(9),
        WORDS("um so i uh want to become a welder um within two years and um i uh already weld"),
        WAIT(5), COMMAND(CMD_DONE), FINISHED(14), SEES(SCREEN_FEEDBACK), END };
    for (int off = 0; off < 2; off++) {
        struct interview_settings settings = scenario_settings();
        struct scenario sc;
        settings.no_filler_remarks = settings.no_pace_remarks = off == 1;
        scenario_begin(&sc, "no remarks", &settings);
        scenario_run(&sc, spoken);
        const struct rubric_report *r = interview_state(sc.iv)->latest->report;
        assert_int_equal(r->delivery.filler_count > 0, off == 0);
        assert_int_equal(r->delivery.common_filler_count > 0, off == 0);
        assert_int_equal(r->delivery.fillers_per_minute >= 0, off == 0);
        assert_int_equal(r->delivery.words_per_minute >= 0, off == 0);
        assert_int_equal(r->delivery.pace == RUBRIC_AIM_UNKNOWN, off == 1);
        if (off == 1 && (strstr(r->next_step, "um") != NULL ||
                         strstr(r->next_step, "pace") != NULL ||
                         strstr(r->strength, "pace") != NULL)) {
            fail_msg("\"%s\" \"%s\"", r->strength, r->next_step);
        }
        scenario_end(&sc);
    }
}

/* A voice that never says it has ended holds nobody up. */
static void test_endless_voice(void **state)
{
    (void)state;
    static const struct step wait[] = { RUN(at_check), COMMAND(CMD_SKIP), SEES(SCREEN_QUESTION),
                                        WAIT(4.9), SEES(SCREEN_QUESTION), WAIT(20),
                                        HOLDS(on_think), END };
    const struct interview_settings settings = scenario_settings();
    struct scenario sc;
    scenario_begin(&sc, "endless voice", &settings);
    scenario_run(&sc, wait);
    scenario_end(&sc);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_time_outs),
        cmocka_unit_test(test_sheets_stop_time),
        cmocka_unit_test(test_talk_is_no_idleness),
        cmocka_unit_test(test_no_time_outs),
        cmocka_unit_test(test_endless_voice),
        cmocka_unit_test(test_unlimited_answers),
        cmocka_unit_test(test_no_remarks),
    };
    return cmocka_run_group_tests(tests, scenario_load, scenario_unload);
}
