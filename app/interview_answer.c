/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The answer, and what may lie over it: nothing heard, microphone lost. */
#include "interview_internal.h"

/* Sound that counts as a voice while there is no recognizer to say so. */
#define VOICE_DB (-45.0F)
/* Frames of nothing at all; some microphones close in pauses, so it takes longer than on 03. */
#define FRAMES_SILENT 240

static void voice_sign(struct interview *iv)
{
    iv_set_mark(iv, MARK_QUIET);
    iv->state.finished_prompt = false;
}

void iv_answer_enter(struct interview *iv)
{
    if (!iv->utterance) {
        iv_listen(iv);
    }
    iv_begin_turn(iv, iv->turn_at_s >= 0 ? iv->turn_at_s : iv_clock(iv));
    iv->turn_at_s = -1;
    iv->asked_s = iv->state.turn_s;
    iv->state.settling = iv->state.plenty = false;
    iv_forget_level(iv);
    voice_sign(iv);
}

void iv_answer_leave(struct interview *iv)
{
    iv_end_listening(iv);
    iv->state.settling = iv->state.finished_prompt = false;
}

/* The noise of a room is no quiet voice: only silence counts while nobody speaks. */
static void judge_level(struct interview *iv, const struct interview_event *e)
{
    struct interview_event silence = *e;
    if (!iv->state.speaking) {
        silence.level_db = -100;
    }
    iv_judge_level(iv, &silence, FRAMES_SILENT);
}

void iv_begin_with(struct interview *iv, double speech_at_s)
{
    iv->begun_at_s = speech_at_s;
    iv_begin_turn(iv, speech_at_s - LEAD_S);
}

/* A recognizer that lags tells only afterwards of the speech during which the turn began, or which
 * would have begun it: its words belong to the answer. Not so of a short sound that was over. */
static void settle_beginning(struct interview *iv, const struct interview_event *e)
{
    bool moved = iv->state.turn_s < iv->asked_s;
    if (e->speaking && e->at_s < iv->asked_s) {
        iv_begin_with(iv, e->at_s);
    } else if (!e->speaking && moved && e->at_s - iv->begun_at_s >= BEGIN_S) {
        iv->asked_s = iv->state.turn_s;
    } else if (!e->speaking && moved && e->at_s <= iv->asked_s) {
        iv_begin_turn(iv, iv->asked_s);
    }
}

void iv_answer_event(struct interview *iv, const struct interview_event *e)
{
    bool words = e->type == EVENT_WORDS && e->word_count > 0;
    bool loud = e->type == EVENT_LEVEL && e->level_db > VOICE_DB && !iv_ears_work(iv);
    if (loud) {
        iv->voice_heard = true;
    }
    if (e->type == EVENT_LEVEL) {
        judge_level(iv, e);
    } else if (e->type == EVENT_SPEECH) {
        settle_beginning(iv, e);
    }
    if (words || loud || iv->state.speaking || e->type == EVENT_SPEECH ||
        e->type == EVENT_TOUCHED) {
        voice_sign(iv);
    }
}

/* Of the turn in an utterance of `whole_s`, which is shorter than the clock has it where a microphone
 * gave nothing for a moment before it was found lost. Negative would be a typed answer. */
static double turn_length_s(const struct interview *iv, double whole_s)
{
    double length_s = whole_s - iv->state.turn_s;
    return length_s > 0 ? length_s : 0;
}

static void settle_tick(struct interview *iv)
{
    if (iv->finished) {
        iv->improvable = true;
        iv_add_attempt(iv, &iv->live, turn_length_s(iv, iv->length_s));
    } else if (iv_since(iv, MARK_SETTLE) >= SETTLE_MAX_S) {
        iv->late = iv->improvable = true;
        iv_add_attempt(iv, &iv->live, turn_length_s(iv, iv_clock(iv)));
    }
}

static void silence_tick(struct interview *iv)
{
    struct interview_state *s = &iv->state;
    if (s->speaking) {
        voice_sign(iv);
    } else if (!iv->voice_heard) {
        if (iv_over(iv, MARK_QUIET, NOTHING_S)) {
            iv_cover(iv, SCREEN_NOTHING_HEARD);
        }
    } else if (!s->finished_prompt) {
        if (iv_over(iv, MARK_QUIET, SILENCE_S)) {
            s->finished_prompt = true;
            if (s->person.read_aloud) { /* a tone, because words would be in the recording */
                iv_push(iv, ACTION_TONE_TURN, NULL);
            }
            iv_set_mark(iv, MARK_PROMPT);
        }
    } else if (!iv->settings.no_timeouts &&
               iv_over(iv, MARK_PROMPT, iv->settings.unlimited_answer ? UNLIMITED_END_S
                                                                      : SILENCE_END_S)) {
        iv_finish(iv);
    }
}

void iv_answer_tick(struct interview *iv)
{
    struct interview_state *s = &iv->state;
    if (s->settling) {
        settle_tick(iv);
    } else if (iv->utterance) {
        if (!iv->settings.unlimited_answer &&
            iv_clock(iv) - s->turn_s >= iv_scaled(iv, 2 * interview_target_s(iv))) {
            s->plenty = true;
            iv_finish(iv);
        } else {
            silence_tick(iv);
        }
    }
}

void iv_finish(struct interview *iv)
{
    struct interview_state *s = &iv->state;
    while (iv->beneath_count > 0) {
        iv_uncover(iv);
    }
    s->answer_s = iv_clock(iv) - s->turn_s;
    s->settling = true;
    iv->finished = false;
    s->finished_prompt = false;
    iv_set_mark(iv, MARK_SETTLE);
    iv_end_listening(iv);
    iv_push(iv, ACTION_TONE_END, NULL);
}

void iv_start_over(struct interview *iv)
{
    iv_listen(iv);
    voice_sign(iv);
}

void iv_typed(struct interview *iv, const char *text)
{
    size_t count = 0;
    struct rubric_word *words = rubric_words_from_text(text, &count);
    struct said typed = { 0 };
    for (size_t i = 0; i < count; i++) {
        said_add(&typed, &words[i]);
    }
    rubric_words_free(words);
    if (typed.count > 0) {
        iv_end_listening(iv);
        iv->improvable = false;
        iv_add_attempt(iv, &typed, -1);
    }
    said_wipe(&typed);
}

void iv_keep_listening(struct interview *iv)
{
    iv_uncover(iv);
    iv_begin_turn(iv, iv_clock(iv));
    voice_sign(iv);
}

/* Whoever speaks while 10b is shown has begun the answer. */
void iv_nothing_event(struct interview *iv, const struct interview_event *e)
{
    bool loud = e->type == EVENT_LEVEL && e->level_db > VOICE_DB && !iv_ears_work(iv);
    double at_s = iv_clock(iv);
    if (e->type == EVENT_SPEECH) {
        settle_beginning(iv, e);
    }
    if (iv->live.count > 0) {
        at_s = iv->state.turn_s + iv->live.items[0].start_s - LEAD_S;
    } else if (!loud) {
        return;
    }
    iv_uncover(iv);
    iv_begin_turn(iv, at_s);
    iv->voice_heard = true;
    voice_sign(iv);
}
