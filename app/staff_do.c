/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the buttons of the staff area do. */
#include <stdio.h>
#include <string.h>

#include "spots.h"
#include "staff.h"

void staff_save(struct staff *s)
{
    if (!settings_save(s->settings, s->why, sizeof(s->why))) {
        s->notice = "staff.not_kept";
    }
}

static enum staff_wish saved(struct staff *s, enum staff_wish wish)
{
    staff_save(s);
    return wish;
}

static enum staff_wish do_close(struct staff *s, int number)
{
    (void)number;
    if (s->page == STAFF_NEW_PIN) {
        s->page = STAFF_MENU;
        staff_forget_typed(s);
    } else {
        staff_close(s);
    }
    return STAFF_NOTHING;
}

static enum staff_wish do_digit(struct staff *s, int number)
{
    size_t length = strlen(s->typed);
    if (s->page != STAFF_MENU && number >= 0 && number <= 9 && length < PIN_LONGEST) {
        s->typed[length] = (char)('0' + number);
        s->tried = false;
    }
    return STAFF_NOTHING;
}

static enum staff_wish do_erase(struct staff *s, int number)
{
    (void)number;
    size_t length = strlen(s->typed);
    if (length > 0) {
        s->typed[length - 1] = '\0';
    }
    return STAFF_NOTHING;
}

/* Twice the same; the second time it is kept. */
static void new_pin(struct staff *s)
{
    if (s->first[0] == '\0') {
        memcpy(s->first, s->typed, sizeof(s->first));
        return;
    }
    if (strcmp(s->first, s->typed) != 0) {
        s->notice = "staff.pins_differ";
    } else {
        bool kept = pin_set(s->typed, s->why, sizeof(s->why));
        s->notice = kept ? "staff.pin_set" : "staff.not_kept";
    }
    explicit_bzero(s->first, sizeof(s->first));
    s->page = STAFF_MENU;
}

static enum staff_wish do_enter(struct staff *s, int number)
{
    (void)number;
    if (s->page == STAFF_MENU || strlen(s->typed) < PIN_SHORTEST) {
        return STAFF_NOTHING;
    }
    if (s->page == STAFF_NEW_PIN) {
        new_pin(s);
    } else {
        s->answer = pin_try(&s->gate, s->typed, s->now_s);
        s->tried = true;
        s->page = s->answer == PIN_RIGHT ? STAFF_MENU : STAFF_PIN;
    }
    staff_forget_typed(s);
    return STAFF_NOTHING;
}

static enum staff_wish do_tab(struct staff *s, int number)
{
    s->tab = number >= 0 && number < STAFF_TAB_COUNT ? (enum staff_tab)number : s->tab;
    return STAFF_NOTHING;
}

static enum staff_wish do_volume(struct staff *s, int number)
{
    if (number < 0 || number > 100) {
        return STAFF_NOTHING;
    }
    s->settings->volume = (unsigned)number;
    return saved(s, STAFF_APPLY);
}

static enum staff_wish do_speed(struct staff *s, int number)
{
    if (number < 80 || number > 220) {
        return STAFF_NOTHING;
    }
    s->settings->speed = (unsigned)number;
    return saved(s, STAFF_APPLY);
}

static enum staff_wish do_set(struct staff *s, int number)
{
    (void)number;   /* the kiosk knows the sets' names: see kiosk_staff.c */
    return saved(s, STAFF_APPLY);
}

bool *staff_switch_of(struct settings *t, enum staff_switch which)
{
    bool *const all[STAFF_SWITCH_COUNT] = {
        [STAFF_CHECK_MIC] = &t->check_microphone, [STAFF_UNLIMITED] = &t->unlimited_answer,
        [STAFF_FILLERS] = &t->filler_remarks, [STAFF_PACE] = &t->pace_remarks,
        [STAFF_CAPTIONS] = &t->captions, [STAFF_READ_ALOUD] = &t->read_aloud,
        [STAFF_CONTRAST] = &t->high_contrast, [STAFF_STILL] = &t->reduced_motion,
    };
    return all[which];
}

static enum staff_wish do_switch(struct staff *s, int number)
{
    if (number < 0 || number >= STAFF_SWITCH_COUNT) {
        return STAFF_NOTHING;
    }
    bool *it = staff_switch_of(s->settings, (enum staff_switch)number);
    *it = !*it;
    return saved(s, STAFF_APPLY);
}

static enum staff_wish do_text_size(struct staff *s, int number)
{
    if (number < 0 || number > 2) {
        return STAFF_NOTHING;
    }
    s->settings->text_size = number;
    return saved(s, STAFF_APPLY);
}

static enum staff_wish do_time(struct staff *s, int number)
{
    if (number < 10 || number > 100) {
        return STAFF_NOTHING;
    }
    s->settings->time_scale = number / 10.0;
    return saved(s, STAFF_APPLY);
}

static enum staff_wish do_length(struct staff *s, int number)
{
    s->settings->answer_length = number == 60 || number == 120 ? (unsigned)number : 90;
    return saved(s, STAFF_APPLY);
}

static enum staff_wish do_voice(struct staff *s, int number)
{
    if (number < 0 || number >= STAFF_VOICES) {
        return STAFF_NOTHING;
    }
    snprintf(s->settings->voice, sizeof(s->settings->voice), "%s", staff_voices[number].name);
    return saved(s, STAFF_APPLY);
}

static enum staff_wish do_language(struct staff *s, int number)
{
    if (number < 0 || (size_t)number >= s->languages->count) {
        return STAFF_NOTHING;
    }
    snprintf(s->settings->language, sizeof(s->settings->language), "%s",
             s->languages->codes[number]);
    return saved(s, STAFF_LANGUAGE);
}

/* 0: the system's; else the place in the list. */
static const char *device_name(const struct staff_devices *devices, int number)
{
    return number > 0 && (size_t)number <= devices->count ? devices->names[number - 1] : "";
}

static enum staff_wish do_microphone(struct staff *s, int number)
{
    snprintf(s->settings->microphone, sizeof(s->settings->microphone), "%s",
             device_name(&s->microphones, number));
    s->heard_s = 0;
    return saved(s, STAFF_USE_MICROPHONE);
}

static enum staff_wish do_speaker(struct staff *s, int number)
{
    snprintf(s->settings->speaker, sizeof(s->settings->speaker), "%s",
             device_name(&s->speakers, number));
    return saved(s, STAFF_APPLY);
}

static enum staff_wish do_job(struct staff *s, int number)
{
    const char *id = number > 0 && (size_t)number <= s->jobs.count ? s->jobs.items[number - 1].id
                                                                   : "";
    snprintf(s->settings->job, sizeof(s->settings->job), "%s", id);
    return saved(s, STAFF_APPLY);
}

static enum staff_wish do_import(struct staff *s, int number)
{
    (void)number;
    pack_result_free(&s->import);
    packs_import(&s->import);
    staff_gather(s);
    return STAFF_IMPORTED;
}

static enum staff_wish do_remove(struct staff *s, int number)
{
    if (number < 0 || (size_t)number >= s->packs.count) {
        return STAFF_NOTHING;
    }
    pack_result_free(&s->import);
    packs_remove(s->packs.items[number].file, &s->import);
    staff_gather(s);
    return STAFF_IMPORTED;
}

static enum staff_wish do_seen(struct staff *s, int number)
{
    (void)number;
    pack_result_free(&s->import);
    return STAFF_NOTHING;
}

static enum staff_wish do_record(struct staff *s, int number)
{
    (void)number;
    if (s->recording_until_s > 0) {
        return STAFF_NOTHING;
    }
    s->recording_until_s = s->now_s + STAFF_RECORD_S;
    s->recorded = false;
    return STAFF_RECORD;
}

static enum staff_wish do_play(struct staff *s, int number)
{
    (void)number;
    return s->recorded ? STAFF_PLAY : STAFF_NOTHING;
}

static enum staff_wish do_new_pin(struct staff *s, int number)
{
    (void)number;
    s->page = STAFF_NEW_PIN;
    s->tried = false;
    staff_forget_typed(s);
    explicit_bzero(s->first, sizeof(s->first));     /* of one that was begun and left */
    return STAFF_NOTHING;
}

/* Commands that change nothing here: only the kiosk can carry them out. */
static const struct { int command; enum staff_wish wish; } wishes[] = {
    { LOCAL_STAFF_CHANGE, STAFF_NEXT_MICROPHONE }, { LOCAL_STAFF_TEST, STAFF_TEST_VOICE },
    { LOCAL_STAFF_TONE, STAFF_TEST_TONE },         { LOCAL_STAFF_CSV, STAFF_SAVE_COUNTS },
    { LOCAL_STAFF_LOOK, STAFF_LOOK_FOR_DEVICES },  { LOCAL_STAFF_EXIT, STAFF_EXIT },
};

/* `pin`: also works before the PIN was given. */
static const struct { int command; bool pin; enum staff_wish (*act)(struct staff *s, int number); }
    rows[] = {
    { LOCAL_STAFF_CLOSE, true, do_close },      { LOCAL_STAFF_DIGIT, true, do_digit },
    { LOCAL_STAFF_ERASE, true, do_erase },      { LOCAL_STAFF_ENTER, true, do_enter },
    { LOCAL_STAFF_TAB, false, do_tab },         { LOCAL_STAFF_VOLUME, false, do_volume },
    { LOCAL_STAFF_SPEED, false, do_speed },     { LOCAL_STAFF_SET, false, do_set },
    { LOCAL_STAFF_SWITCH, false, do_switch },   { LOCAL_STAFF_TEXT_SIZE, false, do_text_size },
    { LOCAL_STAFF_TIME, false, do_time },       { LOCAL_STAFF_LENGTH, false, do_length },
    { LOCAL_STAFF_VOICE, false, do_voice },     { LOCAL_STAFF_LANGUAGE, false, do_language },
    { LOCAL_STAFF_MICROPHONE, false, do_microphone },
    { LOCAL_STAFF_SPEAKER, false, do_speaker }, { LOCAL_STAFF_JOB, false, do_job },
    { LOCAL_STAFF_IMPORT, false, do_import },   { LOCAL_STAFF_REMOVE, false, do_remove },
    { LOCAL_STAFF_SEEN, false, do_seen },       { LOCAL_STAFF_RECORD, false, do_record },
    { LOCAL_STAFF_PLAY, false, do_play },       { LOCAL_STAFF_NEW_PIN, false, do_new_pin },
};

enum staff_wish staff_do(struct staff *s, int command, int number, double now_s)
{
    s->now_s = s->touched_s = now_s;
    s->notice = NULL;
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        if (rows[i].command == command && (rows[i].pin || s->page == STAFF_MENU)) {
            return rows[i].act(s, number);
        }
    }
    for (size_t i = 0; i < sizeof(wishes) / sizeof(wishes[0]); i++) {
        if (wishes[i].command == command && s->page == STAFF_MENU) {
            return wishes[i].wish;
        }
    }
    return STAFF_NOTHING;
}
