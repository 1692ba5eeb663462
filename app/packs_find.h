/* SPDX-License-Identifier: GPL-3.0-or-later */
/** What lies on the USB sticks; for packs.c. */
#ifndef PACKS_FIND_H
#define PACKS_FIND_H

#include "packs.h"
#include "packs_check.h"

struct found_pack {
    enum pack_kind kind;
    char *path;                 /* on the stick */
    char name[128];             /* of the file, ending in .yaml */
};

struct found_packs {
    struct found_pack items[PACKS_MAX];
    size_t count;
};

/** Everything there is. What cannot be taken (too large, no text, twice the same) is a mistake. */
void packs_find(struct found_packs *found, struct mistakes *mistakes);
void packs_found_free(struct found_packs *found);

#endif
