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

static cairo_surface_t *paint(struct rect page, double scale, double x, double y, double rx,
                              double ry, uint32_t lit, uint32_t dark)
{
    cairo_surface_t *s = cairo_image_surface_create(
        CAIRO_FORMAT_RGB24, (int)ceil(page.w * scale), (int)ceil(page.h * scale));
    cairo_t *cr = cairo_create(s);
    cairo_scale(cr, scale, scale);
    cairo_translate(cr, x - page.x, y - page.y);
    cairo_scale(cr, rx, ry);
    cairo_pattern_t *p = cairo_pattern_create_radial(0, 0, 0, 0, 0, 1);
    for (int i = 0; i < 2; i++) {
        uint32_t k = i == 0 ? lit : dark;
        cairo_pattern_add_color_stop_rgb(p, i, (k >> 24) / 255.0,
                                         (k >> 16 & 255) / 255.0, (k >> 8 & 255) / 255.0);
    }
    cairo_set_source(cr, p);
    cairo_paint(cr);
    cairo_pattern_destroy(p);
    cairo_destroy(cr);
    return s;
}

void draw_stage(struct canvas *c, struct rect page, double x, double y, double rx, double ry,
                uint32_t lit, uint32_t dark)
{
    const double n[] = { page.x, page.y, page.w, page.h, x, y, rx, ry, lit, dark,
                         canvas_scale(c) };
    uint64_t look = look_add(LOOK_START, n, sizeof(n));
    cairo_t *cr = canvas_item(c, page, look);
    if (cr == NULL) {
        return;
    }
    if (kept.look != look) {
        cairo_surface_destroy(kept.picture);
        kept.picture = paint(page, canvas_scale(c), x, y, rx, ry, lit, dark);
        kept.look = look;
    }
    cairo_translate(cr, page.x, page.y);
    cairo_scale(cr, 1 / canvas_scale(c), 1 / canvas_scale(c));
    cairo_set_source_surface(cr, kept.picture, 0, 0);
    cairo_pattern_set_filter(cairo_get_source(cr), CAIRO_FILTER_NEAREST);
    cairo_paint(cr);
    canvas_done(cr);
}
