/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Every screen in every theme, text size and format, beside a coarse reference: a
 * line of colours for each, the mean of cells of the screen. A moved card or a
 * changed theme shows; another version of a font does not.
 *     every FILE            compare with the references
 *     every --write FILE    make them anew
 *     every --sheets FOLDER contact sheets, one PNG for each theme, size and format
 */
#include "look.h"
#include "sample.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define ARRAY_LEN(a) (sizeof(a) / sizeof((a)[0]))
#define CELLS        12 /* to each side */
#define LINE         (CELLS * CELLS * 3) /* 432, as fscanf() below says */
#define STEPS_OFF    2  /* of 15, in one channel of a cell */
#define CELLS_OFF    5  /* as many may differ */
#define THUMB        360.0
#define COLUMNS      6

static const struct look looks[] = {
    { 1920, 1080, 0, false }, { 1920, 1080, 1, false }, { 1920, 1080, 2, false },
    { 1920, 1080, 0, true },  { 1920, 1080, 1, true },  { 1920, 1080, 2, true },
    { 1080, 1920, 0, false }, { 1080, 1920, 1, false }, { 1080, 1920, 2, false },
    { 1080, 1920, 0, true },  { 1080, 1920, 1, true },  { 1080, 1920, 2, true },
    { 1280, 720, 0, false },  { 1280, 720, 0, true },
};

/* Mean of a channel over one cell, every other pixel of every other row; 0 to 15. */
static unsigned cell_mean(cairo_surface_t *s, int column, int row, int channel)
{
    int w = cairo_image_surface_get_width(s) / CELLS, h = cairo_image_surface_get_height(s) / CELLS;
    size_t stride = (size_t)cairo_image_surface_get_stride(s);
    const unsigned char *data = cairo_image_surface_get_data(s);
    unsigned long sum = 0, count = 0;
    for (int y = row * h; y < (row + 1) * h; y += 2) {
        for (int x = column * w; x < (column + 1) * w; x += 2) {
            sum += data[(size_t)y * stride + (size_t)x * 4 + (size_t)channel];
            count++;
        }
    }
    return (unsigned)(sum / count / 17);
}

static void describe(cairo_surface_t *s, char line[LINE + 1])
{
    size_t at = 0;
    for (int i = 0; i < CELLS * CELLS; i++) {
        for (int c = 2; c >= 0; c--) {
            line[at++] = "0123456789abcdef"[cell_mean(s, i % CELLS, i / CELLS, c)];
        }
    }
    line[at] = '\0';
}

static int digit(char c)
{
    return c >= 'a' ? c - 'a' + 10 : c - '0';
}

static int cells_off(const char *a, const char *b)
{
    int off = 0;
    for (size_t i = 0; i < LINE; i += 3) {
        bool differs = false;
        for (size_t c = i; c < i + 3; c++) {
            differs = differs || abs(digit(a[c]) - digit(b[c])) >= STEPS_OFF;
        }
        off += differs;
    }
    return off;
}

/* Compares with the next line of `f`, or writes it. */
static bool one(struct stage *stage, FILE *f, bool write, const char *sample, const struct look *l)
{
    char name[128], now[LINE + 1], wanted_name[128] = "", wanted[LINE + 1] = "";
    look_name(name, sizeof(name), sample, l);
    cairo_surface_t *s = look_draw(stage, sample, l);
    describe(s, now);
    cairo_surface_destroy(s);
    if (write) {
        return fprintf(f, "%s %s\n", name, now) > 0;
    }
    if (fscanf(f, "%127s %432s", wanted_name, wanted) != 2 || strcmp(name, wanted_name) != 0 ||
        strlen(wanted) != LINE) {
        fprintf(stderr, "%s: no reference; the file goes on with \"%s\"\n", name, wanted_name);
        return false;
    }
    int off = cells_off(now, wanted);
    if (off > CELLS_OFF) {
        fprintf(stderr, "%s: %d of %d cells look different\n", name, off, CELLS * CELLS);
    }
    return off <= CELLS_OFF;
}

static bool sheet(struct stage *stage, const char *folder, const struct look *l)
{
    char path[4096], name[128];
    size_t count = 0;
    while (sample_names()[count] != NULL) {
        count++;
    }
    double scale = THUMB / l->width, h = l->height * scale;
    int rows = (int)((count + COLUMNS - 1) / COLUMNS);
    cairo_surface_t *all = cairo_image_surface_create(
        CAIRO_FORMAT_RGB24, (int)(COLUMNS * (THUMB + 12)), (int)(rows * (h + 12)));
    cairo_t *cr = cairo_create(all);
    for (size_t i = 0; i < count; i++) {
        cairo_surface_t *s = look_draw(stage, sample_names()[i], l);
        cairo_save(cr);
        cairo_translate(cr, (double)(i % COLUMNS) * (THUMB + 12),
                        (double)(i / COLUMNS) * (h + 12));
        cairo_scale(cr, scale, scale);
        cairo_set_source_surface(cr, s, 0, 0);
        cairo_paint(cr);
        cairo_restore(cr);
        cairo_surface_destroy(s);
    }
    look_name(name, sizeof(name), "all", l);
    snprintf(path, sizeof(path), "%s/%s.png", folder, name);
    bool good = cairo_surface_write_to_png(all, path) == CAIRO_STATUS_SUCCESS;
    printf("%s%s\n", good ? "" : "cannot write ", path);
    cairo_destroy(cr);
    cairo_surface_destroy(all);
    return good;
}

static bool all_looks(struct stage *stage, const char *mode, const char *path)
{
    bool write = strcmp(mode, "--write") == 0, sheets = strcmp(mode, "--sheets") == 0, good = true;
    FILE *f = sheets ? NULL : fopen(path, write ? "w" : "r");
    if (f == NULL && !sheets) {
        perror(path);
        return false;
    }
    char head[128] = "";
    if (write) {
        fputs("# SPDX-License-Identifier: GPL-3.0-or-later\n", f);
    } else if (!sheets && fgets(head, sizeof(head), f) == NULL) {
        fprintf(stderr, "%s: empty\n", path);
    }
    for (size_t i = 0; i < ARRAY_LEN(looks); i++) {
        if (sheets) {
            good &= sheet(stage, path, &looks[i]);
            continue;
        }
        for (const char *const *n = sample_names(); *n != NULL; n++) {
            good &= one(stage, f, write, *n, &looks[i]);
        }
    }
    return (f == NULL || fclose(f) == 0) && good;
}

int main(int argc, char **argv)
{
    char err[512];
    if (argc < 2 || argc > 3) {
        fprintf(stderr, "usage: every [--write | --sheets] FILE-OR-FOLDER\n");
        return 2;
    }
    struct stage *stage = stage_create(err, sizeof(err));
    if (stage == NULL) {
        fprintf(stderr, "%s\n", err);
        return 1;
    }
    bool good = all_looks(stage, argc == 3 ? argv[1] : "", argv[argc - 1]);
    stage_destroy(stage);
    stage_drop_fonts();
    return good ? 0 : 1;
}
