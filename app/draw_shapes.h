/* SPDX-License-Identifier: GPL-3.0-or-later */
/** Shapes on the canvas. Every function leaves nothing behind but pixels. */
#ifndef DRAW_SHAPES_H
#define DRAW_SHAPES_H

#include "canvas.h"

enum line_kind { LINE_SOLID, LINE_DASHED, LINE_DOTTED };

void draw_fill(struct canvas *c, struct rect box, uint32_t color);
/** Rounded rectangle; the radius is cut to half the smaller side. */
void draw_round(struct canvas *c, struct rect box, double radius, uint32_t color);
/** Rounded only at the top: tabs. */
void draw_round_top(struct canvas *c, struct rect box, double radius, uint32_t color);
/** Outline inside `box`. */
void draw_round_line(struct canvas *c, struct rect box, double radius, double width,
                     uint32_t color);
/** The same, solid, dashed or dotted. */
void draw_round_edge(struct canvas *c, struct rect box, double radius, double width,
                     enum line_kind kind, uint32_t color);
/**
 * Soft shadow of a rounded box that will be filled: `drop` lower, `blur` wide like in CSS (twice the
 * standard deviation), `spread` larger.
 */
void draw_shadow(struct canvas *c, struct rect box, double radius, double drop, double blur,
                 double spread, uint32_t color);
/** Rectangle with a semicircle top, from `top` to `bottom` colour; equal: flat. */
void draw_arch(struct canvas *c, struct rect box, uint32_t top, uint32_t bottom);
/** Straight gradient over the box, downwards or to the right. */
void draw_fade(struct canvas *c, struct rect box, uint32_t from, uint32_t to, bool across);
/** Four corners: the light on the floor, narrower at its top by `left` and `right`. */
void draw_floor_light(struct canvas *c, struct rect box, double left, double right, uint32_t top,
                      uint32_t bottom);
/** A light at `x`,`y` that ends `rx` beside and `ry` below it, over `top` that darkens to the floor. */
struct stage_light {
    double x, y, rx, ry, floor;
    uint32_t lit, top, dark;
};
/** Fills `page`; kept as a picture. */
void draw_stage(struct canvas *c, struct rect page, const struct stage_light *light);
/** Drop the pictures that draw_stage() and draw_shadow() keep. */
void draw_stage_forget(void);
void draw_shadow_forget(void);

void draw_disc(struct canvas *c, double x, double y, double radius, uint32_t color);
void draw_circle(struct canvas *c, double x, double y, double radius, double width,
                 uint32_t color);
/** Circle of `dashes` dashes: "Not yet". */
void draw_dashed_circle(struct canvas *c, double x, double y, double radius, double width,
                        unsigned dashes, uint32_t color);
/** Arc from `from` to `to` in turns, 0 at the top, clockwise. */
void draw_arc(struct canvas *c, double x, double y, double radius, double width, double from,
              double to, bool round_ends, uint32_t color);
/** Line across an arc at `turn`, from radius `inner` to `outer`. */
void draw_tick(struct canvas *c, double x, double y, double inner, double outer, double turn,
               double width, uint32_t color);
/** `radius` from the middle to a corner; filled and/or outlined (0: not). */
void draw_diamond(struct canvas *c, double x, double y, double radius, uint32_t fill,
                  double width, uint32_t line);

void draw_line(struct canvas *c, double x0, double y0, double x1, double y1, double width,
               enum line_kind kind, uint32_t color);
/** Upright bars of `width` with round ends around the line `y`; `heights` has `count`. */
void draw_bars(struct canvas *c, double x, double y, double width, double step,
               const double *heights, size_t count, uint32_t color);

#endif
