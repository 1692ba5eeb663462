/* SPDX-License-Identifier: GPL-3.0-or-later */
/** A growing list of heard words that owns its text and wipes it. */
#ifndef WORD_LIST_H
#define WORD_LIST_H

#include "recognizer.h"

struct word_list {
    struct heard_word *words;   /* `text` belongs to the list */
    size_t count, capacity;
};

/** Adds a copy of `word`, moved by `offset_s`. False when memory ran out; the list is unchanged. */
bool word_list_add(struct word_list *list, const struct heard_word *word, double offset_s);
/** Adds copies of all words of `more`; false when memory ran out. */
bool word_list_append(struct word_list *list, const struct word_list *more);
/** Drops the words that begin before `before_s`. */
void word_list_drop(struct word_list *list, double before_s);
/** Overwrites and frees; the list is empty and may be used again. */
void word_list_clear(struct word_list *list);

#endif
