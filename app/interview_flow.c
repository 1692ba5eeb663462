/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Moving between screens, and through the questions of a practice. */
#include <stdlib.h>
#include <string.h>

#include "interview_internal.h"

enum screen_id iv_base(const struct interview *iv)
{
    return iv->beneath_count > 0 ? iv->beneath[0].screen : iv->state.screen;
}

static void show(struct interview *iv, enum screen_id screen)
{
    iv->state.screen = screen;
    iv->state.entered_s = iv->state.now_s;
    iv_set_mark(iv, MARK_IDLE);
    if (iv_screens[screen].enter != NULL) {
        iv_screens[screen].enter(iv);
    }
}

void iv_go(struct interview *iv, enum screen_id screen)
{
    const struct screen_row *left = &iv_screens[iv_base(iv)];
    iv->beneath_count = 0;
    iv->state.sheet = SHEET_NONE;
    iv->state.erased = false;
    iv_hush(iv);
    if (left->leave != NULL) {
        left->leave(iv);
    }
    iv_set_mark(iv, MARK_SCREEN);
    show(iv, screen);
}

void iv_cover(struct interview *iv, enum screen_id screen)
{
    if (iv->beneath_count == COVERS_MAX) {
        return;
    }
    iv->beneath[iv->beneath_count++] =
        (struct cover){ .screen = iv->state.screen, .sheet = iv->state.sheet,
                        .entered_s = iv->state.entered_s };
    iv->state.sheet = SHEET_NONE;
    iv_stop_playing(iv);
    iv_set_mark(iv, MARK_COVER);
    show(iv, screen);
}

void iv_uncover(struct interview *iv)
{
    if (iv->beneath_count == 0) {
        return;
    }
    struct cover below = iv->beneath[--iv->beneath_count];
    iv_hush(iv);
    iv->state.screen = below.screen;
    iv->state.sheet = below.sheet;  /* whoever was typing goes on */
    iv->state.entered_s = below.entered_s;
    iv_set_mark(iv, MARK_IDLE);
}

void iv_open_sheet(struct interview *iv, enum sheet_id sheet)
{
    iv_hush(iv);
    iv_stop_playing(iv);
    iv->state.sheet = sheet;
}

static void forget_practice(struct interview *iv)
{
    struct interview_state *s = &iv->state;
    free(iv->order);
    iv->order = NULL;
    iv->order_count = iv->order_at = 0;
    s->practice = NULL;
    s->question = NULL;
    s->question_number = s->question_total = 0;
    s->attempt_number = 0;
}

void iv_erase(struct interview *iv)
{
    struct interview_state *s = &iv->state;
    iv_go(iv, SCREEN_ATTRACT);
    iv_end_listening(iv);
    iv_push(iv, ACTION_WIPE, NULL);
    iv_wipe_attempts(iv);
    said_wipe(&iv->live);
    forget_practice(iv);
    s->person = iv->settings.defaults;
    s->settled_count = 0;
    s->answer_s = s->turn_s = 0;
    s->open_group = 0;
    s->first_kept = false;
    s->open_finding = -1;
    s->plenty = s->finished_prompt = s->settling = false;
    iv->late = iv->checked = iv->check_for_answer = false;
    iv->reading = iv->understood = (struct understood){ 0 };
    s->understanding = UNDERSTANDING_UNKNOWN;
    s->erased = true;
}

/* Which questions a practice asks: the first `ask`, or any `ask` of them. */
static bool order_practice(struct interview *iv, const struct rubric_practice *p)
{
    size_t count = p->question_count;
    const struct rubric_question **order = calloc(count > 0 ? count : 1, sizeof(*order));
    if (order == NULL || count == 0) {
        free(order);
        return false;
    }
    memcpy(order, p->questions, count * sizeof(*order));
    for (size_t i = 0; p->shuffle && i + 1 < count; i++) {
        size_t j = i + iv_random(iv, count - i);
        const struct rubric_question *q = order[i];
        order[i] = order[j];
        order[j] = q;
    }
    free(iv->order);
    iv->order = order;
    iv->order_count = p->ask > 0 && p->ask < count ? p->ask : count;
    iv->order_at = 0;
    iv->state.practice = p;
    return true;
}

const struct rubric_practice *interview_practice(const struct interview *iv, size_t number)
{
    const struct interview_settings *s = &iv->settings;
    for (size_t i = 0; i < rubric_bank_practice_count(iv->bank); i++) {
        const struct rubric_practice *p = rubric_bank_practice_at(iv->bank, i);
        bool on = s->offers == NULL || s->offers(s->offers_user, p->id);
        if (on && number-- == 0) {
            return p;
        }
    }
    return NULL;
}

void iv_choose(struct interview *iv, size_t number)
{
    const struct rubric_practice *practice = interview_practice(iv, number);
    if (practice == NULL || !order_practice(iv, practice)) {
        return;
    }
    if (iv->settings.check_microphone && !iv->checked && !iv->settings.answers_typed) {
        iv->check_for_answer = false;
        iv_go(iv, SCREEN_CHECK);
    } else {
        iv_begin_question(iv);
    }
}

void iv_begin_question(struct interview *iv)
{
    struct interview_state *s = &iv->state;
    s->question = iv->order[iv->order_at];
    s->question_number = iv->order_at + 1;
    s->question_total = iv->order_count;
    s->attempt_number = 1;
    iv->first = s->attempt_count;
    iv_drop_first(iv);
    iv_push(iv, ACTION_COUNT_BEGUN, s->question->id);
    iv_go(iv, SCREEN_QUESTION);
}

void iv_next_question(struct interview *iv)
{
    if (iv->order_at + 1 < iv->order_count) {
        iv->order_at++;
        iv_begin_question(iv);
    } else {
        iv_go(iv, SCREEN_SUMMARY);
    }
}
