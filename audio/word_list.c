/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "word_list.h"

#include <stdlib.h>
#include <string.h>

#include "secret.h"

static void wipe_text(const char *text)
{
    wipe_string((char *)(uintptr_t)text);
}

static bool grow(struct word_list *list)
{
    size_t capacity = list->capacity == 0 ? 16 : list->capacity * 2;
    struct heard_word *words = realloc(list->words, capacity * sizeof(*words));
    if (words == NULL) {
        return false;
    }
    list->words = words;
    list->capacity = capacity;
    return true;
}

bool word_list_add(struct word_list *list, const struct heard_word *word, double offset_s)
{
    if (list->count == list->capacity && !grow(list)) {
        return false;
    }
    char *text = strdup(word->text);
    if (text == NULL) {
        return false;
    }
    struct heard_word *own = &list->words[list->count++];
    *own = *word;
    own->text = text;
    own->start_s += offset_s;
    own->end_s += offset_s;
    return true;
}

bool word_list_append(struct word_list *list, const struct word_list *more)
{
    for (size_t i = 0; i < more->count; i++) {
        if (!word_list_add(list, &more->words[i], 0)) {
            return false;
        }
    }
    return true;
}

void word_list_drop(struct word_list *list, double before_s)
{
    size_t kept = 0;
    for (size_t i = 0; i < list->count; i++) {
        if (list->words[i].start_s < before_s) {
            wipe_text(list->words[i].text);
        } else {
            list->words[kept++] = list->words[i];
        }
    }
    list->count = kept;
}

void word_list_clear(struct word_list *list)
{
    for (size_t i = 0; i < list->count; i++) {
        wipe_text(list->words[i].text);
    }
    free(list->words);
    *list = (struct word_list){ 0 };
}
