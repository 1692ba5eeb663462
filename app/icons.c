/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "icons.h"

#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MAX_ICONS   64
#define MAX_STROKES 6
#define GRID        24.0

struct stroke {
    char *path;                 /* checked when it was loaded */
    double width;               /* grid units; 0: the caller's */
    bool fill;
};

struct icon {
    char name[16];
    struct stroke strokes[MAX_STROKES];
    size_t stroke_count;
};

struct icons {
    struct icon items[MAX_ICONS];
    size_t count;
};

/* One number of a path; false at its end or where there is none. */
static bool next_number(const char **at, double *value)
{
    while (**at == ' ' || **at == ',') {
        (*at)++;
    }
    const char *p = *at;
    double sign = *p == '-' ? -1 : 1, v = 0, unit = 1;
    p += *p == '-';
    if (!isdigit((unsigned char)*p) && *p != '.') {
        return false;
    }
    for (; isdigit((unsigned char)*p); p++) {
        v = v * 10 + (*p - '0');
    }
    if (*p == '.') { /* by hand: strtod wants a comma in some countries */
        for (p++; isdigit((unsigned char)*p); p++) {
            unit /= 10;
            v += (*p - '0') * unit;
        }
    }
    *at = p;
    *value = sign * v;
    return true;
}

/* SVG's arc from the current point (x0, y0) to (x, y): only circles, which is all we draw. */
static void arc_to(cairo_t *cr, double x0, double y0, double r, bool large, bool sweep, double x,
                   double y)
{
    double dx = (x - x0) / 2, dy = (y - y0) / 2, half = hypot(dx, dy);
    if (half <= 0) {
        return;
    }
    r = fmax(r, half);
    double off = sqrt(r * r - half * half) / half * (large == sweep ? -1 : 1);
    double cx = (x0 + x) / 2 - off * dy, cy = (y0 + y) / 2 + off * dx;
    double from = atan2(y0 - cy, x0 - cx), to = atan2(y - cy, x - cx);
    if (sweep) {
        cairo_arc(cr, cx, cy, r, from, to);
    } else {
        cairo_arc_negative(cr, cx, cy, r, from, to);
    }
}

static size_t numbers_of(char command)
{
    static const struct { char letter; size_t count; } table[] = {
        { 'm', 2 }, { 'l', 2 }, { 'h', 1 }, { 'v', 1 }, { 'c', 6 }, { 'a', 7 }, { 'z', 0 },
    };
    for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
        if (table[i].letter == tolower((unsigned char)command)) {
            return table[i].count;
        }
    }
    return SIZE_MAX;
}

static void run_command(cairo_t *cr, char command, double *n)
{
    double x = 0, y = 0;
    cairo_get_current_point(cr, &x, &y);
    double bx = islower((unsigned char)command) ? x : 0;
    double by = islower((unsigned char)command) ? y : 0;
    switch (tolower((unsigned char)command)) {
    case 'm':
        cairo_move_to(cr, bx + n[0], by + n[1]);
        break;
    case 'l':
        cairo_line_to(cr, bx + n[0], by + n[1]);
        break;
    case 'h':
        cairo_line_to(cr, bx + n[0], y);
        break;
    case 'v':
        cairo_line_to(cr, x, by + n[0]);
        break;
    case 'c':
        cairo_curve_to(cr, bx + n[0], by + n[1], bx + n[2], by + n[3], bx + n[4], by + n[5]);
        break;
    case 'a':
        arc_to(cr, x, y, n[0], n[3] != 0, n[4] != 0, bx + n[5], by + n[6]);
        break;
    default:
        cairo_close_path(cr);
    }
}

/* Flags of an arc may stand without space before the next number ("0 01.5"). */
static bool read_numbers(const char **at, char command, double *n, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        bool flag = tolower((unsigned char)command) == 'a' && (i == 3 || i == 4);
        while (flag && (**at == ' ' || **at == ',')) {
            (*at)++;
        }
        if (flag && (**at == '0' || **at == '1')) {
            n[i] = *(*at)++ - '0';
        } else if (flag || !next_number(at, &n[i])) {
            return false;
        }
    }
    return true;
}

/* Draws `path`, or only checks it when `cr` is NULL. Returns NULL, or where it goes wrong. */
static const char *run_path(cairo_t *cr, const char *path)
{
    const char *at = path;
    while (*at != '\0') {
        char command = *at++;
        size_t count = numbers_of(command);
        if (command == ' ') {
            continue;
        }
        if (count == SIZE_MAX) {
            return at - 1;
        }
        double n[7] = { 0 };
        const char *before = at;
        do {
            before = at;
            if (!read_numbers(&at, command, n, count)) {
                return at;
            }
            if (cr != NULL) {
                run_command(cr, command, n);
            }
            command = command == 'm' ? 'l' : command == 'M' ? 'L' : command;
            while (*at == ' ' || *at == ',') {
                at++;
            }
        } while (count > 0 && at != before && (isdigit((unsigned char)*at) || *at == '-' ||
                                               *at == '.'));
    }
    return NULL;
}

static bool read_stroke(struct icon *icon, char *text, const char **wrong)
{
    struct stroke s = { 0 };
    for (;;) {
        text += strspn(text, " ");
        if (strncmp(text, "fill ", 5) == 0) {
            s.fill = true;
            text += 5;
        } else if (strncmp(text, "width=", 6) == 0) {
            const char *at = text + 6;
            if (!next_number(&at, &s.width)) {
                *wrong = at;
                return false;
            }
            text += at - text;
        } else {
            break;
        }
    }
    *wrong = run_path(NULL, text);
    if (*wrong != NULL || icon->stroke_count == MAX_STROKES) {
        return false;
    }
    s.path = strdup(text);
    icon->strokes[icon->stroke_count++] = s;
    return s.path != NULL;
}

static bool read_line(struct icons *icons, char *line, const char **wrong)
{
    line[strcspn(line, "\r\n")] = '\0';
    if (line[0] == '#' || line[strspn(line, " ")] == '\0') {
        return true;
    }
    size_t name = strcspn(line, " ");
    struct icon *icon = &icons->items[icons->count];
    *wrong = line;
    if (icons->count == MAX_ICONS || name >= sizeof(icon->name) || line[name] == '\0') {
        return false;
    }
    icons->count++;
    memcpy(icon->name, line, name);
    char *next = line + name;
    while (next != NULL) {
        char *part = next + 1;
        next = strchr(part, '|');
        if (next != NULL) {
            *next = '\0';
        }
        if (!read_stroke(icon, part, wrong)) {
            return false;
        }
    }
    return true;
}

struct icons *icons_load(const char *path, char *err, size_t err_size)
{
    struct icons *icons = NULL;
    FILE *f = fopen(path, "r");
    if (f == NULL) {
        snprintf(err, err_size, "%s: cannot read the icons: %s", path, strerror(errno));
        return NULL;
    }
    char line[1024];
    icons = calloc(1, sizeof(*icons));
    for (unsigned number = 1; icons != NULL && fgets(line, sizeof(line), f) != NULL; number++) {
        const char *wrong = line;
        if (!read_line(icons, line, &wrong)) {
            snprintf(err, err_size,
                     "%s:%u:%d: expected a name of at most 15 letters, a space and a path of the "
                     "commands M L H V C A Z",
                     path, number, (int)(wrong - line) + 1);
            icons_destroy(icons);
            icons = NULL;
        }
    }
    fclose(f);
    return icons;
}

void icons_destroy(struct icons *icons)
{
    if (icons == NULL) {
        return;
    }
    for (size_t i = 0; i < icons->count; i++) {
        for (size_t j = 0; j < icons->items[i].stroke_count; j++) {
            free(icons->items[i].strokes[j].path);
        }
    }
    free(icons);
}

static const struct icon *find(const struct icons *icons, const char *name)
{
    for (size_t i = 0; i < icons->count; i++) {
        if (strcmp(icons->items[i].name, name) == 0) {
            return &icons->items[i];
        }
    }
    return NULL;
}

bool icons_have(const struct icons *icons, const char *name)
{
    return find(icons, name) != NULL;
}

static void paint_stroke(cairo_t *cr, const struct stroke *s, double width)
{
    cairo_new_path(cr);
    run_path(cr, s->path);
    if (s->fill) {
        cairo_fill_preserve(cr);
    }
    cairo_set_line_width(cr, s->width > 0 ? s->width : width);
    cairo_stroke(cr);
}

void draw_icon(struct canvas *c, const struct icons *icons, const char *name, double x, double y,
               double size, double stroke, uint32_t color)
{
    const struct icon *icon = find(icons, name);
    if (icon == NULL) {
        return;
    }
    struct rect box = rect_of(x - size / 2, y - size / 2, size, size);
    uint64_t look = look_number(look_number(look_text(LOOK_START, name), stroke), color);
    cairo_t *cr = canvas_item(c, box, look);
    if (cr == NULL) {
        return;
    }
    canvas_color(cr, color);
    cairo_translate(cr, box.x, box.y);
    cairo_scale(cr, size / GRID, size / GRID);
    cairo_set_line_cap(cr, CAIRO_LINE_CAP_ROUND);
    cairo_set_line_join(cr, CAIRO_LINE_JOIN_ROUND);
    for (size_t i = 0; i < icon->stroke_count; i++) {
        paint_stroke(cr, &icon->strokes[i], stroke);
    }
    canvas_done(cr);
}
