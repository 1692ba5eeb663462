/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * Spots: everything on the screen that a person can touch, press a key for,
 * focus, or hear read. Widgets add them while they draw; touch, keys, focus
 * ring, reading aloud and the layout checks all live on this one list.
 */
#ifndef SPOTS_H
#define SPOTS_H

#include "interview.h"
#include "rect.h"

/** Commands that only the screen understands; they follow enum command. */
enum local_command {
    LOCAL_PAGE = CMD_COUNT, /* number: page of a screen in large text */
    LOCAL_OPTIONS,          /* 02 in large text: show or hide the options */
    LOCAL_MORE,             /* more buttons */
    LOCAL_SCROLL,           /* number: units; of the scroll area in focus */
    LOCAL_TYPE_LETTER,      /* number: Unicode; of the on-screen keyboard */
    LOCAL_TYPE_ERASE,
    LOCAL_TYPE_SHIFT,
    LOCAL_TYPE_FIGURES,
    LOCAL_TYPE_DONE,
    LOCAL_WORDS,            /* 06: take hold of a word by keys */
    LOCAL_WORD,             /* 06: number: word of the transcript was touched */
    LOCAL_WORD_STRIKE,      /* 06: strike the chosen word */
    LOCAL_WORD_EDIT,        /* 06: open or leave the keyboard for the chosen word */
    LOCAL_NOTHING,          /* can be focused and read, does nothing */
    /* The staff area, see staff.h */
    LOCAL_STAFF_CLOSE,
    LOCAL_STAFF_DIGIT,      /* number: 0 to 9 */
    LOCAL_STAFF_ERASE,
    LOCAL_STAFF_ENTER,
    LOCAL_STAFF_TAB,        /* number: enum staff_tab */
    LOCAL_STAFF_VOLUME,     /* number: percent */
    LOCAL_STAFF_SPEED,      /* number: words a minute */
    LOCAL_STAFF_SET,        /* number: practice of the bank, turned on or off */
    LOCAL_STAFF_SWITCH,     /* number: enum staff_switch */
    LOCAL_STAFF_CHANGE,     /* another microphone */
    LOCAL_STAFF_RECORD,
    LOCAL_STAFF_PLAY,
    LOCAL_STAFF_TEST,       /* let the voice be heard */
    LOCAL_STAFF_TONE,       /* the tone, in case nobody knows whether the voice is the trouble */
    LOCAL_STAFF_LOOK,       /* for devices that were plugged in */
    LOCAL_STAFF_MICROPHONE, /* number: in the list, from 1; 0: the system's */
    LOCAL_STAFF_SPEAKER,    /* the same */
    LOCAL_STAFF_VOICE,      /* number: of staff_voices */
    LOCAL_STAFF_LANGUAGE,   /* number: of struct staff.languages */
    LOCAL_STAFF_TEXT_SIZE,  /* number: 0, 1, 2 */
    LOCAL_STAFF_TIME,       /* number: tenths; all time-outs times this */
    LOCAL_STAFF_LENGTH,     /* number: 60, 90, 120 */
    LOCAL_STAFF_JOB,        /* number: in the list, from 1; 0: none */
    LOCAL_STAFF_IMPORT,     /* packs from a stick */
    LOCAL_STAFF_REMOVE,     /* number: pack in place */
    LOCAL_STAFF_SEEN,       /* the mistakes of an import were read */
    LOCAL_STAFF_NEW_PIN,
    LOCAL_STAFF_CSV,
    LOCAL_STAFF_EXIT,
    LOCAL_FREE              /* first number free for later screens */
};

/** Keys are ASCII in small letters, or these. */
enum key {
    KEY_TAB = '\t', KEY_ENTER = '\r', KEY_ESCAPE = 27, KEY_BACKSPACE = 8, KEY_SPACE = ' ',
    KEY_F1 = 0x101, KEY_F2, KEY_F3, KEY_F4, KEY_F5, KEY_F6, KEY_F7, KEY_F8, KEY_F9, KEY_F10,
    KEY_UP, KEY_DOWN, KEY_LEFT, KEY_RIGHT, KEY_PAGE_UP, KEY_PAGE_DOWN, KEY_HOME, KEY_END, KEY_DELETE
};

enum spot_role { ROLE_BUTTON, ROLE_CARD, ROLE_TAB, ROLE_CHOICE, ROLE_SWITCH, ROLE_ROW, ROLE_WORD,
                 ROLE_KEY, ROLE_AREA };

/** Focus goes through the zones in this order, inside one in the order of drawing. */
enum spot_zone { ZONE_CONTENT, ZONE_ACTIONS, ZONE_HEADER };

struct spot {
    struct rect box;        /* where a touch counts: cut to what can be seen */
    struct rect ring;       /* what the focus ring goes around, seen or not; empty: `box` */
    double radius;          /* of the ring */
    int command, number;    /* enum command or local_command */
    enum spot_role role;
    enum spot_zone zone;
    char label[128];        /* what it is called; also its voice command */
    char state[96];         /* read after it: "chosen", "4 of 5 covered", ""... */
    int key;                /* 0: none */
    bool primary;           /* the screen's one action: Enter, and first of its zone */
    bool start;             /* focus begins here */
    bool disabled;
    int scroll;             /* slot + 1 of the scroll area it lies in; 0: none */
    bool small;             /* a word in running text: touch is easier elsewhere, so under 72 px */
};

/** A place that scrolls. */
struct scroll_area {
    struct rect box;
    double content;         /* height of what is inside */
    size_t slot;            /* in struct screen_memory.scroll */
    struct rect wanted;     /* what should be in sight */
    int want;               /* which thing that is: it is scrolled to when this changes; 0: nothing */
};

#define MAX_SCROLLS 4

struct spots {
    struct spot *items;
    size_t count, room;
    struct scroll_area scrolls[MAX_SCROLLS];
    size_t scroll_count;
};

void spots_clear(struct spots *spots);
void spots_destroy(struct spots *spots);
/** Copies `spot`. */
void spots_add(struct spots *spots, const struct spot *spot);
/** The topmost spot at a point; NULL: none. */
const struct spot *spots_at(const struct spots *spots, double x, double y);
/** The spot that answers to `key`; NULL: none. */
const struct spot *spots_of_key(const struct spots *spots, int key);
const struct spot *spots_find(const struct spots *spots, int command, int number);
const struct spot *spots_primary(const struct spots *spots);
/** Where focus begins on a fresh screen; NULL on a screen without spots. */
const struct spot *spots_start(const struct spots *spots);
/** The next (step 1) or former (-1) in focus order after (command, number), going round. */
const struct spot *spots_step(const struct spots *spots, int command, int number, int step);
/** The nearest one in the direction of an arrow key; NULL: none there. */
const struct spot *spots_toward(const struct spots *spots, const struct spot *from, int key);

#endif
