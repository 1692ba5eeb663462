/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "draw_shapes.h"

/* A radial gradient is the dearest thing on the screen, so it is painted once and
   kept; another size or colour replaces it. One canvas at a time uses it. */
static struct {
    cairo_surface_t *picture;
    uint64_t look;
} kept;

void draw_stage_forget(void)
{
    cairo_surface_destroy(kept.picture);
    kept.picture = NULL;
    kept.look = 0;
}

static void add_stop(cairo_pattern_t *p, double at, uint32_t k)
{
    cairo_pattern_add_color_stop_rgba(p, at, (k >> 24) / 255.0, (k >> 16 & 255) / 255.0,
                                      (k >> 8 & 255) / 255.0, (k & 255) / 255.0);
}

static void fill_with(cairo_t *cr, cairo_pattern_t *p, uint32_t from, uint32_t to)
{
    add_stop(p, 0, from);
    add_stop(p, 1, to);
    cairo_set_source(cr, p);
    cairo_paint(cr);
    cairo_pattern_destroy(p);
}

static cairo_surface_t *paint(struct rect page, double scale, const struct stage_light *l)
{
    cairo_surface_t *s = cairo_image_surface_create(
        CAIRO_FORMAT_RGB24, (int)ceil(page.w * scale), (int)ceil(page.h * scale));
    cairo_t *cr = cairo_create(s);
    cairo_scale(cr, scale, scale);
    cairo_translate(cr, -page.x, -page.y);
    fill_with(cr, cairo_pattern_create_linear(0, page.y, 0, l->floor), l->top, l->dark);
    cairo_translate(cr, l->x, l->y);
    cairo_scale(cr, l->rx, l->ry);
    fill_with(cr, cairo_pattern_create_radial(0, 0, 0, 0, 0, 1), l->lit, color_fade(l->lit, 0));
    cairo_destroy(cr);
    return s;
}

void draw_stage(struct canvas *c, struct rect page, const struct stage_light *l)
{
    const double n[] = { page.x, page.y, page.w, page.h, l->x, l->y, l->rx, l->ry, l->floor,
                         l->lit, l->top, l->dark, canvas_scale(c) };
    uint64_t look = look_add(LOOK_START, n, sizeof(n));
    cairo_t *cr = canvas_item(c, page, look);
    if (cr == NULL) {
        return;
    }
    if (kept.look != look) {
        cairo_surface_destroy(kept.picture);
        kept.picture = paint(page, canvas_scale(c), l);
        kept.look = look;
    }
    cairo_translate(cr, page.x, page.y);
    cairo_scale(cr, 1 / canvas_scale(c), 1 / canvas_scale(c));
    cairo_set_source_surface(cr, kept.picture, 0, 0);
    cairo_pattern_set_filter(cairo_get_source(cr), CAIRO_FILTER_NEAREST);
    cairo_paint(cr);
    canvas_done(cr);
}
