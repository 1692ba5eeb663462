/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sample_staff.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "content.h"
#include "spots.h"
#include "staff.h"

static struct content content;
static struct staff staff;
static struct settings settings;
static struct languages languages;

static void free_content(void)
{
    content_free(&content);
    languages_free(&languages);
}

static void load_content(void)
{
    char err[400];
    if (content.bank == NULL) {
        if (!content_load(&content, err, sizeof(err)) ||
            !languages_load(&languages, err, sizeof(err))) {
            fprintf(stderr, "%s\n", err);
            abort();
        }
        while (languages.count > 1) {   /* the pictures have English alone */
            strings_destroy(languages.strings[--languages.count]);
        }
        atexit(free_content);
    }
}

static void name_device(struct staff_devices *devices, const char *name)
{
    snprintf(devices->names[devices->count++], SETTINGS_NAME, "%s", name);
}

static void make_counts(struct counts *c)
{
    static const unsigned week[] = { 14, 22, 18, 27, 31, 0, 2 };
    static const unsigned completed[] = { 11, 18, 14, 21, 25, 0, 1 };
    static const struct count asked[] = {
        { "plan-career-goals", { 61, 50 }, { false } }, { "five-years", { 50, 38 }, { false } },
        { "gone-by-now", { 2, 1 }, { false } }, { "learn-next", { 1, 1 }, { false } },
    };
    static struct count questions[4], days[7];
    memcpy(questions, asked, sizeof(asked));
    *c = (struct counts){ .questions = { questions, 4 }, .by_day = { days, 7 }, .today = 4,
                          .all = { "", { 114, 90 }, { false } } };
    for (unsigned i = 0; i < 7; i++) {
        days[i] = (struct count){ .of = { week[i], completed[i] } };
    }
    for (unsigned i = 9; i < 17; i++) {
        snprintf(c->hours[i].name, sizeof(c->hours[i].name), "%02u:00", i);
        c->hours[i].of[COUNT_BEGUN] = i + (i > 14 ? 7 : 0);
        c->hours[i].of[COUNT_COMPLETED] = i - (i > 14 ? 2 : 1);
    }
    counts_hide(c);
    for (unsigned i = 0; i < 7; i++) {
        c->days[i] = days[i];
        c->week.of[COUNT_BEGUN] += days[i].hidden[COUNT_BEGUN] ? 0 : days[i].of[COUNT_BEGUN];
    }
    c->week.hidden[COUNT_BEGUN] = true;
}

static void open_tab(struct sample *s, enum staff_tab tab)
{
    static struct pack packs[] = { { PACK_BANK, (char *)"banks/nursing-and-care.yaml" },
                                   { PACK_JOB, (char *)"jobs/nursing-assistant.yaml" } };
    static struct job jobs[] = { { (char *)"nursing", (char *)"Nursing assistant, night shift",
                                   (char *)"" } };
    load_content();
    settings = settings_defaults();
    settings.volume = 70;
    settings_turn_set(&settings, "full-mock", false);
    staff_init(&staff, &settings, &languages);
    staff.page = STAFF_MENU;
    staff.tab = tab;
    staff.microphone = "USB desk microphone";
    staff.now_s = staff.heard_s = 10;
    staff.packs = (struct pack_list){ packs, 2 };
    staff.jobs = (struct jobs){ jobs, 1 };
    name_device(&staff.microphones, "USB desk microphone");
    name_device(&staff.microphones, "HDA Intel PCH: ALC3234 Analog (hw:0,0)");
    name_device(&staff.microphones,
                "alsa_input.usb-Conference_Speakerphone_Duo_48000-00.analog-stereo");
    name_device(&staff.speakers, "HDA Intel PCH: ALC3234 Analog (hw:0,0)");
    make_counts(&staff.counts);
    s->scene.staff = &staff;
    s->scene.bank = content.bank;
    s->scene.mic = 0.6f;
}

static void open_pin(struct sample *s)
{
    open_tab(s, STAFF_OVERVIEW);
    staff.page = STAFF_PIN;
    strcpy(staff.typed, "47");
}

void make_staff_pin(struct sample *s)
{
    open_pin(s);
}

void make_staff_locked(struct sample *s)
{
    open_pin(s);
    staff.typed[0] = '\0';
    staff.gate.locked_until_s = staff.now_s + 55;
}

void make_staff_new_pin(struct sample *s)
{
    open_pin(s);
    staff.page = STAFF_NEW_PIN;
    strcpy(staff.typed, "123456789012");
}

void make_staff_overview(struct sample *s)
{
    open_tab(s, STAFF_OVERVIEW);
}

void make_staff_devices(struct sample *s)
{
    open_tab(s, STAFF_DEVICES);
    staff.microphone = "Conference Speakerphone Duo: USB Audio Multichannel Input (hw:3,0)";
    staff.notice = "staff.hear_now";    /* the tone was asked for */
}

void make_staff_sets(struct sample *s)
{
    open_tab(s, STAFF_SETS);
}

void make_staff_mistakes(struct sample *s)
{
    static char text[] =
        "/media/staff/STICK/Greenroom/nursing.yaml:14:11: questions[2].target: \"ninety\" is not a "
        "number from 30 to 300\n"
        "/media/staff/STICK/Greenroom/nursing.yaml:22:3: questions[3]: \"sample\" is missing";
    open_tab(s, STAFF_SETS);
    staff.import = (struct pack_result){ .mistakes = 2, .text = text };
}

void make_staff_usage(struct sample *s)
{
    open_tab(s, STAFF_USAGE);
}

void make_staff_kiosk(struct sample *s)
{
    open_tab(s, STAFF_KIOSK);
}

static void type_pin(const char *digits)
{
    for (; *digits != '\0'; digits++) {
        staff_do(&staff, LOCAL_STAFF_DIGIT, *digits - '0', 10);
    }
    staff_do(&staff, LOCAL_STAFF_ENTER, 0, 10);
}

/* What came of it is said below the page. */
void make_staff_pins_differ(struct sample *s)
{
    open_tab(s, STAFF_KIOSK);
    staff_do(&staff, LOCAL_STAFF_NEW_PIN, 0, 10);
    type_pin("24680");
    type_pin("24681");
}
