/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * Walks through the kiosk like a person: the same route by fingers, by the keys that buttons show,
 * or by Tab, Enter, arrows and Esc alone. Everything goes through the program's event queue.
 */
#ifndef WALK_H
#define WALK_H

#include "kiosk_internal.h"

enum walk_by { BY_TOUCH, BY_KEYS, BY_TAB };

struct walk;

#define WALK_FIRST (-100)   /* the first spot of a command, whatever its number */

/** One thing to do, and what must be so within a few seconds. */
struct step {
    const char *name;
    /** What is used: the spot of this command and number. CMD_NONE: nothing is, only waited for. */
    int command, number;
    const char *text;           /* typed letter by letter instead; NULL: nothing */
    int key;                    /* or this key, by every way but touch; 0: none */
    enum screen_id screen;      /* where that leads */
    enum sheet_id sheet;
    bool (*so)(struct walk *w); /* and what else is so then; NULL: nothing */
};

/** A step by a spot, or by waiting; the screen and the sheet without their prefixes. */
#define GO(name, command, number, screen, sheet, so) \
    { name, command, number, NULL, 0, SCREEN_##screen, SHEET_##sheet, so }

struct walk {
    struct kiosk *k;
    enum walk_by by;
    const struct step *steps;
    size_t step_count, at;
    double limit_s;             /* for each step */
    double began_s, now_s;      /* this step's beginning; the frame's time */
    bool done;                  /* the step's action is complete */
    bool finger;                /* is down */
    size_t letters;             /* of the text typed so far */
    unsigned tabs, frames;
    /** After each frame of a walk; may be NULL. */
    void (*watch)(struct walk *w);
    void *user;
    bool hold;                  /* `watch` is not through with this picture */
    bool over, failed;
};

/** `by` from "touch", "keys", "tab". False: it is none of them. */
bool walk_by_name(const char *name, enum walk_by *by);
/** Runs a kiosk with `options` along the steps. False after telling stderr where it stuck. */
bool walk_run(struct walk *w, struct kiosk_options *options);
/** What the person's interview looks like now. */
const struct interview_state *walk_state(const struct walk *w);

#endif
