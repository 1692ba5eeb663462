/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * The canvas: Cairo in layout units, with partial redraw that nobody has to
 * think about. A screen is drawn twice. The first run paints nothing: every
 * primitive only leaves a mark (its box, and a hash of all that decides its
 * look). Marks that differ from the frame before are the damage; the second run
 * paints inside the damage alone. A frame in which no mark changed costs no pixel.
 *
 *     canvas_measure(c);        draw();
 *     if (canvas_damaged(c)) {  canvas_paint(c); draw(); canvas_finish(c); }
 *
 * A primitive is a function that calls canvas_item() and paints when that
 * returns a context; draw_shapes.h, draw_text.h and icons.h hold them all.
 * Colours are 0xRRGGBBAA. Main thread only.
 */
#ifndef CANVAS_H
#define CANVAS_H

#include "rect.h"

#include <cairo.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct canvas; /* opaque */

/** Where on the surface the layout lies: pixel = offset + unit * scale. */
struct canvas_place {
    double scale, x, y;
};

/** NULL when memory ran out. */
struct canvas *canvas_create(void);
/** NULL is fine. */
void canvas_destroy(struct canvas *c);
/** Draw on `surface` from now on (referenced, not owned); everything counts as damaged. */
void canvas_target(struct canvas *c, cairo_surface_t *surface, struct canvas_place place);
/** Multiplies every type size: 1, 1.25, 1.5, or what a small window needs. */
void canvas_text_scale(struct canvas *c, double scale);
double canvas_get_text_scale(const struct canvas *c);
double canvas_scale(const struct canvas *c);
/** The whole surface in units; reaches outside the layout where there is extra room. */
struct rect canvas_page(const struct canvas *c);

void canvas_measure(struct canvas *c);
/** Boxes in surface pixels that differ from what the surface shows; NULL: none. */
const cairo_region_t *canvas_damaged(struct canvas *c);
void canvas_paint(struct canvas *c);
void canvas_finish(struct canvas *c);
/** The surface was painted over by somebody else: the next frame is a whole one. */
void canvas_spoil(struct canvas *c);
/** Forget all laid-out text, overwriting what can be reached. */
void canvas_forget(struct canvas *c);

/**
 * One thing drawn: `box` holds all its pixels, `look` everything that decides
 * them. Returns the context to paint with (saved; give it back with
 * canvas_done), or NULL when there is nothing to paint.
 */
cairo_t *canvas_item(struct canvas *c, struct rect box, uint64_t look);
void canvas_done(cairo_t *cr);

/** Nothing is drawn from now on; returns what was so before. */
bool canvas_mute(struct canvas *c, bool mute);
/** Nothing is drawn outside `box` until the matching pop; clips nest. */
void canvas_clip(struct canvas *c, struct rect box);
void canvas_unclip(struct canvas *c);

/** Look hashes: start with LOOK_START, then add each value. */
#define LOOK_START 0xcbf29ce484222325u
uint64_t look_add(uint64_t look, const void *bytes, size_t size);
uint64_t look_number(uint64_t look, double value);
uint64_t look_text(uint64_t look, const char *text);

void canvas_color(cairo_t *cr, uint32_t color);
/** The colour with its opacity multiplied by `alpha`. */
uint32_t color_fade(uint32_t color, double alpha);
/** `t` of the way from `a` to `b`. */
uint32_t color_mix(uint32_t a, uint32_t b, double t);
/** WCAG 2 contrast of two opaque colours, 1 to 21. */
double color_contrast(uint32_t a, uint32_t b);

/* ---- What the layout checks look at ------------------------------------ */

#define TEXT_NOTE_MAX 4096     /* more than a page; the rest of a longer text is not noted */

struct text_note {
    char text[TEXT_NOTE_MAX];
    struct rect ink;            /* of the lines drawn */
    struct rect box;            /* where it should fit */
    struct rect clip;           /* what of it can be seen */
    double size;                /* units */
    bool badge;                 /* see draw_text.h */
    uint32_t color, ground;
};

/** Start (true) or stop collecting notes; starting forgets the former ones. */
void canvas_take_notes(struct canvas *c, bool on);
const struct text_note *canvas_notes(const struct canvas *c, size_t *count);
/** For draw_text.c: a fresh note to fill in, until the next; NULL: none are collected. */
struct text_note *canvas_note(struct canvas *c);
/** The colour that text now stands on; widgets set it when they fill a surface. */
void canvas_ground(struct canvas *c, uint32_t color);
uint32_t canvas_get_ground(const struct canvas *c);
struct rect canvas_clipped(const struct canvas *c);
/** Laid-out text; owned by the canvas, see draw_text.c. */
struct text_store *canvas_text_store(struct canvas *c);

#endif
