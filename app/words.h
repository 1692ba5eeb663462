/* SPDX-License-Identifier: GPL-3.0-or-later */
/** A growing list of a person's words that is overwritten before it is freed. */
#ifndef WORDS_H
#define WORDS_H

#include <rubric.h>
#include <stdbool.h>
#include <stddef.h>

struct word_list {
    struct rubric_word *items;  /* texts are owned */
    size_t count, capacity;
};

/** Append a copy of `word`. False, list unchanged, when memory ran out. */
bool word_list_add(struct word_list *list, const struct rubric_word *word);
/** Wipe and forget all words behind the first `count`. */
void word_list_cut(struct word_list *list, size_t count);
/** Replace word `at` by the words of `text`, which share its time; none for "". */
bool word_list_replace(struct word_list *list, size_t at, const char *text);
/** Make `to` a copy of `from`. False, `to` unchanged, when memory ran out. */
bool word_list_copy(struct word_list *to, const struct word_list *from);
/** Wipe everything and free it; the list is empty and may be used again. */
void word_list_wipe(struct word_list *list);

/** Overwrite and free a string; NULL is fine. */
void wipe_string(char *text);

#endif
