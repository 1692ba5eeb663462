/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Screens before the answer: attract, choose, microphone check, question, think time. */
#include "interview_internal.h"

/* Levels of the meter's two marks, and of what is no room noise, in dB of full scale. */
#define QUIET_DB  (-42.0F)
#define LOUD_DB   (-12.0F)
#define CLIP_DB   (-1.0F)
#define SOUND_DB  (-52.0F)
#define FRAMES_GOOD 15      /* at 30 levels a second */
#define FRAMES_BAD  30

void iv_attract_tick(struct interview *iv)
{
    if (iv->state.erased && iv_since(iv, MARK_SCREEN) >= ERASED_S) {
        iv->state.erased = false;
    }
}

void iv_choose_enter(struct interview *iv)
{
    iv_say_phrase(iv, PHRASE_CHOOSE);
}

void iv_check_enter(struct interview *iv)
{
    struct interview_state *s = &iv->state;
    s->level_good = s->level_quiet = s->level_loud = false;
    iv->good_frames = iv->quiet_frames = iv->loud_frames = 0;
    iv->checked = true;
    iv_say_phrase(iv, PHRASE_CHECK);
    iv_listen(iv);
}

void iv_check_leave(struct interview *iv)
{
    iv_end_listening(iv);
    said_cut(&iv->live, 0);
    iv->state.settled_count = 0;
}

/* Quiet and loud are only said after a second of it, good after half a second. */
void iv_check_event(struct interview *iv, const struct interview_event *e)
{
    struct interview_state *s = &iv->state;
    bool own_voice = s->speech_id != 0 || iv_since(iv, MARK_SILENT) < UNMUTE_S;
    if (e->type != EVENT_LEVEL || e->level_db < SOUND_DB || own_voice) {
        return;
    }
    bool loud = e->level_db > LOUD_DB || e->peak_db > CLIP_DB;
    bool quiet = e->level_db < QUIET_DB;
    iv->loud_frames = loud ? iv->loud_frames + 1 : 0;
    iv->quiet_frames = quiet ? iv->quiet_frames + 1 : 0;
    iv->good_frames += !loud && !quiet;
    if (!loud && !quiet && iv->good_frames >= FRAMES_GOOD) {
        s->level_good = true;
        s->level_quiet = s->level_loud = false;
    } else if (iv->loud_frames >= FRAMES_BAD || iv->quiet_frames >= FRAMES_BAD) {
        s->level_good = false;
        s->level_loud = loud;
        s->level_quiet = quiet;
        iv->good_frames = 0;
    }
}

void iv_check_done(struct interview *iv)
{
    if (iv->check_for_answer) {
        iv->check_for_answer = false;
        iv_go(iv, SCREEN_ANSWER);
    } else {
        iv_begin_question(iv);
    }
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

void iv_think_tick(struct interview *iv)
{
    if (iv_since(iv, MARK_SCREEN) >= iv_think_total(iv) && !iv->state.speaking) {
        iv_go(iv, SCREEN_ANSWER);
    } else if (iv->state.speaking && iv_since(iv, MARK_VOICE) >= BEGIN_S) {
        iv->turn_at_s = iv->voice_at_s > LEAD_S ? iv->voice_at_s - LEAD_S : 0;
        iv_go(iv, SCREEN_ANSWER);
    }
}
