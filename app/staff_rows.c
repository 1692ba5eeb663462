/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "staff_rows.h"

#include <stdio.h>

#define CARD_PAD 36.0
#define NARROW   300.0  /* cards for one column of buttons */
#define BUTTON_H 76.0
#define ROW_H    84.0
#define PICK_H   72.0
#define BAR_ROOM 28.0   /* for a scroll bar */

static struct text_look look_of(const struct staff_rows *r, enum type_style style, int weight,
                                enum token color)
{
    return (struct text_look){ .style = style, .weight = weight,
                               .color = view_color(r->v, color) };
}

static double width_of(const struct staff_rows *r, const struct text_look *look, const char *text)
{
    return ceil(text_width(r->v->canvas, look, text)) + 1;
}

/* Its height at the width `w`. */
static double put(struct staff_rows *r, double x, double y, double w,
                  const struct text_look *look, const char *text)
{
    double h = text_height(r->v->canvas, look, text, w);
    if (r->drawn) {
        write_look(r->v, rect_of(x, y, w, h), look, text);
    }
    return h;
}

static void line(struct staff_rows *r, double x, double y, const struct text_look *look,
                 const char *text)
{
    if (r->drawn) {
        write_line(r->v, x, y, look, text);
    }
}

void row_gap(struct staff_rows *r, double height)
{
    r->y += height;
}

void row_text(struct staff_rows *r, enum type_style style, enum token color, const char *text)
{
    struct text_look look = look_of(r, style, 0, color);
    r->y += put(r, r->x, r->y, r->w, &look, text) + 8;
}

static struct button small_button(struct button b)
{
    b.kind = BUTTON_SECONDARY;
    b.style = b.style == TYPE_HERO ? TYPE_CHOICE : b.style;
    return b;
}

static double small_button_width(struct view *v, const struct button *button)
{
    struct button b = small_button(*button);
    return fmax(BUTTON_H, button_width(v, &b) - 34);
}

static double small_button_height(struct view *v)
{
    return fmax(BUTTON_H, text_line(v->canvas, TYPE_CHOICE) + 24);
}

void row_title(struct staff_rows *r, const char *icon, bool gold, const char *title,
               const char *text, const struct button *side, double right)
{
    double side_w = side != NULL ? small_button_width(r->v, side) : 0;
    bool beside = side != NULL && !view_paged(r->v) && r->w > 640;
    struct text_look head = look_of(r, TYPE_SUBHEAD, 600, TOKEN_INK);
    struct text_look small = look_of(r, TYPE_FLOOR, 400, TOKEN_INK2);
    double x = r->x + 90, w = r->w - 90 - (beside ? side_w + 24 : right), y = r->y - 7;
    bool cut = !r->v->portrait && !view_paged(r->v) &&
               text_lines(r->v->canvas, &small, text, w) > (beside ? 2 : 1);
    small.lines = cut ? 1 : 0;
    if (r->drawn) {
        icon_disc(r->v, icon, r->x + 36, r->y + 31, 36, 38, gold ? TOKEN_GOLD_SOFT : TOKEN_YOU_SOFT,
                  gold ? TOKEN_GOLD_INK : TOKEN_YOU_INK);
    }
    y += put(r, x, y, w, &head, title);
    y += put(r, x, y, w, &small, text);
    if (r->drawn && beside) {
        struct button b = small_button(*side);
        button_draw(r->v, &b, rect_of(r->x + r->w - side_w, r->y - 6, side_w, BUTTON_H));
    }
    r->y = fmax(y, r->y + 68) + 16;
    if (side != NULL && !beside) {
        row_buttons(r, side, 1);
    }
}

void row_heading(struct staff_rows *r, const char *title, const char *right)
{
    struct text_look head = look_of(r, TYPE_SUBHEAD, 600, TOKEN_INK);
    struct text_look small = look_of(r, TYPE_FLOOR, 400, TOKEN_INK2);
    double room = right != NULL ? width_of(r, &small, right) + 24 : 0;
    double h = put(r, r->x, r->y - 13, r->w - room, &head, title);
    if (right != NULL) {
        small.align = TEXT_RIGHT;
        line(r, r->x + r->w, r->y - 13 + text_line(r->v->canvas, TYPE_SUBHEAD) / 2, &small, right);
    }
    r->y += h + 1;
}

/* A name with something smaller behind it or below; returns the height. */
static double name_and_more(struct staff_rows *r, double y, double w, const char *name,
                            const char *more)
{
    struct text_look bold = look_of(r, TYPE_SMALL, 600, TOKEN_INK);
    struct text_look small = look_of(r, TYPE_FLOOR, 400, TOKEN_INK2);
    double name_w = width_of(r, &bold, name);
    if (more == NULL) {
        return put(r, r->x, y, w, &bold, name);
    }
    if (name_w + 15 + width_of(r, &small, more) <= w) {
        double h = put(r, r->x, y, name_w, &bold, name);
        line(r, r->x + name_w + 15, y + h / 2, &small, more);
        return h;
    }
    double h = put(r, r->x, y, w, &bold, name);
    return h + put(r, r->x, y + h, w, &small, more);
}

static void toggle(struct staff_rows *r, double right, double y, const char *name, int command,
                   int number, bool on)
{
    struct view *v = r->v;
    struct rect box = rect_of(right - 104, y - 30, 104, 60);
    struct text_look word = look_of(r, TYPE_FLOOR, 400, TOKEN_INK);
    struct rect touch = rect_of(right - 170, y - 36, 170, 72);
    struct spot spot = { .box = touch, .ring = touch, .radius = 30, .command = command,
                         .number = number, .role = ROLE_SWITCH };
    snprintf(spot.label, sizeof(spot.label), "%s", name);
    snprintf(spot.state, sizeof(spot.state), "%s", view_say(v, on ? "state.on" : "state.off"));
    bool pressed = view_spot(v, &spot);
    draw_round(v->canvas, box, 30,
               view_color(v, on ? pressed ? TOKEN_YOU_PRESS : TOKEN_YOU : TOKEN_SURFACE));
    if (!on) {
        draw_round_line(v->canvas, box, 30, 3, view_color(v, TOKEN_CTL));
    }
    draw_disc(v->canvas, on ? right - 30 : right - 74, y, 22,
              view_color(v, on ? TOKEN_SURFACE : TOKEN_CTL));
    word.align = TEXT_RIGHT;
    write_line(v, box.x - 17, y, &word, view_say(v, on ? "state.on" : "state.off"));
}

void row_switch(struct staff_rows *r, const char *name, const char *more, int command, int number,
                bool on)
{
    double room = switch_width(r->v) + 24;
    bool drawn = r->drawn;
    r->drawn = false;
    double h = name_and_more(r, 0, r->w - room, name, more), row = fmax(ROW_H, h + 24);
    r->drawn = drawn;
    if (r->drawn) {
        divider(r->v, r->x, r->y, r->w);
        name_and_more(r, r->y + (row - h) / 2, r->w - room, name, more);
        toggle(r, r->x + r->w, r->y + row / 2, name, command, number, on);
    }
    r->y += row;
}

void row_pick(struct staff_rows *r, const char *label, int command, int number, bool chosen)
{
    struct view *v = r->v;
    struct text_look look = look_of(r, TYPE_SMALL, chosen ? 600 : 400, TOKEN_INK);
    double w = r->w - 60, h = text_height(v->canvas, &look, label, w);
    double row = fmax(PICK_H, h + 20), y = r->y + row / 2;
    if (r->drawn) {
        struct rect touch = rect_of(r->x - 8, r->y, r->w + 8, row);
        struct spot spot = { .box = touch, .ring = touch, .radius = 20, .command = command,
                             .number = number, .role = ROLE_CHOICE };
        snprintf(spot.label, sizeof(spot.label), "%s", label);
        snprintf(spot.state, sizeof(spot.state), "%s", chosen ? view_say(v, "state.chosen") : "");
        view_spot(v, &spot);
        draw_circle(v->canvas, r->x + 22, y, 16, 4, view_color(v, chosen ? TOKEN_YOU : TOKEN_CTL));
        if (chosen) {
            draw_disc(v->canvas, r->x + 22, y, 9, view_color(v, TOKEN_YOU));
        }
        put(r, r->x + 60, y - h / 2, w, &look, label);
    }
    r->y += row;
}

void row_choice(struct staff_rows *r, const struct segmented *choice)
{
    struct view *v = r->v;
    struct text_look bold = look_of(r, TYPE_SMALL, 600, TOKEN_INK);
    double w = segmented_width(v, choice), name_w = width_of(r, &bold, choice->name);
    if (r->drawn) {
        divider(v, r->x, r->y, r->w);
    }
    if (name_w + 24 + w <= r->w) {
        line(r, r->x, r->y + 54, &bold, choice->name);
        if (r->drawn) {
            segmented_draw(v, choice, rect_of(r->x + r->w - w, r->y + 12, w, 84));
        }
        r->y += 108;
        return;
    }
    r->y += 16 + put(r, r->x, r->y + 16, r->w, &bold, choice->name) + 8;
    if (w <= r->w) {
        if (r->drawn) {
            segmented_draw(v, choice, rect_of(r->x, r->y, w, 84));
        }
        r->y += 100;
        return;
    }
    for (size_t i = 0; i < choice->count; i++) {
        row_pick(r, choice->segments[i].label, choice->command, choice->segments[i].number,
                 i == choice->chosen);
    }
}

void row_item(struct staff_rows *r, const char *name, const char *more, struct button button)
{
    button.style = TYPE_SMALL;
    button = small_button(button);
    double w = small_button_width(r->v, &button), room = w + 24;
    bool drawn = r->drawn;
    r->drawn = false;
    double h = name_and_more(r, 0, r->w - room, name, more);
    double row = fmax(fmax(ROW_H + 8, small_button_height(r->v) + 16), h + 24);
    r->drawn = drawn;
    if (r->drawn) {
        double tall = small_button_height(r->v);
        divider(r->v, r->x, r->y, r->w);
        name_and_more(r, r->y + (row - h) / 2, r->w - room, name, more);
        button_draw(r->v, &button, rect_of(r->x + r->w - w, r->y + (row - tall) / 2, w, tall));
    }
    r->y += row;
}

void row_buttons(struct staff_rows *r, const struct button *buttons, size_t count)
{
    bool narrow = r->w < NARROW;
    r->y += narrow ? 13 : 0;
    double x = r->x, h = small_button_height(r->v) - (narrow ? 4 : 0), gap = narrow ? 8 : 12;
    for (size_t i = 0; i < count; i++) {
        struct button b = small_button(buttons[i]);
        double w = narrow ? r->w : fmin(r->w, small_button_width(r->v, &b));
        if (x > r->x && x + w > r->x + r->w) {
            x = r->x;
            r->y += h + gap;
        }
        if (r->drawn) {
            button_draw(r->v, &b, rect_of(x, r->y, w, h));
        }
        x += w + 16;
    }
    r->y += h + 16;
}

void row_count(struct staff_rows *r, const char *name, const char *begun, const char *completed)
{
    struct text_look plain = look_of(r, TYPE_SMALL, 400, TOKEN_INK);
    struct text_look right = look_of(r, TYPE_SMALL, 600, TOKEN_INK);
    double column = width_of(r, &right, view_say(r->v, "staff.answered")) + 28;
    right.align = TEXT_RIGHT;
    double h = put(r, r->x, r->y, r->w - 2 * column - 16, &plain, name);
    double y = r->y + text_line(r->v->canvas, TYPE_SMALL) / 2;
    line(r, r->x + r->w - column, y, &right, begun);
    line(r, r->x + r->w, y, &right, completed);
    r->y += h + 10;
}

/* Value behind the track where there is room, else beside the name above it. */
void row_slider(struct staff_rows *r, const struct slider *s)
{
    struct view *v = r->v;
    struct text_look name = look_of(r, TYPE_SMALL, 500, TOKEN_INK);
    struct text_look value = look_of(r, TYPE_SMALL, 600, TOKEN_INK);
    bool beside = !view_paged(v) && r->w > 700;
    double left = beside ? r->x + 138 : r->x, w = beside ? r->w - 138 - 142 : r->w;
    double top = beside ? r->y : r->y + text_line(v->canvas, TYPE_SMALL), y = top + 39;
    if (r->drawn) {
        double share = fmin(1, fmax(0, (s->now - s->low) / (s->high - s->low)));
        double at = left + 28 + (w - 56) * share;
        line(r, r->x, beside ? y : r->y + 18, &name, s->name);
        value.align = beside ? TEXT_LEFT : TEXT_RIGHT;
        line(r, beside ? r->x + r->w - 114 : r->x + r->w, beside ? y : r->y + 18, &value,
             s->value);
        draw_round(v->canvas, rect_of(left, y - 6, w, 12), 6, view_color(v, TOKEN_LINE));
        draw_round(v->canvas, rect_of(left, y - 6, at - left, 12), 6, view_color(v, TOKEN_YOU));
        for (size_t i = 0; i < s->count; i++) {
            double step = w / (double)s->count;
            struct rect touch = rect_of(left + step * (double)i, y - 36, step, 72);
            struct spot spot = { .box = touch, .ring = touch, .radius = 20, .command = s->command,
                                 .number = s->stops[i], .role = ROLE_CHOICE };
            snprintf(spot.label, sizeof(spot.label), "%s %d", s->name, s->stops[i]);
            view_spot(v, &spot);
        }
        draw_disc(v->canvas, at, y, 28, view_color(v, TOKEN_SURFACE));
        draw_circle(v->canvas, at, y, 26, 5, view_color(v, TOKEN_YOU));
    }
    r->y = top + 78;
}

static double run(struct staff_rows *r, staff_card_fn *const *cards, size_t count)
{
    double top = r->y;
    for (size_t i = 0; i < count; i++) {
        r->y += r->y > top ? 28 : 0;    /* a card may have nothing to say */
        cards[i](r);
    }
    return r->y - top;
}

void staff_card(struct view *v, struct rect box, int slot, staff_card_fn *const *cards,
                size_t count)
{
    double pad = box.w < NARROW + 2 * CARD_PAD ? 28 : CARD_PAD;
    struct rect in = card_draw(v, box, TOKEN_SURFACE, pad);
    in.y = box.y + CARD_PAD;
    struct staff_rows r = { .v = v, .staff = v->scene->staff, .x = in.x, .w = in.w };
    if (slot < 0) {
        r.y = in.y;
        r.drawn = true;
        run(&r, cards, count);
    } else {
        struct rect area = rect_of(in.x - 8, box.y + 20, in.w + 16, box.h - 40);
        double content = run(&r, cards, count) + 32;
        if (content > area.h) {
            r.w -= BAR_ROOM;
            r.y = 0;
            content = run(&r, cards, count) + 32;
        }
        double offset = scroll_begin(v, area, (size_t)slot, content);
        r.y = area.y + 16 - offset;
        r.drawn = true;
        run(&r, cards, count);
        scroll_end(v, area, (size_t)slot, content, TOKEN_SURFACE);
    }
    card_end(v);
}
