/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * 100,000 random events with fixed seeds: whatever a person, the devices and
 * the recognizer do, and in whatever order, what the screens rely on holds.
 */
#include "scenario.h"

#include <stdio.h>
#include <string.h>

#define EVENTS 20000
#define SEEDS  5

static uint64_t state_of_chance;

static unsigned chance(unsigned below)
{
    state_of_chance = state_of_chance * 6364136223846793005U + 1442695040888963407U;
    return (unsigned)((state_of_chance >> 33) % below);
}

static const char *const texts[] = {
    "", "um", "my goal is to pass the exam in june", "i want more money", NULL,
    "we fixed it and the line ran twice as fast", "i'm done", "  ", "\xc3\xa9t\xc3\xa9",
};

static struct interview_event random_command(void)
{
    static const int numbers[] = { -1, 0, 1, 2, 3, 5, 60, 90, 120, 1000000 };
    return (struct interview_event){
        .type = EVENT_COMMAND, .command = (enum command)chance(CMD_COUNT + 2),
        .number = numbers[chance(sizeof(numbers) / sizeof(numbers[0]))],
        .text = texts[chance(sizeof(texts) / sizeof(texts[0]))] };
}

static struct interview_event random_sign(const struct interview_state *s)
{
    struct interview_event e = {
        .type = (enum event_type)(EVENT_TOUCHED + chance(EVENT_PLAYED)),
        .id = chance(3) == 0 ? chance(50) : s->speech_id,
        .number = (int)chance(2), .whole = chance(2) != 0, .settled = chance(2) != 0,
        .speaking = chance(2) != 0, .level_db = -(float)chance(90), .peak_db = -(float)chance(60),
        .at_s = chance(100), .length_s = chance(200), .text = texts[chance(3)] };
    return e;
}

static void random_event(struct scenario *sc)
{
    const struct interview_state *s = interview_state(sc->iv);
    struct rubric_word *words = NULL;
    struct interview_event e = chance(3) == 0   ? random_command()
                               : chance(2) == 0 ? random_sign(s)
                                                : (struct interview_event){ .type = EVENT_TICK };
    if (e.type == EVENT_WORDS) {
        words = rubric_words_from_text(texts[1 + chance(3)], &e.word_count);
        for (size_t i = 0; i < e.word_count; i++) {
            words[i].start_s = (double)chance(60) - 1;
            words[i].end_s = words[i].start_s + 0.3;
        }
        e.words = words;
    }
    /* Mostly small steps; now and then long enough for every time-out. */
    sc->now_s += chance(20) == 0 ? chance(200) : chance(10) / 10.0;
    scenario_event(sc, e);
    rubric_words_free(words);
}

#define REQUIRE(what) \
    do { \
        if (!(what)) { \
            fail_msg("seed %u, event %u, screen %d: %s", seed, event, (int)s->screen, #what); \
        } \
    } while (0)

static void check_attempts(const struct interview_state *s, unsigned seed, unsigned event)
{
    REQUIRE((s->first == NULL) == (s->latest == NULL));
    for (size_t i = 0; i < s->attempt_count; i++) {
        const struct attempt *a = &s->attempts[i];
        REQUIRE(a->report != NULL && a->question != NULL);
        REQUIRE(a->word_count == a->report->word_count);
        for (size_t w = 0; w < a->word_count; w++) {
            REQUIRE(strcmp(a->words[w].text, a->report->word_text[w]) == 0);
        }
    }
}

static void check(const struct scenario *sc, unsigned seed, unsigned event)
{
    const struct interview_state *s = interview_state(sc->iv);
    bool reviews = s->screen == SCREEN_FEEDBACK || s->screen == SCREEN_COMPARE;
    bool asked = s->screen >= SCREEN_QUESTION && s->screen <= SCREEN_COMPARE;
    REQUIRE(s->screen >= SCREEN_ATTRACT && s->screen < SCREEN_COUNT);
    REQUIRE(s->sheet >= SHEET_NONE && s->sheet < SHEET_COUNT);
    REQUIRE(!asked || s->question != NULL);
    REQUIRE(!reviews || (s->latest != NULL && s->latest->report != NULL));
    REQUIRE(s->screen != SCREEN_ATTRACT || (s->attempt_count == 0 && s->word_count == 0));
    REQUIRE(s->settled_count <= s->word_count);
    REQUIRE(s->countdown_s >= 0 && s->countdown_s <= s->countdown_total_s + 1e-6);
    REQUIRE(s->answer_s >= 0 && s->turn_s >= 0);
    REQUIRE((s->speech_id != 0) == (s->speech_text != NULL));
    REQUIRE(!s->playing || reviews);
    REQUIRE(!s->settling || s->screen == SCREEN_ANSWER || s->screen == SCREEN_STILL_THERE);
    REQUIRE(s->person.text_size <= 2);
    REQUIRE(s->open_group >= 0 && s->open_group < RUBRIC_GROUP_COUNT);
    REQUIRE(s->question_number <= s->question_total);
    /* Nobody is ever trapped: there is always a way on or out. */
    REQUIRE(interview_can(sc->iv, CMD_LEAVE) || interview_can(sc->iv, CMD_START) ||
            interview_can(sc->iv, CMD_BACK) || interview_can(sc->iv, CMD_HERE));
    check_attempts(s, seed, event);
}

static void test_monkey(void **unused)
{
    (void)unused;
    unsigned seen[SCREEN_COUNT] = { 0 };
    for (unsigned seed = 1; seed <= SEEDS; seed++) {
        struct interview_settings settings = scenario_settings();
        struct scenario sc;
        settings.seed = seed;
        settings.no_timeouts = seed == SEEDS;
        state_of_chance = seed;
        scenario_begin(&sc, "monkey", &settings);
        for (unsigned event = 0; event < EVENTS; event++) {
            random_event(&sc);
            check(&sc, seed, event);
            seen[interview_state(sc.iv)->screen]++;
        }
        scenario_end(&sc);
    }
    for (int screen = 0; screen < SCREEN_COUNT; screen++) {
        if (seen[screen] == 0) {
            fail_msg("the monkey never saw screen %d", screen);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(test_monkey) };
    return cmocka_run_group_tests(tests, scenario_load, scenario_unload);
}
