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

/* Neighbours differ much in it: eight bits of a slow gradient would show as rings. */
static const unsigned char order[8][8] = {
    { 0, 32, 8, 40, 2, 34, 10, 42 },  { 48, 16, 56, 24, 50, 18, 58, 26 },
    { 12, 44, 4, 36, 14, 46, 6, 38 }, { 60, 28, 52, 20, 62, 30, 54, 22 },
    { 3, 35, 11, 43, 1, 33, 9, 41 },  { 51, 19, 59, 27, 49, 17, 57, 25 },
    { 15, 47, 7, 39, 13, 45, 5, 37 }, { 63, 31, 55, 23, 61, 29, 53, 21 },
};

static void channels(uint32_t color, float out[3])
{
    for (int i = 0; i < 3; i++) {
        out[i] = (float)(color >> (24 - 8 * i) & 255);
    }
}

/* One row of pixels: `back` lit by so much as its distance to the light leaves. */
static void paint_row(uint32_t *pixels, int width, const unsigned char thresholds[8], double x0,
                      double dx, double dy, const float back[3], const float lit[3])
{
    for (int i = 0; i < width; i++) {
        float x = (float)(x0 + i * dx);
        float dark = fminf(1, sqrtf(x * x + (float)(dy * dy)));
        float threshold = ((float)thresholds[i % 8] + 0.5f) / 64;
        uint32_t pixel = 0;
        for (int c = 0; c < 3; c++) {
            pixel = pixel << 8 | (uint32_t)(lit[c] + (back[c] - lit[c]) * dark + threshold);
        }
        pixels[i] = pixel;
    }
}

static cairo_surface_t *paint(struct rect page, double scale, const struct stage_light *l)
{
    int w = (int)ceil(page.w * scale), h = (int)ceil(page.h * scale);
    cairo_surface_t *s = cairo_image_surface_create(CAIRO_FORMAT_RGB24, w, h);
    unsigned char *data = cairo_image_surface_get_data(s);
    int stride = cairo_image_surface_get_stride(s);
    float top[3], dark[3], lit[3], back[3];
    channels(l->top, top);
    channels(l->dark, dark);
    channels(l->lit, lit);
    for (int j = 0; data != NULL && j < h; j++) {
        double y = page.y + (j + 0.5) / scale;
        double down = fmin(1, (y - page.y) / fmax(1, l->floor - page.y));
        for (int c = 0; c < 3; c++) {
            back[c] = top[c] + (dark[c] - top[c]) * (float)down;
        }
        paint_row((uint32_t *)(void *)(data + (size_t)j * (size_t)stride), w, order[j % 8],
                  (page.x + 0.5 / scale - l->x) / l->rx, 1 / scale / l->rx, (y - l->y) / l->ry,
                  back, lit);
    }
    cairo_surface_mark_dirty(s);
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
