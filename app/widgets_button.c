/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "widgets.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#define RADIUS   28.0   /* where the button names none */
#define PADDING  44.0
#define ICON     40.0
#define ICON_GAP 20.0
#define TIGHT    28.0   /* padding of a tertiary button beside much else */
#define BAR_GAP  20.0

/* How a kind of button looks. */
static const struct {
    enum token fill, pressed, text, icon;
    bool edge;
} kinds[] = {
    [BUTTON_PRIMARY] = { TOKEN_YOU, TOKEN_YOU_PRESS, TOKEN_ON_YOU, TOKEN_ON_YOU, false },
    [BUTTON_SECONDARY] = { TOKEN_SURFACE, TOKEN_WELL, TOKEN_INK, TOKEN_INK, true },
    [BUTTON_TERTIARY] = { TOKEN_COUNT, TOKEN_WELL, TOKEN_INK, TOKEN_INK2, false },
};

static double radius_of(const struct button *b)
{
    return b->radius > 0 ? b->radius : RADIUS;
}

/* Without a box around it, what cannot be pressed has only its colour to say so. */
static enum token disabled_ink(const struct button *b)
{
    return b->kind == BUTTON_TERTIARY ? TOKEN_TENT : TOKEN_INK2;
}

static struct text_look label_look(struct view *v, const struct button *b)
{
    enum token text = b->disabled ? disabled_ink(b) : kinds[b->kind].text;
    return (struct text_look){ .style = b->style == TYPE_HERO ? TYPE_LABEL : b->style,
                               .weight = b->weight != 0 ? b->weight : 600,
                               .color = view_color(v, text) };
}

static double icon_size(const struct view *v, const struct button *b)
{
    double size = b->style == TYPE_SMALL ? 34 : ICON;
    return b->icon == NULL ? 0 : size * v->text;
}

static double icon_gap(const struct button *b)
{
    return b->icon == NULL ? 0 : b->style == TYPE_SMALL ? 14 : b->style == TYPE_CHOICE ? 16 : ICON_GAP;
}

double button_face(struct view *v, const struct button *b)
{
    struct text_look look = label_look(v, b);
    return icon_size(v, b) + icon_gap(b) + ceil(text_width(v->canvas, &look, b->label));
}

double button_width(struct view *v, const struct button *b)
{
    return button_face(v, b) + 2 * (b->tight ? TIGHT : PADDING);
}

double button_height(struct view *v, const struct button *b)
{
    double h = b->style == TYPE_HERO ? fmax(96, 60 + text_line(v->canvas, TYPE_LABEL) * 0.85)
                                     : fmax(96, 48 + text_line(v->canvas, b->style));
    return b->low ? h - 8 : h;
}

static void button_ground(struct view *v, const struct button *b, struct rect box, bool pressed)
{
    bool dead = b->disabled && b->kind != BUTTON_TERTIARY;
    enum token fill = dead ? TOKEN_WELL : pressed ? kinds[b->kind].pressed : kinds[b->kind].fill;
    double radius = radius_of(b);
    if (b->kind == BUTTON_PRIMARY && !pressed && !b->disabled && v->theme->shadows) {
        uint32_t shade = v->theme->light ? view_color(v, TOKEN_SHADOW)
                                         : color_fade(view_color(v, TOKEN_YOU), 0.55);
        draw_shadow(v->canvas, box, radius, 6, 20, -6, shade);
    }
    if (fill != TOKEN_COUNT) {
        draw_round(v->canvas, box, radius, view_color(v, fill));
        canvas_ground(v->canvas, view_color(v, fill));
    }
    bool edge = kinds[b->kind].edge || b->outlined ||
                (v->theme->edges && b->kind != BUTTON_PRIMARY);
    if (edge || dead) {  /* in high contrast both lines are white */
        bool dashed = v->theme->edges && b->disabled;
        draw_round_edge(v->canvas, box, radius, 3, dashed ? LINE_DASHED : LINE_SOLID,
                        view_color(v, b->disabled ? TOKEN_LINE : TOKEN_CTL));
    }
}

void button_draw(struct view *v, const struct button *b, struct rect box)
{
    struct spot spot = { .box = box, .radius = radius_of(b), .command = b->command,
                         .number = b->number, .role = ROLE_BUTTON, .key = b->key,
                         .primary = b->kind == BUTTON_PRIMARY, .disabled = b->disabled };
    snprintf(spot.label, sizeof(spot.label), "%s", b->label);
    snprintf(spot.state, sizeof(spot.state), "%s",
             b->disabled && b->why != NULL ? b->why : "");
    uint32_t ground = canvas_get_ground(v->canvas);
    bool pressed = view_spot(v, &spot);
    box.y += pressed ? 2 : 0;
    button_ground(v, b, box, pressed);
    struct text_look look = label_look(v, b);
    double icon = icon_size(v, b), y = box.y + box.h / 2;
    double x = box.x + (box.w - button_face(v, b)) / 2;
    if (icon > 0) {
        enum token color = b->disabled ? disabled_ink(b) : kinds[b->kind].icon;
        draw_icon(v->canvas, v->icons, b->icon, x + icon / 2, y, icon, 2.2, view_color(v, color));
    }
    write_line(v, x + icon + icon_gap(b), y, &look, b->label);
    /* Enter and Space press what has the ring. */
    bool elsewhere = (b->key == KEY_ENTER || b->key == KEY_SPACE) &&
                     !view_focused(v, b->command, b->number);
    if (!b->disabled && !elsewhere && b->kind != BUTTON_TERTIARY && box.w - button_face(v, b) >= 2 * PADDING) {
        key_cap(v, rect_right(box) - 6, box.y + 6, b->key, kinds[b->kind].text);
    }
    canvas_ground(v->canvas, ground);
}

const char *key_name(struct view *v, int key)
{
    static const struct { int key; const char *id; } names[] = {
        { KEY_ENTER, "key.enter" }, { KEY_ESCAPE, "key.escape" }, { KEY_SPACE, "key.space" },
        { KEY_BACKSPACE, "key.backspace" }, { KEY_DELETE, "key.delete" },
    };
    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
        if (names[i].key == key) {
            return view_say(v, names[i].id);
        }
    }
    if (key >= KEY_F1 && key <= KEY_F10) {
        return view_format(v, "F%d", key - KEY_F1 + 1);
    }
    return view_format(v, "%c", toupper(key));
}

void key_cap(struct view *v, double x, double y, int key, enum token color)
{
    if (!v->show_keys || key == 0) {
        return;
    }
    struct text_look look = { .style = TYPE_FLOOR, .weight = 600, .color = view_color(v, color),
                              .align = TEXT_CENTER };
    const char *name = key_name(v, key);
    double h = fmax(44, text_line(v->canvas, TYPE_FLOOR) + 8);
    double w = fmax(h, text_width(v->canvas, &look, name) + 20);
    struct rect box = rect_of(x - w / 2, y - h / 2, w, h);
    draw_round(v->canvas, box, 10, canvas_get_ground(v->canvas));
    draw_round_line(v->canvas, box, 10, 2,
                    color == TOKEN_INK2 ? view_color(v, TOKEN_CTL)
                                        : color_fade(view_color(v, color), 0.6));
    write_line(v, x, y, &look, name);
}

static double pill_height(struct view *v)
{
    return fmax(76, text_line(v->canvas, TYPE_BODY) + 24);
}

/* The gold pill; returns the width it used with the gap after it, 0 when there is no room. */
static double pill_draw(struct view *v, const char *text, double x, double y, double width)
{
    struct text_look look = { .style = TYPE_BODY, .weight = 600,
                              .color = view_color(v, TOKEN_ON_GOLD) };
    double w = 26 + 38 + 18 + ceil(text_width(v->canvas, &look, text)) + 36;
    double h = pill_height(v);
    uint32_t ground = canvas_get_ground(v->canvas);
    bool words = w <= width;
    w = words ? w : h;
    draw_round(v->canvas, rect_of(x, y - h / 2, w, h), h / 2, view_color(v, TOKEN_GOLD));
    canvas_ground(v->canvas, view_color(v, TOKEN_GOLD));
    put_icon(v, "spk", words ? x + 46 : x + w / 2, y, 40, TOKEN_ON_GOLD);
    if (words) {
        write_line(v, x + 84, y, &look, text);
    }
    canvas_ground(v->canvas, ground);
    return w + 36;
}

void chip_draw(struct view *v, const struct chip *chip, double x, double y, double width)
{
    if (chip == NULL || chip->text == NULL) {
        return;
    }
    if (chip->pill != NULL) {
        double used = pill_draw(v, chip->pill, x, y, width);
        x += used;
        width -= used;
    }
    if (width < 56) {
        return;
    }
    icon_disc(v, chip->on ? "mic" : "micoff", x + 28, y, 28, 32,
              chip->on ? TOKEN_YOU_SOFT : TOKEN_WELL, chip->on ? TOKEN_YOU_INK : TOKEN_INK2);
    const char *bold = chip->said == NULL ? NULL : strstr(chip->text, chip->said);
    struct text_span span = { 0 };
    if (bold != NULL) {
        span = (struct text_span){ .from = (size_t)(bold - chip->text), .weight = 600,
                                   .to = (size_t)(bold - chip->text) + strlen(chip->said) };
    }
    struct text_look look = { .style = TYPE_SMALL, .weight = 500, .spans = &span,
                              .color = view_color(v, TOKEN_INK2), .span_count = bold != NULL };
    if (72 + text_width(v->canvas, &look, chip->text) <= width) {
        write_line(v, x + 72, y, &look, chip->text);
    }
}

/* Buttons right to left on one line; the chip gets what is left. */
static void one_row(struct view *v, struct rect bar, const struct button *buttons, size_t count,
                    const struct chip *chip)
{
    double right = rect_right(bar);
    for (size_t i = 0; i < count; i++) {
        double w = button_width(v, &buttons[i]);
        button_draw(v, &buttons[i], rect_of(right - w, bar.y, w, bar.h));
        right -= w + BAR_GAP;
    }
    chip_draw(v, chip, bar.x, bar.y + bar.h / 2, right - bar.x);
}

/* Rows of two, the primary last: right or, alone in its row, over the whole width. */
static void many_rows(struct view *v, struct rect bar, const struct button *buttons, size_t count,
                      double height, bool single)
{
    for (size_t i = 0; i < count; i++) {
        bool alone = single || (i == count - 1 && count % 2 == 1);
        size_t row = single ? i : i / 2, rows = single ? count : (count + 1) / 2;
        struct rect line = rect_of(bar.x, bar.y + (double)(rows - 1 - row) * (height + 16), bar.w,
                                   height);
        struct button b = buttons[i];
        b.kind = b.kind == BUTTON_TERTIARY ? BUTTON_SECONDARY : b.kind;
        button_draw(v, &b, alone ? line : rect_column(line, 1 - i % 2, 2, 20));
    }
}

static double widest(struct view *v, const struct button *buttons, size_t count)
{
    double w = 0;
    for (size_t i = 0; i < count; i++) {
        w = fmax(w, button_face(v, &buttons[i]) + 48);
    }
    return w;
}

static double row_width(struct view *v, const struct button *buttons, size_t count)
{
    double w = 0;
    for (size_t i = 0; i < count; i++) {
        w += button_width(v, &buttons[i]) + (i > 0 ? BAR_GAP : 0);
    }
    return w;
}

struct rect action_bar(struct view *v, struct rect room, double gap, const struct button *buttons,
                       size_t count, const struct chip *chip)
{
    double h = button_height(v, &buttons[0]);
    bool rows = v->portrait ? count > 1 || row_width(v, buttons, count) > room.w - 72
                            : row_width(v, buttons, count) > room.w;
    rect_cut_bottom(&room, 56);
    v->zone = ZONE_ACTIONS;
    if (rows) {
        bool single = widest(v, buttons, count) > (room.w - BAR_GAP) / 2;
        size_t lines = single ? count : (count + 1) / 2;
        struct rect bar = rect_cut_bottom(&room, (double)lines * (h + 16) - 16);
        many_rows(v, bar, buttons, count, h, single);
        if (chip != NULL && chip->text != NULL && v->portrait) {
            double pill = chip->pill != NULL ? pill_height(v) + 32 : 0;
            struct rect line = rect_cut_bottom(&room, fmax(88, pill));
            chip_draw(v, chip, line.x, line.y + line.h / 2, line.w);
        }
    } else {
        one_row(v, rect_cut_bottom(&room, h), buttons, count, chip);
    }
    v->zone = ZONE_CONTENT;
    rect_cut_bottom(&room, gap);
    return room;
}
