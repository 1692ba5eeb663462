/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "studio.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "harden.h"
#include "studio_internal.h"
#include "trouble.h"

#define FRAME_AHEAD_S 0.02  /* what is drawn now is seen so much later: captions look ahead */

double studio_clock_s(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static struct studio *fail(struct studio *st, char *err, size_t err_size, const char *why)
{
    if (why != NULL) {
        snprintf(err, err_size, "%s", why);
    }
    studio_destroy(st);
    return NULL;
}

/* A job that is gone is no reason to fail: then no job's terms count. */
static void use_job(struct studio *st)
{
    jobs_load(&st->jobs);
    trouble_over(TROUBLE_JOB);
    const char *id = st->options.job;
    const struct job *job = id != NULL && id[0] != '\0' ? jobs_find(&st->jobs, id) : NULL;
    if (job != NULL) {
        st->options.interview.job_terms = job->description;
    } else if (id != NULL && id[0] != '\0') {
        trouble_tell(TROUBLE_JOB, "there is no job \"%s\"; import it again, or choose "
                     "another in the settings", id);
    }
}

/* What the former studio could not use, this one looks for anew. */
static void forget_troubles(void)
{
    static const enum trouble kinds[] = { TROUBLE_MICROPHONE, TROUBLE_SPEAKER, TROUBLE_VOICE,
                                          TROUBLE_EARS };
    for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
        trouble_over(kinds[i]);
    }
}

struct studio *studio_create(const struct studio_options *options, void (*wake)(void *user),
                             void *user, char *err, size_t err_size)
{
    struct studio *st = calloc(1, sizeof(*st));
    if (st == NULL) {
        return fail(st, err, err_size, "out of memory");
    }
    st->options = *options;
    st->options.interview.answers_typed = options->no_listening;
    /* The person's steps begin there, and what the command line says holds. */
    st->options.interview.defaults.volume = (unsigned)lroundf(100 * options->volume);
    st->wake = wake;
    st->wake_user = user;
    st->read_until_s = -1;
    st->muted = true;
    atomic_init(&st->levels_wanted, true);  /* until the first look around */
    event_queue_init(&st->queue);
    forget_troubles();
    mic_levels_init(&st->levels);
    if (!content_load(&st->content, err, err_size)) {
        return fail(st, err, err_size, NULL);
    }
    use_job(st);
    st->interview = interview_create(st->content.rubric, st->content.bank, &st->options.interview);
    st->history = history_create(NULL);
    if (st->interview == NULL || st->history == NULL) {
        return fail(st, err, err_size, "out of memory");
    }
    if (!studio_start_workers(st, err, err_size)) {
        return fail(st, err, err_size, NULL);
    }
    return st;
}

void studio_destroy(struct studio *st)
{
    if (st == NULL) {
        return;
    }
    studio_stop_workers(st);
    interview_destroy(st->interview);
    history_destroy(st->history);
    content_free(&st->content);
    jobs_free(&st->jobs);
    event_queue_finish(&st->queue);
    mic_levels_finish(&st->levels);
    studio_forget_speech(st);
    studio_drop_answer(st);
    for (size_t i = 0; i < TONE_COUNT; i++) {
        free(st->tones[i].samples);
    }
    free(st->next_recording);
    free(st);
    harden_wipe_remains();
}

/* Nobody spoke the text: the person had time to read it. */
static void end_reading(struct studio *st)
{
    if (st->read_until_s >= 0 && st->now_s >= st->read_until_s) {
        const struct interview_event e = { .type = EVENT_SPOKEN, .now_s = st->now_s,
                                           .id = st->speech_id, .whole = true };
        st->read_until_s = -1;
        studio_forget_speech(st);
        interview_handle(st->interview, &e);
        studio_carry_out(st);
    }
}

static void want_levels(struct studio *st)
{
    enum screen_id screen = interview_state(st->interview)->screen;
    bool wanted = screen == SCREEN_CHECK || screen == SCREEN_THINK || screen == SCREEN_ANSWER ||
                  screen == SCREEN_NOTHING_HEARD;
    if (atomic_exchange(&st->levels_wanted, wanted) != wanted && st->listener != NULL) {
        listener_rest(st->listener, !wanted);
    }
}

/* What the kiosk has read aloud is none of the interview's, which must not wipe it away. */
static void notice_reading(struct studio *st)
{
    bool reading = st->voice_id != 0 && st->speech_id == 0;
    if (reading != st->reading) {
        const struct interview_event e = { .type = EVENT_READING, .now_s = st->now_s,
                                           .number = reading };
        st->reading = reading;
        interview_handle(st->interview, &e);
    }
}

void studio_pump(struct studio *st, double now_s)
{
    struct told *told;
    st->now_s = now_s;
    while ((told = event_queue_take(&st->queue)) != NULL) {
        studio_take(st, told);
        told_free(told);
        studio_carry_out(st);
    }
    end_reading(st);
    notice_reading(st);
    const struct interview_event tick = { .type = EVENT_TICK, .now_s = now_s };
    interview_handle(st->interview, &tick);
    studio_carry_out(st);
    studio_settle_mute(st);
    studio_settle_volume(st);
    want_levels(st);
}

void studio_command(struct studio *st, enum command command, int number, const char *text,
                    double now_s)
{
    const struct interview_event e = { .type = EVENT_COMMAND, .now_s = now_s, .command = command,
                                       .number = number, .text = text };
    st->now_s = now_s;
    interview_handle(st->interview, &e);
    studio_carry_out(st);
    studio_settle_mute(st);
    studio_settle_volume(st);
}

void studio_touched(struct studio *st, double now_s)
{
    const struct interview_event e = { .type = EVENT_TOUCHED, .now_s = now_s };
    st->now_s = now_s;
    interview_handle(st->interview, &e);
    studio_carry_out(st);
}

bool studio_asks(struct studio *st, enum action_type what)
{
    bool *asked = what == ACTION_PRINT ? &st->print_asked : &st->save_asked;
    bool was = *asked;
    *asked = false;
    return was;
}

struct interview *studio_interview(struct studio *st)
{
    return st->interview;
}

const struct rubric_bank *studio_bank(const struct studio *st)
{
    return st->content.bank;
}

struct spoken_caption studio_caption(const struct studio *st)
{
    struct spoken_caption c = { .text = st->text };
    if (st->text == NULL || st->voice_id == 0) {
        return c;
    }
    double at_s = voice_position(st->voice, st->voice_id) + FRAME_AHEAD_S;
    for (size_t i = 0; i < st->caption_count && st->caption[i].at_s <= at_s; i++) {
        c.from = st->caption[i].from;
        c.to = st->caption[i].to;
    }
    return c;
}

float studio_voice_loudness(const struct studio *st)
{
    return st->voice_id != 0 || st->play_id != 0 ? player_loudness(st->player) : 0;
}

/* The levels are locked inside; reading them changes nothing the caller can see. */
static struct mic_levels *levels_of(const struct studio *st)
{
    return (struct mic_levels *)&st->levels;
}

float studio_mic_loudness(const struct studio *st)
{
    return mic_levels_loudness(levels_of(st), studio_clock_s());
}

const char *studio_counts_trouble(const struct studio *st)
{
    return history_trouble(st->history);
}

size_t studio_mic_history(const struct studio *st, float *levels, size_t max)
{
    return mic_levels_history(levels_of(st), levels, max);
}

double studio_playhead(const struct studio *st)
{
    return st->play_id != 0 ? player_position(st->player, st->play_id) : -1;
}

void studio_say(struct studio *st, const char *text)
{
    if (st->voice == NULL) {
        return;
    }
    const struct interview_event cut = { .type = EVENT_SPOKEN, .now_s = st->now_s,
                                         .id = st->speech_id };
    const struct person_settings *person = &interview_state(st->interview)->person;
    studio_speak(st, text, 0, person->rate, person->language);
    if (cut.id != 0) {      /* the interview must not wait for the end of what was cut short */
        interview_handle(st->interview, &cut);
        studio_carry_out(st);
    }
    studio_settle_mute(st);
}

void studio_hush(struct studio *st)
{
    if (st->voice != NULL && st->speech_id == 0) {
        voice_hush(st->voice);
    }
}

bool studio_recording_over(const struct studio *st)
{
    return st->recorded != NULL && !recorded_source_playing(st->recorded);
}

void studio_next_recording(struct studio *st, const char *path)
{
    free(st->next_recording);
    st->next_recording = path != NULL ? strdup(path) : NULL;
}
