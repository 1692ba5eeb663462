/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * Along a walk: what the display really shows is the frame that was drawn, and that is what the same
 * scene looks like when it is drawn anew and offscreen. Once for every screen and sheet in each
 * language, text size and contrast that the walk comes to; on two screens the window is resized, too.
 * Zero it before the first look.
 */
#ifndef SAME_H
#define SAME_H

#include "walk.h"

#define SAME_MAX 96

struct same {
    uint64_t seen[SAME_MAX], place;
    size_t count;
    double since_s;             /* the place has been shown without a fade */
    size_t size;                /* the next one to try here; 0: not here */
    unsigned resized;           /* bit for each screen on which all were tried */
    unsigned bad;
};

/** To be called by struct walk's `watch`: holds the walk until the place has been looked at. */
void same_look(struct same *same, struct walk *w);

#endif
