/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Screens beside their references: small pictures in pictures/, each pixel the
 * mean of 8 x 8 drawn ones, so that another version of Cairo passes and a moved
 * card or a changed colour does not. With the fonts of the references every tile
 * counts for itself, so that one other letter on one key is found, which the test
 * shows with letters that it changes; with another version of Inter the whole
 * picture counts. "test_pictures FOLDER --write" makes them anew.
 */
#include "components.h"
#include "look.h"
#include "sample.h"

#include <math.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define ARRAY_LEN(a) (sizeof(a) / sizeof((a)[0]))
#define SHRINK     8
#define TOLERANCE  26   /* of 255, in one channel of a small pixel */
#define MAY_DIFFER 0.01 /* share of small pixels */
#define TILE       6    /* small pixels to each side; one key of the keyboard has four of them */
#define TILE_OFF   16   /* as TOLERANCE; another rasterizer stays below it */
#define TILE_MAY   1    /* small pixels of a tile that may be off; an i for an l are two */
#define PIXEL_OFF  30   /* this far off, one is as good as two; a dot for a comma */
#define FONT_OFF   0.002    /* share of a text's width that is another font */

static const struct picture {
    const char *sample;
    struct look look;
} pictures[] = {
    { "attract", { 1920, 1080, 0, false } },
    { "attract", { 1080, 1920, 0, false } },
    { "attract", { 1920, 1080, 0, true } },
    { "choose", { 1920, 1080, 0, false } },
    { "choose", { 1080, 1920, 0, false } },
    { "choose", { 1920, 1080, 2, false } },
    { "choose", { 1920, 1080, 0, true } },
    { "check", { 1920, 1080, 0, false } },
    { "question", { 1920, 1080, 0, false } },
    { "question", { 1080, 1920, 0, false } },
    { "think", { 1920, 1080, 0, false } },
    { "answer", { 1920, 1080, 0, false } },
    { "answer", { 1080, 1920, 0, false } },
    { "answer", { 1920, 1080, 0, true } },
    { "feedback", { 1920, 1080, 0, false } },
    { "feedback", { 1080, 1920, 0, false } },
    { "feedback", { 1920, 1080, 2, false } },
    { "feedback-watch", { 1920, 1080, 0, true } },
    { "compare", { 1920, 1080, 0, false } },
    { "summary", { 1920, 1080, 0, false } },
    { "still-there", { 1920, 1080, 0, false } },
    { "mic-lost", { 1920, 1080, 0, false } },
    { "nothing-heard", { 1920, 1080, 0, false } },
    { "leave", { 1920, 1080, 0, false } },
    { "help", { 1920, 1080, 0, false } },
    { "sample", { 1920, 1080, 0, false } },
    { "type", { 1920, 1080, 0, false } },
    { "staff-pin", { 1920, 1080, 0, false } },
    { "staff-overview", { 1920, 1080, 0, false } },
    { "feedback", { 1280, 720, 0, false } },
};

static uint32_t mean(const unsigned char *data, int stride, int x, int y)
{
    uint32_t sum[3] = { 0 };
    for (int dy = 0; dy < SHRINK; dy++) {
        const unsigned char *row = data + (size_t)(y * SHRINK + dy) * (size_t)stride;
        for (int dx = 0; dx < SHRINK; dx++) {
            for (int c = 0; c < 3; c++) {
                sum[c] += row[(x * SHRINK + dx) * 4 + c];
            }
        }
    }
    uint32_t n = SHRINK * SHRINK;
    return sum[2] / n << 16 | sum[1] / n << 8 | sum[0] / n;
}

static cairo_surface_t *shrink(cairo_surface_t *large)
{
    int w = cairo_image_surface_get_width(large) / SHRINK;
    int h = cairo_image_surface_get_height(large) / SHRINK;
    cairo_surface_t *small = cairo_image_surface_create(CAIRO_FORMAT_RGB24, w, h);
    unsigned char *to = cairo_image_surface_get_data(small);
    for (int y = 0; y < h; y++) {
        for (int x = 0; x < w; x++) {
            uint32_t pixel = mean(cairo_image_surface_get_data(large),
                                  cairo_image_surface_get_stride(large), x, y);
            memcpy(to + y * cairo_image_surface_get_stride(small) + x * 4, &pixel, 4);
        }
    }
    cairo_surface_mark_dirty(small);
    return small;
}

/* Owns and destroys `large`. */
static cairo_surface_t *shrunk(cairo_surface_t *large)
{
    cairo_surface_t *small = shrink(large);
    cairo_surface_destroy(large);
    return small;
}

static int pixel_off(cairo_surface_t *a, cairo_surface_t *b, int x, int y)
{
    const unsigned char *p = cairo_image_surface_get_data(a) +
                             (size_t)y * (size_t)cairo_image_surface_get_stride(a);
    const unsigned char *q = cairo_image_surface_get_data(b) +
                             (size_t)y * (size_t)cairo_image_surface_get_stride(b);
    int most = 0;
    for (int c = 0; c < 3; c++) {
        int off = abs(p[x * 4 + c] - q[x * 4 + c]);
        most = off > most ? off : most;
    }
    return most;
}

static int tile_off(cairo_surface_t *a, cairo_surface_t *b, int left, int top)
{
    int count = 0;
    for (int i = 0; i < TILE * TILE; i++) {
        int off = pixel_off(a, b, left + i % TILE, top + i / TILE);
        count += (off > TILE_OFF) + (off > PIXEL_OFF);
    }
    return count;
}

/* What was found to differ, and where. */
struct difference {
    double share;               /* of small pixels; 1 when the sizes differ */
    int tile, x, y;             /* pixels off in the worst tile, and where it is, as drawn */
};

static struct difference compare(cairo_surface_t *a, cairo_surface_t *b)
{
    int w = cairo_image_surface_get_width(a), h = cairo_image_surface_get_height(a);
    struct difference d = { .share = 1 };
    size_t count = 0;
    if (w != cairo_image_surface_get_width(b) || h != cairo_image_surface_get_height(b)) {
        return d;
    }
    for (int i = 0; i < w * h; i++) {
        int x = i % w, y = i / w;
        count += pixel_off(a, b, x, y) > TOLERANCE;
        bool tile = x % (TILE / 2) == 0 && y % (TILE / 2) == 0 && x + TILE <= w && y + TILE <= h;
        int off = tile ? tile_off(a, b, x, y) : 0;
        if (off > d.tile) {
            d.tile = off;
            d.x = (x + TILE / 2) * SHRINK;
            d.y = (y + TILE / 2) * SHRINK;
        }
    }
    d.share = (double)count / (w * h);
    return d;
}

/* Where the references are, and whether they were drawn with these fonts. */
struct references {
    const char *folder;
    bool write, same_fonts;
};

static bool alike(const struct references *r, cairo_surface_t *small, const char *path,
                  struct difference *d)
{
    cairo_surface_t *reference = cairo_image_surface_create_from_png(path);
    bool there = cairo_surface_status(reference) == CAIRO_STATUS_SUCCESS;
    *d = there ? compare(small, reference) : (struct difference){ .share = 1 };
    cairo_surface_destroy(reference);
    return d->share <= MAY_DIFFER && (!r->same_fonts || d->tile <= TILE_MAY);
}

/* Owns and destroys `small`. */
static bool check(cairo_surface_t *small, const char *name, const struct references *r)
{
    char path[4096], now[256];
    struct difference d;
    snprintf(path, sizeof(path), "%s/%s.png", r->folder, name);
    bool good = r->write ? cairo_surface_write_to_png(small, path) == CAIRO_STATUS_SUCCESS
                         : alike(r, small, path, &d);
    if (!good && !r->write) {
        snprintf(now, sizeof(now), "%s.now.png", name);
        cairo_surface_write_to_png(small, now);
        fprintf(stderr, "%s: %.2f %% of it looks different, most at %d,%d; see %s\n", path,
                d.share * 100, d.x, d.y, now);
    }
    cairo_surface_destroy(small);
    return good;
}

/* Width of a text in each style, as it is here and as it was for the references. */
static bool fonts_of(struct stage *stage, const struct references *r)
{
    char path[4096];
    bool same = true;
    snprintf(path, sizeof(path), "%s/fonts.txt", r->folder);
    FILE *f = fopen(path, r->write ? "w" : "r");
    for (int style = 0; f != NULL && style < TYPE_COUNT; style++) {
        const struct text_look look = { .style = (enum type_style)style };
        double now = text_width(stage->canvas, &look, "How do you plan to achieve it?"), then = 0;
        if (r->write) {
            fprintf(f, "%.2f\n", now);
        } else {
            same = fscanf(f, "%lf", &then) == 1 && fabs(now - then) <= FONT_OFF * then && same;
        }
    }
    if (f == NULL || fclose(f) != 0) {
        perror(path);
        return false;
    }
    return same;
}

/* The faces of two keys change places, their edges stay. */
static void swap_keys(struct stage *stage, cairo_surface_t *s, char one, char other)
{
    const struct spot *a = spots_find(&stage->spots, LOCAL_TYPE_LETTER, one);
    const struct spot *b = spots_find(&stage->spots, LOCAL_TYPE_LETTER, other);
    size_t stride = (size_t)cairo_image_surface_get_stride(s);
    unsigned char *data = cairo_image_surface_get_data(s);
    for (int y = 10; y < (int)a->box.h - 10; y++) {
        unsigned char *p = data + (size_t)(y + (int)a->box.y) * stride + ((size_t)a->box.x + 10) * 4;
        unsigned char *q = data + (size_t)(y + (int)b->box.y) * stride + ((size_t)b->box.x + 10) * 4;
        for (int i = 0; i < ((int)a->box.w - 20) * 4; i++) {
            unsigned char was = p[i];
            p[i] = q[i];
            q[i] = was;
        }
    }
}

/* One word of one card. */
static cairo_surface_t *draw_renamed(struct stage *stage, const struct look *l, const char *name)
{
    struct sample sample;
    cairo_surface_t *s = cairo_image_surface_create(CAIRO_FORMAT_RGB24, l->width, l->height);
    if (!sample_make(&sample, "choose")) {
        abort();
    }
    struct rubric_practice renamed = *sample.scene.practices[4];
    const struct rubric_practice *list[] = { sample.scene.practices[0], sample.scene.practices[1],
                                             sample.scene.practices[2], sample.scene.practices[3],
                                             &renamed };
    renamed.name = name;
    sample.scene.practices = list;
    stage->text_size = l->text;
    stage_target(stage, s);
    stage_draw(stage, &sample.scene, 1.0);
    return s;
}

/* Changes that must be found. Returns how many were not. */
static size_t check_the_check(struct stage *stage, const struct references *r)
{
    static const char swaps[][2] = { { 'i', 'l' }, { 'q', 'w' }, { ',', '.' }, { 'e', 'c' } };
    const struct look l = { 1920, 1080, 0, false };
    char path[4096];
    struct difference d;
    size_t missed = 0;
    snprintf(path, sizeof(path), "%s/type-1920x1080-0.png", r->folder);
    for (size_t i = 0; i < ARRAY_LEN(swaps); i++) {
        cairo_surface_t *s = look_draw(stage, "type", &l);
        swap_keys(stage, s, swaps[i][0], swaps[i][1]);
        cairo_surface_t *small = shrunk(s);
        if (alike(r, small, path, &d)) {
            fprintf(stderr, "%c and %c changed places and nobody saw\n", swaps[i][0], swaps[i][1]);
            missed++;
        }
        cairo_surface_destroy(small);
    }
    snprintf(path, sizeof(path), "%s/choose-1920x1080-0.png", r->folder);
    cairo_surface_t *small = shrunk(draw_renamed(stage, &l, "Surprise us"));
    if (alike(r, small, path, &d)) {
        fprintf(stderr, "one word is another and nobody saw\n");
        missed++;
    }
    cairo_surface_destroy(small);
    return missed;
}

static size_t check_components(struct stage *stage, const struct references *r)
{
    static const char *const names[THEME_COUNT][2] = {
        [THEME_HOUSE] = { "components-house", "meters-house" },
        [THEME_STAGE] = { "components-stage", "meters-stage" },
        [THEME_CONTRAST] = { "components-contrast", "meters-contrast" },
    };
    size_t bad = 0;
    for (int theme = 0; theme < THEME_COUNT; theme++) {
        for (int page = 0; page < 2; page++) {
            cairo_surface_t *s = components_draw(stage, (enum theme_id)theme, page == 1);
            bad += !check(shrunk(s), names[theme][page], r);
        }
    }
    return bad;
}

int main(int argc, char **argv)
{
    char err[512];
    size_t bad = 0;
    struct stage *stage = argc > 1 ? stage_create(err, sizeof(err)) : NULL;
    if (stage == NULL) {
        fprintf(stderr, "%s\n", argc > 1 ? err : "usage: test_pictures FOLDER [--write]");
        return 2;
    }
    struct references r = { .folder = argv[1], .write = argc > 2 };
    r.same_fonts = fonts_of(stage, &r);
    for (size_t i = 0; i < ARRAY_LEN(pictures); i++) {
        char name[128];
        const struct picture *p = &pictures[i];
        look_name(name, sizeof(name), p->sample, &p->look);
        bad += !check(shrunk(look_draw(stage, p->sample, &p->look)), name, &r);
    }
    bad += check_components(stage, &r);
    if (r.same_fonts && !r.write) {
        bad += check_the_check(stage, &r);
    }
    stage_destroy(stage);
    stage_drop_fonts();
    printf("%zu pictures, %zu different%s\n", ARRAY_LEN(pictures) + 2 * THEME_COUNT, bad,
           r.same_fonts ? "" : ", by the whole alone: the fonts are others");
    return bad > 0;
}
