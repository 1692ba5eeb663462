/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "choose_options.h"

#include "widgets.h"

#include <string.h>

#define CONTROL 84.0

struct option {
    const char *icon, *id;      /* icon NULL: none */
    const struct segmented *parts;
    int command, key;
    bool on;
};

/* The four options of this person, in order. */
struct options {
    struct segment lengths[3], sizes[3];
    struct segmented length, size;
    struct option items[4];
};

static void fill_options(struct view *v, struct options *o)
{
    static const int seconds[] = { 60, 90, 120 };
    static const enum type_style letters[] = { TYPE_FLOOR, TYPE_LABEL, TYPE_LABEL_BIG };
    static const char *const spoken[] = { "size.normal", "size.large", "size.largest" };
    const struct person_settings *p = &v->state->person;
    size_t chosen = 0;
    for (int i = 0; i < 3; i++) {
        const char *number = view_format(v, "%d", seconds[i]);
        o->lengths[i] = (struct segment){ view_fill(v, "choose.seconds", "count", number, NULL),
                                          seconds[i], NULL, TYPE_CHOICE };
        o->sizes[i] = (struct segment){ view_say(v, "choose.letter"), i, view_say(v, spoken[i]),
                                        letters[i] };
        chosen = p->target_s == (unsigned)seconds[i] ? (size_t)i : chosen;
    }
    o->length = (struct segmented){ view_say(v, "choose.length"), CMD_LENGTH, o->lengths, 3,
                                    chosen, false };
    o->size = (struct segmented){ view_say(v, "choose.size"), CMD_TEXT_SIZE, o->sizes, 3,
                                  p->text_size, false };
    o->items[0] = (struct option){ NULL, "choose.length", &o->length, 0, 0, false };
    o->items[1] = (struct option){ NULL, "choose.size", &o->size, 0, 0, false };
    o->items[2] = (struct option){ "con", "choose.contrast", NULL, CMD_CONTRAST, KEY_F4,
                                   p->high_contrast };
    o->items[3] = (struct option){ "cc", "choose.captions", NULL, CMD_CAPTIONS, KEY_F3,
                                   p->captions };
}

static struct text_look label_look(struct view *v)
{
    return (struct text_look){ .style = TYPE_OPTION, .weight = 500,
                               .color = view_color(v, TOKEN_INK) };
}

/* "Answer length" on two lines; one word stays one. */
static const char *two_lines(struct view *v, const char *text)
{
    const char *space = strrchr(text, ' ');
    return space == NULL ? text : view_format(v, "%.*s\n%s", (int)(space - text), text, space + 1);
}

static double control_width(struct view *v, const struct option *o)
{
    return o->parts != NULL ? segmented_width(v, o->parts) : switch_width(v);
}

/* Icon and label left, control right of it; `folded` puts the label on two lines. */
static double option_width(struct view *v, const struct option *o, bool folded)
{
    struct text_look look = label_look(v);
    const char *label = view_say(v, o->id);
    double label_w = text_width(v->canvas, &look, folded ? two_lines(v, label) : label);
    return (o->icon != NULL ? 54 : 0) + ceil(label_w) + 20 + control_width(v, o);
}

static void control_draw(struct view *v, const struct option *o, double x, double y)
{
    if (o->parts != NULL) {
        segmented_draw(v, o->parts, rect_of(x, y - CONTROL / 2, segmented_width(v, o->parts),
                                            CONTROL));
    } else {
        switch_draw(v, x, y, view_say(v, o->id), o->command, o->on, o->key);
    }
}

static void option_draw(struct view *v, const struct option *o, double x, double y, bool folded)
{
    struct text_look look = label_look(v);
    const char *label = view_say(v, o->id);
    const char *text = folded ? two_lines(v, label) : label;
    double w = ceil(text_width(v->canvas, &look, text)) + 1;
    double h = text_height(v->canvas, &look, text, w);
    if (o->icon != NULL) {
        put_icon(v, o->icon, x + 19, y, 38, TOKEN_INK);
        x += 54;
    }
    write_look(v, rect_of(x, y - h / 2 + 1, w, h), &look, text);
    control_draw(v, o, x + w + 20, y);
}

static double strip_width(struct view *v, const struct options *o)
{
    double w = 72;
    for (int i = 0; i < 4; i++) {
        w += option_width(v, &o->items[i], true) + (i > 0 ? 12 : 0);
    }
    return w;
}

/* Portrait: segmented ones in the first row under their labels, switches in the second. */
static double rows_width(struct view *v, const struct options *o)
{
    return fmax(segmented_width(v, &o->length) + segmented_width(v, &o->size) + 40 + 72,
                option_width(v, &o->items[2], false) + option_width(v, &o->items[3], false) + 112);
}

enum shape { SHAPE_STRIP, SHAPE_ROWS, SHAPE_BUTTON };

static enum shape shape_of(struct view *v, const struct options *o, double width)
{
    if (view_large(v)) {
        return SHAPE_BUTTON;
    }
    if (v->portrait) {
        return rows_width(v, o) <= width ? SHAPE_ROWS : SHAPE_BUTTON;
    }
    return strip_width(v, o) <= width ? SHAPE_STRIP : SHAPE_BUTTON;
}

double choose_options_height(struct view *v, double width)
{
    struct options o;
    fill_options(v, &o);
    double line = text_line(v->canvas, TYPE_SMALL);
    static const double heights[] = { [SHAPE_STRIP] = 150, [SHAPE_ROWS] = 269,
                                      [SHAPE_BUTTON] = 96 };
    enum shape shape = shape_of(v, &o, width);
    return heights[shape] + (shape == SHAPE_ROWS ? line : 0);
}

static void strip(struct view *v, struct rect box, const struct options *o)
{
    double spare = (box.w - strip_width(v, o)) / 3, x = box.x + 36;
    card_draw(v, box, TOKEN_SURFACE, 0);
    for (int i = 0; i < 4; i++) {
        option_draw(v, &o->items[i], x, box.y + box.h / 2, true);
        x += option_width(v, &o->items[i], true) + 12 + spare;
    }
    card_end(v);
}

static void rows(struct view *v, struct rect box, const struct options *o)
{
    struct rect in = card_draw(v, box, TOKEN_SURFACE, 36);
    struct text_look look = label_look(v);
    double line = text_line(v->canvas, TYPE_SMALL), x = in.x;
    double second = in.x + fmax(segmented_width(v, &o->length),
                                option_width(v, &o->items[2], false)) + 40;
    for (int i = 0; i < 2; i++, x = second) {
        write_line(v, x, in.y + line / 2 - 6, &look, view_say(v, o->items[i].id));
        control_draw(v, &o->items[i], x, in.y + line + 10 + CONTROL / 2);
        option_draw(v, &o->items[i + 2], x, rect_bottom(in) - 36, false);
    }
    card_end(v);
}

void choose_options_dialog(struct view *v)
{
    struct options all, *o = &all;
    fill_options(v, o);
    double step = fmax(132, text_line(v->canvas, TYPE_SMALL) + 80);
    struct rect in = dialog_draw(v, 1260, 4 * step + 352, 64);
    write_text(v, in, TYPE_TITLE, TOKEN_INK, view_say(v, "choose.options"));
    rect_cut_top(&in, text_line(v->canvas, TYPE_TITLE) + 16);
    struct button done = { .kind = BUTTON_PRIMARY, .icon = "check", .command = LOCAL_OPTIONS,
                           .label = view_say(v, "choose.options_done"), .key = KEY_ESCAPE };
    double h = button_height(v, &done), w = button_width(v, &done);
    struct rect bar = rect_cut_bottom(&in, h);
    in.h = fmin(in.h, 4 * 1.2 * step); /* in portrait there is more room than they need */
    for (unsigned i = 0; i < 4; i++) {
        struct rect row = rect_row(in, i, 4, 0);
        double y = row.y + row.h / 2;
        struct text_look look = label_look(v);
        write_line(v, row.x, y, &look, view_say(v, o->items[i].id));
        control_draw(v, &o->items[i], rect_right(row) - control_width(v, &o->items[i]), y);
    }
    v->zone = ZONE_ACTIONS;
    button_draw(v, &done, rect_of(rect_right(bar) - w, bar.y, w, h));
    v->zone = ZONE_CONTENT;
}

void choose_options(struct view *v, struct rect box)
{
    struct options o;
    fill_options(v, &o);
    enum shape shape = shape_of(v, &o, box.w);
    if (shape == SHAPE_STRIP) {
        strip(v, box, &o);
        return;
    }
    if (shape == SHAPE_ROWS) {
        rows(v, box, &o);
        return;
    }
    struct button open = { .kind = BUTTON_SECONDARY, .icon = "gear", .command = LOCAL_OPTIONS,
                           .label = view_say(v, "choose.options"), .key = 'o' };
    double w = button_width(v, &open);
    button_draw(v, &open, rect_of(rect_right(box) - w, box.y, w, box.h));
}

bool choose_options_open(struct view *v)
{
    struct options o;
    fill_options(v, &o);
    double width = v->layout.w - 2 * view_margin(v);
    return v->scene->memory->options && !v->veiled && shape_of(v, &o, width) == SHAPE_BUTTON;
}
