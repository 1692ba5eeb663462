/* SPDX-License-Identifier: GPL-3.0-or-later */
/* 11a: the PIN, to get in or to choose a new one. */
#include "screens.h"

#include <stdio.h>
#include <string.h>

#include "staff.h"
#include "widgets.h"

#define KEY_W   180.0
#define KEY_H   128.0
#define STEP_X  204.0
#define STEP_Y  152.0
#define DOTS    4

static void key_draw(struct view *v, struct rect box, int digit)
{
    struct spot spot = { .box = box, .radius = 36, .command = LOCAL_STAFF_DIGIT, .number = digit,
                         .role = ROLE_KEY, .key = '0' + digit };
    snprintf(spot.label, sizeof(spot.label), "%d", digit);
    bool pressed = view_spot(v, &spot);
    enum token fill = pressed ? TOKEN_YOU_SOFT : TOKEN_SURFACE;
    draw_round(v->canvas, box, 36, view_color(v, fill));
    canvas_ground(v->canvas, view_color(v, fill));
    draw_round_line(v->canvas, box, 36, pressed ? 4 : v->theme->edges ? 3 : 2,
                    view_color(v, pressed ? TOKEN_YOU : v->theme->edges ? TOKEN_CTL : TOKEN_LINE));
    struct text_look look = { .style = TYPE_ADVICE, .align = TEXT_CENTER,
                              .color = view_color(v, TOKEN_INK) };
    write_line(v, box.x + box.w / 2, box.y + box.h / 2, &look, spot.label);
    card_end(v);
}

static void erase_key(struct view *v, struct rect box)
{
    struct spot spot = { .box = box, .radius = 36, .command = LOCAL_STAFF_ERASE,
                         .role = ROLE_BUTTON, .key = KEY_BACKSPACE };
    snprintf(spot.label, sizeof(spot.label), "%s", view_say(v, "staff.erase"));
    if (view_spot(v, &spot)) {
        draw_round(v->canvas, box, 36, view_color(v, TOKEN_WELL));
    }
    put_icon(v, "del", box.x + box.w / 2, box.y + box.h / 2, 60, TOKEN_INK);
}

/* What was typed: discs; what is missing to the shortest PIN: circles. */
static void dots(struct view *v, double x, double y, size_t typed)
{
    size_t count = typed > DOTS ? typed : DOTS;
    double step = count > 7 ? 560.0 / (double)count : 80;
    double r = fmin(26, step * 0.36);
    x -= step * (double)(count - 1) / 2;
    for (size_t i = 0; i < count; i++) {
        if (i < typed) {
            draw_disc(v->canvas, x + (double)i * step, y, r, view_color(v, TOKEN_YOU));
        } else {
            draw_circle(v->canvas, x + (double)i * step, y, r - 4, 4, view_color(v, TOKEN_CTL));
        }
    }
}

static void pad(struct view *v, double x, double y)
{
    const struct staff *s = v->scene->staff;
    size_t typed = strlen(s->typed);
    double top = y + 70;
    dots(v, x + STEP_X + KEY_W / 2, y, typed);
    for (int i = 1; i <= 9; i++) {
        key_draw(v, rect_of(x + (i - 1) % 3 * STEP_X, top + (i - 1) / 3 * STEP_Y, KEY_W, KEY_H),
                 i);
    }
    erase_key(v, rect_of(x, top + 3 * STEP_Y, KEY_W, KEY_H));
    key_draw(v, rect_of(x + STEP_X, top + 3 * STEP_Y, KEY_W, KEY_H), 0);
    struct button enter = { .kind = BUTTON_PRIMARY, .label = view_say(v, "staff.enter"),
                            .command = LOCAL_STAFF_ENTER, .key = KEY_ENTER,
                            .disabled = typed < PIN_SHORTEST, .style = TYPE_NOTE,
                            .why = view_say(v, "staff.short_pin") };
    v->zone = ZONE_ACTIONS;
    button_draw(v, &enter, rect_of(x + 2 * STEP_X, top + 3 * STEP_Y, KEY_W, KEY_H));
    v->zone = ZONE_CONTENT;
}

/* What became of the last try, or what to do. */
static const char *lead(struct view *v, bool *trouble)
{
    const struct staff *s = v->scene->staff;
    double left_s = pin_locked_s(&s->gate, s->now_s);
    *trouble = true;
    if (s->page == STAFF_NEW_PIN) {
        *trouble = false;
        return view_say(v, s->first[0] == '\0' ? "staff.new_lead" : "staff.again_lead");
    }
    if (left_s > 0) {
        view_moves(v);
        return view_fill(v, "staff.locked", "time", view_clock(v, ceil(left_s)), NULL);
    }
    if (s->tried && s->answer == PIN_WRONG) {
        unsigned tries = pin_tries_left(&s->gate);
        return tries == 1 ? view_say(v, "staff.wrong_one")
                          : view_fill(v, "staff.wrong", "count", view_format(v, "%u", tries),
                                      NULL);
    }
    *trouble = false;
    return view_say(v, "staff.lead");
}

static void words(struct view *v, struct rect room)
{
    bool trouble = false, fresh = v->scene->staff->page == STAFF_NEW_PIN;
    double r = 60;
    icon_disc(v, "lock", room.x + r, room.y + r, r, 68, TOKEN_YOU_SOFT, TOKEN_YOU_INK);
    rect_cut_top(&room, 2 * r + 36);
    struct text_look title = { .style = TYPE_TITLE, .color = view_color(v, TOKEN_INK) };
    rect_cut_top(&room, write_look(v, room, &title,
                                   view_say(v, fresh ? "staff.new_title" : "staff.title")) + 13);
    const char *text = lead(v, &trouble);
    rect_cut_top(&room, write_text(v, room, TYPE_LEAD, trouble ? TOKEN_WATCH_INK : TOKEN_INK2,
                                   text) + 57);
    struct text_look small = { .style = TYPE_SMALL, .color = view_color(v, TOKEN_INK2) };
    const char *closes = view_say(v, fresh ? "staff.lock_time" : "staff.closes");
    put_icon(v, "clock", room.x + 16, room.y, 32, TOKEN_INK2);
    write_line(v, room.x + 46, room.y, &small, closes);
}

void staff_pin_draw(struct view *v)
{
    const char *name = view_say(v, "staff.short");
    page_header(v, HEADER_STAFF, name, name);
    double m = view_margin(v);
    if (v->portrait) {
        words(v, rect_of(m, 180, v->layout.w - 2 * m, 680));
        pad(v, (v->layout.w - 2 * STEP_X - KEY_W) / 2, 880);
    } else {
        words(v, view_large(v) ? rect_of(m, 222, 860, 780) : rect_of(m, 300, 760, 600));
        pad(v, 1080, 222);
    }
}
