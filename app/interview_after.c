/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Screens after the answer: feedback, comparison, summary; and 09, which lies over any. */
#include "interview_internal.h"

#define DIFFERENCES_MAX 64

void iv_feedback_enter(struct interview *iv)
{
    const struct rubric_report *r = iv->state.latest->report;
    const char *const parts[] = {
        r->strength[0] != '\0' ? iv_phrase(PHRASE_WORKED) : "", r->strength,
        iv_phrase(PHRASE_TRY_NEXT), r->next_step, iv_phrase(PHRASE_WHAT_NOW),
    };
    iv_say_parts(iv, parts, ARRAY_LEN(parts));
}

void iv_feedback_leave(struct interview *iv)
{
    iv_stop_playing(iv);
}

static size_t differences(const struct interview *iv, struct rubric_difference *d)
{
    const struct interview_state *s = &iv->state;
    size_t count = rubric_compare(s->first->report, s->latest->report, d, DIFFERENCES_MAX);
    return count < DIFFERENCES_MAX ? count : DIFFERENCES_MAX;
}

enum interview_phrase interview_comparison(const struct interview *iv)
{
    struct rubric_difference d[DIFFERENCES_MAX];
    if (iv->state.first == NULL) {
        return PHRASE_SAME;
    }
    size_t count = differences(iv, d);
    size_t added = 0;
    size_t lost = 0;
    for (size_t i = 0; i < count; i++) {
        added += d[i].change == RUBRIC_ADDED;
        lost += d[i].change == RUBRIC_LOST;
    }
    return added > lost ? PHRASE_ADDED : added < lost ? PHRASE_FEWER : PHRASE_SAME;
}

/* The label of the first thing that is new in the latest attempt, or "". */
static const char *first_addition(const struct interview *iv)
{
    struct rubric_difference d[DIFFERENCES_MAX];
    size_t count = differences(iv, d);
    for (size_t i = 0; i < count; i++) {
        if (d[i].change == RUBRIC_ADDED) {
            return d[i].criterion->label;
        }
    }
    return "";
}

void iv_compare_enter(struct interview *iv)
{
    const char *const parts[] = { iv_phrase(interview_comparison(iv)), first_addition(iv) };
    iv_say_parts(iv, parts, ARRAY_LEN(parts));
}

/* The last attempt's headlines stand for the practice. */
void iv_summary_enter(struct interview *iv)
{
    const struct interview_state *s = &iv->state;
    iv->more_time_s = 0;
    if (s->attempt_count == 0) {
        return;
    }
    const struct rubric_report *r = s->attempts[s->attempt_count - 1].report;
    const char *const parts[] = { r->strength, r->next_step, iv_phrase(PHRASE_SUMMARY) };
    iv_say_parts(iv, parts, ARRAY_LEN(parts));
}

double iv_summary_total(const struct interview *iv)
{
    return iv_scaled(iv, SUMMARY_S + iv->more_time_s);
}

void iv_summary_tick(struct interview *iv)
{
    if (!iv->settings.no_timeouts && iv_since(iv, MARK_SCREEN) >= iv_summary_total(iv)) {
        iv_erase(iv);
    }
}

void iv_still_there_tick(struct interview *iv)
{
    if (iv_over(iv, MARK_COVER, STILL_THERE_S)) {
        iv_erase(iv);
    }
}

void iv_cover_say(struct interview *iv)
{
    static const enum interview_phrase phrases[SCREEN_COUNT] = {
        [SCREEN_STILL_THERE] = PHRASE_STILL_THERE,
        [SCREEN_MIC_LOST] = PHRASE_MIC_LOST,
        [SCREEN_NOTHING_HEARD] = PHRASE_NOTHING_HEARD,
    };
    iv_say_phrase(iv, phrases[iv->state.screen]);
}
