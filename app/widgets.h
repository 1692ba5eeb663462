/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * Widgets: the components of the design, drawn at once and without memory. Each
 * one that can be touched adds its own spot. See view.h for how a screen uses them.
 */
#ifndef WIDGETS_H
#define WIDGETS_H

#include "view.h"

/* ---- Page (widgets_page.c) ---------------------------------------------- */

/** The arch with three bars, its middle at `y`; `unit` 1 is 42 x 52. Returns its right edge. */
double page_logo(struct view *v, double x, double y, double unit);
/** Background of the whole page in the theme. */
void page_background(struct view *v);

/** The first tool of the header. */
enum header_kind { HEADER_READ_ALOUD, HEADER_START_OVER, HEADER_STAFF };
/**
 * Logo, `subtitle` (NULL: none; portrait and large text show `short_subtitle`
 * instead of the name), Help and Leave. Returns the content room below it, at
 * the sides' margins, down to the page's lower edge.
 */
struct rect page_header(struct view *v, enum header_kind kind, const char *subtitle,
                        const char *short_subtitle);
/** A sentence in a pill over everything, at the top. */
void page_said(struct view *v, const char *text);
/** "Career goals · Question 1 of 4", and its short form without the practice. */
const char *page_subtitle(struct view *v, bool short_form);
/** "Career goals · Question 1 of 4 · First try", and its short form. */
const char *page_subtitle_try(struct view *v, bool short_form);
/** Screen title and one sentence under it, cut from the top of `room`. `lead` NULL: none. */
void page_title(struct view *v, struct rect *room, const char *title, const char *lead);

/* ---- Buttons (widgets_button.c) ----------------------------------------- */

enum button_kind { BUTTON_PRIMARY, BUTTON_SECONDARY, BUTTON_TERTIARY };

struct button {
    enum button_kind kind;
    const char *icon, *label;   /* label: text, not an id */
    int command, number;
    int key;
    enum type_style style;      /* 0 (TYPE_HERO) means TYPE_LABEL */
    int weight;                 /* 0: 600 */
    bool tight;                 /* less air at its sides: beside much else */
    bool low;                   /* less above and below: on a full screen */
    bool outlined;              /* a line around one that has none else */
    double radius;              /* of its corners; 0: 28 */
    bool disabled;
    const char *why;            /* disabled: said when it is focused */
};

double button_width(struct view *v, const struct button *b);
double button_height(struct view *v, const struct button *b);
/** Of icon and label alone. */
double button_face(struct view *v, const struct button *b);
/** Fills `box`; icon and label stand in its middle. */
void button_draw(struct view *v, const struct button *b, struct rect box);
/** What a key is called: "Esc", "F2", "T". Valid until the frame ends. */
const char *key_name(struct view *v, int key);
/** Key in a little box, centered on a point; only after a key was used. */
void key_cap(struct view *v, double x, double y, int key, enum token color);

/** The sentence at the left of the action bar. */
struct chip {
    bool on;                    /* microphone on: you_soft disc; off: struck mic */
    const char *text;           /* NULL: no chip at all */
    const char *said;           /* part of `text` to be set bold, or NULL */
    const char *pill;           /* in gold before it: "Interviewer speaking"; NULL: none */
};
/** Draw it centered on `y` from `x`, at most `width` wide. */
void chip_draw(struct view *v, const struct chip *chip, double x, double y, double width);

/**
 * The action bar at the bottom of `room`: chip left, buttons right, `buttons[0]`
 * the primary, rightmost. Too wide: the chip loses its words, then the buttons
 * share rows of two; portrait always does. Returns the room above it, with `gap`
 * kept free.
 */
struct rect action_bar(struct view *v, struct rect room, double gap, const struct button *buttons,
                       size_t count, const struct chip *chip);

/* ---- Choices (widgets_choice.c) ----------------------------------------- */

struct segment { const char *label; int number; const char *spoken; enum type_style style; };
struct segmented {
    const char *name;           /* read before the part's label */
    int command;
    const struct segment *segments;
    size_t count, chosen;
    bool fill;                  /* share the box evenly */
};
double segmented_width(struct view *v, const struct segmented *s);
void segmented_draw(struct view *v, const struct segmented *s, struct rect box);
/** Pages of a screen in large text: what memory.page counts. `ids` of their names. */
#define PAGE_TABS_MAX 4
void page_tabs(struct view *v, struct rect box, const char *const *ids, size_t count);
/** On/off with its word on the right; returns the width used. */
double switch_draw(struct view *v, double x, double y, const char *name, int command, bool on,
                   int key);
double switch_width(struct view *v);

/* ---- Cards and dialogs (widgets_card.c) ---------------------------------- */

/** Surface with shadow (or edge), radius 32; text on it stands on `fill`. Returns the inside. */
struct rect card_draw(struct view *v, struct rect box, enum token fill, double padding);
/** The page shines through from here on: back to the page's own ground for text. */
void card_end(struct view *v);
void divider(struct view *v, double x, double y, double width);
/**
 * Scrim over everything, then a card of `width` (landscape) in the middle, or the
 * whole screen in large text. Drops the spots of what lies below. Returns its inside.
 */
struct rect dialog_draw(struct view *v, double width, double height, double padding);
/** Scroll bar of an area at its right edge, when there is more than fits. */
void scroll_bar(struct view *v, struct rect area, double content, double offset);
/**
 * A scrolling area with memory slot `slot`: clips to `box` and returns how far
 * its content is moved up. End it with scroll_end(), which draws bar and fades.
 */
double scroll_begin(struct view *v, struct rect box, size_t slot, double content);
void scroll_end(struct view *v, struct rect box, size_t slot, double content, enum token ground);
/** Between the two: bring `wanted` into sight, once for each `want` (not 0; names the thing). */
void scroll_want(struct view *v, size_t slot, struct rect wanted, int want);

/* ---- Marks (widgets_mark.c) ---------------------------------------------- */

enum mark { MARK_DONE, MARK_NOT_YET, MARK_WATCH, MARK_NEW, MARK_EMPTY, MARK_MAYBE };
/** Mark of `size` units across around a point. */
void mark_draw(struct view *v, enum mark mark, double x, double y, double size);
/** The same in two colours only, where a surface has its own: a chosen tab in high contrast. */
void mark_draw_plain(struct view *v, enum mark mark, double x, double y, double size,
                     uint32_t color, uint32_t ground);
/** Number in a filled disc. */
void number_disc(struct view *v, unsigned number, double x, double y, double size);
/** Icon in a filled disc. */
void icon_disc(struct view *v, const char *icon, double x, double y, double radius, double size,
               enum token disc, enum token line);

/* ---- Sound and time (widgets_sound.c, widgets_ring.c) -------------------- */

/** 48 cells, marks at 29 % and 79 %. `level` 0 to 1. Words stand below it; returns its height. */
double level_meter(struct view *v, struct rect box, double level);
/** Bars of the microphone's last seconds, newest right; dots when silent. */
void live_wave(struct view *v, struct rect box);
/** The interviewer: nested arches around a lit door on the line `bottom`; loudness 0 to 1. */
void presence(struct view *v, double x, double bottom, double height, double loudness,
              bool speaking);
/** The doorway of the first screen. */
void doorway(struct view *v, double x, double bottom, double door_width, double door_height,
             double step);

struct ring {
    double x, y, radius;        /* to the middle of the track */
    double width;               /* of the track */
    double share;               /* arc drawn, 0 to 1 of the circle */
    enum token arc;
    double band_from, band_to;  /* shares of the circle; equal: no band */
};
void ring_draw(struct view *v, const struct ring *ring);
/** Seconds left in a ring that empties, with `label` below the number. */
void countdown_ring(struct view *v, double x, double y, double radius, enum token arc,
                    double left, double total, const char *label);
/** A small turning arc: something is being waited for. */
void spinner(struct view *v, double x, double y, double radius);

#endif
