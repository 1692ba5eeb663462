/* SPDX-License-Identifier: GPL-3.0-or-later */
/** Drives an interview through tables of steps with times of their own. */
#ifndef SCENARIO_H
#define SCENARIO_H

#include <interview.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>

#include <cmocka.h>

enum step_type {
    STEP_END,
    STEP_COMMAND,       /* number: enum command; value: its number; text */
    STEP_SAID,          /* the same by voice */
    STEP_WAIT,          /* value: seconds, in ticks of a tenth */
    STEP_SPOKEN,        /* the speech under way ends */
    STEP_SPEECH,        /* number: begins or ends; value: where in the utterance, 0: now */
    STEP_WORDS,         /* text, settled; each word takes 0.4 s up to now */
    STEP_PARTIAL,       /* text */
    STEP_REPLACED,      /* text, instead of all settled words up to now */
    STEP_LEVEL,         /* value: dB, for a second */
    STEP_FINISHED,      /* the listener gave all words; value: length */
    STEP_EVENT,         /* number: enum event_type, value: its number; text */
    STEP_TOUCH,
    STEP_RUN,           /* steps: another table first */
    /* What must be true now. */
    STEP_SEES,          /* number: enum screen_id, no sheet open */
    STEP_SHEET,         /* number: enum sheet_id */
    STEP_DID,           /* number: enum action_type, since the last STEP_DID of any kind */
    STEP_DID_NOT,
    STEP_CAN,           /* number: enum command; value: 1 or 0 */
    STEP_HOLDS          /* holds */
};

struct step {
    enum step_type type;
    int number;
    double value;
    const char *text;
    const struct step *steps;
    bool (*holds)(const struct interview_state *s);
};

#define COMMAND(c)        { .type = STEP_COMMAND, .number = (c) }
#define COMMAND_N(c, n)   { .type = STEP_COMMAND, .number = (c), .value = (n) }
#define COMMAND_T(c, n, t) { .type = STEP_COMMAND, .number = (c), .value = (n), .text = (t) }
#define SAID(c)           { .type = STEP_SAID, .number = (c) }
#define WAIT(s)           { .type = STEP_WAIT, .value = (s) }
#define SPOKEN            { .type = STEP_SPOKEN }
#define SPEECH(on)        { .type = STEP_SPEECH, .number = (on) }
#define SPEECH_AT(on, s)  { .type = STEP_SPEECH, .number = (on), .value = (s) }
#define WORDS(t)          { .type = STEP_WORDS, .text = (t) }
#define PARTIAL(t)        { .type = STEP_PARTIAL, .text = (t) }
#define REPLACED(t)       { .type = STEP_REPLACED, .text = (t) }
#define LEVEL(db)         { .type = STEP_LEVEL, .value = (db) }
#define FINISHED(s)       { .type = STEP_FINISHED, .value = (s) }
#define EVENT(e)          { .type = STEP_EVENT, .number = (e) }
#define EVENT_N(e, n)     { .type = STEP_EVENT, .number = (e), .value = (n) }
#define TOUCH             { .type = STEP_TOUCH }
#define RUN(table)        { .type = STEP_RUN, .steps = (table) }
#define SEES(s)           { .type = STEP_SEES, .number = (s) }
#define SHEET(s)          { .type = STEP_SHEET, .number = (s) }
#define DID(a)            { .type = STEP_DID, .number = (a) }
#define DID_NOT(a)        { .type = STEP_DID_NOT, .number = (a) }
#define CAN(c)            { .type = STEP_CAN, .number = (c), .value = 1 }
#define CANNOT(c)         { .type = STEP_CAN, .number = (c), .value = 0 }
#define HOLDS(f)          { .type = STEP_HOLDS, .holds = (f) }
#define END               { .type = STEP_END }

#define SCENARIO_ACTIONS 4096

struct scenario {
    const char *name;
    struct interview *iv;
    double now_s, listen_s;         /* listen_s: when the utterance began */
    enum action_type actions[SCENARIO_ACTIONS]; /* since the last STEP_DID */
    size_t action_count;
    double spoken_rate;
    char spoken[2000];              /* the text of the last ACTION_SPEAK */
};

/** Criteria and bank of the program, loaded once; group set-up and tear-down for cmocka. */
int scenario_load(void **state);
int scenario_unload(void **state);
const struct rubric *scenario_rubric(void);
const struct rubric_bank *scenario_bank(void);

/** Settings of a kiosk that has no surprises. */
struct interview_settings scenario_settings(void);
void scenario_begin(struct scenario *sc, const char *name,
                    const struct interview_settings *settings);
void scenario_run(struct scenario *sc, const struct step *steps);
void scenario_end(struct scenario *sc);
/** Handle one event at the scenario's time and note the actions. */
void scenario_event(struct scenario *sc, struct interview_event e);

#endif
