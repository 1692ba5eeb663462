/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * The type styles of the design and their faces. Every text was given its room in Inter; where
 * there is none, a wider face is set smaller, so that the texts fit there too.
 */
#ifndef TYPE_STYLES_H
#define TYPE_STYLES_H

#include <pango/pango.h>

#include "draw_text.h"

struct type_row {
    const char *face;           /* families, the best first */
    double size, line;          /* units at text size 1 */
    int weight;
    double tracking;            /* of the size */
};

extern const struct type_row type_rows[TYPE_COUNT];

enum type_face { FACE_DISPLAY, FACE_BOLD, FACE_TEXT, FACE_COUNT };

struct type_shares {
    double of[FACE_COUNT];      /* of the size asked for; 1 with Inter */
};

void type_shares_measure(struct type_shares *shares, PangoContext *context);
double type_share(const struct type_shares *shares, enum type_style style, int weight);

#endif
