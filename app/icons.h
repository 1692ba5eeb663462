/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * Icons: lines on a 24 x 24 grid, read from assets/icons/icons.txt. One icon a
 * line: its name, then its strokes with "|" between, each a path in SVG's path
 * language (M L H V C A Z, small letters relative). A stroke may begin with
 * "fill" (painted inside too) or "width=2.8".
 */
#ifndef ICONS_H
#define ICONS_H

#include "canvas.h"

struct icons; /* opaque; immutable */

/** NULL after writing one sentence with file, line and column to `err`. */
struct icons *icons_load(const char *path, char *err, size_t err_size);
void icons_destroy(struct icons *icons);
bool icons_have(const struct icons *icons, const char *name);

/** Draw `name` into the square of `size` units around `x`,`y`. An unknown name draws nothing. */
void draw_icon(struct canvas *c, const struct icons *icons, const char *name, double x, double y,
               double size, double stroke, uint32_t color);

#endif
