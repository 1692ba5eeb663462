/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vocabulary.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void *need(size_t count, size_t size)
{
    void *memory = calloc(count > 0 ? count : 1, size);
    if (memory == NULL) {
        fprintf(stderr, "no memory for %zu x %zu bytes\n", count, size);
        exit(1);
    }
    return memory;
}

void *need_more(void *memory, size_t count, size_t size)
{
    memory = realloc(memory, count * size);
    if (memory == NULL) {
        fprintf(stderr, "no memory for %zu x %zu bytes\n", count, size);
        exit(1);
    }
    return memory;
}

void vocabulary_init(struct vocabulary *v)
{
    *v = (struct vocabulary){ .slot_count = 1u << 18 };
    v->slots = need(v->slot_count, sizeof(*v->slots));
    v->words = need(v->slot_count, sizeof(*v->words));
}

void vocabulary_finish(struct vocabulary *v)
{
    for (uint32_t i = 0; i < v->count; i++) {
        free(v->words[i]);
    }
    free(v->words);
    free(v->slots);
}

static size_t find_slot(const struct vocabulary *v, const char *word)
{
    uint32_t hash = 2166136261u;
    for (const char *p = word; *p != '\0'; p++) {
        hash = (hash ^ (unsigned char)*p) * 16777619u;
    }
    size_t slot = hash % v->slot_count;
    while (v->slots[slot] != 0 && strcmp(v->words[v->slots[slot] - 1], word) != 0) {
        slot = (slot + 1) % v->slot_count;
    }
    return slot;
}

uint32_t vocabulary_find(const struct vocabulary *v, const char *word)
{
    return v->slots[find_slot(v, word)] - 1;    /* NO_WORD for an empty slot */
}

uint32_t vocabulary_add(struct vocabulary *v, const char *word)
{
    size_t slot = find_slot(v, word);
    if (v->slots[slot] == 0) {
        if (v->count + 1 >= v->slot_count / 2) {
            fprintf(stderr, "more than %u words\n", v->count);
            exit(1);
        }
        v->words[v->count] = strdup(word);
        v->slots[slot] = ++v->count;
    }
    return v->slots[slot] - 1;
}
