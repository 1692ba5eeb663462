/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The microphone check: how loud, how noisy, and how well two known sentences are understood. */
#include "interview_internal.h"

/* Levels of the meter's two marks, and of what is no room noise, in dB of full scale. */
#define QUIET_DB  (-42.0F)
#define LOUD_DB   (-12.0F)
#define CLIP_DB   (-1.0F)
#define SOUND_DB  (-52.0F)
#define FRAMES_GOOD 15      /* at 30 levels a second */
#define FRAMES_SILENT 90
#define NOISE_DB (-90.0F)   /* every microphone that is switched on gives more */
#define NOISY_DB 15.0      /* a voice less far above the room is hard to understand */

void iv_check_enter(struct interview *iv)
{
    iv_forget_level(iv);
    iv->room = iv->voice = (struct loudness){ 0 };
    iv->state.level_noisy = false;
    iv->reading = (struct understood){ 0 };
    iv->state.check_sentence = 0;
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

static void judge_noise(struct interview *iv, float level_db)
{
    struct loudness *mean = iv->state.speaking ? &iv->voice : &iv->room;
    mean->sum_db += (double)level_db;
    mean->frames++;
    if (iv->room.frames >= FRAMES_GOOD && iv->voice.frames >= FRAMES_GOOD) {
        double above_db = iv->voice.sum_db / iv->voice.frames - iv->room.sum_db / iv->room.frames;
        iv->state.level_noisy = above_db < NOISY_DB;
    }
}

/* What the machine says itself is no part of the reading. */
void iv_check_event(struct interview *iv, const struct interview_event *e)
{
    if (iv->state.speech_id != 0 || iv_since(iv, MARK_SILENT) < UNMUTE_S) {
        iv_begin_turn(iv, iv_clock(iv));
    } else if (e->type == EVENT_LEVEL) {
        iv_judge_level(iv, e, FRAMES_SILENT);
        judge_noise(iv, e->level_db);
    }
}

/* On to the next sentence when this one was read and all its words have settled. */
void iv_check_tick(struct interview *iv)
{
    struct interview_state *s = &iv->state;
    if (s->check_sentence == UNDERSTOOD_SENTENCES || s->speaking ||
        iv_since(iv, MARK_QUIET) < READ_S || s->settled_count < iv->live.count) {
        return;
    }
    const char *sentence = understood_sentences[s->check_sentence];
    if (!understood_enough(sentence, iv->live.count)) {
        return;
    }
    understood_add(&iv->reading, sentence, iv->live.items, iv->live.count);
    if (++s->check_sentence < UNDERSTOOD_SENTENCES) {
        iv_begin_turn(iv, iv_clock(iv));
    } else {
        iv->understood = iv->reading;
        s->understanding = understood_grade(&iv->understood);
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
