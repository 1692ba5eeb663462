/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * Cards of the staff area: rows from top to bottom that wrap, measure themselves and
 * scroll when there are more than fit. A card is a function that adds its rows; it
 * is run once to measure and once to draw, so it must add the same both times.
 */
#ifndef STAFF_ROWS_H
#define STAFF_ROWS_H

#include "staff.h"
#include "widgets.h"

struct staff_rows {
    struct view *v;
    const struct staff *staff;
    double x, y, w;
    bool drawn;             /* false: only measured */
};

typedef void staff_card_fn(struct staff_rows *r);

/** A card with the rows of `cards`; `slot` of its scrolling, -1: it has room enough. */
void staff_card(struct view *v, struct rect box, int slot, staff_card_fn *const *cards,
                size_t count);

/**
 * Disc with an icon, title, and `line` below it; `side` at the right or below, NULL: none. `right`
 * is left free at the right for what the caller puts there. In a card that cannot grow, a long name
 * of a device is cut; the list of devices has it whole.
 */
void row_title(struct staff_rows *r, const char *icon, bool gold, const char *title,
               const char *line, const struct button *side, double right);
void row_heading(struct staff_rows *r, const char *title, const char *right);
void row_text(struct staff_rows *r, enum type_style style, enum token color, const char *text);
void row_gap(struct staff_rows *r, double height);
/** `more` follows the name, or stands below it; NULL: none. */
void row_switch(struct staff_rows *r, const char *name, const char *more, int command, int number,
                bool on);
/** Name and the choices beside it, below it, or one under the other, as there is room. */
void row_choice(struct staff_rows *r, const struct segmented *choice);
/** One of several: a circle, filled when it is the chosen one. */
void row_pick(struct staff_rows *r, const char *label, int command, int number, bool chosen);
/** A name with a button at its right. */
void row_item(struct staff_rows *r, const char *name, const char *more, struct button button);
/** Buttons from the left, in as many lines as they need. */
void row_buttons(struct staff_rows *r, const struct button *buttons, size_t count);
/** Name and value, like "Questions answered  98". */
void row_count(struct staff_rows *r, const char *name, const char *begun, const char *completed);

/** A stop of a slider can be touched; the knob stands at the value. */
struct slider {
    const char *name, *value;   /* texts */
    int command;
    const int *stops;
    size_t count;
    double now, low, high;
};
void row_slider(struct staff_rows *r, const struct slider *slider);

/* The cards, one file a tab. */
staff_card_fn staff_microphone, staff_microphones, staff_speaker, staff_speakers, staff_voice_card;
staff_card_fn staff_sets, staff_packs, staff_job, staff_week, staff_hours, staff_questions;
staff_card_fn staff_kiosk, staff_people, staff_screen, staff_troubles;

#endif
