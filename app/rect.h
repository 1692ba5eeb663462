/* SPDX-License-Identifier: GPL-3.0-or-later */
/** Rectangles in layout units, and cutting them up: a screen is laid out by cutting pieces off. */
#ifndef RECT_H
#define RECT_H

#include <math.h>
#include <stdbool.h>

struct rect { double x, y, w, h; };

static inline struct rect rect_of(double x, double y, double w, double h)
{
    return (struct rect){ x, y, w, h };
}

static inline double rect_right(struct rect r)
{
    return r.x + r.w;
}

static inline double rect_bottom(struct rect r)
{
    return r.y + r.h;
}

/** Positive: smaller on all sides. */
static inline struct rect rect_inset(struct rect r, double x, double y)
{
    return (struct rect){ r.x + x, r.y + y, r.w - 2 * x, r.h - 2 * y };
}

/** Cut a piece off and leave the rest in `r`; never cuts more than there is. */
static inline struct rect rect_cut_top(struct rect *r, double h)
{
    h = fmin(h, fmax(r->h, 0));
    struct rect piece = { r->x, r->y, r->w, h };
    r->y += h;
    r->h -= h;
    return piece;
}

static inline struct rect rect_cut_bottom(struct rect *r, double h)
{
    h = fmin(h, fmax(r->h, 0));
    r->h -= h;
    return (struct rect){ r->x, r->y + r->h, r->w, h };
}

static inline struct rect rect_cut_left(struct rect *r, double w)
{
    w = fmin(w, fmax(r->w, 0));
    struct rect piece = { r->x, r->y, w, r->h };
    r->x += w;
    r->w -= w;
    return piece;
}

static inline struct rect rect_cut_right(struct rect *r, double w)
{
    w = fmin(w, fmax(r->w, 0));
    r->w -= w;
    return (struct rect){ r->x + r->w, r->y, w, r->h };
}

/** A w x h rectangle in the middle of `r`. */
static inline struct rect rect_center(struct rect r, double w, double h)
{
    return (struct rect){ r.x + (r.w - w) / 2, r.y + (r.h - h) / 2, w, h };
}

/** Cell `i` of `n` equal columns with `gap` between. */
static inline struct rect rect_column(struct rect r, unsigned i, unsigned n, double gap)
{
    double w = (r.w - gap * (n - 1)) / n;
    return (struct rect){ r.x + i * (w + gap), r.y, w, r.h };
}

static inline struct rect rect_row(struct rect r, unsigned i, unsigned n, double gap)
{
    double h = (r.h - gap * (n - 1)) / n;
    return (struct rect){ r.x, r.y + i * (h + gap), r.w, h };
}

static inline bool rect_holds(struct rect r, double x, double y)
{
    return x >= r.x && y >= r.y && x < r.x + r.w && y < r.y + r.h;
}

static inline bool rect_meets(struct rect a, struct rect b)
{
    return a.x < rect_right(b) && b.x < rect_right(a) && a.y < rect_bottom(b) &&
           b.y < rect_bottom(a);
}

static inline struct rect rect_common(struct rect a, struct rect b)
{
    double x = fmax(a.x, b.x), y = fmax(a.y, b.y);
    return (struct rect){ x, y, fmax(0, fmin(rect_right(a), rect_right(b)) - x),
                          fmax(0, fmin(rect_bottom(a), rect_bottom(b)) - y) };
}

#endif
