/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "screens.h"

#include "widgets.h"

#include <string.h>

#define STEPS 3

static const struct { const char *title, *text; } steps[STEPS] = {
    { "lost.plug", "lost.plug_text" },
    { "lost.switch", "lost.switch_text" },
    { "lost.other", "lost.other_text" },
};

/* Disc, what happened, what is safe; the clock's time is bold. Returns its lower end. */
static double message(struct view *v, struct rect box)
{
    double r = view_large(v) ? 60 : 84;
    bool asked = v->state->question != NULL && v->state->under != SCREEN_CHECK;
    const char *clock = view_clock(v, v->state->answer_s);
    const char *text = asked ? view_fill(v, "lost.text", "time", clock, NULL)
                             : view_say(v, "lost.text_check");
    const char *at = strstr(text, clock);
    struct text_span bold = { 0 };
    if (at != NULL) {
        bold = (struct text_span){ .from = (size_t)(at - text), .weight = 600,
                                   .to = (size_t)(at - text) + strlen(clock) };
    }
    struct text_look lead = { .style = TYPE_LEAD, .color = view_color(v, TOKEN_INK),
                              .balance = v->portrait, .spans = &bold, .span_count = at != NULL };
    struct text_look title = { .style = view_large(v) ? TYPE_TITLE : TYPE_TROUBLE,
                               .balance = true, .color = view_color(v, TOKEN_INK) };
    icon_disc(v, "micoff", box.x + r, box.y + r, r, r * 1.18, TOKEN_WATCH_SOFT, TOKEN_WATCH_INK);
    rect_cut_top(&box, 2 * r + (view_large(v) ? 20 : 40));
    rect_cut_top(&box, write_look(v, box, &title, view_say(v, "lost.title")) + 22);
    rect_cut_top(&box, write_look(v, box, &lead, text) + 20);
    return box.y;
}

/* Headline and sentence beside a number or spinner; `draw` false: only their height. */
static double two_texts(struct view *v, struct rect box, const char *title, const char *text,
                        bool draw)
{
    struct text_look head = { .style = TYPE_BODY, .weight = 600,
                              .color = view_color(v, TOKEN_INK) };
    struct text_look small = { .style = TYPE_SMALL, .color = view_color(v, TOKEN_INK2) };
    double h = text_height(v->canvas, &head, title, box.w) - 1;
    double all = h + text_height(v->canvas, &small, text, box.w);
    if (draw) {
        write_look(v, rect_of(box.x, box.y, box.w, h + 1), &head, title);
        write_look(v, rect_of(box.x, box.y + h, box.w, all - h), &small, text);
    }
    return all;
}

static void number_circle(struct view *v, double x, double y, unsigned number)
{
    struct text_look look = { .style = TYPE_BODY, .weight = 600, .align = TEXT_CENTER,
                              .color = view_color(v, TOKEN_INK) };
    draw_circle(v->canvas, x, y, 30.5, 3, view_color(v, TOKEN_CTL));
    write_line(v, x, y, &look, view_format(v, "%u", number));
}

/* All of the card from the top of `box`; returns its height. */
static double help_content(struct view *v, struct rect box, bool draw)
{
    struct rect at = rect_of(box.x, box.y - 15, box.w, 1e6);
    if (draw) {
        write_text(v, at, TYPE_SUBHEAD, TOKEN_INK, view_say(v, "lost.try"));
    }
    rect_cut_top(&at, text_line(v->canvas, TYPE_SUBHEAD) + 32);
    for (unsigned i = 0; i < STEPS; i++) {
        struct rect text = rect_of(at.x + 92, at.y, at.w - 92, at.h);
        double h = two_texts(v, text, view_say(v, steps[i].title), view_say(v, steps[i].text),
                             draw);
        if (draw) {
            number_circle(v, at.x + 32, at.y + h / 2 + 1, i + 1);
        }
        rect_cut_top(&at, h + 28);
    }
    if (draw) {
        divider(v, at.x, at.y + 7, at.w + 24);
    }
    rect_cut_top(&at, 33);
    struct rect text = rect_of(at.x + 76, at.y, at.w - 76, at.h);
    double h = two_texts(v, text, view_say(v, "lost.looking"), view_say(v, "lost.looking_text"),
                         draw);
    if (draw) {
        spinner(v, at.x + 28, at.y + h / 2, 22);
    }
    return at.y + h - box.y;
}

/* Returns its lower end. */
static double help_card(struct view *v, struct rect room)
{
    double content = help_content(v, rect_of(0, 0, room.w - 96 - 24, 0), false);
    room.h = fmin(room.h, content + 99);
    struct rect in = rect_inset(card_draw(v, room, TOKEN_SURFACE, 48), 0, -20);
    content += 40;
    double offset = scroll_begin(v, in, 0, content);
    help_content(v, rect_of(in.x, in.y + 20 - offset, in.w - 24, 0), true);
    scroll_end(v, in, 0, content, TOKEN_SURFACE);
    card_end(v);
    return rect_bottom(room);
}

/* The way on without a microphone: type the answer, or leave the check out. */
static void way_on(struct view *v, double x, double y)
{
    bool check = v->state->under == SCREEN_CHECK;
    struct button type = { .kind = BUTTON_TERTIARY, .icon = check ? "skip" : "keys",
                           .command = check ? CMD_SKIP : CMD_TYPE, .key = check ? 'k' : 'y',
                           .label = view_say(v, check ? "lost.skip" : "type.instead") };
    button_draw(v, &type, rect_of(x - (v->theme->edges ? 0 : 44), y, button_width(v, &type),
                                  button_height(v, &type)));
}

void mic_lost_draw(struct view *v)
{
    struct rect room = page_header(v, HEADER_READ_ALOUD, page_subtitle(v, false),
                                   page_subtitle(v, true));
    const struct button buttons[] = {
        { .kind = BUTTON_PRIMARY, .icon = "again", .label = view_say(v, "lost.again"),
          .command = CMD_LOOK_AGAIN, .key = KEY_ENTER },
        { .kind = BUTTON_SECONDARY, .icon = "gear", .label = view_say(v, "check.change"),
          .command = CMD_CHANGE_MICROPHONE, .key = 'c' },
        { .kind = BUTTON_TERTIARY, .icon = "hand", .label = view_say(v, "lost.staff"),
          .command = CMD_HELP, .number = 1, .key = 'f', .tight = true },
    };
    struct chip chip = { .on = false, .text = view_say(v, "lost.chip") };
    room = action_bar(v, room, 32, buttons, 3, &chip);
    rect_cut_top(&room, view_large(v) ? 12 : 60);
    if (v->portrait) {
        double end = message(v, room);
        rect_cut_top(&room, end - room.y + 12);
        rect_cut_bottom(&room, 96 * v->text - 16);
        way_on(v, room.x, help_card(v, room) + 16);
        return;
    }
    struct rect left = rect_cut_left(&room, 664);
    rect_cut_left(&room, 92);
    double end = message(v, left);
    way_on(v, left.x, fmin(end + 16, rect_bottom(left) - (view_large(v) ? 116 : 96)));
    help_card(v, room);
}
