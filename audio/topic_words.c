/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "topic_words.h"

#include "letter_to_sound.h"
#include "listen.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_TOPICS = 4000, LEAST_LETTERS = 2 };

struct topic {
    struct extra_word word;
    char written[48];           /* with its capitals: "CRM" is spelled */
    bool known;
};

struct topics {
    struct topic *items;        /* sorted, once collected */
    size_t count;
};

static int compare(const void *a, const void *b)
{
    const struct topic *x = a, *y = b;
    return strcmp(x->word.text, y->word.text);
}

static bool is_part(char c)
{
    return isalpha((unsigned char)c) || c == '\'';
}

/* What belongs to a longer thing with figures or signs, like "mp3" or "c++", is no word. */
static bool is_word(const char *text, const char *word, size_t length)
{
    const char before = word > text ? word[-1] : ' ', after = word[length];
    return length >= LEAST_LETTERS && length < sizeof(((struct topic *)0)->written)
        && !isdigit((unsigned char)before) && !isdigit((unsigned char)after)
        && strchr("@+#&_", before) == NULL && (after == '\0' || strchr("@+#&_", after) == NULL)
        && (unsigned char)before < 0x80 && (unsigned char)after < 0x80;
}

static void add(struct topics *t, const char *word, size_t length)
{
    struct topic *topic = &t->items[t->count++];
    *topic = (struct topic){ .known = false };
    memcpy(topic->written, word, length);
    for (size_t i = 0; i < length; i++) {
        topic->word.text[i] = (char)tolower((unsigned char)word[i]);
    }
}

static void collect(struct topics *t, const char *text)
{
    const char *at = text;
    while (*at != '\0' && t->count < MOST_TOPICS) {
        if (!isalpha((unsigned char)*at)) {
            at++;
            continue;
        }
        size_t length = 0;
        while (is_part(at[length])) {
            length++;
        }
        size_t letters = length;
        while (at[letters - 1] == '\'') {
            letters--;
        }
        if (is_word(text, at, letters)) {
            add(t, at, letters);
        }
        at += length;
    }
    qsort(t->items, t->count, sizeof(*t->items), compare);
}

/* Marks those of the dictionary as known; with `take` they are pronounced as there instead. */
static void look_up(struct topics *t, const char *path, bool take)
{
    char line[400];
    FILE *file = fopen(path, "re");
    while (file != NULL && fgets(line, sizeof(line), file) != NULL) {
        struct topic key = { .known = false };
        char *phones = line + strcspn(line, " \t\r\n");
        if (phones == line || (size_t)(phones - line) >= sizeof(key.word.text)) {
            continue;
        }
        memcpy(key.word.text, line, (size_t)(phones - line));
        struct topic *found = bsearch(&key, t->items, t->count, sizeof(key), compare);
        if (found == NULL) {
            continue;
        }
        phones += strspn(phones, " \t");
        phones[strcspn(phones, "\r\n#")] = '\0';
        found->known |= !take;
        if (take && strlen(phones) < sizeof(found->word.phones)) {
            strcpy(found->word.phones, phones);
        }
    }
    if (file != NULL) {
        fclose(file);
    }
}

/* Every word once: bsearch() finds any of equal ones. */
static void drop_equals(struct topics *t)
{
    size_t kept = 0;
    for (size_t i = 0; i < t->count; i++) {
        if (kept == 0 || compare(&t->items[kept - 1], &t->items[i]) != 0) {
            t->items[kept++] = t->items[i];
        }
    }
    t->count = kept;
}

static void give(struct extra_words *extra, const struct topics *t)
{
    for (size_t i = 0; i < t->count; i++) {
        struct extra_word word = t->items[i].word;
        if (!t->items[i].known
            && (word.phones[0] != '\0' || letter_to_sound(t->items[i].written, word.phones,
                                                          sizeof(word.phones)))
            && !extra_words_add(extra, &word)) {
            return;
        }
    }
}

void topic_words_add(struct extra_words *extra, const struct listen_settings *settings)
{
    char larger[4096];
    if (settings->topics == NULL || settings->dictionary == NULL || settings->model_dir == NULL) {
        return;
    }
    struct topics t = { .items = calloc(MOST_TOPICS, sizeof(*t.items)) };
    if (t.items == NULL) {
        return;
    }
    collect(&t, settings->topics);
    drop_equals(&t);
    look_up(&t, settings->dictionary, false);
    if (snprintf(larger, sizeof(larger), "%s/../cmudict-en-us.dict", settings->model_dir)
        < (int)sizeof(larger)) {
        look_up(&t, larger, true);
    }
    give(extra, &t);
    free(t.items);
}
