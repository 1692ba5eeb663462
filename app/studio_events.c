/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the workers told becomes interview events. */
#include <stdlib.h>

#include "log.h"
#include "phrases.h"
#include "studio_internal.h"
#include "trouble.h"

/* Reading aloud takes a person about this long when nobody speaks. */
#define READ_WORD_S 0.35

static void handle(struct studio *st, struct interview_event e)
{
    e.now_s = st->now_s;
    interview_handle(st->interview, &e);
}

/* What is read aloud must not count as the answer's beginning: perhaps it is its own echo. */
static bool own_voice(struct studio *st, const struct told *t)
{
    bool reading = st->voice_id != 0 && st->speech_id == 0;
    bool begins = t->type == TOLD_SPEECH && t->flag;
    st->spoke_along = t->type == TOLD_SPEECH ? begins && reading : st->spoke_along;
    return begins && reading;
}

/* A person who went on speaking after it ended has begun then. */
static void spoke_along(struct studio *st)
{
    if (st->spoke_along) {
        const struct interview_state *s = interview_state(st->interview);
        st->spoke_along = false;
        handle(st, (struct interview_event){ .type = EVENT_SPEECH, .speaking = true,
                                             .at_s = s->now_s - s->entered_s });
    }
}

static bool of_an_earlier_utterance(const struct studio *st, const struct told *t)
{
    return told_of_utterance(t) && t->id != st->utterance;
}

static void take_simple(struct studio *st, const struct told *t)
{
    if (of_an_earlier_utterance(st, t) || own_voice(st, t)) {
        return;
    }
    static const enum event_type types[] = {
        [TOLD_READY] = EVENT_EARS_READY, [TOLD_WORDS] = EVENT_WORDS,
        [TOLD_WORDS_AGAIN] = EVENT_WORDS_AGAIN, [TOLD_REPLACED] = EVENT_REPLACED,
        [TOLD_SPEECH] = EVENT_SPEECH,
        [TOLD_FINISHED] = EVENT_FINISHED, [TOLD_LEVEL] = EVENT_LEVEL,
    };
    handle(st, (struct interview_event){
        .type = types[t->type], .level_db = t->level_db, .peak_db = t->peak_db,
        .words = t->words.items, .word_count = t->words.count, .settled = t->flag,
        .speaking = t->flag, .at_s = t->at_s, .until_s = t->until_s, .length_s = t->at_s });
}

static void take_command(struct studio *st, const struct told *t)
{
    struct meant meant;
    if (t->text != NULL && phrase_meaning(st->interview, t->text, &meant)) {
        handle(st, (struct interview_event){ .type = EVENT_COMMAND, .command = meant.command,
                                             .number = meant.number, .by_voice = true });
    }
}

/* Kept for staff while it lasts; that it is over is only told to the log. */
static void note_trouble(enum trouble which, const char *text, bool lasts)
{
    bool any = text != NULL && text[0] != '\0';
    if (lasts && any) {
        trouble_tell(which, "%s", text);
    } else if (any) {
        log_note("%s", text);
    }
    if (!lasts) {
        trouble_over(which);
    }
}

static void take_trouble(struct studio *st, const struct told *t)
{
    static const enum event_type types[] = {
        [LISTENER_MICROPHONE_LOST] = EVENT_MIC_LOST,
        [LISTENER_MICROPHONE_BACK] = EVENT_MIC_BACK,
        [LISTENER_RECOGNIZER_LOST] = EVENT_EARS_LOST,
        [LISTENER_RECOGNIZER_BACK] = EVENT_EARS_BACK,
        [LISTENER_RECOGNIZER_GIVEN_UP] = EVENT_EARS_LOST,
    };
    bool microphone = t->number == LISTENER_MICROPHONE_LOST
                      || t->number == LISTENER_MICROPHONE_BACK;
    note_trouble(microphone ? TROUBLE_MICROPHONE : TROUBLE_EARS, t->text,
                 t->number == LISTENER_MICROPHONE_LOST || t->number == LISTENER_RECOGNIZER_LOST
                     || t->number == LISTENER_RECOGNIZER_GIVEN_UP);
    handle(st, (struct interview_event){
        .type = types[t->number], .text = t->text,
        .number = t->number == LISTENER_RECOGNIZER_GIVEN_UP });
}

/* Whatever keeps people from hearing the interviewer: they must read, and are told so. */
static void take_loss(struct studio *st, bool speaker_lost, bool voice_lost)
{
    bool was = st->speaker_lost || st->voice_lost, is = speaker_lost || voice_lost;
    st->speaker_lost = speaker_lost;
    st->voice_lost = voice_lost;
    if (was != is) {
        handle(st, (struct interview_event){ .type = is ? EVENT_SPEAKER_LOST
                                                        : EVENT_SPEAKER_BACK });
    }
}

static void take_speaker(struct studio *st, const struct told *t)
{
    note_trouble(TROUBLE_SPEAKER, t->flag && t->text != NULL ? t->text : "The speaker is back.",
                 t->flag);
    take_loss(st, t->flag, st->voice_lost);
}

static void take_started(struct studio *st, const struct told *t)
{
    if (t->id != st->voice_id) {
        return;
    }
    free(st->caption);
    st->caption = calloc(t->caption_count + 1, sizeof(*st->caption));
    st->caption_count = st->caption != NULL ? t->caption_count : 0;
    for (size_t i = 0; i < st->caption_count; i++) {
        st->caption[i] = t->caption[i];
    }
    if (st->voice_lost) {
        trouble_over(TROUBLE_VOICE);
    }
    take_loss(st, st->speaker_lost, false);
    handle(st, (struct interview_event){ .type = EVENT_SPEAKING, .id = st->speech_id });
}

static double reading_time_s(const char *text)
{
    double words = 1;
    for (const char *c = text; c != NULL && *c != '\0'; c++) {
        words += *c == ' ';
    }
    return words * READ_WORD_S;
}

/* A speech that could not be made stays on the screen as long as it takes to read it. */
static void take_ended(struct studio *st, const struct told *t)
{
    if (t->id != st->voice_id) {
        return;
    }
    unsigned speech_id = st->speech_id;
    if (st->voice_failed && speech_id != 0) {
        st->voice_failed = false;
        st->voice_id = 0;
        st->read_until_s = st->now_s + reading_time_s(st->text);
        return;
    }
    studio_forget_speech(st);
    st->said_s = st->now_s;
    spoke_along(st);
    if (speech_id != 0) {
        handle(st, (struct interview_event){ .type = EVENT_SPOKEN, .id = speech_id,
                                             .whole = t->flag });
    }
}

static void take_voice_trouble(struct studio *st, const struct told *t)
{
    st->voice_failed = true;
    if (t->text != NULL) {
        trouble_tell(TROUBLE_VOICE, "%s", t->text);
    }
    take_loss(st, st->speaker_lost, true);
}

static void take_played(struct studio *st, const struct told *t)
{
    if (t->id == st->play_id) {
        st->play_id = 0;
        handle(st, (struct interview_event){ .type = EVENT_PLAYED });
    }
}

static void take_voice(struct studio *st, const struct told *t)
{
    handle(st, (struct interview_event){ .type = EVENT_VOICE, .number = t->number });
}

static void take_microphone(struct studio *st, const struct told *t)
{
    pthread_join(st->search, NULL);
    st->searching = false;
    if (t->text != NULL) {
        studio_use_microphone(st, t->text);
    }
}

static void (*const takers[])(struct studio *st, const struct told *t) = {
    [TOLD_READY] = take_simple, [TOLD_LEVEL] = take_simple, [TOLD_WORDS] = take_simple,
    [TOLD_WORDS_AGAIN] = take_simple, [TOLD_REPLACED] = take_simple,
    [TOLD_SPEECH] = take_simple, [TOLD_VOICE] = take_voice,
    [TOLD_COMMAND] = take_command, [TOLD_FINISHED] = take_simple,
    [TOLD_TROUBLE] = take_trouble, [TOLD_STARTED] = take_started, [TOLD_ENDED] = take_ended,
    [TOLD_VOICE_TROUBLE] = take_voice_trouble, [TOLD_PLAYED] = take_played,
    [TOLD_MICROPHONE] = take_microphone, [TOLD_SPEAKER] = take_speaker,
};

void studio_take(struct studio *st, const struct told *told)
{
    takers[told->type](st, told);
}
