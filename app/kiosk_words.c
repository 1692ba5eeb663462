/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * 06: choosing, striking and correcting words. A finger touches a word; by keys the words are one
 * stop of the focus: Enter takes hold of a word, arrows go from word to word, Enter again corrects
 * it, Delete strikes it, Esc lets go.
 */
#include "kiosk_internal.h"

#include <string.h>

#define PAGE_WORDS 10

static const struct attempt *words_of(const struct kiosk *k)
{
    const struct interview_state *s = k->scene.state;
    bool shown = s->screen == SCREEN_FEEDBACK && s->sheet == SHEET_NONE && k->scene.staff == NULL;
    return shown && s->latest != NULL && s->latest->word_count > 0 ? s->latest : NULL;
}

bool kiosk_word_chosen(const struct kiosk *k)
{
    return k->memory.word > 0 && !k->memory.editing && words_of(k) != NULL;
}

static void choose(struct kiosk *k, int word)
{
    const struct attempt *a = words_of(k);
    int last = a != NULL ? (int)a->word_count : 0;
    k->memory.word = word < 1 ? (last > 0) : word > last ? last : word;
    if (k->memory.word > 0) {
        reader_word(k, (size_t)k->memory.word - 1);
    }
}

/* What most likely needs a correction is offered first. */
static void choose_unsure(struct kiosk *k)
{
    const struct attempt *a = words_of(k);
    size_t i = 0;
    while (a != NULL && i < a->word_count && a->words[i].confidence >= UNSURE_WORD) {
        i++;
    }
    choose(k, a != NULL && i < a->word_count ? (int)i + 1 : 1);
}

static void forget_typed(struct kiosk *k)
{
    explicit_bzero(k->memory.typed, sizeof(k->memory.typed));
    k->memory.shift = k->memory.figures = false;
}

static void edit(struct kiosk *k, bool on)
{
    k->memory.editing = on;
    forget_typed(k);
    k->stage->view.focus_command = on ? CMD_NONE : LOCAL_WORDS;
    k->stage->view.focus_number = 0;
    k->reading_due = on;
}

/* Whoever uses keys goes on from the same place, a finger has to touch again. */
static void correct(struct kiosk *k, int word, const char *text, double now_s)
{
    bool stay = k->stage->view.show_keys;
    studio_command(k->studio, CMD_CORRECT, word - 1, text, now_s);
    k->memory.word = 0;
    if (stay) {
        choose(k, word);
    }
}

bool kiosk_words_do(struct kiosk *k, int command, int number, double now_s)
{
    const struct attempt *a = words_of(k);
    bool chosen = a != NULL && k->memory.word > 0;
    switch (command) {
    case LOCAL_WORDS:
        choose_unsure(k);
        return true;
    case LOCAL_WORD:
        if (k->memory.word == number + 1) {     /* again: let go */
            k->memory.word = 0;
        } else {
            choose(k, number + 1);
        }
        return true;
    case LOCAL_WORD_STRIKE:
        correct(k, number + 1, "", now_s);
        return true;
    case LOCAL_WORD_EDIT:
        edit(k, chosen && !k->memory.editing);
        return true;
    case LOCAL_TYPE_DONE:
        if (k->memory.editing) {
            int word = k->memory.word;
            char text[sizeof(k->memory.typed)];
            memcpy(text, k->memory.typed, sizeof(text));
            edit(k, false);
            correct(k, word, text, now_s);
            explicit_bzero(text, sizeof(text));
            return true;
        }
        return false;
    default:
        return false;
    }
}

bool kiosk_words_key(struct kiosk *k, int key, double now_s)
{
    static const struct { int key, step; } steps[] = {
        { KEY_LEFT, -1 },       { KEY_RIGHT, 1 },        { KEY_UP, -PAGE_WORDS },
        { KEY_DOWN, PAGE_WORDS }, { KEY_PAGE_UP, -5 * PAGE_WORDS },
        { KEY_PAGE_DOWN, 5 * PAGE_WORDS }, { KEY_HOME, -100000 }, { KEY_END, 100000 },
    };
    bool held = kiosk_word_chosen(k) && k->stage->view.focus_command == LOCAL_WORDS;
    if (kiosk_word_chosen(k) && key == KEY_ESCAPE) {
        k->memory.word = 0;
        return true;
    }
    if (held && (key == KEY_ENTER || key == KEY_SPACE)) {
        kiosk_do(k, LOCAL_WORD_EDIT, 0, now_s);
        return true;
    }
    if (kiosk_word_chosen(k) && key == 'u') {
        kiosk_do(k, CMD_UNDO, 0, now_s);
        choose(k, k->memory.word);  /* there may be fewer words now */
        return true;
    }
    for (size_t i = 0; held && i < sizeof(steps) / sizeof(steps[0]); i++) {
        if (steps[i].key == key) {
            choose(k, k->memory.word + steps[i].step);
            return true;
        }
    }
    return false;
}
