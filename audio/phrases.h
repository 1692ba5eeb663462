/* SPDX-License-Identifier: GPL-3.0-or-later */
/** The phrases of a grammar's file that are written out, to tell which of them begin longer ones. */
#ifndef PHRASES_H
#define PHRASES_H

#include <stdbool.h>

struct phrases {
    char text[2000];        /* "|start|start over|" */
};

/** Of a file too long the first ones; of one that cannot be read none. */
void phrases_read(struct phrases *p, const char *path);
/** Whether a longer phrase begins with the words of `phrase`. */
bool phrases_go_on(const struct phrases *p, const char *phrase);

#endif
