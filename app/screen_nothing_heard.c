/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "screens.h"

#include "widgets.h"

#define SILENT_BEFORE_S 12  /* of silence lead here */

static struct text_look centered(struct view *v, enum type_style style, enum token color)
{
    return (struct text_look){ .style = style, .align = TEXT_CENTER, .balance = true,
                               .color = view_color(v, color) };
}

/* A clock and how long nothing was heard. */
static void silence_line(struct view *v, struct rect wave, double y)
{
    int seconds = (int)(v->state->now_s - v->state->entered_s) + SILENT_BEFORE_S;
    const char *text = view_fill(v, "nothing.silence", "count", view_format(v, "%d", seconds),
                                 NULL);
    struct text_look look = { .style = TYPE_SMALL, .align = TEXT_RIGHT,
                              .color = view_color(v, TOKEN_INK2) };
    double w = write_line(v, rect_right(wave), y, &look, text);
    put_icon(v, "clock", rect_right(wave) - w - 28, y, 32, TOKEN_INK2);
}

/* Which microphone should be heard; "" when nobody knows its name. */
static void microphone_line(struct view *v, struct rect wave)
{
    const char *name = v->scene->microphone;
    if (name == NULL || name[0] == '\0') {
        return;
    }
    struct text_look look = { .style = TYPE_SMALL, .lines = 1,
                              .color = view_color(v, TOKEN_INK2) };
    double line = text_line(v->canvas, TYPE_SMALL);
    write_look(v, rect_of(wave.x, rect_bottom(wave) + 13 - line / 2, wave.w * 0.55, line), &look,
               view_fill(v, "nothing.microphone", "name", name, NULL));
}

/* Returns its height. */
static double type_instead(struct view *v, double x, double y, enum text_align align)
{
    struct button type = { .kind = BUTTON_TERTIARY, .icon = "keys", .command = CMD_TYPE,
                           .label = view_say(v, "type.instead"), .key = 'y', .style = TYPE_BODY,
                           .tight = align == TEXT_LEFT };
    double w = button_width(v, &type), h = button_height(v, &type);
    x -= align == TEXT_CENTER ? w / 2 : (w - button_face(v, &type)) / 2;
    button_draw(v, &type, rect_of(x, y, w, h));
    return h;
}

void nothing_heard_draw(struct view *v)
{
    struct rect room = page_header(v, HEADER_READ_ALOUD, page_subtitle(v, false),
                                   page_subtitle(v, true));
    const struct button buttons[] = {
        { .kind = BUTTON_PRIMARY, .icon = "mic", .label = view_say(v, "nothing.keep"),
          .command = CMD_KEEP_LISTENING, .key = KEY_ENTER },
        { .kind = BUTTON_SECONDARY, .icon = "gear", .label = view_say(v, "nothing.check"),
          .command = CMD_CHECK_MICROPHONE, .key = 'c' },
        { .kind = BUTTON_TERTIARY, .icon = "again", .label = view_say(v, "question.repeat_long"),
          .command = CMD_REPEAT, .key = 'r', .tight = true },
    };
    struct chip chip = { .on = true, .text = view_say(v, "nothing.chip") };
    room = action_bar(v, room, 24, buttons, 3, &chip);
    struct text_look question = centered(v, TYPE_HEADING, TOKEN_INK2);
    struct text_look title = centered(v, view_large(v) ? TYPE_TITLE : TYPE_BANNER, TOKEN_INK);
    struct text_look lead = centered(v, TYPE_LEAD, TOKEN_INK);
    struct text_look note = centered(v, TYPE_LEAD, TOKEN_INK2);
    double x = room.x + room.w / 2;
    double more = 0;    /* lines of a long question, which take from the air below it */
    if (!view_large(v) && v->state->question != NULL) {
        rect_cut_top(&room, 33);
        const char *wording = view_typeset(v, v->state->question->wording);
        double most = v->portrait ? room.h * 0.25 : 2 * text_line(v->canvas, TYPE_HEADING);
        question = look_to_fit(v, question, wording, room.w, most);
        double h = write_look(v, room, &question, wording);
        more = h - text_line(v->canvas, TYPE_HEADING);
        rect_cut_top(&room, h);
    }
    double air = view_large(v) ? 8 : fmax(20, 79 / v->text - more);
    bool tight = more > 0 && v->text > 1.1 && !v->portrait;
    double r = view_large(v) || tight ? 52 : 76;
    rect_cut_top(&room, v->portrait ? 160 : air);
    icon_disc(v, "mic", x, room.y + r, r, r * 1.2, TOKEN_GOLD, TOKEN_ON_GOLD);
    rect_cut_top(&room, 2 * r + (view_large(v) ? 16 : 37));
    rect_cut_top(&room, write_look(v, room, &title, view_say(v, "nothing.title")) + 24);
    rect_cut_top(&room, write_look(v, room, &lead, view_say(v, "nothing.text")));
    rect_cut_top(&room, write_look(v, room, &note, view_say(v, "nothing.not_started")));
    rect_cut_top(&room, view_large(v) ? 8 : 36);
    double w = fmin(1100, room.w);
    struct rect wave = rect_of(x - w / 2, room.y, w, view_large(v) ? 40 : 64);
    live_wave(v, wave);
    if (v->text > 1.1) { /* no room for a line of its own */
        double below = rect_bottom(wave) - 8;
        silence_line(v, wave, below + type_instead(v, wave.x, below, TEXT_LEFT) / 2);
    } else {
        silence_line(v, wave, rect_bottom(wave) + 13);
        microphone_line(v, wave);
        type_instead(v, x, rect_bottom(wave) + 34, TEXT_CENTER);
    }
}
