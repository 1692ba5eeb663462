/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "view.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#define FLOOR_SIZE   24.0   /* units, the smallest type style */
#define FLOOR_PIXELS 16.0   /* no text is smaller than that on any window */

/* Frames a second: when all must be smooth, and what slow decoration is worth. */
#define FULL_RATE    60.0
#define DRIFT_RATE   30.0
#define PULSE_STEPS  48.0   /* of a pulse look smooth */

#define PRESSED_EDGE 9.0    /* units, in high contrast, where idle is 3 */

struct canvas_place view_place(struct view *v, int width, int height, unsigned text_size)
{
    static const double sizes[] = { 1, 1.25, 1.5 };
    v->portrait = width < height;
    v->layout = v->portrait ? rect_of(0, 0, 1080, 1920) : rect_of(0, 0, 1920, 1080);
    double s = fmin(width / v->layout.w, height / v->layout.h);
    v->text = fmax(sizes[text_size < 3 ? text_size : 2], FLOOR_PIXELS / (FLOOR_SIZE * s));
    return (struct canvas_place){ .scale = s, .x = floor((width - v->layout.w * s) / 2),
                                  .y = floor((height - v->layout.h * s) / 2) };
}

void view_begin(struct view *v)
{
    v->arena_used = 0;
    v->moving = false;
    v->rate = 0;
    view_veil(v, false);
    v->zone = ZONE_CONTENT;
    v->scroll = 0;
    v->page = canvas_page(v->canvas);
    canvas_text_scale(v->canvas, v->text);
    spots_clear(v->spots);
}

void view_veil(struct view *v, bool veiled)
{
    v->veiled = veiled;
    canvas_mute(v->canvas, veiled);
}

bool view_large(const struct view *v)
{
    return v->text > 1.26;
}

bool view_paged(const struct view *v)
{
    return v->text > 1.2;
}

double view_margin(const struct view *v)
{
    return v->portrait ? 64 : 96;
}

void view_moves(struct view *v)
{
    view_drifts(v, FULL_RATE);
}

void view_drifts(struct view *v, double rate)
{
    if (v->veiled) {
        return;
    }
    v->moving = true;
    v->rate = fmax(v->rate, rate);
}

double view_pulse(struct view *v, double period_s)
{
    if (v->reduced_motion || v->resting) {
        return 0;
    }
    view_drifts(v, fmin(DRIFT_RATE, PULSE_STEPS / period_s));
    return 0.5 - 0.5 * cos(2 * M_PI * fmod(v->time_s, period_s) / period_s);
}

const char *view_say(const struct view *v, const char *id)
{
    return strings_get(v->strings, id);
}

void *view_room(struct view *v, size_t size)
{
    size_t at = (v->arena_used + 7) & ~(size_t)7; /* for numbers too */
    if (at > sizeof(v->arena) || size > sizeof(v->arena) - at) {
        return NULL;
    }
    v->arena_used = at + size;
    return v->arena + at;
}

static const char *arena_keep(struct view *v, const char *text)
{
    size_t size = strlen(text) + 1;
    char *room = view_room(v, size);
    return room == NULL ? "" : memcpy(room, text, size);
}

const char *view_fill(struct view *v, const char *id, ...)
{
    struct string_value values[9] = { 0 };
    char text[1024];
    va_list args;
    va_start(args, id);
    for (size_t i = 0; i < 8; i++) {
        values[i].name = va_arg(args, const char *);
        if (values[i].name == NULL) {
            break;
        }
        values[i].value = va_arg(args, const char *);
    }
    va_end(args);
    strings_fill(text, sizeof(text), view_say(v, id), values);
    return arena_keep(v, text);
}

const char *view_format(struct view *v, const char *format, ...)
{
    char text[1024];
    va_list args;
    va_start(args, format);
    vsnprintf(text, sizeof(text), format, args);
    va_end(args);
    return arena_keep(v, text);
}

/* A quote opens after nothing, a space or a bracket. */
static const char *printers_mark(const char *text, size_t i, size_t *used)
{
    bool opens = i == 0 || strchr(" (\n", text[i - 1]) != NULL;
    *used = 1;
    if (text[i] == '"') {
        return opens ? "“" : "”";
    }
    if (text[i] == '\'') {
        return opens ? "‘" : "’";
    }
    if (strncmp(text + i, "...", 3) == 0) {
        *used = 3;
        return "…";
    }
    return NULL;
}

const char *view_typeset(struct view *v, const char *text)
{
    size_t length = strlen(text), at = 0, used = 1;
    if (strpbrk(text, "\"'.") == NULL) {
        return text;
    }
    char *out = view_room(v, length * 3 + 1);
    if (out == NULL) {
        return text;
    }
    for (size_t i = 0; i < length; i += used) {
        const char *mark = printers_mark(text, i, &used);
        size_t n = mark == NULL ? 1 : strlen(mark);
        memcpy(out + at, mark == NULL ? text + i : mark, n);
        at += n;
    }
    out[at] = '\0';
    return out;
}

const char *view_content(struct view *v, const char *text)
{
    const char *translated = strings_translate(v->strings, text);
    return view_typeset(v, translated == text ? text : arena_keep(v, translated));
}

const char *view_clock(struct view *v, double seconds)
{
    int s = (int)(fmax(seconds, 0) + 1e-6); /* 69.9999999 is 1:10 */
    return view_format(v, "%d:%02d", s / 60, s % 60);
}

double write_look(struct view *v, struct rect box, const struct text_look *look, const char *text)
{
    if (v->veiled) {
        return text_height(v->canvas, look, text, box.w);
    }
    return text_draw(v->canvas, look, text, box);
}

double write_text(struct view *v, struct rect box, enum type_style style, enum token color,
                  const char *text)
{
    struct text_look look = { .style = style, .color = view_color(v, color) };
    return write_look(v, box, &look, text);
}

struct text_look look_to_fit(struct view *v, struct text_look look, const char *text,
                             double width, double height)
{
    static const enum type_style smaller[] = { TYPE_TITLE, TYPE_QUESTION, TYPE_ASKED, TYPE_HEADING,
                                               TYPE_SUBHEAD, TYPE_BODY, TYPE_SMALL };
    double size = text_size(v->canvas, look.style);
    for (size_t i = 0; i < sizeof(smaller) / sizeof(smaller[0]) &&
                       text_height(v->canvas, &look, text, width) > height + 1; i++) {
        look.style = text_size(v->canvas, smaller[i]) < size ? smaller[i] : look.style;
    }
    if (text_height(v->canvas, &look, text, width) > height + 1) {
        look.lines = (unsigned)fmax(1, floor(height / text_line(v->canvas, look.style)));
    }
    return look;
}

double write_line(struct view *v, double x, double y, const struct text_look *look,
                  const char *text)
{
    struct text_look single = *look;
    single.single = true;
    double w = ceil(text_width(v->canvas, look, text)) + 1;
    double line = text_line(v->canvas, look->style);
    double left = look->align == TEXT_RIGHT ? x - w : look->align == TEXT_CENTER ? x - w / 2 : x;
    write_look(v, rect_of(left, y - line / 2, w, line), &single, text);
    return w;
}

void put_icon(struct view *v, const char *name, double x, double y, double size, enum token color)
{
    draw_icon(v->canvas, v->icons, name, x, y, size, 2, view_color(v, color));
}

bool view_focused(const struct view *v, int command, int number)
{
    return v->show_keys && !v->veiled && v->focus_command == command && v->focus_number == number;
}

void view_press(struct view *v)
{
    const struct spot *s = spots_find(v->spots, v->pressed_command, v->pressed_number);
    if (v->theme->edges && s != NULL && !s->disabled && s->role != ROLE_AREA) {
        draw_round_line(v->canvas, s->scroll != 0 ? s->box : s->ring, s->radius, PRESSED_EDGE,
                        view_color(v, TOKEN_INK));
    }
}

enum token view_pressed_fill(const struct view *v)
{
    return v->theme->edges ? TOKEN_WELL : TOKEN_LINE;
}

bool view_spot(struct view *v, struct spot *spot)
{
    if (v->veiled) {
        return false;
    }
    if (spot->ring.w <= 0) {
        spot->ring = spot->box;
    }
    spot->box = rect_common(spot->box, canvas_clipped(v->canvas));
    spot->zone = v->zone;
    spot->scroll = v->scroll;
    spots_add(v->spots, spot);
    if (view_focused(v, spot->command, spot->number)) {
        draw_round_line(v->canvas, rect_inset(spot->ring, -11, -11), spot->radius + 11, 6,
                        view_color(v, TOKEN_FOCUS));
    }
    return !spot->disabled && v->pressed_command == spot->command &&
           v->pressed_number == spot->number;
}
