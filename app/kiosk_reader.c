/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kiosk_internal.h"
#include "text_file.h"
#include "widgets.h"

#include <stdio.h>
#include <string.h>

#define HEADER_END 116.0    /* units; the header is the same everywhere and is read last */

struct script {
    char text[4 * TEXT_NOTE_MAX];
    size_t at;
};

static void add(struct script *s, const char *text)
{
    size_t length = text_fitting(text, sizeof(s->text) - s->at);
    memcpy(s->text + s->at, text, length);
    s->at += length;
    s->text[s->at] = '\0';
}

/* A pause after each piece, unless it ends with one. */
static void add_piece(struct script *s, const char *text)
{
    if (text[0] == '\0') {
        return;
    }
    add(s, text);
    char last = text[strlen(text) - 1];
    add(s, strchr(".?!,:", last) != NULL ? " " : ". ");
}

static bool in_a_spot(const struct kiosk *k, struct rect r)
{
    const struct spots *s = &k->stage->spots;
    for (size_t i = 0; i < s->count; i++) {
        if (s->items[i].role != ROLE_AREA && rect_holds(s->items[i].box, r.x + 1, r.y + r.h / 2)) {
            return true;
        }
    }
    return false;
}

static void add_content(struct kiosk *k, struct script *s)
{
    size_t count;
    const struct text_note *notes = canvas_notes(k->stage->canvas, &count);
    for (size_t i = 0; i < count; i++) {
        bool seen = rect_meets(notes[i].ink, notes[i].clip);
        if (seen && notes[i].ink.y >= HEADER_END && !in_a_spot(k, notes[i].ink)) {
            add_piece(s, notes[i].text);
        }
    }
}

static const char *role_id(enum spot_role role)
{
    static const char *const ids[] = {
        [ROLE_BUTTON] = "role.button", [ROLE_CARD] = "role.card", [ROLE_TAB] = "role.tab",
        [ROLE_CHOICE] = "role.choice", [ROLE_SWITCH] = "role.switch", [ROLE_ROW] = "role.row",
        [ROLE_WORD] = "role.word", [ROLE_KEY] = "role.key", [ROLE_AREA] = "role.area",
    };
    return ids[role];
}

/* "Your goal, 4 of 5 covered, tab 1 of 5": name, state, kind and place among its kind. */
static void add_named(struct kiosk *k, struct script *s, const struct spot *spot, unsigned place,
                      unsigned of)
{
    add(s, spot->label);
    add(s, ", ");
    if (spot->state[0] != '\0' && spot->role == ROLE_AREA) { /* it says what to do there */
        add_piece(s, spot->state);
        return;
    }
    if (spot->state[0] != '\0') {
        add(s, spot->state);
        add(s, ", ");
    }
    char number[16], total[16], text[128];
    snprintf(number, sizeof(number), "%u", place);
    snprintf(total, sizeof(total), "%u", of);
    const struct string_value values[] = { { "number", number }, { "total", total }, { 0 } };
    add_piece(s, strings_fill(text, sizeof(text), strings_get(k->stage->strings,
                                                              role_id(spot->role)),
                              values));
}

static void add_spot(struct kiosk *k, struct script *s, const struct spot *spot)
{
    const struct spots *all = &k->stage->spots;
    unsigned place = 0, of = 0;
    for (size_t i = 0; i < all->count; i++) {
        bool same = all->items[i].role == spot->role && all->items[i].zone == spot->zone;
        of += same;
        place += same && &all->items[i] <= spot;
    }
    add_named(k, s, spot, place, of);
}

static void add_buttons(struct kiosk *k, struct script *s)
{
    const struct spots *all = &k->stage->spots;
    for (int zone = ZONE_CONTENT; zone <= ZONE_ACTIONS; zone++) {
        for (size_t i = 0; i < all->count; i++) {
            const struct spot *spot = &all->items[i];
            if ((int)spot->zone != zone || spot->small || spot->role == ROLE_AREA ||
                spot->role == ROLE_KEY) {
                continue;
            }
            add(s, spot->label);
            if (spot->key != 0) {
                add(s, ", ");
                add(s, key_name(&k->stage->view, spot->key));
            }
            add(s, ". ");
        }
    }
}

/* Nothing is read over the interviewer, nor into a microphone that records an answer. */
static bool may_read(const struct kiosk *k)
{
    const struct interview_state *state = k->scene.state;
    return state->person.read_aloud && state->speech_id == 0 &&
           (state->screen != SCREEN_ANSWER || state->sheet != SHEET_NONE);
}

void reader_screen(struct kiosk *k)
{
    if (!may_read(k)) {
        return;
    }
    struct script s = { .at = 0 };
    add_content(k, &s);
    add_buttons(k, &s);
    studio_say(k->studio, s.text);
    explicit_bzero(&s, sizeof(s));
}

void reader_say(struct kiosk *k, const char *text)
{
    if (may_read(k) && text[0] != '\0') {
        studio_say(k->studio, text);
    }
}

void reader_typed(struct kiosk *k)
{
    const char *typed = k->memory.typed, *end = typed + strlen(typed), *from = end;
    bool word = end > typed && end[-1] == ' ';
    if (end == typed || !may_read(k)) {
        return;
    }
    from -= word;   /* the space itself is not said */
    while (from > typed && (word ? from[-1] != ' ' : (from == end || (*from & 0xc0) == 0x80))) {
        from--;
    }
    char text[64];
    snprintf(text, sizeof(text), "%.*s", (int)(end - from), from);
    studio_say(k->studio, text);
    explicit_bzero(text, sizeof(text));
}

static void say_spot(struct kiosk *k, const struct spot *spot)
{
    struct script s = { .at = 0 };
    add_spot(k, &s, spot);
    studio_say(k->studio, s.text);
    explicit_bzero(&s, sizeof(s));
}

void reader_say_spot(struct kiosk *k, const struct spot *spot)
{
    if (may_read(k)) {
        say_spot(k, spot);
    }
}

/* "goals, unsure, word 5 of 120" */
void reader_word(struct kiosk *k, size_t word)
{
    const struct attempt *a = k->scene.state->latest;
    if (!may_read(k) || a == NULL || word >= a->word_count) {
        return;
    }
    struct script s = { .at = 0 };
    struct spot spot = { .role = ROLE_WORD };
    snprintf(spot.label, sizeof(spot.label), "%s", a->words[word].text);
    if (a->words[word].confidence < UNSURE_WORD) {
        snprintf(spot.state, sizeof(spot.state), "%s",
                 strings_get(k->stage->strings, "words.unsure"));
    }
    add_named(k, &s, &spot, (unsigned)word + 1, (unsigned)a->word_count);
    studio_say(k->studio, s.text);
    explicit_bzero(&s, sizeof(s));
    explicit_bzero(&spot, sizeof(spot));
}

/* Whoever goes on does not want to hear the rest, of what was said nor of the screen. */
void reader_focus(struct kiosk *k)
{
    const struct view *v = &k->stage->view;
    const struct interview_state *state = k->scene.state;
    const struct spot *spot = spots_find(&k->stage->spots, v->focus_command, v->focus_number);
    bool cut = state->person.read_aloud && state->speech_id != 0 && spot != NULL &&
               state->screen != SCREEN_QUESTION && state->screen != SCREEN_ANSWER;
    if (cut) {
        say_spot(k, spot);
        k->reading_due = false;
    } else if (spot != NULL) {
        reader_say_spot(k, spot);
    }
}
