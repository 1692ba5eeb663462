/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "interview.h"

#include <assert.h>
#include <secret.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "interview_internal.h"

const struct screen_row iv_screens[] = {
    [SCREEN_ATTRACT] = { .tick = iv_attract_tick, .grammar = "attract" },
    [SCREEN_CHOOSE] = { .enter = iv_choose_enter, .idle_s = IDLE_S, .grammar = "choose" },
    [SCREEN_CHECK] = { .enter = iv_check_enter, .leave = iv_check_leave, .tick = iv_check_tick,
                       .event = iv_check_event, .idle_s = IDLE_S, .grammar = "check",
                       .hears = true },
    [SCREEN_QUESTION] = { .enter = iv_question_enter, .tick = iv_question_tick,
                          .grammar = "question" },
    [SCREEN_THINK] = { .enter = iv_think_enter, .tick = iv_think_tick, .event = iv_think_event,
                       .grammar = "think", .hears = true },
    [SCREEN_ANSWER] = { .enter = iv_answer_enter, .leave = iv_answer_leave,
                        .tick = iv_answer_tick, .event = iv_answer_event, .grammar = "answer",
                        .hears = true },
    [SCREEN_FEEDBACK] = { .enter = iv_feedback_enter, .leave = iv_feedback_leave,
                          .idle_s = IDLE_S, .grammar = "feedback" },
    [SCREEN_COMPARE] = { .enter = iv_compare_enter, .leave = iv_feedback_leave, .idle_s = IDLE_S,
                         .grammar = "compare" },
    [SCREEN_SUMMARY] = { .enter = iv_summary_enter, .tick = iv_summary_tick,
                         .grammar = "summary" },
    [SCREEN_STILL_THERE] = { .enter = iv_cover_say, .tick = iv_still_there_tick,
                             .grammar = "still-there" },
    [SCREEN_MIC_LOST] = { .enter = iv_cover_say, .idle_s = IDLE_DIALOG_S },
    [SCREEN_NOTHING_HEARD] = { .enter = iv_cover_say, .event = iv_nothing_event,
                               .idle_s = IDLE_DIALOG_S, .grammar = "nothing-heard",
                               .hears = true },
};
static_assert(ARRAY_LEN(iv_screens) == SCREEN_COUNT, "the last screen has no row");

struct interview *interview_create(const struct rubric *rubric, const struct rubric_bank *bank,
                                   const struct interview_settings *settings)
{
    struct interview *iv = calloc(1, sizeof(*iv));
    if (iv == NULL) {
        return NULL;
    }
    iv->rubric = rubric;
    iv->bank = bank;
    iv->settings = *settings;
    iv->random = settings->seed;
    iv->muted = true;
    iv->state.person = settings->defaults;
    iv->state.open_finding = -1;
    iv->turn_at_s = -1;
    iv->state.trouble = iv->trouble;
    return iv;
}

void interview_destroy(struct interview *iv)
{
    if (iv == NULL) {
        return;
    }
    iv_wipe_attempts(iv);
    said_wipe(&iv->live);
    wipe_string(iv->speech);
    free(iv->attempts);
    free(iv->actions.items);
    free(iv->order);
    free(iv);
}

void iv_push(struct interview *iv, enum action_type type, const char *text)
{
    struct queued *q = &iv->actions;
    if (q->count == q->capacity) {
        size_t capacity = q->capacity == 0 ? 32 : q->capacity * 2;
        struct interview_action *items = realloc(q->items, capacity * sizeof(*items));
        if (items == NULL) {
            return;     /* a lost tone or prompt is better than a lost interview */
        }
        q->items = items;
        q->capacity = capacity;
    }
    q->items[q->count++] = (struct interview_action){
        .type = type, .text = text, .id = iv->state.speech_id, .rate = iv->state.person.rate,
        .language = iv->speech_language };
}

bool interview_next_action(struct interview *iv, struct interview_action *action)
{
    struct queued *q = &iv->actions;
    if (q->next == q->count) {
        q->next = q->count = 0;
        return false;
    }
    *action = q->items[q->next++];
    return true;
}

const struct interview_state *interview_state(const struct interview *iv)
{
    return &iv->state;
}

void iv_set_mark(struct interview *iv, enum mark mark)
{
    iv->marks[mark] = iv->state.now_s;
}

double iv_since(const struct interview *iv, enum mark mark)
{
    return iv->state.now_s - iv->marks[mark];
}

double iv_scaled(const struct interview *iv, double limit_s)
{
    double scale = iv->settings.timeout_scale;
    return scale > 0 ? limit_s * scale : limit_s;
}

bool iv_over(const struct interview *iv, enum mark mark, double limit_s)
{
    return iv_since(iv, mark) >= iv_scaled(iv, limit_s);
}

/* splitmix64: good enough to shuffle questions, the same on every machine. */
size_t iv_random(struct interview *iv, size_t below)
{
    uint64_t z = (iv->random += 0x9e3779b97f4a7c15U);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9U;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebU;
    return (size_t)((z ^ (z >> 31)) % below);
}

/* Nobody is warned or wiped away who speaks, nor while the machine speaks to them. */
static bool is_held(struct interview *iv)
{
    const struct interview_state *s = &iv->state;
    bool talk = s->speaking || s->speech_id != 0 || s->playing || iv->talks || iv->is_read;
    if (!talk) {
        iv_set_mark(iv, MARK_HUSH);
    }
    return talk && iv_since(iv, MARK_HUSH) < TALK_MAX_S;
}

static void hold(struct interview *iv, double passed_s)
{
    const struct interview_state *s = &iv->state;
    iv->marks[MARK_IDLE] += passed_s;
    if (s->screen == SCREEN_STILL_THERE) {
        iv->marks[MARK_COVER] += passed_s;
    } else if (s->screen == SCREEN_SUMMARY && s->sheet == SHEET_NONE) {
        iv->marks[MARK_SCREEN] += passed_s;
    }
}

/* Move the clock. What is covered by a sheet or another screen does not age. */
static void advance(struct interview *iv, double now_s)
{
    struct interview_state *s = &iv->state;
    double passed_s = now_s - s->now_s;
    if (passed_s <= 0) {
        return;
    }
    if (is_held(iv)) {
        hold(iv, passed_s);
    }
    bool covered = s->sheet != SHEET_NONE || iv->beneath_count > 0;
    for (int m = 0; covered && m < MARKS_FROZEN; m++) {
        iv->marks[m] += passed_s;
    }
    if (s->sheet != SHEET_NONE) {
        iv->marks[MARK_COVER] += passed_s;
    }
    s->now_s = now_s;
}

static void take_level(struct interview *iv, const struct interview_event *e)
{
    iv->state.level_db = e->level_db;
    iv->state.peak_db = e->peak_db;
}

static void take_speech(struct interview *iv, const struct interview_event *e)
{
    if (iv->utterance && !iv->state.speaking) {     /* an end without a beginning has no length */
        iv_set_mark(iv, MARK_VOICE);
        iv->voice_at_s = e->at_s;
    }
    iv->state.speaking = iv->utterance && e->speaking;
    iv->talks = false;      /* its end may be told of the answer that began meanwhile */
}

static void take_trouble(struct interview *iv, const struct interview_event *e)
{
    switch (e->type) {
    case EVENT_MIC_LOST:
        iv->mic_lost = true;
        iv->talks = false;
        snprintf(iv->trouble, sizeof(iv->trouble), "%s", e->text != NULL ? e->text : "");
        break;
    case EVENT_MIC_BACK:
        iv->mic_lost = false;
        iv->trouble[0] = '\0';
        iv_forget_level(iv);
        iv_set_mark(iv, MARK_QUIET);
        iv_set_mark(iv, MARK_MIC_BACK);
        iv->state.mic_back = true;
        break;
    case EVENT_EARS_LOST:
        iv->ears_lost = true;
        iv->state.ears_given_up = iv->state.ears_given_up || e->number != 0;
        iv->state.speaking = iv->talks = false;
        break;
    case EVENT_EARS_BACK:
    case EVENT_EARS_READY:
        iv->ears_lost = iv->state.ears_given_up = false;
        iv->state.ears_ready = true;
        iv_set_mark(iv, MARK_QUIET);    /* silence counts from when it can be heard */
        break;
    case EVENT_SPEAKER_LOST:
    case EVENT_SPEAKER_BACK:
        iv->state.speaker_lost = e->type == EVENT_SPEAKER_LOST;
        break;
    default:
        break;
    }
}

/* What an event means on every screen; the screen itself has it afterwards. */
static void take(struct interview *iv, const struct interview_event *e)
{
    switch (e->type) {
    case EVENT_COMMAND:
        iv_command(iv, e);
        break;
    case EVENT_SPOKEN:
        iv_spoken(iv, e->id);
        break;
    case EVENT_LEVEL:
        take_level(iv, e);
        break;
    case EVENT_WORDS:
    case EVENT_WORDS_AGAIN:
        iv_take_words(iv, e);
        break;
    case EVENT_REPLACED:
        iv_replace_words(iv, e);
        break;
    case EVENT_SPEECH:
        take_speech(iv, e);
        break;
    case EVENT_VOICE:
        iv->talks = e->number != 0;
        break;
    case EVENT_READING:
        iv->is_read = e->number != 0;
        break;
    case EVENT_PLAYED:
        iv_played(iv);
        break;
    case EVENT_FINISHED:
        iv->finished = iv->state.settling;  /* its screen goes on when no sheet lies over it */
        iv->length_s = e->length_s;
        iv_late_words(iv);
        break;
    default:
        take_trouble(iv, e);
        break;
    }
}

/* 09 comes over a screen that nobody answers, but never over someone who speaks. */
static void watch_idle(struct interview *iv)
{
    struct interview_state *s = &iv->state;
    if (s->speaking || s->speech_id != 0 || s->playing || s->settling) {
        iv_set_mark(iv, MARK_IDLE);
    }
    double limit_s = s->sheet != SHEET_NONE ? IDLE_DIALOG_S : iv_screens[s->screen].idle_s;
    bool asks = s->screen != SCREEN_STILL_THERE && s->screen != SCREEN_ATTRACT;
    if (asks && limit_s > 0 && !iv->settings.no_timeouts && iv_over(iv, MARK_IDLE, limit_s)) {
        iv_cover(iv, SCREEN_STILL_THERE);
    }
}

/* 10a lies over every screen that needs the microphone for as long as it is gone. It neither comes
 * nor goes below a sheet: who types an answer there needs no microphone, and has not to begin anew. */
static void watch_microphone(struct interview *iv)
{
    struct interview_state *s = &iv->state;
    if (s->sheet != SHEET_NONE) {
        return;
    }
    if (!iv->mic_lost && s->screen == SCREEN_MIC_LOST) {
        iv_uncover(iv);
    }
    if (iv->mic_lost && iv_screens[s->screen].hears && !s->settling &&
        !iv->settings.answers_typed) {
        if (s->screen == SCREEN_NOTHING_HEARD) {
            iv_uncover(iv);
        }
        iv_cover(iv, SCREEN_MIC_LOST);
    }
}

static double countdown_total(const struct interview *iv)
{
    switch (iv->state.screen) {
    case SCREEN_THINK:
        return iv_think_total(iv);
    case SCREEN_SUMMARY:
        return iv->settings.no_timeouts ? 0 : iv_summary_total(iv);
    case SCREEN_STILL_THERE:
        return iv_scaled(iv, STILL_THERE_S);
    default:
        return 0;
    }
}

/* Everything the screens show that follows from the rest. */
static void update_view(struct interview *iv)
{
    struct interview_state *s = &iv->state;
    enum mark mark = s->screen == SCREEN_STILL_THERE ? MARK_COVER : MARK_SCREEN;
    s->countdown_total_s = countdown_total(iv);
    double left_s = s->countdown_total_s - iv_since(iv, mark);
    s->countdown_s = left_s > 0 ? left_s : 0;
    s->words = iv->live.items;
    s->word_count = iv->live.count;
    if (s->settled_count > s->word_count) {
        s->settled_count = s->word_count;
    }
    s->under = iv->beneath_count > 0 ? iv->beneath[iv->beneath_count - 1].screen : s->screen;
    if (iv_base(iv) == SCREEN_ANSWER && !s->settling) {
        double answer_s = iv_clock(iv) - s->turn_s;
        s->answer_s = answer_s > 0 ? answer_s : 0;
    }
    s->ears_lost = iv->ears_lost;
    s->mic_back = s->mic_back && !iv->mic_lost && iv_since(iv, MARK_MIC_BACK) < MIC_BACK_S;
    s->can_undo = iv->undo != NULL;
    s->late = iv->late;
    iv_update_attempts(iv);
}

static void finish_event(struct interview *iv)
{
    iv_settle_sound(iv);
    update_view(iv);
}

void interview_handle(struct interview *iv, const struct interview_event *e)
{
    struct interview_state *s = &iv->state;
    advance(iv, e->now_s);
    if (e->type == EVENT_COMMAND || e->type == EVENT_TOUCHED) {
        iv_set_mark(iv, MARK_IDLE);
    }
    if (e->type == EVENT_TOUCHED && s->screen == SCREEN_STILL_THERE) {
        iv_uncover(iv);
    }
    take(iv, e);
    const struct screen_row *row = &iv_screens[s->screen];
    if (row->event != NULL && e->type != EVENT_COMMAND && s->sheet == SHEET_NONE) {
        row->event(iv, e);
    }
    row = &iv_screens[s->screen];
    if (row->tick != NULL && s->sheet == SHEET_NONE) {
        row->tick(iv);
    }
    watch_microphone(iv);
    watch_idle(iv);
    finish_event(iv);
}

bool interview_awaits_words(const struct interview_state *state)
{
    return state->late && state->now_s - state->entered_s < LATE_MAX_S;
}

bool interview_can(const struct interview *iv, enum command command)
{
    return iv_can(iv, command);
}

double interview_target_s(const struct interview *iv)
{
    const struct interview_state *s = &iv->state;
    if (s->person.target_s > 0) {
        return s->person.target_s;
    }
    return s->question != NULL && s->question->target_s > 0 ? s->question->target_s : 90;
}

void interview_ask(struct interview *iv, const struct rubric_practice *practice,
                   const struct rubric_question *q, double now_s)
{
    const struct rubric_question **order = malloc(sizeof(*order));
    if (order == NULL) {
        return;
    }
    advance(iv, now_s);
    free(iv->order);
    order[0] = q;
    iv->order = order;
    iv->order_count = 1;
    iv->order_at = 0;
    iv->state.practice = practice;
    iv_begin_question(iv);
    finish_event(iv);
}
