/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "said.h"

#include <secret.h>
#include <stdlib.h>
#include <string.h>

static void wipe_word(struct rubric_word *word)
{
    /* The list made the text by strdup(); only its readers see it as const. */
    wipe_string((char *)word->text);
    explicit_bzero(word, sizeof(*word));
}

/* Not realloc(): it would leave times and confidences behind in freed memory. */
static bool grow(struct said *list)
{
    size_t capacity = list->capacity == 0 ? 64 : list->capacity * 2;
    struct rubric_word *items = calloc(capacity, sizeof(*items));
    if (items == NULL) {
        return false;
    }
    if (list->count > 0) {
        memcpy(items, list->items, list->count * sizeof(*items));
        explicit_bzero(list->items, list->count * sizeof(*items));
    }
    free(list->items);
    list->items = items;
    list->capacity = capacity;
    return true;
}

bool said_add(struct said *list, const struct rubric_word *word)
{
    if (list->count == list->capacity && !grow(list)) {
        return false;
    }
    char *text = strdup(word->text);
    if (text == NULL) {
        return false;
    }
    list->items[list->count] = *word;
    list->items[list->count].text = text;
    list->count++;
    return true;
}

void said_cut(struct said *list, size_t count)
{
    while (list->count > count) {
        wipe_word(&list->items[--list->count]);
    }
}

void said_wipe(struct said *list)
{
    said_cut(list, 0);
    free(list->items);
    *list = (struct said){ 0 };
}

static bool add_all(struct said *to, const struct rubric_word *words, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (!said_add(to, &words[i])) {
            return false;
        }
    }
    return true;
}

static bool commit(struct said *to, struct said *made, bool whole)
{
    if (whole) {
        said_wipe(to);
        *to = *made;
    } else {
        said_wipe(made);
    }
    return whole;
}

bool said_copy(struct said *to, const struct said *from)
{
    struct said made = { 0 };
    return commit(to, &made, add_all(&made, from->items, from->count));
}

bool said_replace(struct said *list, size_t at, const char *text)
{
    size_t count = 0;
    struct rubric_word *words = rubric_words_from_text(text, &count);
    const struct rubric_word old = list->items[at];
    for (size_t i = 0; i < count; i++) {
        double share = (old.end_s - old.start_s) / (double)count;
        words[i].start_s = old.start_s + share * (double)i;
        words[i].end_s = words[i].start_s + share;
    }
    struct said made = { 0 };
    bool whole = add_all(&made, list->items, at) && add_all(&made, words, count) &&
                 add_all(&made, list->items + at + 1, list->count - at - 1);
    rubric_words_free(words);
    return commit(list, &made, whole);
}
