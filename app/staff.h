/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * The staff area's state: PIN, settings, packs and counts. No SDL, no drawing, no
 * clock; commands and time go in, a wish for the kiosk comes out. Main thread only.
 */
#ifndef STAFF_H
#define STAFF_H

#include <stdbool.h>
#include <stddef.h>
#include <time.h>

#include "counts.h"
#include "job.h"
#include "languages.h"
#include "packs.h"
#include "pin.h"
#include "settings.h"
#include "trouble.h"

#define STAFF_PIN_S   30.0  /* without a touch the PIN page closes */
#define STAFF_MENU_S  60.0
#define STAFF_RECORD_S 3.0

enum staff_page { STAFF_CLOSED, STAFF_PIN, STAFF_MENU, STAFF_NEW_PIN };
enum staff_tab { STAFF_OVERVIEW, STAFF_DEVICES, STAFF_SETS, STAFF_USAGE, STAFF_KIOSK,
                 STAFF_TAB_COUNT };

/** What a switch of the Kiosk tab turns. */
enum staff_switch { STAFF_CHECK_MIC, STAFF_UNLIMITED, STAFF_FILLERS, STAFF_PACE, STAFF_CAPTIONS,
                    STAFF_READ_ALOUD, STAFF_CONTRAST, STAFF_STILL, STAFF_SWITCH_COUNT };

/** What the kiosk is to do after a command. */
enum staff_wish { STAFF_NOTHING, STAFF_APPLY, STAFF_TEST_VOICE, STAFF_TEST_TONE,
                  STAFF_NEXT_MICROPHONE, STAFF_USE_MICROPHONE, STAFF_LOOK_FOR_DEVICES,
                  STAFF_RECORD, STAFF_PLAY, STAFF_SAVE_COUNTS, STAFF_IMPORTED, STAFF_LANGUAGE,
                  STAFF_EXIT };

/** Voices to choose from: what espeak-ng calls them, and the text id of their name. */
struct staff_voice {
    const char *name, *id;
};
#define STAFF_VOICES 4
extern const struct staff_voice staff_voices[STAFF_VOICES];

/** Sound devices by name, as the system lists them. */
#define STAFF_DEVICES_MAX 24
struct staff_devices {
    char names[STAFF_DEVICES_MAX][SETTINGS_NAME];
    size_t count;
};

struct staff {
    enum staff_page page;
    enum staff_tab tab;
    struct pin_gate gate;       /* outlives a visit */
    char typed[PIN_LONGEST + 1];
    char first[PIN_LONGEST + 1];/* a new PIN, to be typed again */
    enum pin_answer answer;     /* to the last try */
    bool tried;                 /* there was a try in this visit */
    struct settings *settings;  /* borrowed; NULL: there is no staff area */
    const struct languages *languages;  /* borrowed: what the screens speak */
    double touched_s, now_s;
    double heard_s;             /* when the microphone gave sound last; 0: not yet */
    double recording_until_s;   /* 0: nothing is being recorded */
    bool recorded;              /* there is something to play back */
    const char *microphone;     /* in use; "": the system's. Borrowed */
    const char *notice;         /* id of the sentence after an action; NULL: none */
    char why[256];              /* what the system says of it, for its {why} */
    /* Gathered when it opens, given back when it closes. */
    struct counts counts;
    char counts_trouble[200];   /* why they cannot be read, or "" */
    struct pack_list packs;
    struct jobs jobs;
    struct pack_result import;  /* of the last import or removal; its mistakes are shown */
    struct staff_devices microphones, speakers; /* filled in by the kiosk */
    struct troubles troubles;                   /* the same */
};

void staff_init(struct staff *s, struct settings *settings, const struct languages *languages);
/** By the keyboard it opens without a PIN where none is set; by touch it never does. */
void staff_open(struct staff *s, bool by_keyboard, double now_s, time_t today);
void staff_close(struct staff *s);
bool staff_is_open(const struct staff *s);
/** A command of the staff area (spots.h); others only count as a sign of life. */
enum staff_wish staff_do(struct staff *s, int command, int number, double now_s);
/** Time passed; `loudness` of the microphone, 0 to 1. Closes after a while without a touch. */
void staff_tick(struct staff *s, double now_s, float loudness);
/** Where `settings` has the switch. */
bool *staff_switch_of(struct settings *settings, enum staff_switch which);

/** Keep the settings; where that fails `notice` says so. */
void staff_save(struct staff *s);

/* staff_do.c and staff.c only */
void staff_forget_typed(struct staff *s);
/** Packs and jobs as they are in place now. */
void staff_gather(struct staff *s);

#endif
