/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "draw_shapes.h"

#define TURN (2 * M_PI)

static uint64_t look_of(const double *numbers, size_t count, uint32_t color, char shape)
{
    uint64_t look = look_add(LOOK_START, &shape, 1);
    return look_add(look_add(look, numbers, count * sizeof(*numbers)), &color, sizeof(color));
}

static void round_path(cairo_t *cr, struct rect b, double r, bool bottom)
{
    r = fmax(0, fmin(r, fmin(b.w, b.h) / 2));
    cairo_new_path(cr);
    cairo_arc(cr, b.x + r, b.y + r, r, M_PI, 1.5 * M_PI);
    cairo_arc(cr, b.x + b.w - r, b.y + r, r, 1.5 * M_PI, TURN);
    if (bottom) {
        cairo_arc(cr, b.x + b.w - r, b.y + b.h - r, r, 0, 0.5 * M_PI);
        cairo_arc(cr, b.x + r, b.y + b.h - r, r, 0.5 * M_PI, M_PI);
    } else {
        cairo_line_to(cr, b.x + b.w, b.y + b.h);
        cairo_line_to(cr, b.x, b.y + b.h);
    }
    cairo_close_path(cr);
}

void draw_fill(struct canvas *c, struct rect box, uint32_t color)
{
    cairo_t *cr = canvas_item(c, box, look_of(NULL, 0, color, 'f'));
    if (cr != NULL) {
        canvas_color(cr, color);
        cairo_rectangle(cr, box.x, box.y, box.w, box.h);
        cairo_fill(cr);
        canvas_done(cr);
    }
}

static void fill_round(struct canvas *c, struct rect box, double radius, bool bottom,
                       uint32_t color)
{
    const double n[] = { radius, bottom };
    cairo_t *cr = canvas_item(c, box, look_of(n, 2, color, 'r'));
    if (cr != NULL) {
        canvas_color(cr, color);
        round_path(cr, box, radius, bottom);
        cairo_fill(cr);
        canvas_done(cr);
    }
}

void draw_round(struct canvas *c, struct rect box, double radius, uint32_t color)
{
    fill_round(c, box, radius, true, color);
}

void draw_round_top(struct canvas *c, struct rect box, double radius, uint32_t color)
{
    fill_round(c, box, radius, false, color);
}

static void set_line_kind(cairo_t *cr, enum line_kind kind, double width)
{
    const double dashed[] = { width * 3, width * 2 }, dotted[] = { 0, width * 2 };
    cairo_set_line_cap(cr, kind == LINE_DASHED ? CAIRO_LINE_CAP_BUTT : CAIRO_LINE_CAP_ROUND);
    if (kind != LINE_SOLID) {
        cairo_set_dash(cr, kind == LINE_DASHED ? dashed : dotted, 2, 0);
    }
}

void draw_round_edge(struct canvas *c, struct rect box, double radius, double width,
                     enum line_kind kind, uint32_t color)
{
    const double n[] = { radius, width, kind };
    cairo_t *cr = canvas_item(c, box, look_of(n, 3, color, 'o'));
    if (cr != NULL) {
        canvas_color(cr, color);
        cairo_set_line_width(cr, width);
        set_line_kind(cr, kind, width);
        round_path(cr, rect_inset(box, width / 2, width / 2), radius - width / 2, true);
        cairo_stroke(cr);
        canvas_done(cr);
    }
}

void draw_round_line(struct canvas *c, struct rect box, double radius, double width,
                     uint32_t color)
{
    draw_round_edge(c, box, radius, width, LINE_SOLID, color);
}

static void set_gradient(cairo_t *cr, double x0, double y0, double x1, double y1, uint32_t from,
                         uint32_t to)
{
    cairo_pattern_t *p = cairo_pattern_create_linear(x0, y0, x1, y1);
    uint32_t stops[] = { from, to };
    for (int i = 0; i < 2; i++) {
        cairo_pattern_add_color_stop_rgba(p, i, (stops[i] >> 24) / 255.0,
                                          (stops[i] >> 16 & 255) / 255.0,
                                          (stops[i] >> 8 & 255) / 255.0,
                                          (stops[i] & 255) / 255.0);
    }
    cairo_set_source(cr, p);
    cairo_pattern_destroy(p);
}

void draw_arch(struct canvas *c, struct rect box, uint32_t top, uint32_t bottom)
{
    const double n[] = { bottom };
    cairo_t *cr = canvas_item(c, box, look_of(n, 1, top, 'a'));
    if (cr == NULL) {
        return;
    }
    if (top == bottom) {
        canvas_color(cr, top);
    } else {
        set_gradient(cr, 0, box.y, 0, rect_bottom(box), top, bottom);
    }
    double r = box.w / 2;
    cairo_move_to(cr, box.x, rect_bottom(box));
    cairo_arc(cr, box.x + r, box.y + r, r, M_PI, TURN);
    cairo_line_to(cr, rect_right(box), rect_bottom(box));
    cairo_close_path(cr);
    cairo_fill(cr);
    canvas_done(cr);
}

void draw_fade(struct canvas *c, struct rect box, uint32_t from, uint32_t to, bool across)
{
    const double n[] = { to, across };
    cairo_t *cr = canvas_item(c, box, look_of(n, 2, from, 'g'));
    if (cr != NULL) {
        set_gradient(cr, box.x, box.y, across ? rect_right(box) : box.x,
                     across ? box.y : rect_bottom(box), from, to);
        cairo_rectangle(cr, box.x, box.y, box.w, box.h);
        cairo_fill(cr);
        canvas_done(cr);
    }
}

void draw_floor_light(struct canvas *c, struct rect box, double left, double right, uint32_t top,
                      uint32_t bottom)
{
    const double n[] = { left, right, bottom };
    cairo_t *cr = canvas_item(c, box, look_of(n, 3, top, 'l'));
    if (cr != NULL) {
        set_gradient(cr, 0, box.y, 0, rect_bottom(box), top, bottom);
        cairo_move_to(cr, box.x + left, box.y);
        cairo_line_to(cr, rect_right(box) - right, box.y);
        cairo_line_to(cr, rect_right(box), rect_bottom(box));
        cairo_line_to(cr, box.x, rect_bottom(box));
        cairo_close_path(cr);
        cairo_fill(cr);
        canvas_done(cr);
    }
}

void draw_disc(struct canvas *c, double x, double y, double radius, uint32_t color)
{
    struct rect box = rect_of(x - radius, y - radius, 2 * radius, 2 * radius);
    draw_round(c, box, radius, color);
}

void draw_circle(struct canvas *c, double x, double y, double radius, double width,
                 uint32_t color)
{
    draw_arc(c, x, y, radius, width, 0, 1, false, color);
}

static cairo_t *begin_arc(struct canvas *c, double x, double y, double reach, const double *n,
                          size_t count, uint32_t color, char shape)
{
    struct rect box = rect_of(x - reach, y - reach, 2 * reach, 2 * reach);
    cairo_t *cr = canvas_item(c, box, look_of(n, count, color, shape));
    if (cr != NULL) {
        canvas_color(cr, color);
    }
    return cr;
}

void draw_dashed_circle(struct canvas *c, double x, double y, double radius, double width,
                        unsigned dashes, uint32_t color)
{
    const double n[] = { radius, width, dashes };
    cairo_t *cr = begin_arc(c, x, y, radius + width, n, 3, color, 'd');
    if (cr != NULL) {
        double step = TURN * radius / dashes, dash[] = { step * 0.58, step * 0.42 };
        cairo_set_dash(cr, dash, 2, 0);
        cairo_set_line_width(cr, width);
        cairo_new_path(cr);
        cairo_arc(cr, x, y, radius, 0, TURN);
        cairo_stroke(cr);
        canvas_done(cr);
    }
}

void draw_arc(struct canvas *c, double x, double y, double radius, double width, double from,
              double to, bool round_ends, uint32_t color)
{
    if (to <= from) {
        return;
    }
    const double n[] = { radius, width, from, to, round_ends };
    cairo_t *cr = begin_arc(c, x, y, radius + width, n, 5, color, 'c');
    if (cr != NULL) {
        cairo_set_line_width(cr, width);
        cairo_set_line_cap(cr, round_ends ? CAIRO_LINE_CAP_ROUND : CAIRO_LINE_CAP_BUTT);
        cairo_new_path(cr);
        cairo_arc(cr, x, y, radius, (from - 0.25) * TURN, (to - 0.25) * TURN);
        cairo_stroke(cr);
        canvas_done(cr);
    }
}

void draw_tick(struct canvas *c, double x, double y, double inner, double outer, double turn,
               double width, uint32_t color)
{
    double angle = (turn - 0.25) * TURN;
    draw_line(c, x + inner * cos(angle), y + inner * sin(angle), x + outer * cos(angle),
              y + outer * sin(angle), width, LINE_SOLID, color);
}

static void diamond_path(cairo_t *cr, double x, double y, double r)
{
    cairo_move_to(cr, x, y - r);
    cairo_line_to(cr, x + r, y);
    cairo_line_to(cr, x, y + r);
    cairo_line_to(cr, x - r, y);
    cairo_close_path(cr);
}

void draw_diamond(struct canvas *c, double x, double y, double radius, uint32_t fill,
                  double width, uint32_t line)
{
    const double n[] = { radius, width, line };
    cairo_t *cr = begin_arc(c, x, y, radius + width, n, 3, fill, 'D');
    if (cr == NULL) {
        return;
    }
    diamond_path(cr, x, y, radius);
    cairo_fill_preserve(cr);
    if (width > 0) {
        canvas_color(cr, line);
        cairo_set_line_width(cr, width);
        cairo_set_line_join(cr, CAIRO_LINE_JOIN_MITER);
        cairo_stroke(cr);
    }
    canvas_done(cr);
}

void draw_line(struct canvas *c, double x0, double y0, double x1, double y1, double width,
               enum line_kind kind, uint32_t color)
{
    const double n[] = { x0, y0, x1, y1, width, kind };
    struct rect box = rect_of(fmin(x0, x1) - width, fmin(y0, y1) - width,
                              fabs(x1 - x0) + 2 * width, fabs(y1 - y0) + 2 * width);
    cairo_t *cr = canvas_item(c, box, look_of(n, 6, color, 'L'));
    if (cr != NULL) {
        canvas_color(cr, color);
        cairo_set_line_width(cr, width);
        set_line_kind(cr, kind, width);
        cairo_move_to(cr, x0, y0);
        cairo_line_to(cr, x1, y1);
        cairo_stroke(cr);
        canvas_done(cr);
    }
}

void draw_bars(struct canvas *c, double x, double y, double width, double step,
               const double *heights, size_t count, uint32_t color)
{
    for (size_t i = 0; i < count; i++) {
        double h = fmax(heights[i], width);
        draw_round(c, rect_of(x + (double)i * step, y - h / 2, width, h), width / 2, color);
    }
}
