/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "widgets.h"

static void sign_in_disc(struct view *v, const char *icon, double x, double y, double size,
                         uint32_t disc, uint32_t sign)
{
    draw_disc(v->canvas, x, y, size / 2, disc);
    draw_icon(v->canvas, v->icons, icon, x, y, size * 0.78, 3.2, sign);
}

/* Filled triangle with the exclamation mark cut out in the ground's colour. */
static void triangle(struct view *v, double x, double y, double size, uint32_t color)
{
    draw_icon(v->canvas, v->icons, "trifull", x, y, size * 1.15, 2, color);
    draw_icon(v->canvas, v->icons, "bang", x, y, size * 1.15, 2.2,
              canvas_get_ground(v->canvas));
}

void mark_draw_plain(struct view *v, enum mark mark, double x, double y, double size,
                     uint32_t color, uint32_t ground)
{
    double line = fmax(2.5, size / 12);
    if (mark == MARK_DONE || mark == MARK_NEW || mark == MARK_MAYBE) {
        sign_in_disc(v, mark == MARK_NEW ? "plus" : "check", x, y, size, color, ground);
    } else if (mark == MARK_WATCH) {
        triangle(v, x, y, size, color);
    } else {
        draw_circle(v->canvas, x, y, size / 2 - line / 2, line, color);
    }
}

void mark_draw(struct view *v, enum mark mark, double x, double y, double size)
{
    double line = fmax(2.5, size / 12);
    uint32_t you = view_color(v, TOKEN_YOU), on_you = view_color(v, TOKEN_ON_YOU);
    switch (mark) {
    case MARK_DONE:
        sign_in_disc(v, "check", x, y, size, you, on_you);
        break;
    case MARK_NEW:
        sign_in_disc(v, "plus", x, y, size, you, on_you);
        break;
    case MARK_WATCH:
        triangle(v, x, y, size, view_color(v, TOKEN_WATCH));
        break;
    case MARK_NOT_YET:
        draw_dashed_circle(v->canvas, x, y, size / 2 - line / 2, line, size < 28 ? 8 : 10,
                           view_color(v, TOKEN_CTL));
        break;
    case MARK_EMPTY:
        draw_circle(v->canvas, x, y, size / 2 - line / 2, line, view_color(v, TOKEN_CTL));
        break;
    case MARK_MAYBE:
        draw_circle(v->canvas, x, y, size / 2 - line / 2, line, view_color(v, TOKEN_YOU));
        draw_icon(v->canvas, v->icons, "check", x, y, size * 0.72, 3, view_color(v, TOKEN_YOU));
        break;
    }
}

void number_disc(struct view *v, unsigned number, double x, double y, double size)
{
    struct text_look look = { .style = TYPE_FLOOR, .weight = 600, .align = TEXT_CENTER,
                              .badge = true, .color = view_color(v, TOKEN_ON_YOU) };
    uint32_t ground = canvas_get_ground(v->canvas);
    draw_disc(v->canvas, x, y, size / 2, view_color(v, TOKEN_YOU));
    canvas_ground(v->canvas, view_color(v, TOKEN_YOU));
    write_line(v, x, y, &look, view_format(v, "%u", number));
    canvas_ground(v->canvas, ground);
}

void icon_disc(struct view *v, const char *icon, double x, double y, double radius, double size,
               enum token disc, enum token line)
{
    draw_disc(v->canvas, x, y, radius, view_color(v, disc));
    put_icon(v, icon, x, y, size, line);
}
