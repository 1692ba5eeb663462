/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "widgets.h"

#define ARC_SHARE 0.62  /* of the track's width */

/* Posts at both ends of the target band. */
static void band_ticks(struct view *v, const struct ring *r)
{
    enum token color = v->theme->light || v->theme->edges ? TOKEN_GOLD : TOKEN_GOLD_INK;
    double reach = r->width / 2 + 12;
    for (int i = 0; i < 2; i++) {
        draw_tick(v->canvas, r->x, r->y, r->radius - reach, r->radius + reach,
                  i == 0 ? r->band_from : r->band_to, 6, view_color(v, color));
    }
}

/* What a rim looks like a gap on: on the stage its dark, not the lit middle. */
static uint32_t page_color(struct view *v)
{
    uint32_t ground = canvas_get_ground(v->canvas);
    return ground == view_color(v, TOKEN_LIT) ? view_color(v, TOKEN_BG) : ground;
}

void ring_draw(struct view *v, const struct ring *r)
{
    uint32_t arc = view_color(v, r->arc), page = page_color(v);
    double width = r->width * ARC_SHARE, turn = (r->share - 0.25) * 2 * M_PI;
    draw_circle(v->canvas, r->x, r->y, r->radius, r->width, view_color(v, TOKEN_TRACK));
    if (r->band_to > r->band_from) {
        draw_arc(v->canvas, r->x, r->y, r->radius, r->width, r->band_from, r->band_to, false,
                 view_color(v, TOKEN_GOLD));
        if (r->share > r->band_from) { /* a rim where arc meets band */
            draw_arc(v->canvas, r->x, r->y, r->radius, width + 8, r->band_from, r->share, false,
                     page);
        }
        band_ticks(v, r);
    }
    if (r->share <= 0) {
        return;
    }
    draw_arc(v->canvas, r->x, r->y, r->radius, width, 0, fmin(r->share, 1), true, arc);
    double x = r->x + r->radius * cos(turn), y = r->y + r->radius * sin(turn);
    draw_disc(v->canvas, x, y, r->width * 0.78, page);
    draw_disc(v->canvas, x, y, r->width * 0.6, arc);
}

void countdown_ring(struct view *v, double x, double y, double radius, enum token arc,
                    double left, double total, const char *label)
{
    double shown = v->reduced_motion ? ceil(left) : left;
    struct ring ring = { .x = x, .y = y, .radius = radius, .width = 24, .arc = arc,
                         .share = total > 0 ? fmin(1, shown / total) : 0 };
    ring_draw(v, &ring);
    if (left > 0) {
        view_moves(v);
    }
    struct text_look digits = { .style = TYPE_DIGITS, .align = TEXT_CENTER,
                                .color = view_color(v, TOKEN_INK) };
    struct text_look small = { .style = TYPE_BODY, .align = TEXT_CENTER,
                               .color = view_color(v, TOKEN_INK2) };
    double grow = text_size(v->canvas, TYPE_BODY) / 30;
    bool big = radius > 160 * grow;
    digits.style = big ? TYPE_DIGITS_BIG : TYPE_DIGITS_MID;
    write_line(v, x, y - 20 * grow, &digits, view_format(v, "%d", (int)ceil(fmax(left, 0))));
    /* Where the ring is about as wide as at its middle: what does not fit there stands in two lines. */
    double wide = 1.62 * (radius - ring.width), line = text_line(v->canvas, TYPE_BODY);
    double below = y + (big ? 76 : 65) * grow;
    if (text_width(v->canvas, &small, label) <= wide) {
        write_line(v, x, below, &small, label);
    } else {
        small.balance = true;
        write_look(v, rect_of(x - wide / 2, below - line * 0.6, wide, 2 * line), &small, label);
    }
}

void spinner(struct view *v, double x, double y, double radius)
{
    double turn = v->reduced_motion ? floor(v->time_s) / 4 : v->time_s / 1.2;
    turn -= floor(turn);
    view_moves(v);
    draw_circle(v->canvas, x, y, radius, radius * 0.36, view_color(v, TOKEN_WELL));
    draw_arc(v->canvas, x, y, radius, radius * 0.36, turn, turn + 0.25, true,
             view_color(v, TOKEN_YOU));
}
