/* SPDX-License-Identifier: MIT */
/** Memory that is freed at once. One owner, one thread while it grows. */
#ifndef ARENA_H
#define ARENA_H

#include <stddef.h>

struct arena_block; /* opaque */

struct arena {
    struct arena_block *blocks; /* newest first; NULL: empty */
};

/** Zeroed memory, aligned for any type; NULL when there is none. Zero bytes are fine. */
void *arena_alloc(struct arena *arena, size_t size);
/** `count` items of `size` bytes; NULL also when the product does not fit a size_t. */
void *arena_array(struct arena *arena, size_t count, size_t size);
/** A copy of `size` bytes of text, ended with NUL. */
char *arena_copy(struct arena *arena, const char *text, size_t size);
/** Overwrites and frees everything. */
void arena_finish(struct arena *arena);

#endif
