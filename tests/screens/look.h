/* SPDX-License-Identifier: GPL-3.0-or-later */
/** How a sample is looked at, and the picture that comes of it. */
#ifndef LOOK_H
#define LOOK_H

#include "stage.h"

struct look {
    int width, height;
    unsigned text;              /* text size: 0 to 2 */
    bool contrast;              /* high */
};

/** What files and lists call it: the sample, the size, the text size and the theme. */
void look_name(char *out, size_t size, const char *sample, const struct look *look);
/** The sample `name` drawn by `stage` without a window. The caller's; ends the program when there
 *  is no such sample or no memory. */
cairo_surface_t *look_draw(struct stage *stage, const char *name, const struct look *look);

#endif
