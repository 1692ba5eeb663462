/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Typing: a whole answer instead of speaking, or another wording for one word of the transcript. */
#include "screens.h"

#include "widgets.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#define KEY_GAP 10.0

static const char *const letters[] = { "qwertyuiop", "asdfghjkl'", "zxcvbnm,.?" };
/* On a second board, as on every phone. */
static const char *const figures[] = { "1234567890", "-/:;()$&@\"", "+*=#%_!,.?" };

static void key_face(struct view *v, struct rect box, const char *label, const char *icon,
                     bool pressed, bool lit)
{
    enum token fill = lit ? TOKEN_YOU : pressed ? view_pressed_fill(v) : TOKEN_WELL;
    enum token ink = lit ? TOKEN_ON_YOU : TOKEN_INK;
    struct text_look look = { .style = TYPE_LABEL, .align = TEXT_CENTER, .weight = 500,
                              .color = view_color(v, ink) };
    uint32_t ground = canvas_get_ground(v->canvas);
    draw_round(v->canvas, box, 16, view_color(v, fill));
    canvas_ground(v->canvas, view_color(v, fill));
    if (v->theme->edges) {
        draw_round_line(v->canvas, box, 16, 3, view_color(v, TOKEN_CTL));
    }
    if (icon != NULL) {
        put_icon(v, icon, box.x + box.w / 2, box.y + box.h / 2, 40 * v->text, ink);
    } else {
        write_line(v, box.x + box.w / 2, box.y + box.h / 2, &look, label);
    }
    canvas_ground(v->canvas, ground);
}

static void letter_key(struct view *v, struct rect box, char letter)
{
    char shown = v->scene->memory->shift ? (char)toupper((unsigned char)letter) : letter;
    struct spot spot = { .box = rect_inset(box, -KEY_GAP / 2, -KEY_GAP / 2), .ring = box,
                         .radius = 16, .command = LOCAL_TYPE_LETTER, .number = shown,
                         .role = ROLE_KEY };
    snprintf(spot.label, sizeof(spot.label), "%c", shown);
    bool pressed = view_spot(v, &spot);
    key_face(v, box, view_format(v, "%c", shown), NULL, pressed, false);
}

struct named_key {
    int command, number;
    const char *label;          /* spoken, and shown where there is no face or icon */
    const char *face, *icon;
    bool lit;
};

static void named_key(struct view *v, struct rect box, const struct named_key *key)
{
    struct spot spot = { .box = rect_inset(box, -KEY_GAP / 2, -KEY_GAP / 2), .ring = box,
                         .radius = 16, .command = key->command, .number = key->number,
                         .role = ROLE_KEY };
    snprintf(spot.label, sizeof(spot.label), "%s", key->label);
    bool pressed = view_spot(v, &spot);
    key_face(v, box, key->face != NULL ? key->face : key->label, key->icon, pressed, key->lit);
}

static void last_row(struct view *v, struct rect row)
{
    const struct screen_memory *memory = v->scene->memory;
    const struct named_key shift = { .command = LOCAL_TYPE_SHIFT, .lit = memory->shift,
                                     .label = view_say(v, "type.shift") };
    const struct named_key board = {
        .command = LOCAL_TYPE_FIGURES, .face = memory->figures ? "abc" : "123",
        .label = view_say(v, memory->figures ? "type.letters" : "type.figures") };
    const struct named_key erase = { .command = LOCAL_TYPE_ERASE, .icon = "del",
                                     .label = view_say(v, "type.erase") };
    const struct named_key space = { .command = LOCAL_TYPE_LETTER, .number = ' ',
                                     .label = view_say(v, "key.space") };
    double side = (row.w - 9 * KEY_GAP) / 10 * 2 + KEY_GAP;
    if (!memory->figures) {
        named_key(v, rect_cut_left(&row, side), &shift);
        rect_cut_left(&row, KEY_GAP);
    }
    named_key(v, rect_cut_left(&row, side), &board);
    rect_cut_left(&row, KEY_GAP);
    named_key(v, rect_cut_right(&row, side), &erase);
    rect_cut_right(&row, KEY_GAP);
    named_key(v, row, &space);
}

/* Three rows of letters or figures, then what is no letter. */
static void on_screen_keyboard(struct view *v, struct rect box)
{
    const char *const *rows = v->scene->memory->figures ? figures : letters;
    for (unsigned r = 0; r < 3; r++) {
        struct rect row = rect_row(box, r, 4, KEY_GAP);
        for (unsigned i = 0; i < 10; i++) {
            letter_key(v, rect_column(row, i, 10, KEY_GAP), rows[r][i]);
        }
    }
    last_row(v, rect_row(box, 3, 4, KEY_GAP));
}

/* The newest lines stay in sight; a cursor stands behind the last letter. */
static void typed_text(struct view *v, struct rect box)
{
    const char *typed = v->scene->memory->typed;
    size_t length = strlen(typed);
    draw_round(v->canvas, box, 24, view_color(v, TOKEN_BG));
    draw_round_line(v->canvas, box, 24, 3, view_color(v, TOKEN_CTL));
    canvas_ground(v->canvas, view_color(v, TOKEN_BG));
    struct rect in = rect_inset(box, 28, 20);
    struct text_look look = { .style = TYPE_LEAD, .color = view_color(v, TOKEN_INK) };
    struct text_look hint = { .style = TYPE_LEAD, .color = view_color(v, TOKEN_INK2) };
    double line = text_line(v->canvas, TYPE_LEAD), h = text_height(v->canvas, &look, typed, in.w);
    struct rect at = { in.x, in.y - fmax(0, h - in.h), in.w, fmax(h, in.h) };
    struct rect caret = rect_of(in.x, in.y + 6, 4, line - 12), last[1];
    canvas_clip(v->canvas, in);
    if (length == 0) {
        rect_cut_left(&at, 14);
        write_look(v, at, &hint, view_say(v, "type.hint"));
    } else {
        write_look(v, at, &look, typed);
        size_t from = length - 1;
        while (from > 0 && ((unsigned char)typed[from] & 0xc0) == 0x80) {
            from--;
        }
        struct rect places[64];
        size_t count = text_places(v->canvas, &look, typed, at, from, length, places, 64);
        last[0] = count > 0 ? places[count - 1] : at;
        caret = rect_of(rect_right(last[0]) + 3, last[0].y + 6, 4, line - 12);
    }
    draw_fill(v->canvas, caret, view_color(v, TOKEN_YOU));
    canvas_unclip(v->canvas);
    canvas_ground(v->canvas, view_color(v, TOKEN_SURFACE));
}

static void type_buttons(struct view *v, struct rect bar, bool word)
{
    struct button done = { .kind = BUTTON_PRIMARY, .icon = "check", .command = LOCAL_TYPE_DONE,
                           .label = view_say(v, word ? "type.change" : "type.done"),
                           .key = KEY_ENTER, .disabled = v->scene->memory->typed[0] == '\0',
                           .why = view_say(v, "type.empty") };
    struct button back = { .kind = BUTTON_SECONDARY, .icon = "back", .key = KEY_ESCAPE,
                           .command = word ? LOCAL_WORD_EDIT : CMD_BACK,
                           .label = view_say(v, "type.cancel") };
    done.tight = back.tight = button_width(v, &done) + button_width(v, &back) + 16 > bar.w;
    double w = button_width(v, &done), bw = button_width(v, &back);
    v->zone = ZONE_ACTIONS;
    button_draw(v, &done, rect_of(rect_right(bar) - w, bar.y, w, bar.h));
    button_draw(v, &back, rect_of(bar.x, bar.y, bw, bar.h));
    v->zone = ZONE_CONTENT;
}

/* Asks for the word that was heard, so that nobody has to remember it. */
static const char *word_title(struct view *v)
{
    const struct attempt *a = v->state->latest;
    size_t word = (size_t)v->scene->memory->word;
    bool known = a != NULL && word > 0 && word <= a->word_count;
    return view_fill(v, "type.word", "word", known ? a->words[word - 1].text : "", NULL);
}

void type_draw(struct view *v)
{
    bool word = v->scene->memory->editing;
    const struct rubric_question *q = v->state->question;
    double pad = v->portrait ? 40 : 56;
    struct rect in = dialog_draw(v, 1680, v->portrait ? 1500 : 996, pad);
    double bar_h = fmax(96, 60 + text_line(v->canvas, TYPE_LABEL) * 0.85);
    struct rect bar = rect_cut_bottom(&in, bar_h);
    rect_cut_bottom(&in, 24);
    double keys = fmin(in.h * 0.56, 4 * 108 + 3 * KEY_GAP);
    struct rect board = rect_cut_bottom(&in, fmax(keys, 4 * 72 + 3 * KEY_GAP));
    rect_cut_bottom(&in, 24);
    if (!view_large(v) || in.h > 320) {
        const char *title = word ? word_title(v)
                            : q == NULL ? view_say(v, "type.title") : view_typeset(v, q->wording);
        struct text_look look = { .style = TYPE_HEADING, .color = view_color(v, TOKEN_INK),
                                  .balance = true };
        double least = 40 + 2 * text_line(v->canvas, TYPE_LEAD);    /* of what is typed */
        look = look_to_fit(v, look, title, in.w, in.h - least - 20);
        rect_cut_top(&in, write_look(v, in, &look, title) + 20);
    }
    typed_text(v, in);
    on_screen_keyboard(v, board);
    type_buttons(v, bar, word);
    card_end(v);
}

static void erase_last(char *text)
{
    size_t length = strlen(text);
    while (length > 0 && ((unsigned char)text[length - 1] & 0xc0) == 0x80) {
        text[--length] = '\0';
    }
    if (length > 0) {
        text[length - 1] = '\0';
    }
}

bool type_handle(struct screen_memory *memory, const struct scene *scene, int command, int number)
{
    size_t length = strlen(memory->typed);
    (void)scene;
    switch (command) {
    case LOCAL_TYPE_LETTER:
        if (length + 1 < sizeof(memory->typed) && number > 0 && number < 128) {
            memory->typed[length] = (char)number;
            memory->typed[length + 1] = '\0';
            memory->shift = false;
        }
        return true;
    case LOCAL_TYPE_ERASE:
        erase_last(memory->typed);
        return true;
    case LOCAL_TYPE_SHIFT:
        memory->shift = !memory->shift;
        return true;
    case LOCAL_TYPE_FIGURES:
        memory->figures = !memory->figures;
        memory->shift = false;
        return true;
    default:
        return false;
    }
}
