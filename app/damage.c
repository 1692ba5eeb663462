/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "damage.h"

#define WASTE_MAX 12000     /* pixels that may be drawn for nothing before a box stays alone */

static cairo_rectangle_int_t join(const cairo_rectangle_int_t *a, const cairo_rectangle_int_t *b)
{
    int x = a->x < b->x ? a->x : b->x, y = a->y < b->y ? a->y : b->y;
    int right = a->x + a->width > b->x + b->width ? a->x + a->width : b->x + b->width;
    int bottom = a->y + a->height > b->y + b->height ? a->y + a->height : b->y + b->height;
    return (cairo_rectangle_int_t){ x, y, right - x, bottom - y };
}

static long area(const cairo_rectangle_int_t *box)
{
    return (long)box->width * box->height;
}

static long waste(const cairo_rectangle_int_t *a, const cairo_rectangle_int_t *b)
{
    cairo_rectangle_int_t both = join(a, b);
    return area(&both) - area(a) - area(b);
}

void damage_add(struct damage *d, const cairo_rectangle_int_t *box)
{
    int best = 0;
    for (int i = 1; i < d->count; i++) {
        best = waste(&d->boxes[i], box) < waste(&d->boxes[best], box) ? i : best;
    }
    if (d->count > 0 && (d->count == DAMAGE_BOXES || waste(&d->boxes[best], box) <= WASTE_MAX)) {
        d->boxes[best] = join(&d->boxes[best], box);
    } else {
        d->boxes[d->count++] = *box;
    }
}

cairo_region_t *damage_region(const struct damage *d)
{
    return cairo_region_create_rectangles(d->boxes, d->count);
}
