/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The interaction map: one row a command says on which screens and sheets it
 * may be given, what else must be true, and what it does.
 */
#include <assert.h>

#include "feedback_rows.h"
#include "interview_internal.h"

struct command_row {
    unsigned screens;           /* BIT(SCREEN_...) */
    unsigned sheets;            /* BIT(SHEET_...); 0: none may be open */
    bool (*may)(const struct interview *iv);
    /* One of these is what it does. */
    void (*act)(struct interview *iv, const struct interview_event *e);
    void (*does)(struct interview *iv);
    enum screen_id goes;        /* SCREEN_ATTRACT: none of these */
    enum action_type asks;
};

/* Words a minute, and percent. */
#define RATE        140
#define RATE_STEP   20
#define RATE_LOW    80
#define RATE_HIGH   220
#define VOLUME_STEP 10

#define ALL_SCREENS (BIT(SCREEN_COUNT) - 1)
#define ALL_SHEETS  (BIT(SHEET_COUNT) - 1)
#define LEFT_ALONE  (ALL_SCREENS & ~(BIT(SCREEN_ATTRACT) | BIT(SCREEN_STILL_THERE)))
#define ASKED       (BIT(SCREEN_QUESTION) | BIT(SCREEN_THINK) | BIT(SCREEN_ANSWER) | \
                     BIT(SCREEN_MIC_LOST) | BIT(SCREEN_NOTHING_HEARD))
#define TOLD        (BIT(SHEET_NONE) | BIT(SHEET_SAMPLE) | BIT(SHEET_WHY))
#define REVIEW      (BIT(SCREEN_FEEDBACK) | BIT(SCREEN_COMPARE))

/* A question was asked and its answer is not on the way to the feedback yet. */
static bool may_answer(const struct interview *iv)
{
    enum screen_id base = iv_base(iv);
    return base != SCREEN_CHECK && !iv->state.settling;
}

static bool may_finish(const struct interview *iv)
{
    return iv_base(iv) == SCREEN_ANSWER && !iv->state.settling && !iv->settings.answers_typed;
}

static bool may_hear(const struct interview *iv)
{
    const struct interview_state *s = &iv->state;
    bool both = s->screen == SCREEN_COMPARE && s->first_kept;
    return both || (s->latest != NULL && s->latest->length_s > 0);
}

static bool may_undo(const struct interview *iv)
{
    return iv->undo != NULL;
}

static bool may_compare(const struct interview *iv)
{
    return iv->state.screen != SCREEN_FEEDBACK || iv->state.attempt_number > 1;
}

static bool may_more_time(const struct interview *iv)
{
    return iv->state.screen != SCREEN_THINK || iv->state.more_time_left > 0;
}

static bool may_skip_lost(const struct interview *iv)
{
    return iv->state.screen != SCREEN_MIC_LOST || iv_base(iv) == SCREEN_CHECK;
}

/* Staying is always possible; going back only where there is a screen before. */
static bool may_go_back(const struct interview *iv)
{
    static const unsigned back = BIT(SCREEN_CHOOSE) | BIT(SCREEN_CHECK) | BIT(SCREEN_COMPARE) |
                                 BIT(SCREEN_STILL_THERE) | BIT(SCREEN_NOTHING_HEARD);
    return iv->state.sheet != SHEET_NONE || (back & BIT(iv->state.screen)) != 0;
}

static bool may_translate(const struct interview *iv)
{
    return iv->settings.languages > 1;
}

static bool may_sample(const struct interview *iv)
{
    return iv->state.question != NULL && iv->state.question->sample[0] != '\0';
}

static void act_choose(struct interview *iv, const struct interview_event *e)
{
    if (e->number >= 0) {
        iv_choose(iv, (size_t)e->number);
    }
}

static void act_length(struct interview *iv, const struct interview_event *e)
{
    if (e->number == 60 || e->number == 90 || e->number == 120) {
        iv->state.person.target_s = (unsigned)e->number;
    }
}

static void act_text_size(struct interview *iv, const struct interview_event *e)
{
    if (e->number >= 0 && e->number <= 2) {
        iv->state.person.text_size = (unsigned)e->number;
    }
}

static void act_contrast(struct interview *iv)
{
    iv->state.person.high_contrast = !iv->state.person.high_contrast;
}

static void act_captions(struct interview *iv)
{
    iv->state.person.captions = !iv->state.person.captions;
}

static void act_read_aloud(struct interview *iv)
{
    iv->state.person.read_aloud = !iv->state.person.read_aloud;
}

static void act_language(struct interview *iv)
{
    unsigned languages = iv->settings.languages > 0 ? iv->settings.languages : 1;
    iv->state.person.language = (iv->state.person.language + 1) % languages;
}

/* A step up or down from what it is, inside the limits. */
static unsigned stepped(unsigned now, int steps, unsigned size, unsigned low, unsigned high)
{
    long wanted = (long)now + (long)(steps > 0 ? 1 : -1) * (long)size;
    return wanted < (long)low ? low : wanted > (long)high ? high : (unsigned)wanted;
}

static void act_speed(struct interview *iv, const struct interview_event *e)
{
    unsigned *rate = &iv->state.person.rate;
    *rate = stepped(*rate == 0 ? RATE : *rate, e->number, RATE_STEP, RATE_LOW, RATE_HIGH);
}

static void act_volume(struct interview *iv, const struct interview_event *e)
{
    unsigned *volume = &iv->state.person.volume;
    *volume = stepped(*volume == 0 ? 100 : *volume, e->number, VOLUME_STEP, VOLUME_STEP, 100);
}

static void act_continue(struct interview *iv)
{
    switch (iv->state.screen) {
    case SCREEN_FEEDBACK:
        iv_go(iv, SCREEN_COMPARE);
        break;
    case SCREEN_COMPARE:
        iv_next_question(iv);
        break;
    default:
        iv_check_done(iv);
        break;
    }
}

static void act_skip(struct interview *iv)
{
    if (iv->state.screen == SCREEN_QUESTION) {
        iv_go(iv, SCREEN_THINK);
    } else {
        iv_check_done(iv);
    }
}

static void act_repeat(struct interview *iv)
{
    if (iv->state.screen == SCREEN_QUESTION) {
        iv_say(iv, iv->state.question->wording);
    } else {
        iv_end_listening(iv);
        iv_go(iv, SCREEN_QUESTION);
    }
}

static void act_slower(struct interview *iv)
{
    unsigned *rate = &iv->state.person.rate;
    *rate = stepped(*rate == 0 ? RATE : *rate, -1, RATE_STEP, RATE_LOW, RATE_HIGH);
    iv_say(iv, iv->state.question->wording);
}

static void act_more_time(struct interview *iv)
{
    if (iv->state.screen == SCREEN_THINK) {
        iv->state.more_time_left--;
        iv->more_time_s += THINK_S;
    } else {
        iv->more_time_s += SUMMARY_S;
    }
}

static void act_try_again(struct interview *iv)
{
    iv->state.attempt_number++;
    iv_stop_playing(iv);
    iv_keep_first(iv);
    iv_go(iv, SCREEN_QUESTION);
}

static void act_hear_it(struct interview *iv)
{
    if (iv->state.playing) {
        iv_stop_playing(iv);
    } else {
        iv_play(iv);
    }
}

static void act_sheet(struct interview *iv, const struct interview_event *e)
{
    static const enum sheet_id sheets[CMD_COUNT] = {
        [CMD_SAMPLE] = SHEET_SAMPLE, [CMD_WHY] = SHEET_WHY, [CMD_HELP] = SHEET_HELP,
        [CMD_TYPE] = SHEET_TYPE,
    };
    iv->typing_below = iv->state.sheet == SHEET_TYPE;
    iv_open_sheet(iv, sheets[e->command]);
}

static void act_group(struct interview *iv, const struct interview_event *e)
{
    if (e->number >= 0 && e->number < RUBRIC_GROUP_COUNT) {
        iv->state.open_group = e->number;
        iv->state.open_finding = -1;
    }
}

static void act_finding(struct interview *iv, const struct interview_event *e)
{
    if (e->number >= -1 && e->number < FEEDBACK_ROWS_MAX) {
        iv->state.open_finding = e->number;
    }
}

static void act_typed(struct interview *iv, const struct interview_event *e)
{
    if (e->text != NULL) {
        iv_typed(iv, e->text);
    }
}

/* Asks once, except where the screen has asked already or there is nothing to erase. */
static void act_erase(struct interview *iv)
{
    const struct interview_state *s = &iv->state;
    bool asked = s->sheet == SHEET_ERASE || s->sheet == SHEET_LEAVE ||
                 s->screen == SCREEN_STILL_THERE;
    if (asked) {
        iv_erase(iv);
    } else {
        iv_open_sheet(iv, SHEET_ERASE);
    }
}

static void act_leave(struct interview *iv)
{
    const struct interview_state *s = &iv->state;
    bool nothing_said = s->screen == SCREEN_CHOOSE && s->attempt_count == 0;
    if (s->sheet == SHEET_LEAVE || nothing_said) {
        iv_erase(iv);
    } else {
        iv_open_sheet(iv, SHEET_LEAVE);
    }
}

static void close_sheet(struct interview *iv)
{
    bool help = iv->state.sheet == SHEET_HELP;
    iv->state.sheet = help && iv->typing_below ? SHEET_TYPE : SHEET_NONE;
    iv->typing_below = false;
    if (iv->state.screen == SCREEN_QUESTION) {  /* the sheet cut the question short */
        iv_say(iv, iv->state.question->wording);
    }
}

static void act_back(struct interview *iv)
{
    if (iv->state.sheet != SHEET_NONE) {
        close_sheet(iv);
        return;
    }
    switch (iv->state.screen) {
    case SCREEN_CHOOSE:
        act_leave(iv);
        break;
    case SCREEN_CHECK:
        iv_go(iv, SCREEN_CHOOSE);
        break;
    case SCREEN_COMPARE:
        iv_go(iv, SCREEN_FEEDBACK);
        break;
    case SCREEN_NOTHING_HEARD:
        iv_keep_listening(iv);
        break;
    default:
        iv_uncover(iv);
        break;
    }
}

static void act_look_again(struct interview *iv)
{
    iv_push(iv, ACTION_LOOK_FOR_MICROPHONE, "");
}

static void act_change_microphone(struct interview *iv)
{
    iv_push(iv, ACTION_LOOK_FOR_MICROPHONE, NULL);
}

static void act_check_microphone(struct interview *iv)
{
    iv->check_for_answer = true;
    iv_go(iv, SCREEN_CHECK);
}

static const struct command_row rows[] = {
    [CMD_START] = { BIT(SCREEN_ATTRACT), 0, NULL, .goes = SCREEN_CHOOSE },
    [CMD_CHOOSE] = { BIT(SCREEN_CHOOSE), 0, NULL, .act = act_choose },
    [CMD_LENGTH] = { ALL_SCREENS & ~BIT(SCREEN_ANSWER), 0, NULL, .act = act_length },
    [CMD_TEXT_SIZE] = { ALL_SCREENS, ALL_SHEETS, NULL, .act = act_text_size },
    [CMD_CONTRAST] = { ALL_SCREENS, ALL_SHEETS, NULL, .does = act_contrast },
    [CMD_CAPTIONS] = { ALL_SCREENS, ALL_SHEETS, NULL, .does = act_captions },
    [CMD_READ_ALOUD] = { ALL_SCREENS, ALL_SHEETS, NULL, .does = act_read_aloud },
    [CMD_LANGUAGE] = { ALL_SCREENS, ALL_SHEETS, may_translate, .does = act_language },
    [CMD_SPEED] = { ALL_SCREENS, ALL_SHEETS, NULL, .act = act_speed },
    [CMD_VOLUME] = { ALL_SCREENS, ALL_SHEETS, NULL, .act = act_volume },
    [CMD_CONTINUE] = { BIT(SCREEN_CHECK) | REVIEW, 0, may_compare, .does = act_continue },
    [CMD_SKIP] = { BIT(SCREEN_CHECK) | BIT(SCREEN_QUESTION) | BIT(SCREEN_MIC_LOST), 0,
                   may_skip_lost, .does = act_skip },
    [CMD_REPEAT] = { ASKED & ~BIT(SCREEN_ANSWER) & ~BIT(SCREEN_MIC_LOST), 0, NULL,
                     .does = act_repeat },
    [CMD_SLOWER] = { BIT(SCREEN_QUESTION), 0, NULL, .does = act_slower },
    [CMD_READY] = { BIT(SCREEN_THINK), 0, NULL, .act = iv_ready },
    [CMD_MORE_TIME] = { BIT(SCREEN_THINK) | BIT(SCREEN_SUMMARY), 0, may_more_time,
                        .does = act_more_time },
    [CMD_DONE] = { BIT(SCREEN_ANSWER) | BIT(SCREEN_MIC_LOST), 0, may_finish, .does = iv_finish },
    [CMD_START_OVER] = { BIT(SCREEN_ANSWER), 0, may_finish, .does = iv_start_over },
    [CMD_TRY_AGAIN] = { REVIEW, 0, NULL, .does = act_try_again },
    [CMD_NEXT_QUESTION] = { REVIEW, 0, NULL, .does = iv_next_question },
    [CMD_HEAR_IT] = { REVIEW, 0, may_hear, .does = act_hear_it },
    [CMD_SAMPLE] = { REVIEW, TOLD, may_sample, .act = act_sheet },
    [CMD_WHY] = { REVIEW | BIT(SCREEN_QUESTION) | BIT(SCREEN_THINK), TOLD, NULL,
                  .act = act_sheet },
    [CMD_GROUP] = { BIT(SCREEN_FEEDBACK), 0, NULL, .act = act_group },
    [CMD_FINDING] = { BIT(SCREEN_FEEDBACK), 0, NULL, .act = act_finding },
    [CMD_CORRECT] = { BIT(SCREEN_FEEDBACK), 0, NULL, .act = iv_correct },
    [CMD_UNDO] = { BIT(SCREEN_FEEDBACK), 0, may_undo, .does = iv_undo },
    [CMD_TYPE] = { ASKED & ~BIT(SCREEN_QUESTION), 0, may_answer, .act = act_sheet },
    [CMD_TYPED] = { ASKED, BIT(SHEET_NONE) | BIT(SHEET_TYPE), may_answer, .act = act_typed },
    [CMD_PRINT] = { BIT(SCREEN_SUMMARY), 0, NULL, .asks = ACTION_PRINT },
    [CMD_SAVE] = { BIT(SCREEN_SUMMARY), 0, NULL, .asks = ACTION_SAVE },
    [CMD_FINISH] = { REVIEW, 0, NULL, .goes = SCREEN_SUMMARY },
    [CMD_PRACTICE_MORE] = { BIT(SCREEN_SUMMARY), 0, NULL, .goes = SCREEN_CHOOSE },
    [CMD_ERASE] = { BIT(SCREEN_SUMMARY) | BIT(SCREEN_STILL_THERE) | LEFT_ALONE,
                    BIT(SHEET_NONE) | BIT(SHEET_LEAVE) | BIT(SHEET_ERASE), NULL,
                    .does = act_erase },
    [CMD_LEAVE] = { LEFT_ALONE, BIT(SHEET_NONE) | BIT(SHEET_LEAVE), NULL, .does = act_leave },
    [CMD_HELP] = { ALL_SCREENS & ~BIT(SCREEN_STILL_THERE), BIT(SHEET_NONE) | BIT(SHEET_TYPE), NULL,
                   .act = act_sheet },
    [CMD_BACK] = { ALL_SCREENS, ALL_SHEETS, may_go_back, .does = act_back },
    [CMD_HERE] = { BIT(SCREEN_STILL_THERE), 0, NULL, .does = iv_uncover },
    [CMD_LOOK_AGAIN] = { BIT(SCREEN_MIC_LOST), 0, NULL, .does = act_look_again },
    [CMD_CHANGE_MICROPHONE] = { BIT(SCREEN_CHECK) | BIT(SCREEN_MIC_LOST), 0, NULL,
                                .does = act_change_microphone },
    [CMD_KEEP_LISTENING] = { BIT(SCREEN_NOTHING_HEARD), 0, NULL, .does = iv_keep_listening },
    [CMD_CHECK_MICROPHONE] = { BIT(SCREEN_NOTHING_HEARD), 0, NULL, .does = act_check_microphone },
};
static_assert(ARRAY_LEN(rows) == CMD_COUNT, "the last command has no row");

bool iv_can(const struct interview *iv, enum command command)
{
    if (command <= CMD_NONE || command >= CMD_COUNT) {
        return false;
    }
    const struct command_row *row = &rows[command];
    unsigned sheets = row->sheets != 0 ? row->sheets : BIT(SHEET_NONE);
    return (row->screens & BIT(iv->state.screen)) != 0 &&
           (sheets & BIT(iv->state.sheet)) != 0 && (row->may == NULL || row->may(iv));
}

static void carry_out(struct interview *iv, const struct command_row *row,
                      const struct interview_event *e)
{
    if (row->act != NULL) {
        row->act(iv, e);
    } else if (row->does != NULL) {
        row->does(iv);
    } else if (row->goes != SCREEN_ATTRACT) {
        iv_go(iv, row->goes);
    } else {
        iv_push(iv, row->asks, NULL);
    }
}

/* Any command but erasing says "I'm still here" on 09. */
void iv_command(struct interview *iv, const struct interview_event *e)
{
    bool answered = iv->state.screen == SCREEN_STILL_THERE && e->command != CMD_ERASE;
    if (answered) {
        iv_uncover(iv);
        return;
    }
    if (!iv_can(iv, e->command)) {
        return;
    }
    if (iv->state.screen != SCREEN_QUESTION) {  /* touch and keys interrupt the machine */
        iv_hush(iv);
    }
    carry_out(iv, &rows[e->command], e);
}
