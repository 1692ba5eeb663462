/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * Text on the canvas: the type styles of the design, wrapped, with exact line
 * heights, tabular figures and tracking. Fonts through fontconfig: Inter and
 * Inter Display, or whatever sans there is. Layouts are kept between frames.
 */
#ifndef DRAW_TEXT_H
#define DRAW_TEXT_H

#include "canvas.h"

enum type_style {
    TYPE_HERO,          /* 104/108 attract */
    TYPE_HERO_SMALL,    /* 92/96 attract in portrait */
    TYPE_CAPTION,       /* 80/104 the spoken question */
    TYPE_READ,          /* 84/126 the sentence to read aloud */
    TYPE_DIGITS,        /* 118/118 the clock in the ring */
    TYPE_DIGITS_TALL,   /* 108/108 the same in portrait */
    TYPE_DIGITS_MID,    /* 128/128 seconds in a dialog */
    TYPE_DIGITS_BIG,    /* 150/150 seconds to think */
    TYPE_BANNER,        /* 76/80 titles of dialogs */
    TYPE_TROUBLE,       /* 72/79 what went wrong */
    TYPE_TITLE,         /* 64/72 screen title */
    TYPE_QUESTION,      /* 60/68 the question while thinking */
    TYPE_ADVICE,        /* 56/63 */
    TYPE_ASKED,         /* 52/61 the question while answering, in portrait */
    TYPE_HEADING,       /* 44/52 */
    TYPE_LISTENING,     /* 44/48 beside the microphone */
    TYPE_STEP,          /* 46/54 what to try next, in portrait */
    TYPE_STRENGTH,      /* 41/50 what worked; figures */
    TYPE_STRENGTH_PAGED,/* 40/49 the same, on a page of its own */
    TYPE_NOTE,          /* 36/45 what to take along */
    TYPE_SUBHEAD,       /* 34/43 card titles */
    TYPE_LABEL,         /* 34/43 buttons, in the text face */
    TYPE_LABEL_BIG,     /* 42/52 the buttons Start and Done */
    TYPE_LABEL_TALL,    /* 52/60 Done in portrait */
    TYPE_LIVE,          /* 40/60 live transcript */
    TYPE_LEAD,          /* 36/49 */
    TYPE_BODY,          /* 30/42 */
    TYPE_CHOICE,        /* 28/38 parts of a segmented choice, small buttons */
    TYPE_SMALL,         /* 26/35 */
    TYPE_OPTION,        /* 26/31 a control's name in two lines */
    TYPE_WORDS,         /* 26/41 transcript in the feedback */
    TYPE_FLOOR,         /* 24/32 nothing is smaller */
    TYPE_COUNT
};

enum text_align { TEXT_LEFT, TEXT_CENTER, TEXT_RIGHT };

/** Bytes [from, to) that look different. 0 means "as the rest". */
struct text_span {
    size_t from, to;
    int weight;
    uint32_t color;
    bool italic;
};

struct text_look {
    enum type_style style;
    uint32_t color;
    int weight;                 /* 0: the style's own; 400 to 700 */
    enum text_align align;
    bool balance;               /* lines of about equal length; headings */
    bool italic;
    unsigned lines;             /* no more than these, the last cut with "…"; 0: as many as it takes */
    bool badge;                 /* stands in a gap that other text leaves for it */
    bool single;                /* one line whatever the width of the box */
    bool middle;                /* in the middle of the box's height, not at its top */
    const struct text_span *spans;  /* borrowed during the call */
    size_t span_count;
};

double text_size(const struct canvas *c, enum type_style style);
double text_line(const struct canvas *c, enum type_style style);
/** Width of `text` on one line. */
double text_width(struct canvas *c, const struct text_look *look, const char *text);
/** Height of `text` wrapped to `width`. */
double text_height(struct canvas *c, const struct text_look *look, const char *text, double width);
size_t text_lines(struct canvas *c, const struct text_look *look, const char *text, double width);
/** Draw into `box` from its top; returns the height. Taller text is drawn, and noted as a fault. */
double text_draw(struct canvas *c, const struct text_look *look, const char *text,
                 struct rect box);
/**
 * Where bytes [from, to) stand when drawn into `box`: one rectangle a line, the
 * full line height. Writes at most `max`, returns how many there are.
 */
size_t text_places(struct canvas *c, const struct text_look *look, const char *text,
                   struct rect box, size_t from, size_t to, struct rect *places, size_t max);

/**
 * The same for `count` words at once, in order, [starts[i], ends[i]): where each begins, on one line.
 * Those on lines outside `visible` get empty rectangles.
 */
void text_word_places(struct canvas *c, const struct text_look *look, const char *text,
                      struct rect box, struct rect visible, const uint32_t *starts,
                      const uint32_t *ends, size_t count, struct rect *places);

/* ---- For canvas.c ------------------------------------------------------- */
struct text_store;
struct text_store *text_store_create(void);
void text_store_destroy(struct text_store *store);
void text_store_scale(struct text_store *store, double scale);
void text_store_next_frame(struct text_store *store);
void text_store_forget(struct text_store *store);

#endif
