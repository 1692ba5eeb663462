/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scenario.h"

#include <content.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define BEGIN_S    1000.0
#define WORDS_MAX  400
#define LEVELS     30       /* a second */

static struct content content;

int scenario_load(void **state)
{
    char err[400];
    (void)state;
    if (!content_load(&content, err, sizeof(err))) {
        print_error("%s\n", err);
        return -1;
    }
    return 0;
}

int scenario_unload(void **state)
{
    (void)state;
    content_free(&content);
    return 0;
}

const struct rubric *scenario_rubric(void)
{
    return content.rubric;
}

const struct rubric_bank *scenario_bank(void)
{
    return content.bank;
}

struct interview_settings scenario_settings(void)
{
    return (struct interview_settings){
        .defaults = { .target_s = 90, .captions = true, .rate = 140 },
        .timeout_scale = 1, .check_microphone = true, .seed = 7 };
}

static void note_actions(struct scenario *sc)
{
    struct interview_action a;
    while (interview_next_action(sc->iv, &a)) {
        if (sc->action_count < SCENARIO_ACTIONS) {
            sc->actions[sc->action_count++] = a.type;
        }
        if (a.type == ACTION_LISTEN) {
            sc->listen_s = sc->now_s;
        }
        if (a.type == ACTION_SPEAK) {
            snprintf(sc->spoken, sizeof(sc->spoken), "%s", a.text);
            sc->spoken_rate = a.rate;
        }
    }
}

void scenario_event(struct scenario *sc, struct interview_event e)
{
    e.now_s = sc->now_s;
    interview_handle(sc->iv, &e);
    note_actions(sc);
}

void scenario_begin(struct scenario *sc, const char *name,
                    const struct interview_settings *settings)
{
    *sc = (struct scenario){ .name = name, .now_s = BEGIN_S };
    sc->iv = interview_create(content.rubric, content.bank, settings);
    assert_non_null(sc->iv);
    scenario_event(sc, (struct interview_event){ .type = EVENT_EARS_READY });
}

void scenario_end(struct scenario *sc)
{
    interview_destroy(sc->iv);
    sc->iv = NULL;
}

/* Ticks of a tenth, the last one exactly at the end. */
static void wait_for(struct scenario *sc, double seconds)
{
    double until_s = sc->now_s + seconds;
    while (sc->now_s < until_s) {
        sc->now_s = fmin(sc->now_s + 0.1, until_s);
        scenario_event(sc, (struct interview_event){ .type = EVENT_TICK });
    }
}

static void give_words(struct scenario *sc, const char *text, enum event_type type, bool settled)
{
    size_t count = 0;
    struct rubric_word *words = rubric_words_from_text(text, &count);
    double end_s = sc->now_s - sc->listen_s;
    for (size_t i = 0; i < count; i++) {
        words[i].end_s = end_s - 0.4 * (double)(count - 1 - i);
        words[i].start_s = words[i].end_s - 0.3;
        words[i].confidence = 0.9F;
    }
    scenario_event(sc, (struct interview_event){ .type = type, .words = words,
                                                 .word_count = count, .settled = settled,
                                                 .until_s = end_s });
    rubric_words_free(words);
}

static void give_levels(struct scenario *sc, double db)
{
    for (int i = 0; i < LEVELS; i++) {
        sc->now_s += 1.0 / LEVELS;
        scenario_event(sc, (struct interview_event){ .type = EVENT_LEVEL, .level_db = (float)db,
                                                     .peak_db = (float)db + 6 });
    }
}

static bool did(const struct scenario *sc, int type)
{
    for (size_t i = 0; i < sc->action_count; i++) {
        if ((int)sc->actions[i] == type) {
            return true;
        }
    }
    return false;
}

static void act(struct scenario *sc, const struct step *step)
{
    const struct interview_state *s = interview_state(sc->iv);
    struct interview_event e = { .text = step->text, .number = (int)step->value };
    switch (step->type) {
    case STEP_COMMAND:
    case STEP_SAID:
        e.type = EVENT_COMMAND;
        e.by_voice = step->type == STEP_SAID;
        e.command = (enum command)step->number;
        scenario_event(sc, e);
        break;
    case STEP_WAIT:
        wait_for(sc, step->value);
        break;
    case STEP_SPOKEN:
        scenario_event(sc, (struct interview_event){ .type = EVENT_SPOKEN, .id = s->speech_id,
                                                     .whole = true });
        break;
    case STEP_SPEECH:
        scenario_event(sc, (struct interview_event){
            .type = EVENT_SPEECH, .speaking = step->number != 0,
            .at_s = step->value > 0 ? step->value : sc->now_s - sc->listen_s });
        break;
    case STEP_WORDS:
    case STEP_PARTIAL:
        give_words(sc, step->text, EVENT_WORDS, step->type == STEP_WORDS);
        break;
    case STEP_REPLACED:
        give_words(sc, step->text, EVENT_REPLACED, false);
        break;
    case STEP_LEVEL:
        give_levels(sc, step->value);
        break;
    case STEP_FINISHED:
        scenario_event(sc, (struct interview_event){ .type = EVENT_FINISHED,
                                                     .length_s = step->value });
        break;
    case STEP_EVENT:
        e.type = (enum event_type)step->number;
        scenario_event(sc, e);
        break;
    case STEP_TOUCH:
        scenario_event(sc, (struct interview_event){ .type = EVENT_TOUCHED });
        break;
    default:
        scenario_run(sc, step->steps);
        break;
    }
}

static void require(const struct scenario *sc, size_t i, bool good, const char *what, int want,
                    int got)
{
    if (!good) {
        fail_msg("%s, step %zu: %s %d, want %d", sc->name, i, what, got, want);
    }
}

static bool verify(struct scenario *sc, size_t i, const struct step *step)
{
    const struct interview_state *s = interview_state(sc->iv);
    bool done = false;
    switch (step->type) {
    case STEP_SEES:
        require(sc, i, (int)s->screen == step->number, "screen", step->number, (int)s->screen);
        require(sc, i, s->sheet == SHEET_NONE, "sheet", SHEET_NONE, (int)s->sheet);
        return true;
    case STEP_SHEET:
        require(sc, i, (int)s->sheet == step->number, "sheet", step->number, (int)s->sheet);
        return true;
    case STEP_DID:
    case STEP_DID_NOT:
        done = did(sc, step->number);
        require(sc, i, done == (step->type == STEP_DID), "action", step->number, done);
        return true;
    case STEP_CAN:
        done = interview_can(sc->iv, (enum command)step->number);
        require(sc, i, done == (step->value != 0), "possible", (int)step->value, done);
        return true;
    case STEP_HOLDS:
        require(sc, i, step->holds(s), "holds", 1, 0);
        return true;
    default:
        return false;
    }
}

/* Actions are gathered from one step that does something to the next. */
void scenario_run(struct scenario *sc, const struct step *steps)
{
    for (size_t i = 0; steps[i].type != STEP_END; i++) {
        if (!verify(sc, i, &steps[i])) {
            sc->action_count = 0;
            act(sc, &steps[i]);
        }
    }
}
