/* SPDX-License-Identifier: MIT */
#include "arena.h"

#include <stdalign.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { BLOCK_SIZE = 16 * 1024 };

struct arena_block {
    struct arena_block *next;
    size_t size, used;
    alignas(max_align_t) char bytes[];
};

static struct arena_block *add_block(struct arena *arena, size_t size)
{
    size_t room = size > BLOCK_SIZE / 4 ? size : BLOCK_SIZE;
    struct arena_block *block = calloc(1, sizeof(*block) + room);
    if (block == NULL) {
        return NULL;
    }
    block->size = room;
    /* A big block is full at once: keep filling the one before it. */
    if (room == size && arena->blocks != NULL) {
        block->next = arena->blocks->next;
        arena->blocks->next = block;
    } else {
        block->next = arena->blocks;
        arena->blocks = block;
    }
    return block;
}

void *arena_alloc(struct arena *arena, size_t size)
{
    const size_t step = alignof(max_align_t);
    if (size > SIZE_MAX / 2) {
        return NULL;
    }
    size = size == 0 ? step : (size + step - 1) / step * step;
    struct arena_block *block = arena->blocks;
    if (block == NULL || block->size - block->used < size) {
        block = add_block(arena, size);
        if (block == NULL) {
            return NULL;
        }
    }
    void *memory = block->bytes + block->used;
    block->used += size;
    return memory;
}

void *arena_array(struct arena *arena, size_t count, size_t size)
{
    return size > 0 && count > SIZE_MAX / 2 / size ? NULL : arena_alloc(arena, count * size);
}

char *arena_copy(struct arena *arena, const char *text, size_t size)
{
    char *copy = arena_alloc(arena, size + 1);
    if (copy != NULL && size > 0) {
        memcpy(copy, text, size);
    }
    return copy;
}

void arena_finish(struct arena *arena)
{
    while (arena->blocks != NULL) {
        struct arena_block *next = arena->blocks->next;
        memset(arena->blocks->bytes, 0, arena->blocks->used);
        __asm__ volatile("" : : "r"(arena->blocks) : "memory");
        free(arena->blocks);
        arena->blocks = next;
    }
}
