/* SPDX-License-Identifier: GPL-3.0-or-later */
/** Whether a set of packs loads as a whole, and every mistake in it; for packs*.c. */
#ifndef PACKS_CHECK_H
#define PACKS_CHECK_H

#include <stddef.h>
#include <stdio.h>

/** Zeroed at first. */
struct mistakes {
    unsigned count;
    char *text;
    size_t size;
    FILE *lines;                /* NULL before the first */
};

void mistakes_add(struct mistakes *mistakes, const char *line);
void mistakes_forget(struct mistakes *mistakes);
/** All lines; new string or NULL: none. `mistakes` ends with it. */
char *mistakes_text(struct mistakes *mistakes);

struct found_packs;
/**
 * Criteria, banks and jobs of the folder `packs` beside the installed ones. A
 * mistake in a copy of one that was found is told with its place on the stick.
 */
void packs_check(const char *packs, const struct found_packs *found, struct mistakes *mistakes);

#endif
