/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * What of a picture has to be drawn anew, as a few boxes: drawing a little too much is cheaper than
 * drawing around the gaps between the forty bars of a wave.
 */
#ifndef DAMAGE_H
#define DAMAGE_H

#include <cairo.h>

#define DAMAGE_BOXES 12

struct damage {
    cairo_rectangle_int_t boxes[DAMAGE_BOXES];
    int count;
};

/** Takes `box` in, joined with one of those that are there when little room lies between. */
void damage_add(struct damage *d, const cairo_rectangle_int_t *box);
/** All boxes; the caller's to destroy. */
cairo_region_t *damage_region(const struct damage *d);

#endif
