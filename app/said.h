/* SPDX-License-Identifier: GPL-3.0-or-later */
/** A growing list of a person's words that is overwritten before it is freed. */
#ifndef SAID_H
#define SAID_H

#include <rubric.h>
#include <stdbool.h>
#include <stddef.h>

struct said {
    struct rubric_word *items;  /* texts are owned */
    size_t count, capacity;
};

/** Append a copy of `word`. False, list unchanged, when memory ran out. */
bool said_add(struct said *list, const struct rubric_word *word);
/** Wipe and forget all words behind the first `count`. */
void said_cut(struct said *list, size_t count);
/** Replace word `at` by the words of `text`, which share its time; none for "". */
bool said_replace(struct said *list, size_t at, const char *text);
/** Make `to` a copy of `from`. False, `to` unchanged, when memory ran out. */
bool said_copy(struct said *to, const struct said *from);
/** Wipe everything and free it; the list is empty and may be used again. */
void said_wipe(struct said *list);

#endif
