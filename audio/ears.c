/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ears.h"

#include "clock.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_FAILURES = 3 };     /* of fresh processes, in a row */

static const int64_t restart_delay_ns = CLOCK_SECOND / 5;
static const int64_t trusted_after_ns = 60 * CLOCK_SECOND;

struct ears {
    const char *const *argv;
    const struct listener_events *events;
    void *user;
    struct recognizer *recognizer;  /* NULL: none now */
    unsigned failures;              /* in a row */
    bool given_up;
    int64_t start_at_ns;            /* no fresh process before */
    int64_t ready_at_ns;            /* 0: it is loading */
    double patience_s;              /* 0: the recognizer's own */
    const char *grammar;            /* NULL: none */
    bool grammar_due, reset_due;    /* to be told to the process */
    bool muted;
    bool open, closing, finish_told;
    bool heard;                     /* it was given samples, or the end of an answer */
    bool words_given;               /* of this utterance */
    bool improvable;                /* none was opened since this process finished one */
    size_t fed;                     /* samples of the recording */
    size_t length;                  /* of the recording when last tended */
    size_t failed_length;           /* of the recording when the last process failed */
    char reason[256];
};

static bool in_utterance(const struct ears *e)
{
    return e->open || e->closing;
}

/* What comes before the recognizer was told of a new utterance belongs to the one before. */
static bool tells_of_this(const struct ears *e)
{
    return in_utterance(e) && !e->reset_due;
}

static void tell_trouble(struct ears *e, enum listener_trouble what, const char *sentence)
{
    if (e->events->on_trouble != NULL) {
        e->events->on_trouble(e->user, what, sentence);
    }
}

static void end_utterance(struct ears *e)
{
    e->open = false;
    e->closing = false;
    e->finish_told = false;
    e->words_given = false;
    if (e->events->on_finished != NULL) {
        e->events->on_finished(e->user, (double)e->length / SAMPLE_RATE);
    }
}

static void on_ready(void *user)
{
    struct ears *e = user;
    e->ready_at_ns = clock_ns();
    if (e->failures > 0) {
        tell_trouble(e, LISTENER_RECOGNIZER_BACK, "The recognizer is back.");
    }
    if (e->events->on_ready != NULL) {
        e->events->on_ready(e->user);
    }
    if (in_utterance(e) && e->words_given && e->events->on_words_again != NULL) {
        e->events->on_words_again(e->user);
    }
}

/* A fresh process that got beyond the place where the last one failed is as good as any. */
static void trust_again(struct ears *e, const struct heard_word *words, size_t count, bool settled)
{
    if (settled && count > 0 && words[count - 1].end_s * SAMPLE_RATE > (double)e->failed_length) {
        e->failures = 0;
    }
}

static void on_words(void *user, const struct heard_word *words, size_t count, bool settled)
{
    struct ears *e = user;
    if (!tells_of_this(e)) {
        return;
    }
    e->words_given = true;
    trust_again(e, words, count, settled);
    if (e->events->on_words != NULL) {
        e->events->on_words(e->user, words, count, settled);
    }
}

static void on_replaced(void *user, double from_s, double to_s, bool finished,
                        const struct heard_word *words, size_t count)
{
    struct ears *e = user;
    bool ours = finished ? e->improvable : tells_of_this(e);
    if (ours && e->events->on_replaced != NULL) {
        e->events->on_replaced(e->user, from_s, to_s, words, count);
    }
}

static void on_better(void *user, bool works, const char *reason)
{
    struct ears *e = user;
    if (e->events->on_better != NULL) {
        e->events->on_better(e->user, works, reason);
    }
}

static void on_speech(void *user, bool speaking, double at_s)
{
    struct ears *e = user;
    if (tells_of_this(e) && e->events->on_speech != NULL) {
        e->events->on_speech(e->user, speaking, at_s);
    } else if (!in_utterance(e) && e->events->on_voice != NULL) {
        e->events->on_voice(e->user, speaking);
    }
}

static void on_finished(void *user)
{
    struct ears *e = user;
    e->failures = 0;
    if (e->finish_told) {
        end_utterance(e);
        e->improvable = true;
    }
}

static void on_command(void *user, const char *phrase, float confidence)
{
    struct ears *e = user;
    if (!e->muted && e->events->on_command != NULL) {
        e->events->on_command(e->user, phrase, confidence);
    }
}

static void on_failed(void *user, const char *reason)
{
    struct ears *e = user;
    snprintf(e->reason, sizeof(e->reason), "%s", reason);
}

static const struct recognizer_events recognizer_events = {
    .on_ready = on_ready,
    .on_words = on_words,
    .on_replaced = on_replaced,
    .on_better = on_better,
    .on_speech = on_speech,
    .on_finished = on_finished,
    .on_command = on_command,
    .on_failed = on_failed,
};

struct ears *ears_create(const char *const *engine_argv, const struct listener_events *events,
                         void *user)
{
    struct ears *e = calloc(1, sizeof(*e));
    if (e != NULL) {
        e->argv = engine_argv;
        e->events = events;
        e->user = user;
    }
    return e;
}

static void dismiss(struct ears *e)
{
    if (e->recognizer != NULL) {
        recognizer_kill(e->recognizer);     /* it owns nothing worth a wait */
        recognizer_destroy(e->recognizer);
        e->recognizer = NULL;
    }
    e->ready_at_ns = 0;
    e->heard = false;
    e->improvable = false;
    e->fed = 0;
    e->finish_told = false;
    e->reset_due = false;
    e->grammar_due = e->grammar != NULL;
}

void ears_destroy(struct ears *e)
{
    if (e != NULL) {
        dismiss(e);
        free(e);
    }
}

void ears_open(struct ears *e)
{
    if (e->given_up) {
        e->given_up = false;
        e->failures = 0;
    }
    e->open = true;
    e->closing = false;
    e->finish_told = false;
    e->words_given = false;
    e->improvable = false;
    e->fed = 0;
    e->failed_length = 0;
    e->reset_due = e->heard;
}

void ears_close(struct ears *e)
{
    if (e->open) {
        e->open = false;
        e->closing = true;
    }
}

void ears_grammar(struct ears *e, const char *name)
{
    e->grammar = name;
    e->grammar_due = true;
}

void ears_mute(struct ears *e, bool muted)
{
    e->muted = muted;
}

void ears_overhear(struct ears *e, const int16_t *samples, size_t count)
{
    bool busy = in_utterance(e) || e->reset_due || e->grammar_due;
    if (e->recognizer != NULL && e->grammar != NULL && !e->muted && !busy) {
        e->heard |= recognizer_write(e->recognizer, samples, count) > 0;
    }
}

void ears_forget(struct ears *e)
{
    e->open = false;
    e->closing = false;
    e->words_given = false;
    e->improvable = false;
    if (e->heard) {
        dismiss(e);
    }
}

void ears_patience(struct ears *e, double seconds)
{
    e->patience_s = seconds;
    if (e->recognizer != NULL) {
        recognizer_patience(e->recognizer, seconds);
    }
}

static void fail(struct ears *e)
{
    char sentence[320];
    int64_t lived_ns = e->ready_at_ns > 0 ? clock_ns() - e->ready_at_ns : 0;
    e->failures = lived_ns > trusted_after_ns ? 1 : e->failures + 1;
    e->given_up = e->failures > MOST_FAILURES;
    e->failed_length = e->length;
    dismiss(e);
    e->start_at_ns = clock_ns() + (e->failures - 1) * restart_delay_ns;
    snprintf(sentence, sizeof(sentence), "%s; %s.", e->reason, e->given_up
             ? "no other will be tried for this answer" : "a fresh one is on its way");
    tell_trouble(e, e->given_up ? LISTENER_RECOGNIZER_GIVEN_UP : LISTENER_RECOGNIZER_LOST,
                 sentence);
}

static void start(struct ears *e)
{
    e->reason[0] = '\0';
    e->recognizer = recognizer_start(e->argv, &recognizer_events, e, e->reason, sizeof(e->reason));
    if (e->recognizer == NULL) {
        fail(e);
    } else if (e->patience_s > 0) {
        recognizer_patience(e->recognizer, e->patience_s);
    }
}

static void tell_requests(struct ears *e)
{
    if (e->reset_due && recognizer_reset(e->recognizer)) {
        e->reset_due = false;
    }
    if (e->grammar_due && !e->reset_due && recognizer_grammar(e->recognizer, e->grammar)) {
        e->grammar_due = false;
    }
}

static void feed(struct ears *e, const struct recording *recording)
{
    int16_t samples[1600];
    size_t taken = 1;
    while (taken > 0 && e->fed < recording->count) {
        size_t count = recording_copy(recording, e->fed, samples,
                                      sizeof(samples) / sizeof(samples[0]));
        taken = recognizer_write(e->recognizer, samples, count);
        e->fed += taken;
        e->heard |= taken > 0;
    }
    explicit_bzero(samples, sizeof(samples));
    if (e->closing && !e->finish_told && e->fed == recording->count) {
        e->finish_told = recognizer_finish(e->recognizer);
        e->heard |= e->finish_told;
    }
}

void ears_tend(struct ears *e, const struct recording *recording)
{
    e->length = recording->count;
    if (e->given_up) {
        if (e->closing) {
            end_utterance(e);
        }
        return;
    }
    if (e->recognizer == NULL) {
        if (clock_ns() < e->start_at_ns) {
            return;
        }
        start(e);
    }
    if (e->recognizer == NULL) {
        return;
    }
    tell_requests(e);
    if (in_utterance(e) && !e->reset_due && !e->grammar_due) {
        feed(e, recording);
    }
    if (!recognizer_poll(e->recognizer, 0)) {
        fail(e);
    }
}
