/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was said, what it was worth, and its correction by the person. */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "interview_internal.h"

#define UNDO_MAX 50

void iv_update_attempts(struct interview *iv)
{
    struct interview_state *s = &iv->state;
    bool any = s->attempt_count > iv->first;
    s->attempts = iv->attempts;
    s->first = any ? &iv->attempts[iv->first] : NULL;
    s->latest = any ? &iv->attempts[s->attempt_count - 1] : NULL;
}

static bool ends_with(const struct said *words, const char *const *phrase, size_t length)
{
    if (words->count < length) {
        return false;
    }
    const struct rubric_word *tail = &words->items[words->count - length];
    for (size_t i = 0; i < length; i++) {
        if (strcasecmp(tail[i].text, phrase[i]) != 0) {
            return false;
        }
    }
    return true;
}

/* "I'm done" ends an answer and is no part of it. */
static void trim_command(struct said *words)
{
    static const char *const phrases[][3] = { { "i", "am", "done" }, { "i'm", "done" } };
    for (size_t i = 0; i < ARRAY_LEN(phrases); i++) {
        size_t length = phrases[i][2] != NULL ? 3 : 2;
        if (ends_with(words, phrases[i], length)) {
            said_cut(words, words->count - length);
        }
    }
}

static struct rubric_report *assess(const struct interview *iv, const struct said *words,
                                    double length_s, size_t index)
{
    const struct rubric_answer answer = {
        .words = words->items,
        .word_count = words->count,
        .length_s = length_s,
        .target_s = interview_target_s(iv),
        .job_terms = iv->settings.job_terms,
        .no_filler_remarks = iv->settings.no_filler_remarks,
        .no_pace_remarks = iv->settings.no_pace_remarks,
    };
    const struct rubric_report *previous = index > 0 ? iv->attempts[index - 1].report : NULL;
    return rubric_assess(iv->rubric, iv->state.question, &answer, previous);
}

static bool grow(struct interview *iv)
{
    if (iv->state.attempt_count < iv->attempt_capacity) {
        return true;
    }
    size_t capacity = iv->attempt_capacity + 16;
    struct attempt *attempts = realloc(iv->attempts, capacity * sizeof(*attempts));
    if (attempts == NULL) {
        return false;
    }
    iv->attempts = attempts;
    iv->attempt_capacity = capacity;
    return true;
}

/* The tab that shows what the next step is about. */
static void open_group(struct interview *iv)
{
    const struct rubric_report *r = iv->state.latest->report;
    const struct rubric_finding *f = r->next_finding;
    if (f == NULL && r->finding_count > 0) {
        f = &r->findings[0];
    }
    iv->state.open_group = f != NULL ? (int)f->criterion->group : 0;
    iv->state.open_finding = -1;
}

/* Judges `words`, keeps a copy and shows the feedback. */
void iv_add_attempt(struct interview *iv, struct said *words, double length_s)
{
    struct interview_state *s = &iv->state;
    struct said said = { 0 };
    struct rubric_report *report = NULL;
    if (grow(iv) && said_copy(&said, words)) {
        trim_command(&said);
        report = assess(iv, &said, length_s, s->attempt_count);
    }
    if (report == NULL) {   /* no memory: ask again rather than show nothing */
        said_wipe(&said);
        iv_go(iv, SCREEN_QUESTION);
        return;
    }
    iv_forget_undo(iv);
    iv->attempts[s->attempt_count++] = (struct attempt){
        .question = s->question, .number = s->attempt_number, .words = said.items,
        .word_count = said.count, .length_s = length_s, .turn_s = s->turn_s,
        .report = report };
    iv_update_attempts(iv);
    if (s->attempt_number == 1) {
        iv_push(iv, ACTION_COUNT_COMPLETED, s->question->id);
    }
    open_group(iv);
    iv_go(iv, s->attempt_number > 1 ? SCREEN_COMPARE : SCREEN_FEEDBACK);
}

static struct said words_of(const struct attempt *a)
{
    return (struct said){ .items = a->words, .count = a->word_count,
                               .capacity = a->word_count };
}

/* Judge the latest attempt anew with `words`, which it takes over when that worked. */
static bool reassess(struct interview *iv, struct said *words)
{
    size_t index = iv->state.attempt_count - 1;
    struct attempt *a = &iv->attempts[index];
    struct rubric_report *report = assess(iv, words, a->length_s, index);
    if (report == NULL) {
        return false;
    }
    struct said old = words_of(a);
    said_wipe(&old);
    rubric_report_destroy(a->report);
    a->words = words->items;
    a->word_count = words->count;
    a->report = report;
    *words = (struct said){ 0 };
    return true;
}

void iv_late_words(struct interview *iv)
{
    if (!iv->late || iv->state.attempt_count <= iv->first) {
        return;
    }
    iv->late = false;
    struct said said = { 0 };
    if (iv->undo == NULL && said_copy(&said, &iv->live)) {
        trim_command(&said);
        reassess(iv, &said);
    }
    said_wipe(&said);
}

/* What the person corrected stays as they wrote it. */
void iv_improved_words(struct interview *iv)
{
    struct said said = { 0 };
    if (iv->improvable && iv->undo == NULL && iv->state.attempt_count > iv->first
        && said_copy(&said, &iv->live)) {
        trim_command(&said);
        reassess(iv, &said);
    }
    said_wipe(&said);
}

static void limit_undo(struct interview *iv)
{
    struct undo **u = &iv->undo;
    for (size_t depth = 0; *u != NULL && depth < UNDO_MAX; depth++) {
        u = &(*u)->next;
    }
    if (*u != NULL) {
        said_wipe(&(*u)->words);
        free(*u);
        *u = NULL;
    }
}

void iv_correct(struct interview *iv, const struct interview_event *e)
{
    const struct attempt *a = iv->state.latest;
    if (e->number < 0 || (size_t)e->number >= a->word_count || e->text == NULL) {
        return;
    }
    const struct said now = words_of(a);
    struct said corrected = { 0 };
    struct undo *undo = calloc(1, sizeof(*undo));
    bool done = undo != NULL && said_copy(&undo->words, &now) &&
                said_copy(&corrected, &now) &&
                said_replace(&corrected, (size_t)e->number, e->text) &&
                reassess(iv, &corrected);
    said_wipe(&corrected);
    if (done) {
        undo->next = iv->undo;
        iv->undo = undo;
        limit_undo(iv);
    } else if (undo != NULL) {
        said_wipe(&undo->words);
        free(undo);
    }
}

void iv_undo(struct interview *iv)
{
    struct undo *undo = iv->undo;
    if (reassess(iv, &undo->words)) {
        iv->undo = undo->next;
        free(undo);
    }
}

void iv_forget_undo(struct interview *iv)
{
    while (iv->undo != NULL) {
        struct undo *undo = iv->undo;
        iv->undo = undo->next;
        said_wipe(&undo->words);
        free(undo);
    }
}

void iv_wipe_attempts(struct interview *iv)
{
    iv_forget_undo(iv);
    iv->improvable = false;
    for (size_t i = 0; i < iv->state.attempt_count; i++) {
        struct said words = words_of(&iv->attempts[i]);
        said_wipe(&words);
        rubric_report_destroy(iv->attempts[i].report);
        iv->attempts[i] = (struct attempt){ 0 };
    }
    iv->state.attempt_count = 0;
    iv->first = 0;
    iv_update_attempts(iv);
}
