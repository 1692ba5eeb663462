/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * Walks through the kiosk like a person: the same route by fingers, by the display's mouse, by the
 * keys that buttons show, or by Tab, Enter, arrows and Esc alone. Fingers and keys go through the
 * program's event queue, the mouse through the X server.
 */
#ifndef WALK_H
#define WALK_H

#include "kiosk_internal.h"

#include <stdio.h>

enum walk_by { BY_TOUCH, BY_MOUSE, BY_KEYS, BY_TAB };

struct walk;

#define WALK_FIRST (-100)   /* the first spot of a command, whatever its number */
#define WALK_HOLD  (-2)     /* a command: to hold the logo until the step is done */

/** One thing to do, and what must be so within a few seconds. */
struct step {
    const char *name;
    /** What is used: the spot of this command and number. CMD_NONE: nothing is, only waited for. */
    int command, number;
    const char *text;           /* typed letter by letter instead; NULL: nothing */
    int key;                    /* or this key, by keys of any kind; 0: none */
    enum screen_id screen;      /* where that leads */
    enum sheet_id sheet;
    bool (*so)(struct walk *w); /* and what else is so then; NULL: nothing */
    uint16_t mod;               /* with the key: KMOD_... */
};

/** A step by a spot, or by waiting; the screen and the sheet without their prefixes. */
#define GO(name, command, number, screen, sheet, so) \
    { name, command, number, NULL, 0, SCREEN_##screen, SHEET_##sheet, so, 0 }

struct walk {
    struct kiosk *k;
    enum walk_by by;
    const struct step *steps;
    size_t step_count, at;
    double limit_s;             /* for each step */
    double began_s, now_s;      /* this step's beginning; the frame's time */
    bool done;                  /* the step's action is complete */
    bool finger;                /* or mouse is down */
    FILE *mouse;                /* who moves it; NULL: nobody has yet */
    size_t letters;             /* of the text typed so far */
    unsigned tabs, frames;
    /** After each frame of a walk; may be NULL. */
    void (*watch)(struct walk *w);
    void *user;
    bool hold;                  /* `watch` is not through with this picture */
    bool over, failed;
};

/** `by` from "touch", "mouse", "keys", "tab". False: it is none of them. */
bool walk_by_name(const char *name, enum walk_by *by);
/** Runs a kiosk with `options` along the steps. False after telling stderr where it stuck. */
bool walk_run(struct walk *w, struct kiosk_options *options);
/** By touch or by mouse: no key is ever pressed. */
bool walk_points(const struct walk *w);
/** Whether the file `name` of the rig's folder has anything in it yet. */
bool walk_has_file(const char *name);
/** What the person's interview looks like now. */
const struct interview_state *walk_state(const struct walk *w);

#endif
