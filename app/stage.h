/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * The stage: everything needed to turn a scene into pixels, with or without a
 * window. It loads themes, icons and strings, owns canvas, view and spots, and
 * draws frames by damage. Main thread only.
 */
#ifndef STAGE_H
#define STAGE_H

#include "languages.h"
#include "screens.h"

struct stage {
    struct themes themes;
    struct icons *icons;
    struct strings *strings;    /* the language of now: one of `languages` */
    struct languages languages;
    struct canvas *canvas;
    struct spots spots;
    struct view view;
    cairo_surface_t *surface;   /* what stage_target() was given */
    unsigned text_size;
};

/** With all languages. NULL after writing one sentence to `err`. */
struct stage *stage_create(char *err, size_t err_size);
/** NULL is fine. */
void stage_destroy(struct stage *stage);
/** Give back what the font libraries keep for the whole process; nothing may be drawn after. */
void stage_drop_fonts(void);
/** Draw on this image surface (borrowed) from now on, at its size. */
void stage_target(struct stage *stage, cairo_surface_t *surface);
/**
 * Bring the surface up to date with `scene` at the time `time_s`. Returns the
 * pixels that changed, valid until the next call; NULL: none did.
 */
const cairo_region_t *stage_draw(struct stage *stage, const struct scene *scene, double time_s);
/** Overwrites all texts of the frames before; they come again with the next one. */
void stage_forget(struct stage *stage);
/** Units under a pixel of the surface. */
void stage_to_units(const struct stage *stage, double *x, double *y);

#endif
