/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kiosk_staff.h"

#include <device.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "history.h"
#include "settings_file.h"
#include "stick.h"

#define HOLD_S     3.0      /* on the logo */
#define LOGO_RIGHT 360.0    /* units; the logo and the name */
#define LOGO_LOW   130.0
#define EXIT_FOR_GOOD 77    /* systemd does not start the kiosk again; see the unit */

/* As the system tells them; those that were plugged in since only while no stream is open. */
static void list_devices(struct kiosk *k)
{
    struct sound_device devices[DEVICES_MAX];
    struct staff *s = &k->staff;
    size_t count = device_list(devices, DEVICES_MAX);
    s->microphones.count = s->speakers.count = 0;
    for (size_t i = 0; i < count; i++) {
        struct staff_devices *to[] = { devices[i].input ? &s->microphones : NULL,
                                       devices[i].output ? &s->speakers : NULL };
        for (size_t j = 0; j < 2; j++) {
            if (to[j] != NULL && to[j]->count < STAFF_DEVICES_MAX) {
                snprintf(to[j]->names[to[j]->count++], SETTINGS_NAME, "%.127s", devices[i].name);
            }
        }
    }
}

/* Whether settings and counts are well is seen in their files, also when nobody has used them yet. */
static void look_for_trouble(struct kiosk *k)
{
    struct settings ignored;
    char err[600], place[PATH_MAX];
    char *path = settings_path();
    if (path != NULL && access(path, F_OK) == 0 &&
        !settings_read(path, &ignored, err, sizeof(err))) {
        trouble_tell(TROUBLE_SETTINGS, "%s", err);
    } else {
        trouble_over(TROUBLE_SETTINGS);
    }
    if (!history_place(place, sizeof(place), err, sizeof(err))) {
        trouble_tell(TROUBLE_COUNTS, "%s", err);
    } else if (studio_counts_trouble(k->studio)[0] == '\0') {
        trouble_over(TROUBLE_COUNTS);
    }
    free(path);
}

void kiosk_staff_open(struct kiosk *k, bool by_keyboard, double now_s)
{
    if (k->scene.state->screen != SCREEN_ATTRACT || k->demo != NULL) {
        return;
    }
    staff_open(&k->staff, by_keyboard, now_s, time(NULL));
    list_devices(k);
    look_for_trouble(k);
    studio_deafen(k->studio, staff_is_open(&k->staff));
}

/* Reading aloud is a matter of the one who is here, whatever the settings are for the next one. */
static void read_aloud(struct kiosk *k, bool on)
{
    if (interview_state(studio_interview(k->studio))->person.read_aloud != on) {
        studio_command(k->studio, CMD_READ_ALOUD, 0, NULL, kiosk_now());
    }
}

/* The level of a new microphone and the new voice are to be heard at once, so the studio starts anew. */
static void apply(struct kiosk *k)
{
    char err[512];
    bool aloud = interview_state(studio_interview(k->studio))->person.read_aloud;
    studio_destroy(k->studio);
    k->studio = NULL;
    k->staff.microphone = "";   /* its name went with the studio */
    if (k->staff_look) {    /* while no stream is open the system tells of what was plugged in */
        k->staff_look = false;
        list_devices(k);
    }
    if (!kiosk_start_studio(k, err, sizeof(err))) {
        fprintf(stderr, "greenroom: %s\n", err);
        k->quit = true;
        k->status = 1;
        return;
    }
    k->staff.microphone = studio_microphone(k->studio);
    studio_deafen(k->studio, staff_is_open(&k->staff));
    if (aloud) {
        read_aloud(k, true);
        /* What was being said went with the studio, also of what has had the focus only since. */
        k->told_command = k->stage->view.focus_command;
        k->told_number = k->stage->view.focus_number;
        strcpy(k->told_state, "?");
    }
}

static void turn_set(struct kiosk *k, int number)
{
    const struct rubric_bank *bank = studio_bank(k->studio);
    struct settings *t = k->staff.settings;
    if (number >= 0 && (size_t)number < rubric_bank_practice_count(bank)) {
        const char *id = rubric_bank_practice_at(bank, (size_t)number)->id;
        settings_turn_set(t, id, !settings_set_is_on(t, id));
        if (interview_practice(studio_interview(k->studio), 0) == NULL) {
            settings_turn_set(t, id, true);     /* at least one stays on offer */
        }
    }
}

/* What became of an action, below the page. */
static void note(struct kiosk *k, const char *id)
{
    k->staff.notice = id;
}

static bool save_csv(const void *csv, const char *folder)
{
    char path[PATH_MAX], err[PATH_MAX + 100];
    snprintf(path, sizeof(path), "%s/Greenroom-counts.csv", folder);
    return settings_file_put(path, csv, err, sizeof(err));
}

static void save_counts(struct kiosk *k)
{
    char *csv = counts_csv(&k->staff.counts);
    const char *trouble = csv != NULL ? stick_save(save_csv, csv) : "staff.no_memory";
    note(k, trouble == NULL ? "staff.csv_saved" : trouble);
    free(csv);
}

/* New questions and criteria are there with the next studio; what did not fit is on the page. */
static void imported(struct kiosk *k)
{
    const struct pack_result *r = &k->staff.import;
    if (r->done) {
        note(k, r->count[PACK_BANK] + r->count[PACK_RUBRIC] + r->count[PACK_JOB] > 0
                    ? "staff.imported" : "staff.removed");
        k->staff_apply_s = kiosk_now();
    } else if (r->mistakes == 0) {
        note(k, "staff.nothing_found");
    } else {
        k->staff.notice = NULL;
    }
    k->memory.scroll[0] = k->memory.scroll[1] = 0;
}

static void carry_out(struct kiosk *k, enum staff_wish wish)
{
    switch (wish) {
    case STAFF_NOTHING:
        break;
    case STAFF_APPLY:
        k->staff_apply_s = kiosk_now() + 0.4;   /* several touches in a row are one change */
        break;
    case STAFF_TEST_VOICE:
        studio_say(k->studio, strings_get(k->stage->strings, "staff.test_text"));
        break;
    case STAFF_NEXT_MICROPHONE:
        studio_next_microphone(k->studio);
        break;
    case STAFF_RECORD:
        studio_try_recording(k->studio, true);
        break;
    case STAFF_PLAY:
        studio_try_playing(k->studio);
        break;
    case STAFF_TEST_TONE:
        studio_try_tone(k->studio);
        break;
    case STAFF_USE_MICROPHONE:
        studio_take_microphone(k->studio, k->staff.settings->microphone);
        break;
    case STAFF_LOOK_FOR_DEVICES:
        k->staff_look = true;
        k->staff_apply_s = kiosk_now();
        break;
    case STAFF_SAVE_COUNTS:
        save_counts(k);
        break;
    case STAFF_IMPORTED:
        imported(k);
        break;
    case STAFF_LANGUAGE:
        k->staff_apply_s = kiosk_now();
        k->reading_due = true;
        break;
    case STAFF_EXIT:
        k->status = getenv("INVOCATION_ID") != NULL ? EXIT_FOR_GOOD : 0;
        k->quit = true;
        break;
    }
}

/* Everything but reading aloud belongs to the staff area while it is open. */
bool kiosk_staff_do(struct kiosk *k, int command, int number, double now_s)
{
    if (!staff_is_open(&k->staff) || command == CMD_READ_ALOUD) {
        return false;
    }
    studio_touched(k->studio, now_s);   /* or the first screen below forgets that it is read aloud */
    enum staff_page page = k->staff.page;
    enum staff_tab tab = k->staff.tab;
    if (command == LOCAL_STAFF_SET) {
        turn_set(k, number);
    }
    enum staff_wish wish = staff_do(&k->staff, command, number, now_s);
    bool sounds = wish == STAFF_TEST_VOICE || wish == STAFF_TEST_TONE || wish == STAFF_PLAY;
    carry_out(k, wish);
    if (wish != STAFF_NOTHING && command == LOCAL_STAFF_SWITCH && number == STAFF_STILL) {
        k->stage->view.reduced_motion = k->still = k->staff.settings->reduced_motion;
    }
    if (sounds) {
        note(k, "staff.hear_now");
    }
    /* The same once more is news, too; nothing is read over what is to be heard. */
    k->told_notice = sounds ? k->staff.notice : NULL;
    k->reading_due = k->reading_due || command == LOCAL_STAFF_ENTER;    /* what became of the PIN */
    if (page != k->staff.page || tab != k->staff.tab) {
        k->stage->view.focus_command = CMD_NONE;
        k->memory.scroll[0] = 0;
        k->reading_due = true;
    }
    return true;
}

static void notice_hold(struct kiosk *k, double now_s)
{
    struct pointer *p = &k->pointer;
    bool on_logo = p->down && !p->dragging && p->x < LOGO_RIGHT && p->y < LOGO_LOW;
    k->held_since_s = !on_logo ? 0 : k->held_since_s > 0 ? k->held_since_s : now_s;
    if (on_logo && now_s - k->held_since_s >= HOLD_S) {
        p->down = false;
        k->held_since_s = 0;
        kiosk_staff_open(k, false, now_s);
    }
}

/* A microphone that was chosen here is the one from now on. */
static void keep_microphone(struct kiosk *k)
{
    const char *name = studio_microphone(k->studio);
    struct settings *t = k->staff.settings;
    k->staff.microphone = name;
    if (strcmp(name, t->microphone) != 0 && name[0] != '\0') {
        snprintf(t->microphone, sizeof(t->microphone), "%s", name);
        staff_save(&k->staff);
    }
}

void kiosk_staff_tick(struct kiosk *k, double now_s)
{
    bool recording = k->staff.recording_until_s > 0;
    notice_hold(k, now_s);
    if (staff_is_open(&k->staff)) {
        keep_microphone(k);
        trouble_list(&k->staff.troubles);
    }
    staff_tick(&k->staff, now_s, k->scene.mic);
    bool open = staff_is_open(&k->staff);
    if (recording && k->staff.recording_until_s <= 0) {
        studio_try_recording(k->studio, false);
    }
    if (k->staff_apply_s > 0 && (now_s >= k->staff_apply_s || !open)) {
        k->staff_apply_s = 0;
        apply(k);
    }
    if (!k->quit && open != k->staff_shown) {
        k->staff_shown = open;
        k->stage->view.focus_command = CMD_NONE;
        window_fade(&k->window, now_s, 0.2);
        studio_deafen(k->studio, open);
        if (!open) {
            studio_forget_trial(k->studio);
            read_aloud(k, k->staff.settings->read_aloud);
        }
    }
    k->scene.staff = open ? &k->staff : NULL;
    k->scene.bank = k->quit ? NULL : studio_bank(k->studio);
}
