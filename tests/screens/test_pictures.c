/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Screens beside their references: small pictures in pictures/, each pixel the
 * mean of 8 x 8 drawn ones, so that another version of a font or of Cairo passes
 * and a moved card or a changed colour does not. "test_pictures FOLDER --write"
 * makes them anew.
 */
#include "components.h"
#include "look.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define ARRAY_LEN(a) (sizeof(a) / sizeof((a)[0]))
#define SHRINK     8
#define TOLERANCE  26   /* of 255, in one channel of a small pixel */
#define MAY_DIFFER 0.01 /* share of small pixels */

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

/* Share of pixels that differ by more than the tolerance; 1 when the sizes do. */
static double difference(cairo_surface_t *a, cairo_surface_t *b)
{
    int w = cairo_image_surface_get_width(a), h = cairo_image_surface_get_height(a);
    size_t count = 0;
    if (w != cairo_image_surface_get_width(b) || h != cairo_image_surface_get_height(b)) {
        return 1;
    }
    for (int y = 0; y < h; y++) {
        const unsigned char *p = cairo_image_surface_get_data(a) +
                                 (size_t)y * (size_t)cairo_image_surface_get_stride(a);
        const unsigned char *q = cairo_image_surface_get_data(b) +
                                 (size_t)y * (size_t)cairo_image_surface_get_stride(b);
        for (int x = 0; x < w; x++) {
            bool off = false;
            for (int c = 0; c < 3; c++) {
                off = off || abs(p[x * 4 + c] - q[x * 4 + c]) > TOLERANCE;
            }
            count += off;
        }
    }
    return (double)count / (w * h);
}

/* Owns and destroys `small`. */
static bool check(cairo_surface_t *small, const char *name, const char *folder, bool write)
{
    char path[4096];
    bool good = true;
    snprintf(path, sizeof(path), "%s/%s.png", folder, name);
    if (write) {
        good = cairo_surface_write_to_png(small, path) == CAIRO_STATUS_SUCCESS;
    } else {
        cairo_surface_t *reference = cairo_image_surface_create_from_png(path);
        double off = cairo_surface_status(reference) == CAIRO_STATUS_SUCCESS
                         ? difference(small, reference)
                         : 1;
        good = off <= MAY_DIFFER;
        if (!good) {
            char now[256];
            snprintf(now, sizeof(now), "%s.now.png", name);
            cairo_surface_write_to_png(small, now);
            fprintf(stderr, "%s: %.2f %% of it looks different; see %s\n", path, off * 100, now);
        }
        cairo_surface_destroy(reference);
    }
    cairo_surface_destroy(small);
    return good;
}

static size_t check_components(struct stage *stage, const char *folder, bool write)
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
            bad += !check(shrunk(s), names[theme][page], folder, write);
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
    for (size_t i = 0; i < ARRAY_LEN(pictures); i++) {
        char name[128];
        const struct picture *p = &pictures[i];
        look_name(name, sizeof(name), p->sample, &p->look);
        bad += !check(shrunk(look_draw(stage, p->sample, &p->look)), name, argv[1], argc > 2);
    }
    bad += check_components(stage, argv[1], argc > 2);
    stage_destroy(stage);
    stage_drop_fonts();
    printf("%zu pictures, %zu different\n", ARRAY_LEN(pictures) + 2 * THEME_COUNT, bad);
    return bad > 0;
}
