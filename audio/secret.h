/* SPDX-License-Identifier: GPL-3.0-or-later */
/** Memory for people's voices: not swapped, not dumped, overwritten when freed. */
#ifndef SECRET_H
#define SECRET_H

#include <stddef.h>

/** Zeroed whole pages, or NULL. They stay out of core dumps; locking them is tried. */
void *secret_alloc(size_t size);
/** Overwrites. `size` as allocated; NULL is fine. */
void secret_free(void *memory, size_t size);
/** Overwrite and free a string that malloc() made; NULL is fine. */
void wipe_string(char *text);
/** No core dump of this process, whatever happens to it. */
void secret_process(void);

#endif
