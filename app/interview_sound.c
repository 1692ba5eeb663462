/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The voice and the listener, as the interview sees them. */
#include <assert.h>
#include <secret.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "interview_internal.h"

static const char *const english[] = {
    [PHRASE_CHOOSE] = "What would you like to practice? Touch a card, or say its name.",
    [PHRASE_CHECK] = "Let's check your microphone. Read this sentence aloud at your normal volume.",
    [PHRASE_WORKED] = "What worked:",
    [PHRASE_TRY_NEXT] = "Try this next:",
    [PHRASE_WHAT_NOW] = "Try again, or next question?",
    [PHRASE_ADDED] = "You added what was missing.",
    [PHRASE_SAME] = "You kept your strengths.",
    [PHRASE_FEWER] = "Your first answer covered more. Try blending both.",
    [PHRASE_SUMMARY] = "Scan the code to keep your notes.",
    [PHRASE_STILL_THERE] = "Still there? If not, your words and recording are erased and the "
                           "screen starts fresh for the next person.",
    [PHRASE_MIC_LOST] = "We lost the microphone. Your answer so far is safe, and the clock is "
                        "paused.",
    [PHRASE_NOTHING_HEARD] = "We can't hear you yet. Move a little closer and speak at your normal "
                             "volume. Your time has not started.",
};
static_assert(ARRAY_LEN(english) == PHRASE_COUNT, "the last phrase has no text");

const char *iv_phrase(enum interview_phrase phrase)
{
    return english[phrase];
}

/* A speech that was replaced before anybody carried it out is not worth beginning. */
static void drop_queued_speech(struct interview *iv)
{
    size_t kept = iv->actions.next;
    for (size_t i = iv->actions.next; i < iv->actions.count; i++) {
        if (iv->actions.items[i].type != ACTION_SPEAK) {
            iv->actions.items[kept++] = iv->actions.items[i];
        }
    }
    iv->actions.count = kept;
}

static void forget_speech(struct interview *iv)
{
    drop_queued_speech(iv);
    wipe_string(iv->speech);
    iv->speech = NULL;
    iv->state.speech_id = 0;
    iv->state.speech_text = NULL;
}

static void say(struct interview *iv, const char *text, unsigned language)
{
    forget_speech(iv);
    iv->speech = strdup(text);
    if (iv->speech == NULL) {
        return;
    }
    iv->state.speech_id = ++iv->speech_ids;
    iv->state.speech_text = iv->speech;
    iv_set_mark(iv, MARK_SPEECH);
    iv_settle_sound(iv);        /* deaf before the first sound */
    iv->speech_language = language;
    iv_push(iv, ACTION_SPEAK, iv->speech);
}

void iv_say(struct interview *iv, const char *text)
{
    say(iv, text, 0);
}

void iv_say_phrase(struct interview *iv, enum interview_phrase phrase)
{
    const char *const part = iv_phrase(phrase);
    iv_say_parts(iv, &part, 1);
}

/* In the person's language. */
static const char *translated(const struct interview *iv, const char *english_text)
{
    const struct interview_settings *s = &iv->settings;
    unsigned language = iv->state.person.language;
    return language == 0 || s->translate == NULL || english_text[0] == '\0'
               ? english_text
               : s->translate(s->translate_user, language, english_text);
}

/* With spaces between; empty parts are left out. */
void iv_say_parts(struct interview *iv, const char *const *parts, size_t count)
{
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    if (out == NULL) {
        return;
    }
    for (size_t i = 0; i < count; i++) {
        const char *part = translated(iv, parts[i]);
        if (part[0] != '\0') {
            fprintf(out, "%s%s", ftell(out) > 0 ? " " : "", part);
        }
    }
    if (fclose(out) == 0) {
        say(iv, text, iv->state.person.language);
    }
    wipe_string(text);
}

void iv_hush(struct interview *iv)
{
    if (iv->state.speech_id != 0) {
        forget_speech(iv);
        iv_set_mark(iv, MARK_SILENT);
        iv_push(iv, ACTION_HUSH, NULL);
    }
}

void iv_spoken(struct interview *iv, unsigned id)
{
    if (id != 0 && id == iv->state.speech_id) {
        forget_speech(iv);
        iv_set_mark(iv, MARK_SILENT);
    }
}

void iv_play(struct interview *iv)
{
    struct interview_state *s = &iv->state;
    iv_hush(iv);
    s->playing = true;
    s->playing_first = s->screen == SCREEN_COMPARE && s->first_kept;
    iv_settle_sound(iv);        /* deaf before the first sound */
    iv_push(iv, ACTION_PLAY_ANSWER, NULL);
}

void iv_played(struct interview *iv)
{
    struct interview_state *s = &iv->state;
    bool second = s->playing_first && s->latest != NULL && s->latest->length_s > 0;
    s->playing_first = false;
    if (second) {
        iv_push(iv, ACTION_PLAY_ANSWER, NULL);
    } else {
        s->playing = false;
        iv_set_mark(iv, MARK_SILENT);
    }
}

void iv_keep_first(struct interview *iv)
{
    const struct interview_state *s = &iv->state;
    if (s->first == s->latest && s->latest != NULL && s->latest->length_s > 0) {
        iv->state.first_kept = true;
        iv_push(iv, ACTION_KEEP_ANSWER, NULL);
    }
}

void iv_drop_first(struct interview *iv)
{
    if (iv->state.first_kept) {
        iv->state.first_kept = false;
        iv_push(iv, ACTION_DROP_ANSWER, NULL);
    }
}

void iv_stop_playing(struct interview *iv)
{
    if (iv->state.playing) {
        iv->state.playing = iv->state.playing_first = false;
        iv_set_mark(iv, MARK_SILENT);
        iv_push(iv, ACTION_STOP_PLAYING, NULL);
    }
}

double iv_clock(const struct interview *iv)
{
    const struct stopwatch *c = &iv->clock;
    return c->total_s + (c->running ? iv->state.now_s - c->since_s : 0);
}

static void run_clock(struct interview *iv, bool run)
{
    struct stopwatch *c = &iv->clock;
    c->total_s = iv_clock(iv);
    c->since_s = iv->state.now_s;
    c->running = run;
}

static void unpause(struct interview *iv)
{
    if (iv->paused) {
        iv->paused = false;
        iv_push(iv, ACTION_RESUME_LISTENING, NULL);
    }
}

/* A new utterance from its first sample; what was heard before is forgotten. */
void iv_listen(struct interview *iv)
{
    if (iv->settings.answers_typed) {
        return;
    }
    said_cut(&iv->live, 0);
    iv->state.settled_count = 0;
    iv->state.turn_s = iv->asked_s = 0;
    iv->state.speaking = false;
    iv->voice_heard = false;
    iv->late = iv->improvable = false;
    iv->utterance = true;
    unpause(iv);
    iv->clock = (struct stopwatch){ .since_s = iv->state.now_s, .running = true };
    iv_set_mark(iv, MARK_QUIET);
    iv_push(iv, ACTION_LISTEN, NULL);
}

void iv_end_listening(struct interview *iv)
{
    if (iv->utterance) {
        iv->utterance = false;
        iv->state.speaking = false;
        run_clock(iv, false);
        unpause(iv);
        iv_push(iv, ACTION_END_LISTENING, NULL);
    }
}

bool iv_ears_work(const struct interview *iv)
{
    return iv->state.ears_ready && !iv->ears_lost && !iv->state.ears_given_up;
}

/* Times of words count from the turn; what was said before it is no part of the answer. */
static bool rebase(const struct interview *iv, struct rubric_word *w)
{
    if (w->end_s <= iv->state.turn_s) {
        return false;
    }
    w->start_s = w->start_s > iv->state.turn_s ? w->start_s - iv->state.turn_s : 0;
    w->end_s -= iv->state.turn_s;
    return true;
}

/* What was learned of the voice on 03 holds for all that it says afterwards. */
static bool take_word(const struct interview *iv, struct rubric_word *w)
{
    if (iv->state.screen != SCREEN_CHECK) {
        w->confidence = understood_confidence(&iv->understood, w->confidence);
    }
    return rebase(iv, w);
}

void iv_take_words(struct interview *iv, const struct interview_event *e)
{
    struct interview_state *s = &iv->state;
    if (!iv->utterance && !s->settling && !iv->late) {
        return;
    }
    said_cut(&iv->live, e->type == EVENT_WORDS_AGAIN ? 0 : s->settled_count);
    s->settled_count = iv->live.count;
    for (size_t i = 0; e->type == EVENT_WORDS && i < e->word_count; i++) {
        struct rubric_word w = e->words[i];
        if (take_word(iv, &w)) {
            said_add(&iv->live, &w);
        }
    }
    if (e->settled) {
        s->settled_count = iv->live.count;
    }
    if (iv->live.count > 0) {
        iv->voice_heard = true;
        iv_set_mark(iv, MARK_QUIET);
    }
    if (s->settling) {          /* slow, but not stuck */
        iv_set_mark(iv, MARK_SETTLE);
    }
}

/* Words of a better engine: into their place among the settled ones. */
void iv_replace_words(struct interview *iv, const struct interview_event *e)
{
    struct interview_state *s = &iv->state;
    const double from_s = e->at_s - s->turn_s, to_s = e->until_s - s->turn_s;
    struct said said = { 0 };
    size_t settled = 0;
    bool placed = false;
    if (!iv->utterance && !s->settling && !iv->late && !iv->improvable) {
        return;
    }
    for (size_t i = 0; i <= iv->live.count; i++) {
        const struct rubric_word *old = i < iv->live.count ? &iv->live.items[i] : NULL;
        bool later = old == NULL || i >= s->settled_count || old->start_s >= to_s;
        for (size_t w = 0; later && !placed && w < e->word_count; w++) {
            struct rubric_word word = e->words[w];
            if (take_word(iv, &word)) {
                said_add(&said, &word);
            }
        }
        settled = later && !placed ? said.count : settled;
        placed = placed || later;
        bool replaced = old != NULL && i < s->settled_count && old->start_s >= from_s && !later;
        if (old != NULL && !replaced && said_add(&said, old) && i < s->settled_count) {
            settled = said.count;
        }
    }
    said_wipe(&iv->live);
    iv->live = said;
    s->settled_count = settled;
    iv_improved_words(iv);
}

void iv_begin_turn(struct interview *iv, double at_s)
{
    struct interview_state *s = &iv->state;
    struct said said = { 0 };
    size_t settled = s->settled_count;
    double before_s = s->turn_s;
    s->turn_s = at_s < 0 ? 0 : at_s < iv_clock(iv) ? at_s : iv_clock(iv);
    s->settled_count = 0;
    for (size_t i = 0; i < iv->live.count; i++) {
        struct rubric_word w = iv->live.items[i];
        w.start_s += before_s;
        w.end_s += before_s;
        if (rebase(iv, &w) && said_add(&said, &w) && i < settled) {
            s->settled_count = said.count;
        }
    }
    said_wipe(&iv->live);
    iv->live = said;
    iv->voice_heard = said.count > 0;
}

static void settle_pause(struct interview *iv)
{
    bool hears = iv_screens[iv->state.screen].hears && iv->state.sheet == SHEET_NONE;
    if (iv->utterance && iv->paused == hears) {
        iv->paused = !hears;
        run_clock(iv, hears);
        iv->state.speaking = iv->state.speaking && hears;
        iv_push(iv, hears ? ACTION_RESUME_LISTENING : ACTION_PAUSE_LISTENING, NULL);
    }
}

/* The machine must not obey itself: deaf while it makes a sound and a moment longer. */
static void settle_mute(struct interview *iv)
{
    bool sounds = iv->state.speech_id != 0 || iv->state.playing;
    bool muted = sounds || (iv->muted && iv_since(iv, MARK_SILENT) < UNMUTE_S);
    if (muted != iv->muted) {
        iv->muted = muted;
        iv_push(iv, muted ? ACTION_MUTE : ACTION_UNMUTE, NULL);
    }
}

static void settle_grammar(struct interview *iv)
{
    const char *grammar = iv->state.sheet == SHEET_NONE ? iv_screens[iv->state.screen].grammar
                                                        : "sheet";
    if (grammar != iv->grammar) {
        iv->grammar = grammar;
        iv_push(iv, ACTION_GRAMMAR, grammar);
    }
}

void iv_settle_sound(struct interview *iv)
{
    settle_pause(iv);
    settle_mute(iv);
    settle_grammar(iv);
}
