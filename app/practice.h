/* SPDX-License-Identifier: GPL-3.0-or-later */
/** The interview in a terminal; only practice*.c and command_practice.c include this. */
#ifndef PRACTICE_H
#define PRACTICE_H

#include <stdbool.h>
#include <stdio.h>

#include "studio.h"
#include "terminal.h"

struct practice {
    struct studio *studio;
    struct text_style style;
    bool typed;                 /* answers are typed */
    bool keys;                  /* single keys work */
    bool live;                  /* words and timer are redrawn in place */
    bool recorded;              /* a recording answers */
    bool over;                  /* asked to end */
    bool input_ended;           /* nothing more to be typed */
    unsigned live_lines;        /* lines of the live area on the screen now */
    double drawn_s;
    enum screen_id shown;       /* the screen that was introduced last */
    double shown_entered_s;
    bool shown_any;
    const struct rubric_question *asked;    /* the question that was shown last, and its try */
    unsigned asked_attempt;
    double recording_over_s;    /* when the recording came to its end; negative: not yet */
};

double practice_now_s(void);

/* practice_screens.c */
/** Says what the screen is about and which keys work, once for each screen entered. */
void practice_introduce(struct practice *p);
/** A key of the screen that is shown. */
void practice_key(struct practice *p, int key);

/* practice_live.c */
/** Redraws words and timer, at most ten times a second. */
void practice_draw_live(struct practice *p);
/** What is in the live area stays; the next output begins below it. */
void practice_leave_live(struct practice *p);

/* practice_typed.c */
/** Reads one answer (lines up to an empty one) and gives it to the interview. */
void practice_type(struct practice *p);

#endif
