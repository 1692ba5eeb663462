/* SPDX-License-Identifier: GPL-3.0-or-later */
/** Words and their numbers. */
#ifndef VOCABULARY_H
#define VOCABULARY_H

#include <stddef.h>
#include <stdint.h>

#define NO_WORD UINT32_MAX

struct vocabulary {
    char **words;               /* by number */
    uint32_t count;
    uint32_t *slots;            /* hash table of numbers + 1 */
    size_t slot_count;
};

void vocabulary_init(struct vocabulary *v);
void vocabulary_finish(struct vocabulary *v);
/** The number of `word`, or NO_WORD. */
uint32_t vocabulary_find(const struct vocabulary *v, const char *word);
/** The number of `word`, which is added when it is new. */
uint32_t vocabulary_add(struct vocabulary *v, const char *word);

/** Memory or the end of the program: these tools run while the project is built. */
void *need(size_t count, size_t size);
void *need_more(void *memory, size_t count, size_t size);

#endif
