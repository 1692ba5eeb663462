/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Screens before the answer: attract, choose, question, think time. The microphone check has a file
 * of its own. */
#include "interview_internal.h"

/* Whoever only looks at another language and goes on leaves the screen as it was found. */
void iv_attract_tick(struct interview *iv)
{
    if (!iv->settings.no_timeouts && iv_over(iv, MARK_IDLE, IDLE_S)) {
        iv->state.person = iv->settings.defaults;
    }
    if (iv->state.erased && iv_since(iv, MARK_SCREEN) >= ERASED_S) {
        iv->state.erased = false;
    }
}

void iv_choose_enter(struct interview *iv)
{
    iv_say_phrase(iv, PHRASE_CHOOSE);
}

void iv_question_enter(struct interview *iv)
{
    iv->more_time_s = 0;
    iv->state.more_time_left = MORE_TIMES;
    iv_say(iv, iv->state.question->wording);
}

/* A voice that never ends must not hold the person up. */
static double longest_speech_s(const struct interview *iv)
{
    size_t length = 0;
    while (iv->state.speech_text[length] != '\0') {
        length++;
    }
    return 5 + 0.2 * (double)length;
}

void iv_question_tick(struct interview *iv)
{
    if (iv->state.speech_id != 0 && iv_since(iv, MARK_SPEECH) < longest_speech_s(iv)) {
        return;
    }
    iv_go(iv, SCREEN_THINK);
}

double iv_think_total(const struct interview *iv)
{
    double think_s = iv->state.question->think_s;
    return iv_scaled(iv, (think_s > 0 ? think_s : THINK_S) + iv->more_time_s);
}

/* The microphone is open already, so that an answer that begins by itself loses nothing. */
void iv_think_enter(struct interview *iv)
{
    iv_push(iv, ACTION_TONE_TURN, NULL);
    iv_listen(iv);
}

/* The answer begins with the speech heard last, and a little before it. */
static void begin_with_voice(struct interview *iv)
{
    iv->turn_at_s = iv->voice_at_s > LEAD_S ? iv->voice_at_s - LEAD_S : 0;
    iv_go(iv, SCREEN_ANSWER);
}

/* Whoever presses a button while speaking has begun; "I'm ready" itself is no part of the answer. */
void iv_ready(struct interview *iv, const struct interview_event *e)
{
    bool begun = iv->state.speaking && !e->by_voice;
    iv_go(iv, SCREEN_ANSWER);
    if (begun) {
        iv_begin_with(iv, iv->voice_at_s);
    }
}

void iv_think_tick(struct interview *iv)
{
    if (iv_since(iv, MARK_SCREEN) >= iv_think_total(iv) && !iv->state.speaking) {
        iv_go(iv, SCREEN_ANSWER);
    } else if (iv->state.speaking && iv_since(iv, MARK_VOICE) >= BEGIN_S) {
        begin_with_voice(iv);
    }
}

/* A recognizer that was still loading hears all at once what was said meanwhile: how long that was
 * is known by where it ends, not by the clock. */
void iv_think_event(struct interview *iv, const struct interview_event *e)
{
    if (e->type == EVENT_SPEECH && !e->speaking && e->at_s - iv->voice_at_s >= BEGIN_S) {
        begin_with_voice(iv);
    }
}
