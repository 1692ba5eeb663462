/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "widgets.h"

#include <stdio.h>
#include <string.h>

/* Middle of the header's line; large text needs more room around it. */
static double header_y(const struct view *v)
{
    return view_large(v) ? 68 : 64;
}

/* On the first screen the light comes from the door, later from above the middle. */
static void stage_light(struct view *v)
{
    uint32_t lit = view_color(v, TOKEN_LIT), dark = view_color(v, TOKEN_BG);
    struct stage_light l = { .x = v->layout.w / 2, .y = v->layout.h * 0.3, .rx = 960, .ry = 672,
                             .floor = rect_bottom(v->page), .lit = lit, .top = dark,
                             .dark = dark };
    if (v->state->screen == SCREEN_ATTRACT) {
        l.x = v->portrait ? 540 : 1424;
        l.y = v->portrait ? 800 : 490;
        l.rx = l.ry = v->portrait ? 715 : 650;
        l.floor = v->portrait ? 1160 : 842;
        l.top = color_mix(dark, lit, 0.25);
    }
    draw_stage(v->canvas, v->page, &l);
}

void page_background(struct view *v)
{
    const struct theme *t = v->theme;
    canvas_ground(v->canvas, t->color[TOKEN_BG]);
    if (t->light) {
        canvas_ground(v->canvas, t->color[TOKEN_LIT]); /* the worse of both for contrast */
        stage_light(v);
    } else {
        draw_fill(v->canvas, v->page, t->color[TOKEN_BG]);
    }
}

static void logo_bars(struct view *v, double x, double y, double unit)
{
    const double heights[] = { 12 * unit, 23 * unit, 16 * unit };
    draw_bars(v->canvas, x - 12.5 * unit, y, 5.4 * unit, 9.8 * unit, heights, 3,
              view_color(v, TOKEN_LOGO_BARS));
}

double page_logo(struct view *v, double x, double y, double unit)
{
    struct rect box = rect_of(x, y - 26 * unit, 42 * unit, 52 * unit);
    draw_arch(v->canvas, box, view_color(v, TOKEN_LOGO), view_color(v, TOKEN_LOGO));
    logo_bars(v, x + 21 * unit, y + 3 * unit, unit);
    return rect_right(box);
}

struct tool { const char *icon, *id; int command, key; };

/* One header tool ending at `right`; returns where the next one ends. */
static double header_tool(struct view *v, double right, const struct tool *tool)
{
    const char *label = view_say(v, tool->id);
    struct text_look look = { .style = TYPE_SMALL, .weight = 500,
                              .color = view_color(v, TOKEN_INK) };
    bool edges = v->theme->edges;
    double pad = edges ? 24 : 20, icon = 34 * fmin(v->text, 1.4), y = header_y(v);
    double gap = 14, apart = view_large(v) ? 48 : v->text > 1.1 ? 52 : 56;
    double w = text_width(v->canvas, &look, label) + icon + gap + 2 * pad;
    double end = edges ? right : right + pad;
    struct spot spot = { .box = rect_of(end - w, y - 36, w, 72), .radius = 20,
                         .command = tool->command, .key = tool->key, .role = ROLE_BUTTON };
    snprintf(spot.label, sizeof(spot.label), "%s", label);
    bool on = tool->command == CMD_READ_ALOUD && v->state->person.read_aloud;
    snprintf(spot.state, sizeof(spot.state), "%s", on ? view_say(v, "state.on") : "");
    if (view_spot(v, &spot) || on) {
        draw_round(v->canvas, spot.box, 20, view_color(v, TOKEN_WELL));
    }
    if (edges) {
        draw_round_line(v->canvas, spot.box, 20, 3, view_color(v, TOKEN_CTL));
    }
    put_icon(v, tool->icon, spot.box.x + pad + icon / 2, y, icon, TOKEN_INK2);
    write_line(v, spot.box.x + pad + icon + gap, y, &look, label);
    return edges ? spot.box.x - 16 : spot.box.x + pad - apart;
}

static double header_tools(struct view *v, enum header_kind kind)
{
    static const struct tool tools[][3] = {
        [HEADER_READ_ALOUD] = { { "leave", "tool.leave", CMD_LEAVE, KEY_ESCAPE },
                                { "help", "tool.help", CMD_HELP, KEY_F1 },
                                { "spk", "tool.read_aloud", CMD_READ_ALOUD, KEY_F2 } },
        [HEADER_START_OVER] = { { "leave", "tool.leave", CMD_LEAVE, KEY_ESCAPE },
                                { "help", "tool.help", CMD_HELP, KEY_F1 },
                                { "again", "tool.start_over", CMD_START_OVER, KEY_BACKSPACE } },
        [HEADER_STAFF] = { { "back", "staff.back", LOCAL_STAFF_CLOSE, KEY_ESCAPE },
                           { "spk", "tool.read_aloud", CMD_READ_ALOUD, KEY_F2 } },
    };
    double right = rect_right(v->layout) - view_margin(v);
    v->zone = ZONE_HEADER;
    for (int i = 0; i < 3 && tools[kind][i].icon != NULL; i++) {
        right = header_tool(v, right, &tools[kind][i]);
    }
    v->zone = ZONE_CONTENT;
    return right;
}

static void header_words(struct view *v, double x, double room, const char *subtitle,
                         const char *short_subtitle)
{
    struct text_look name = { .style = TYPE_SUBHEAD, .color = view_color(v, TOKEN_INK) };
    struct text_look small = { .style = TYPE_SMALL, .weight = 500,
                               .color = view_color(v, TOKEN_INK2) };
    const char *brand = view_say(v, "name");
    double brand_w = text_width(v->canvas, &name, brand);
    double long_w = subtitle == NULL ? 0 : 66 + text_width(v->canvas, &small, subtitle);
    double y = header_y(v);
    if (x + 18 + brand_w + long_w <= room && !view_large(v)) {
        x += 18 + write_line(v, x + 18, y + 1, &name, brand);
        if (subtitle != NULL) {
            draw_fill(v->canvas, rect_of(x + 29, y - 18, 2, 36), view_color(v, TOKEN_LINE));
            write_line(v, x + 58, y, &small, subtitle);
        }
    } else if (short_subtitle != NULL &&
               x + 32 + text_width(v->canvas, &small, short_subtitle) <=
                   room + (v->theme->edges ? 0 : 24)) {
        write_line(v, x + 32, y, &small, short_subtitle);
    }
}

struct rect page_header(struct view *v, enum header_kind kind, const char *subtitle,
                        const char *short_subtitle)
{
    double m = view_margin(v);
    double x = page_logo(v, m, header_y(v), view_large(v) ? 1.24 : 1);
    double tools = header_tools(v, kind);
    header_words(v, x, tools, subtitle, short_subtitle);
    double top = view_large(v) ? 120 : 116;
    return rect_of(m, top, v->layout.w - 2 * m, v->layout.h - top);
}

void page_said(struct view *v, const char *text)
{
    struct text_look look = { .style = TYPE_BODY, .weight = 600, .align = TEXT_CENTER,
                              .badge = true, .color = view_color(v, TOKEN_BG) };
    double w = fmin(text_width(v->canvas, &look, text) + 2, v->layout.w - 2 * view_margin(v) - 64);
    double h = text_height(v->canvas, &look, text, w), y = 20;
    struct rect box = rect_of(v->layout.x + (v->layout.w - w - 64) / 2, y, w + 64, h + 40);
    draw_round(v->canvas, box, fmin(box.h / 2, 44), view_color(v, TOKEN_INK));
    uint32_t ground = canvas_get_ground(v->canvas);
    canvas_ground(v->canvas, view_color(v, TOKEN_INK));
    write_look(v, rect_inset(box, 32, 20), &look, text);
    canvas_ground(v->canvas, ground);
}

const char *page_subtitle(struct view *v, bool short_form)
{
    const struct interview_state *s = v->state;
    const char *practice = s->practice == NULL ? "" : view_content(v, s->practice->name);
    if (s->question == NULL || s->question_total == 0) {
        return practice;
    }
    const char *number = view_format(v, "%zu", s->question_number);
    const char *total = view_format(v, "%zu", s->question_total);
    return view_fill(v, short_form ? "header.question" : "header.practice_question", "practice",
                     practice, "number", number, "total", total, NULL);
}

const char *page_subtitle_try(struct view *v, bool short_form)
{
    static const char *const tries[] = { "try.first", "try.second", "try.third" };
    unsigned n = v->state->attempt_number;
    const char *which = n >= 1 && n <= 3 ? view_say(v, tries[n - 1])
                                         : view_fill(v, "try.number", "number",
                                                     view_format(v, "%u", n), NULL);
    return view_format(v, "%s · %s", page_subtitle(v, short_form), which);
}

void page_title(struct view *v, struct rect *room, const char *title, const char *lead)
{
    struct text_look look = { .style = TYPE_TITLE, .color = view_color(v, TOKEN_INK),
                              .balance = true };
    rect_cut_top(room, v->portrait ? 22 : 14);
    double h = write_look(v, *room, &look, title);
    rect_cut_top(room, h);
    if (lead != NULL) {
        rect_cut_top(room, v->portrait ? 15 : 11);
        rect_cut_top(room, write_text(v, *room, TYPE_LEAD, TOKEN_INK2, lead));
    }
}
