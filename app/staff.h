/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * The staff area's state: PIN, settings and counts. No SDL, no drawing, no clock;
 * commands and time go in, a wish for the kiosk comes out. Main thread only.
 */
#ifndef STAFF_H
#define STAFF_H

#include <stdbool.h>
#include <stddef.h>
#include <time.h>

#include "pin.h"
#include "settings.h"

#define STAFF_PIN_S   30.0  /* without a touch the PIN page closes */
#define STAFF_MENU_S  60.0
#define STAFF_FEW     3     /* smaller counts are not shown: they could point at somebody */
#define STAFF_RECORD_S 3.0

enum staff_page { STAFF_CLOSED, STAFF_PIN, STAFF_MENU, STAFF_NEW_PIN };
enum staff_tab { STAFF_OVERVIEW, STAFF_DEVICES, STAFF_SETS, STAFF_USAGE, STAFF_KIOSK,
                 STAFF_TAB_COUNT };

/** What a switch of the Kiosk tab turns. */
enum staff_switch { STAFF_CHECK_MIC, STAFF_LONG_TIME, STAFF_UNLIMITED, STAFF_FILLERS, STAFF_PACE,
                    STAFF_BIG_TEXT, STAFF_SWITCH_COUNT };

/** What the kiosk is to do after a command. */
enum staff_wish { STAFF_NOTHING, STAFF_APPLY, STAFF_TEST_VOICE, STAFF_NEXT_MICROPHONE,
                  STAFF_RECORD, STAFF_PLAY, STAFF_SAVE_COUNTS, STAFF_EXIT };

struct staff_counts {
    unsigned days[7], week;     /* begun, from Monday on */
    unsigned today;             /* 0: Monday */
    char trouble[200];          /* why they cannot be read, or "" */
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
    struct staff_counts counts;
    double touched_s, now_s;
    double heard_s;             /* when the microphone gave sound last; 0: not yet */
    double recording_until_s;   /* 0: nothing is being recorded */
    bool recorded;              /* there is something to play back */
    const char *microphone;     /* in use; "": the system's. Borrowed */
    char notice[256];           /* one sentence after an action */
};

void staff_init(struct staff *s, struct settings *settings);
/** By the keyboard it opens without a PIN where none is set; by touch it never does. */
void staff_open(struct staff *s, bool by_keyboard, double now_s, time_t today);
void staff_close(struct staff *s);
bool staff_is_open(const struct staff *s);
/** A command of the staff area (spots.h); others only count as a sign of life. */
enum staff_wish staff_do(struct staff *s, int command, int number, double now_s);
/** Time passed; `loudness` of the microphone, 0 to 1. Closes after a while without a touch. */
void staff_tick(struct staff *s, double now_s, float loudness);
bool staff_switched(const struct settings *settings, enum staff_switch which);
/** What is shown of a count: small ones are hidden. */
const char *staff_count_text(unsigned count, char *text, size_t size);
/** Counts by day and question as CSV, small ones hidden. New string, or NULL after one sentence. */
char *staff_counts_csv(char *err, size_t err_size);

#endif
