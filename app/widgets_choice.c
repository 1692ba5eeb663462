/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "widgets.h"

#include <stdio.h>

#define PART_PADDING 25.0
#define LEAST_AIR    12.0
#define CHECK_GAP    11.0
#define SWITCH_W     104.0
#define SWITCH_H     60.0

/* The check grows with the text, the air around the parts in large text. */
static double check_size(const struct view *v)
{
    return v->portrait ? 28 : 28 * v->text;
}

static double inset(const struct view *v, const struct segmented *s)
{
    return s->fill && view_large(v) ? 8 : 6;
}

static struct text_look part_look(struct view *v, const struct segment *s, bool chosen)
{
    return (struct text_look){ .style = s->style == TYPE_HERO ? TYPE_CHOICE : s->style,
                               .weight = chosen ? 600 : 500, .align = TEXT_CENTER,
                               .color = view_color(v, chosen ? TOKEN_ON_YOU : TOKEN_INK2) };
}

/* Width of one part with its check, which only the chosen one shows. */
static double part_width(struct view *v, const struct segmented *s, size_t i)
{
    struct text_look look = part_look(v, &s->segments[i], i == s->chosen);
    double check = i == s->chosen ? check_size(v) + CHECK_GAP : 0;
    return fmax(72, 2 * PART_PADDING + check +
                        ceil(text_width(v->canvas, &look, s->segments[i].label)));
}

double segmented_width(struct view *v, const struct segmented *s)
{
    double w = 2 * inset(v, s) + 4 * (double)(s->count - 1);
    for (size_t i = 0; i < s->count; i++) {
        w += part_width(v, s, i);
    }
    return w;
}

/* Of what shares the box evenly: an equal share, or equal air where one needs more than that. */
static double filled_width(struct view *v, const struct segmented *s, size_t i, double width)
{
    double share = (width - 4 * (double)(s->count - 1)) / (double)s->count;
    double spare = share, least = 0;
    for (size_t k = 0; k < s->count; k++) {
        double need = part_width(v, s, k) - 2 * PART_PADDING;
        spare -= need / (double)s->count;
        least = fmax(least, need);
    }
    return least + 2 * LEAST_AIR <= share ? share : part_width(v, s, i) - 2 * PART_PADDING + spare;
}

static void part_draw(struct view *v, const struct segmented *s, size_t i, struct rect box,
                      struct rect touch)
{
    const struct segment *part = &s->segments[i];
    bool chosen = i == s->chosen;
    struct spot spot = { .box = touch, .ring = box, .radius = 17, .command = s->command,
                         .number = part->number, .role = ROLE_CHOICE };
    const char *spoken = part->spoken != NULL ? part->spoken : part->label;
    snprintf(spot.label, sizeof(spot.label), "%s, %s", s->name, spoken);
    snprintf(spot.state, sizeof(spot.state), "%s", chosen ? view_say(v, "state.chosen") : "");
    bool pressed = view_spot(v, &spot);
    struct text_look look = part_look(v, part, chosen);
    double w = ceil(text_width(v->canvas, &look, part->label)) + 1, y = box.y + box.h / 2;
    double x = box.x + box.w / 2;
    uint32_t ground = canvas_get_ground(v->canvas);
    if (chosen || pressed) {
        enum token fill = chosen ? TOKEN_YOU : view_pressed_fill(v);
        draw_round(v->canvas, box, 17, view_color(v, fill));
        canvas_ground(v->canvas, view_color(v, fill));
    }
    if (chosen) {
        double all = check_size(v) + CHECK_GAP + w;
        draw_icon(v->canvas, v->icons, "check", x - all / 2 + check_size(v) / 2, y,
                  check_size(v), 3, view_color(v, TOKEN_ON_YOU));
        x += (check_size(v) + CHECK_GAP) / 2;
    }
    write_line(v, x, y, &look, part->label);
    canvas_ground(v->canvas, ground);
}

void segmented_draw(struct view *v, const struct segmented *s, struct rect box)
{
    uint32_t ground = canvas_get_ground(v->canvas);
    draw_round(v->canvas, box, 22, view_color(v, TOKEN_WELL));
    if (v->theme->edges) {
        draw_round_line(v->canvas, box, 22, 3, view_color(v, TOKEN_CTL));
    }
    canvas_ground(v->canvas, view_color(v, TOKEN_WELL));
    struct rect in = rect_inset(box, inset(v, s), inset(v, s));
    double x = in.x, spare = in.w - segmented_width(v, s) + 2 * inset(v, s);
    for (size_t i = 0; i < s->count; i++) {
        double w = s->fill ? filled_width(v, s, i, in.w)
                           : part_width(v, s, i) + spare / (double)s->count;
        part_draw(v, s, i, rect_of(x, in.y, w, in.h), rect_of(x, box.y, w, box.h));
        x += w + 4;
    }
    canvas_ground(v->canvas, ground);
}

double switch_width(struct view *v)
{
    struct text_look look = { .style = TYPE_SMALL };
    return SWITCH_W + 18 + fmax(text_width(v->canvas, &look, view_say(v, "state.on")),
                                text_width(v->canvas, &look, view_say(v, "state.off")));
}

double switch_draw(struct view *v, double x, double y, const char *name, int command, bool on,
                   int key)
{
    struct rect box = rect_of(x, y - SWITCH_H / 2, SWITCH_W, SWITCH_H);
    const char *word = view_say(v, on ? "state.on" : "state.off");
    struct spot spot = { .box = rect_inset(box, -6, -8), .ring = box, .radius = SWITCH_H / 2,
                         .command = command, .role = ROLE_SWITCH, .key = key };
    spot.box.w += switch_width(v) - SWITCH_W;
    snprintf(spot.label, sizeof(spot.label), "%s", name);
    snprintf(spot.state, sizeof(spot.state), "%s", word);
    bool pressed = view_spot(v, &spot);
    uint32_t fill = view_color(v, on ? pressed ? TOKEN_YOU_PRESS : TOKEN_YOU : TOKEN_SURFACE);
    draw_round(v->canvas, box, SWITCH_H / 2, fill);
    if (!on) {
        draw_round_line(v->canvas, box, SWITCH_H / 2, 3, view_color(v, TOKEN_CTL));
    }
    double knob = on ? rect_right(box) - 30 : box.x + 30;
    draw_disc(v->canvas, knob, y, 22, view_color(v, on ? TOKEN_SURFACE : TOKEN_CTL));
    struct text_look look = { .style = TYPE_SMALL, .color = view_color(v, TOKEN_INK) };
    write_line(v, rect_right(box) + 18, y, &look, word);
    return switch_width(v);
}

void page_tabs(struct view *v, struct rect box, const char *const *ids, size_t count)
{
    struct segment parts[PAGE_TABS_MAX];
    for (size_t i = 0; i < count && i < PAGE_TABS_MAX; i++) {
        parts[i] = (struct segment){ .label = view_say(v, ids[i]), .number = (int)i,
                                     .style = v->portrait && count > 2 ? TYPE_FLOOR
                                                                       : TYPE_SMALL };
    }
    struct segmented bar = { .name = view_say(v, "page.name"), .command = LOCAL_PAGE,
                             .segments = parts, .count = count, .fill = true,
                             .chosen = (size_t)v->scene->memory->page };
    segmented_draw(v, &bar, box);
}
