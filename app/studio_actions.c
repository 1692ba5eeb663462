/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the interview wants done. */
#include <secret.h>
#include <stdlib.h>
#include <string.h>

#include "log.h"
#include "studio_internal.h"
#include "trouble.h"

#define UNMUTE_S 0.3

void studio_forget_speech(struct studio *st)
{
    wipe_string(st->text);
    free(st->caption);
    st->text = NULL;
    st->caption = NULL;
    st->caption_count = 0;
    st->voice_id = 0;
    st->speech_id = 0;
    st->voice_failed = false;
}

/* Staff chose the interviewer's voice; another language has its own. */
void studio_speak(struct studio *st, const char *text, unsigned speech_id, unsigned rate,
                  unsigned language)
{
    const struct studio_options *o = &st->options;
    const char *other = o->language_voice != NULL && language > 0
                            ? o->language_voice(o->language_user, language) : NULL;
    const struct voice_settings settings = {
        .name = other != NULL ? other : st->options.voice, .words_per_minute = rate };
    studio_forget_speech(st);
    st->text = strdup(text);
    st->speech_id = speech_id;
    st->read_until_s = -1;
    if (st->voice == NULL) {
        st->read_until_s = st->now_s;   /* whoever wanted no voice reads on their own */
        return;
    }
    st->voice_id = voice_speak(st->voice, text, &settings);
    if (st->voice_id == 0) {
        st->read_until_s = st->now_s;
    }
}

static void do_speak(struct studio *st, const struct interview_action *a)
{
    studio_speak(st, a->text, a->id, a->rate, a->language);
}

static void do_hush(struct studio *st, const struct interview_action *a)
{
    (void)a;
    if (st->voice != NULL) {
        voice_hush(st->voice);
    }
    st->read_until_s = -1;
    studio_forget_speech(st);
}

static void play_tone(struct studio *st, enum tone tone)
{
    const struct tone_sound *t = &st->tones[tone];
    if (t->samples != NULL && !st->options.no_speaking) {
        player_play(st->player, t->samples, t->count, TONE_RATE);
    }
}

static void do_tone_turn(struct studio *st, const struct interview_action *a)
{
    (void)a;
    play_tone(st, TONE_TURN);
}

static void do_tone_end(struct studio *st, const struct interview_action *a)
{
    (void)a;
    play_tone(st, TONE_END);
}

/* A recording stands for a person: it begins when the turn to speak begins. */
static void play_recording(struct studio *st)
{
    char err[300];
    const char *path = st->next_recording != NULL ? st->next_recording : st->options.recording;
    bool answer = interview_state(st->interview)->screen != SCREEN_CHECK;
    if (st->recorded == NULL || path == NULL || path[0] == '\0' || !answer) {
        return;
    }
    if (!recorded_source_play(st->recorded, path, err, sizeof(err))) {
        log_note("%s", err);
    }
    free(st->next_recording);
    st->next_recording = NULL;
}

static void do_listen(struct studio *st, const struct interview_action *a)
{
    (void)a;
    if (st->listener != NULL) {
        st->utterance = listener_open(st->listener);
        play_recording(st);     /* after it, or a busy machine loses its beginning */
    }
}

static void do_end_listening(struct studio *st, const struct interview_action *a)
{
    (void)a;
    if (st->listener != NULL) {
        listener_close(st->listener);
    }
}

static void do_pause(struct studio *st, const struct interview_action *a)
{
    if (st->listener != NULL) {
        listener_pause(st->listener, a->type == ACTION_PAUSE_LISTENING);
    }
}

static void do_mute(struct studio *st, const struct interview_action *a)
{
    st->interview_mutes = a->type == ACTION_MUTE;
    studio_settle_mute(st);
}

static void do_grammar(struct studio *st, const struct interview_action *a)
{
    if (st->listener != NULL) {
        listener_grammar(st->listener, a->text);
    }
}

static void do_keep(struct studio *st, const struct interview_action *a)
{
    (a->type == ACTION_KEEP_ANSWER ? studio_keep_answer : studio_drop_answer)(st);
}

static void do_play(struct studio *st, const struct interview_action *a)
{
    (void)a;
    studio_play_answer(st);
}

static void do_stop_playing(struct studio *st, const struct interview_action *a)
{
    (void)a;
    studio_stop_playing(st);
}

static void do_look(struct studio *st, const struct interview_action *a)
{
    if (a->text == NULL) {
        studio_search_microphone(st);
    } else {
        studio_use_microphone(st, a->text[0] != '\0' ? a->text : st->microphone);
    }
}

/* The notes are the owner's. */
static void do_ask(struct studio *st, const struct interview_action *a)
{
    st->print_asked = st->print_asked || a->type == ACTION_PRINT;
    st->save_asked = st->save_asked || a->type == ACTION_SAVE;
}

static void do_wipe(struct studio *st, const struct interview_action *a)
{
    (void)a;
    st->print_asked = st->save_asked = false;
    studio_stop_playing(st);
    studio_drop_answer(st);
    studio_wipe_workers(st);
    event_queue_wipe(&st->queue);
    mic_levels_wipe(&st->levels);
}

static void do_count(struct studio *st, const struct interview_action *a)
{
    enum history_count what =
        a->type == ACTION_COUNT_BEGUN ? HISTORY_BEGUN : HISTORY_COMPLETED;
    if (history_add(st->history, what, a->text, time(NULL))) {
        trouble_over(TROUBLE_COUNTS);
    } else {
        trouble_tell(TROUBLE_COUNTS, "%s", history_trouble(st->history));
    }
}

static void (*const doers[])(struct studio *st, const struct interview_action *a) = {
    [ACTION_SPEAK] = do_speak, [ACTION_HUSH] = do_hush, [ACTION_TONE_TURN] = do_tone_turn,
    [ACTION_TONE_END] = do_tone_end, [ACTION_LISTEN] = do_listen,
    [ACTION_END_LISTENING] = do_end_listening, [ACTION_PAUSE_LISTENING] = do_pause,
    [ACTION_RESUME_LISTENING] = do_pause, [ACTION_MUTE] = do_mute, [ACTION_UNMUTE] = do_mute,
    [ACTION_GRAMMAR] = do_grammar, [ACTION_PLAY_ANSWER] = do_play,
    [ACTION_KEEP_ANSWER] = do_keep, [ACTION_DROP_ANSWER] = do_keep,
    [ACTION_STOP_PLAYING] = do_stop_playing, [ACTION_LOOK_FOR_MICROPHONE] = do_look,
    [ACTION_WIPE] = do_wipe, [ACTION_PRINT] = do_ask, [ACTION_SAVE] = do_ask,
    [ACTION_COUNT_BEGUN] = do_count, [ACTION_COUNT_COMPLETED] = do_count,
};

void studio_carry_out(struct studio *st)
{
    struct interview_action action;
    while (interview_next_action(st->interview, &action)) {
        doers[action.type](st, &action);
    }
}

void studio_settle_volume(struct studio *st)
{
    unsigned volume = interview_state(st->interview)->person.volume;
    if (volume != st->volume) {
        st->volume = volume;
        player_volume(st->player, volume > 0 ? (float)volume / 100 : st->options.volume);
    }
}

/* Deaf to commands while the interview or a reading voice is heard, and a moment longer. */
void studio_settle_mute(struct studio *st)
{
    bool saying = st->voice_id != 0 && st->speech_id == 0;
    bool said = st->said_s > 0 && st->now_s - st->said_s < UNMUTE_S;
    bool muted = st->deaf || st->interview_mutes || saying || said;
    if (st->listener != NULL && muted != st->muted) {
        st->muted = muted;
        listener_mute(st->listener, muted);
    }
}
