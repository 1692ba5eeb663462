/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "draw_shapes.h"

#include <stdlib.h>
#include <string.h>

#define KEEP       6        /* corners: cards, their rim, buttons, in two sizes */
#define REACH      2.6      /* standard deviations; beyond, a shadow is less than a colour step */
#define CORNER_MAX 512      /* pixels */

/* The blurred corner of a large round box, once in each direction, is all of a shadow that takes
   reckoning. It is kept; the sides are its last row and column, drawn out. */
static struct corner {
    double radius, sigma;       /* pixels */
    int reach, size;            /* beyond the box; of one corner's square */
    unsigned char *strength;    /* size x size, of the top left corner */
    cairo_surface_t *corners;   /* all four, together 2 size x 2 size */
} kept[KEEP];
static unsigned next_kept;

void draw_shadow_forget(void)
{
    for (size_t i = 0; i < KEEP; i++) {
        cairo_surface_destroy(kept[i].corners);
        free(kept[i].strength);
        kept[i] = (struct corner){ 0 };
    }
}

/* How much of the line from `from` on is in the shape, seen through a blurred pane at `at`. */
static float blurred_edge(double at, double from, double sigma)
{
    return (float)(0.5 * erfc((from - at) / (sigma * M_SQRT2)));
}

/* The rows of the arc blurred across, row after row; below it all are like the last. */
static float *blurred_rows(const struct corner *k, int rows)
{
    float *out = malloc((size_t)rows * (size_t)k->size * sizeof(*out));
    for (int i = 0; out != NULL && i < rows; i++) {
        double up = fmax(k->radius - i - 0.5, 0);
        double edge = k->reach + k->radius - sqrt(fmax(k->radius * k->radius - up * up, 0));
        for (int x = 0; x < k->size; x++) {
            out[i * k->size + x] = blurred_edge(x + 0.5, edge, k->sigma);
        }
    }
    return out;
}

static void weigh_row(const struct corner *k, const float *rows, int count, int y, float *sum)
{
    memset(sum, 0, (size_t)k->size * sizeof(*sum));
    for (int dy = -k->reach; dy <= k->reach; dy++) {
        int i = y + dy - k->reach;
        if (i < 0) {
            continue;   /* above the shape */
        }
        const float *row = rows + (i < count ? i : count - 1) * k->size;
        float weight = (float)(exp(-dy * dy / (2 * k->sigma * k->sigma)) /
                               (k->sigma * sqrt(2 * M_PI)));
        for (int x = 0; x < k->size; x++) {
            sum[x] += weight * row[x];
        }
    }
}

static bool reckon(struct corner *k)
{
    float sum[CORNER_MAX];
    int count = (int)ceil(k->radius) + 1;
    float *rows = blurred_rows(k, count);
    k->strength = malloc((size_t)k->size * (size_t)k->size);
    for (int y = 0; rows != NULL && k->strength != NULL && y < k->size; y++) {
        weigh_row(k, rows, count, y, sum);
        for (int x = 0; x < k->size; x++) {
            k->strength[y * k->size + x] = (unsigned char)fminf(255 * sum[x] + 0.5f, 255);
        }
    }
    free(rows);
    return rows != NULL && k->strength != NULL;
}

static cairo_surface_t *all_corners(const struct corner *k)
{
    int n = k->size;
    cairo_surface_t *s = cairo_image_surface_create(CAIRO_FORMAT_A8, 2 * n, 2 * n);
    unsigned char *data = cairo_image_surface_get_data(s);
    int stride = cairo_image_surface_get_stride(s);
    for (int y = 0; data != NULL && y < 2 * n; y++) {
        const unsigned char *row = k->strength + (y < n ? y : 2 * n - 1 - y) * n;
        for (int x = 0; x < 2 * n; x++) {
            data[y * stride + x] = row[x < n ? x : 2 * n - 1 - x];
        }
    }
    cairo_surface_mark_dirty(s);
    return s;
}

static const struct corner *find_corner(double radius, double sigma)
{
    for (size_t i = 0; i < KEEP; i++) {
        if (kept[i].corners != NULL && kept[i].radius == radius && kept[i].sigma == sigma) {
            return &kept[i];
        }
    }
    struct corner *k = &kept[next_kept++ % KEEP];
    cairo_surface_destroy(k->corners);
    free(k->strength);
    int reach = (int)ceil(REACH * sigma);
    *k = (struct corner){ .radius = radius, .sigma = sigma, .reach = reach,
                          .size = 2 * reach + (int)ceil(radius) };
    if (k->size > CORNER_MAX || !reckon(k)) {
        return NULL;    /* a shadow is decoration */
    }
    k->corners = all_corners(k);
    return k;
}

struct pixels { int x, y, w, h; };  /* of the surface */

static void paint_corner(cairo_t *cr, const struct corner *k, struct pixels to, int x, int y)
{
    cairo_save(cr);
    cairo_rectangle(cr, to.x, to.y, to.w, to.h);
    cairo_clip(cr);
    cairo_mask_surface(cr, k->corners, x, y);
    cairo_restore(cr);
}

/* Strengths `from`, `from` + `step` ...: one a row, or one a column. */
static void paint_side(cairo_t *cr, struct pixels to, const unsigned char *from, int step,
                       bool rows)
{
    if (to.w <= 0 || to.h <= 0) {
        return;
    }
    cairo_surface_t *s = cairo_image_surface_create(CAIRO_FORMAT_A8, to.w, to.h);
    unsigned char *data = cairo_image_surface_get_data(s);
    int stride = cairo_image_surface_get_stride(s);
    for (int x = 0; data != NULL && !rows && x < to.w; x++) {
        data[x] = from[x * step];
    }
    for (int y = 0; data != NULL && y < to.h; y++) {
        if (rows) {
            memset(data + y * stride, from[y * step], (size_t)to.w);
        } else if (y > 0) {
            memcpy(data + y * stride, data, (size_t)to.w);
        }
    }
    cairo_surface_mark_dirty(s);
    cairo_mask_surface(cr, s, to.x, to.y);
    cairo_surface_destroy(s);
}

/* `all`: the shadow; `box`: what will cover its middle. */
static void paint(cairo_t *cr, const struct corner *k, struct pixels all, struct pixels box)
{
    int n = k->size, last = n - 1, w = all.w / 2 < n ? all.w / 2 : n;
    int h = all.h / 2 < n ? all.h / 2 : n;
    int right = all.x + all.w, bottom = all.y + all.h;
    int top_h = box.y + 1 - all.y, low_h = bottom - (box.y + box.h - 1);
    int left_w = box.x + 1 - all.x, right_w = right - (box.x + box.w - 1);
    const unsigned char *s = k->strength;
    paint_corner(cr, k, (struct pixels){ all.x, all.y, w, h }, all.x, all.y);
    paint_corner(cr, k, (struct pixels){ right - w, all.y, w, h }, right - 2 * n, all.y);
    paint_corner(cr, k, (struct pixels){ all.x, bottom - h, w, h }, all.x, bottom - 2 * n);
    paint_corner(cr, k, (struct pixels){ right - w, bottom - h, w, h }, right - 2 * n,
                 bottom - 2 * n);
    top_h = top_h < h ? top_h : h;
    low_h = low_h < h ? low_h : h;
    left_w = left_w < w ? left_w : w;
    right_w = right_w < w ? right_w : w;
    paint_side(cr, (struct pixels){ all.x + w, all.y, all.w - 2 * w, top_h }, s + last, n, true);
    paint_side(cr, (struct pixels){ all.x + w, bottom - low_h, all.w - 2 * w, low_h },
               s + (low_h - 1) * n + last, -n, true);
    paint_side(cr, (struct pixels){ all.x, all.y + h, left_w, all.h - 2 * h }, s + last * n, 1,
               false);
    paint_side(cr, (struct pixels){ right - right_w, all.y + h, right_w, all.h - 2 * h },
               s + last * n + right_w - 1, -1, false);
}

static struct pixels to_pixels(cairo_t *cr, struct rect r)
{
    double x = r.x, y = r.y, right = rect_right(r), bottom = rect_bottom(r);
    cairo_user_to_device(cr, &x, &y);
    cairo_user_to_device(cr, &right, &bottom);
    return (struct pixels){ (int)round(x), (int)round(y), (int)(round(right) - round(x)),
                            (int)(round(bottom) - round(y)) };
}

void draw_shadow(struct canvas *c, struct rect box, double radius, double drop, double blur,
                 double spread, uint32_t color)
{
    double sigma = blur / 2, scale = canvas_scale(c);
    struct rect base = rect_inset(box, -spread, -spread);
    base.y += drop;
    double beyond = REACH * sigma + 2 / scale;
    const double n[] = { radius, drop, blur, spread };
    uint64_t look = look_add(look_add(LOOK_START, n, sizeof(n)), &color, sizeof(color));
    cairo_t *cr = canvas_item(c, rect_inset(base, -beyond, -beyond), look_text(look, "shadow"));
    if (cr == NULL) {
        return;
    }
    const struct corner *k = find_corner(fmax(radius + spread, 0) * scale, sigma * scale);
    struct pixels all = to_pixels(cr, base), covered = to_pixels(cr, box);
    if (k != NULL) {
        all = (struct pixels){ all.x - k->reach, all.y - k->reach, all.w + 2 * k->reach,
                               all.h + 2 * k->reach };
        canvas_color(cr, color);
        cairo_identity_matrix(cr);
        paint(cr, k, all, covered);
    }
    canvas_done(cr);
}
