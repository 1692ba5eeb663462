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
                              .spans = &bold, .span_count = at != NULL };
    struct text_look title = { .style = view_large(v) ? TYPE_TITLE : TYPE_TROUBLE,
                               .balance = true, .color = view_color(v, TOKEN_INK) };
    icon_disc(v, "micoff", box.x + r, box.y + r, r, r * 1.18, TOKEN_WATCH_SOFT, TOKEN_WATCH_INK);
    rect_cut_top(&box, 2 * r + (view_large(v) ? 20 : 40));
    rect_cut_top(&box, write_look(v, box, &title, view_say(v, "lost.title")) + 22);
    rect_cut_top(&box, write_look(v, box, &lead, text) + 20);
    return box.y;
}

static double step_height(struct view *v)
{
    return text_line(v->canvas, TYPE_BODY) + text_line(v->canvas, TYPE_SMALL) + 28;
}

static void two_texts(struct view *v, struct rect box, const char *title, const char *text)
{
    struct text_look head = { .style = TYPE_BODY, .weight = 600,
                              .color = view_color(v, TOKEN_INK) };
    rect_cut_top(&box, write_look(v, box, &head, title) - 2);
    write_text(v, box, TYPE_SMALL, TOKEN_INK2, text);
}

static void step(struct view *v, struct rect box, unsigned number)
{
    struct text_look look = { .style = TYPE_BODY, .weight = 600, .align = TEXT_CENTER,
                              .color = view_color(v, TOKEN_INK) };
    double y = box.y + (text_line(v->canvas, TYPE_BODY) + text_line(v->canvas, TYPE_SMALL)) / 2;
    draw_circle(v->canvas, box.x + 32, y, 30.5, 3, view_color(v, TOKEN_CTL));
    write_line(v, box.x + 32, y, &look, view_format(v, "%u", number + 1));
    rect_cut_left(&box, 92);
    two_texts(v, box, view_say(v, steps[number].title), view_say(v, steps[number].text));
}

static double card_height(struct view *v)
{
    return 96 + text_line(v->canvas, TYPE_SUBHEAD) + 20 + (STEPS + 1) * step_height(v) + 16;
}

static void help_card(struct view *v, struct rect box)
{
    struct rect in = card_draw(v, box, TOKEN_SURFACE, 48);
    double h = step_height(v), content = card_height(v) - 96;
    bool scrolls = content > in.h;
    double offset = scrolls ? scroll_begin(v, in, 0, content) : 0;
    struct rect at = rect_of(in.x, in.y - offset - 12, in.w - (scrolls ? 24 : 0), content);
    write_text(v, at, TYPE_SUBHEAD, TOKEN_INK, view_say(v, "lost.try"));
    rect_cut_top(&at, text_line(v->canvas, TYPE_SUBHEAD) + 24);
    for (unsigned i = 0; i < STEPS; i++) {
        step(v, rect_cut_top(&at, h), i);
    }
    divider(v, at.x, at.y, at.w);
    rect_cut_top(&at, 28);
    spinner(v, at.x + 28, at.y + h / 2 - 14, 22);
    rect_cut_left(&at, 76);
    two_texts(v, at, view_say(v, "lost.looking"), view_say(v, "lost.looking_text"));
    if (scrolls) {
        scroll_end(v, in, 0, content, TOKEN_SURFACE);
    }
    card_end(v);
}

/* The way on without a microphone: type the answer, or leave the check out. */
static void way_on(struct view *v, double x, double y)
{
    bool check = v->state->under == SCREEN_CHECK;
    struct button type = { .kind = BUTTON_TERTIARY, .icon = check ? "skip" : "aa",
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
          .command = CMD_HELP, .number = 1, .key = 'f' },
    };
    struct chip chip = { .on = false, .text = view_say(v, "lost.chip") };
    room = action_bar(v, room, 32, buttons, 3, &chip);
    rect_cut_top(&room, view_large(v) ? 12 : 60);
    if (v->portrait) {
        double end = message(v, room);
        rect_cut_top(&room, end - room.y + 12);
        help_card(v, rect_cut_top(&room, fmin(card_height(v), room.h)));
        return;
    }
    struct rect left = rect_cut_left(&room, 664);
    rect_cut_left(&room, 92);
    double end = message(v, left);
    if (!view_large(v)) {
        way_on(v, left.x, fmin(end + 16, rect_bottom(left) - 96));
    }
    help_card(v, rect_cut_top(&room, fmin(card_height(v), room.h)));
}
