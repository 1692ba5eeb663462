/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Screens before the answer: attract, choose, microphone check, question, think time. */
#include "interview_internal.h"

/* Levels of the meter's two marks, and of what is no room noise, in dB of full scale. */
#define QUIET_DB  (-42.0F)
#define LOUD_DB   (-12.0F)
#define CLIP_DB   (-1.0F)
#define SOUND_DB  (-52.0F)
#define FRAMES_GOOD 15      /* at 30 levels a second */
#define FRAMES_SILENT 90
#define NOISE_DB (-90.0F)   /* every microphone that is switched on gives more */

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
    iv_forget_level(iv);
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

void iv_forget_level(struct interview *iv)
{
    struct interview_state *s = &iv->state;
    s->level_good = s->level_quiet = s->level_loud = s->level_silent = false;
    iv->good_frames = iv->quiet_score = iv->loud_score = iv->silent_frames = 0;
}

/* Speech comes and goes within a syllable: what counts is which share of the sounding frames is
 * loud or quiet. A score rises by one step and falls by the other, between none and most. */
static unsigned weigh(unsigned score, bool on, unsigned rise, unsigned fall, unsigned most)
{
    if (on) {
        return score + rise < most ? score + rise : most;
    }
    return score > fall ? score - fall : 0;
}

/* Said after about a second of it, and until it is clearly over. */
static bool is_bad(bool was, unsigned score, unsigned from, unsigned until)
{
    return score >= from || (was && score >= until);
}

void iv_judge_level(struct interview *iv, const struct interview_event *e, unsigned silent_frames)
{
    struct interview_state *s = &iv->state;
    iv->silent_frames = e->peak_db < NOISE_DB ? iv->silent_frames + 1 : 0;
    s->level_silent = iv->silent_frames >= silent_frames;
    if (e->level_db < SOUND_DB) {
        return;
    }
    bool loud = e->level_db > LOUD_DB || e->peak_db > CLIP_DB, quiet = e->level_db < QUIET_DB;
    iv->loud_score = weigh(iv->loud_score, loud, 8, 1, 208);
    iv->quiet_score = weigh(iv->quiet_score, quiet, 1, 4, 40);
    s->level_loud = is_bad(s->level_loud, iv->loud_score, 200, 196);
    s->level_quiet = is_bad(s->level_quiet, iv->quiet_score, 30, 10);
    iv->good_frames = s->level_loud || s->level_quiet ? 0 : iv->good_frames + (!loud && !quiet);
    s->level_good = iv->good_frames >= FRAMES_GOOD;
}

void iv_check_event(struct interview *iv, const struct interview_event *e)
{
    bool own_voice = iv->state.speech_id != 0 || iv_since(iv, MARK_SILENT) < UNMUTE_S;
    if (e->type == EVENT_LEVEL && !own_voice) {
        iv_judge_level(iv, e, FRAMES_SILENT);
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
