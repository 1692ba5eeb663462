/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "screens.h"

#include "choose_options.h"
#include "widgets.h"

#include <stdio.h>

#define GAP 32.0

static const char *count_text(struct view *v, const struct rubric_practice *p, bool about)
{
    const char *id = p->ask == 1 ? about ? "choose.one_about" : "choose.one"
                                 : about ? "choose.many_about" : "choose.many";
    return view_fill(v, id, "count", view_format(v, "%u", p->ask), "minutes",
                     view_format(v, "%u", p->minutes), NULL);
}

/* Clock and "4 questions · 10 min" with the middle of the line at `y`. */
static void count_line(struct view *v, double x, double y, const char *text, uint32_t color)
{
    struct text_look look = { .style = TYPE_FLOOR, .color = color };
    draw_icon(v->canvas, v->icons, "clock", x + 14, y, 28, 2, color);
    write_line(v, x + 38, y, &look, text);
}

static bool card_spot(struct view *v, struct rect box, size_t i)
{
    const struct rubric_practice *p = v->scene->practices[i];
    struct spot spot = { .box = box, .radius = 32, .command = CMD_CHOOSE, .number = (int)i,
                         .role = ROLE_CARD, .key = i < 9 ? '1' + (int)i : 0, .start = i == 0 };
    snprintf(spot.label, sizeof(spot.label), "%s", view_content(v, p->name));
    snprintf(spot.state, sizeof(spot.state), "%s", count_text(v, p, true));
    return view_spot(v, &spot);
}

/* From the lower edge up; returns where the title begins. */
static double big_words(struct view *v, struct rect in, const struct rubric_practice *p,
                        uint32_t ink, uint32_t soft)
{
    struct text_look title = { .style = TYPE_TITLE, .color = ink };
    struct text_look line = { .style = TYPE_LEAD, .color = soft };
    double small = text_line(v->canvas, TYPE_SMALL);
    struct rect count = rect_cut_bottom(&in, small);
    count_line(v, count.x, count.y + small / 2, count_text(v, p, true), soft);
    rect_cut_bottom(&in, 27.5 / v->text);
    const char *words = view_content(v, p->line);
    write_look(v, rect_cut_bottom(&in, text_height(v->canvas, &line, words, in.w)), &line, words);
    rect_cut_bottom(&in, 13 / v->text);
    const char *called = view_content(v, p->name);
    struct rect name = rect_cut_bottom(&in, text_height(v->canvas, &title, called, in.w));
    write_look(v, name, &title, called);
    return name.y;
}

/* Above the title, or beside the disc, or not at all where neither has room. */
static void begin_here(struct view *v, struct rect in, double title_top, uint32_t color)
{
    struct text_look look = { .style = TYPE_SMALL, .weight = 600, .color = color };
    const char *words = view_say(v, "choose.begin");
    double half = text_line(v->canvas, TYPE_SMALL) / 2, y = title_top - 9 - half;
    if (!v->portrait && y - half > in.y + 104) {
        write_line(v, in.x, y, &look, words);
    } else if (124 + text_width(v->canvas, &look, words) + 60 < in.w) {
        write_line(v, in.x + 124, in.y + 48, &look, words);
    }
}

static void big_card(struct view *v, struct rect box)
{
    const struct rubric_practice *p = v->scene->practices[0];
    bool pressed = card_spot(v, box, 0);
    struct rect in = card_draw(v, box, pressed ? TOKEN_YOU_PRESS : TOKEN_YOU, 44);
    uint32_t ink = view_color(v, TOKEN_ON_YOU), you = view_color(v, TOKEN_YOU);
    uint32_t tag = v->theme->edges ? ink : view_color(v, TOKEN_DOOR_TOP);
    icon_disc(v, p->icon, in.x + 48, in.y + 48, 48, v->portrait ? 54 : 48, TOKEN_GOLD,
              TOKEN_ON_GOLD);
    key_cap(v, rect_right(in) - 22, in.y + 48, '1', TOKEN_ON_YOU);
    double title = big_words(v, in, p, ink, color_mix(ink, you, v->theme->edges ? 0 : 0.1));
    begin_here(v, in, title, tag);
    card_end(v);
}

/* Title, line and count in a column; `compact` leaves the line out. */
static void card_words(struct view *v, struct rect box, const struct rubric_practice *p,
                       bool compact)
{
    struct text_look title = { .style = TYPE_SUBHEAD, .color = view_color(v, TOKEN_INK) };
    struct text_look line = { .style = TYPE_SMALL, .balance = true,
                              .color = view_color(v, TOKEN_INK2) };
    const char *words = view_content(v, p->line);
    double small = text_line(v->canvas, TYPE_FLOOR);
    double title_h = text_height(v->canvas, &title, view_content(v, p->name), box.w);
    title_h += compact ? 0 : 6;
    double line_h = compact ? 0 : text_height(v->canvas, &line, words, box.w);
    double all = title_h + line_h + 14 + small;
    compact = compact || all > box.h;
    all -= compact ? line_h : 0;
    rect_cut_top(&box, fmax(0, (box.h - all) / 2));
    write_look(v, rect_cut_top(&box, title_h), &title, view_content(v, p->name));
    if (!compact) {
        write_look(v, rect_cut_top(&box, line_h), &line, words);
    }
    rect_cut_top(&box, compact ? 4 : 14);
    count_line(v, box.x, box.y + small / 2, count_text(v, p, false), line.color);
}

static void small_card(struct view *v, struct rect box, size_t i)
{
    const struct rubric_practice *p = v->scene->practices[i];
    bool pressed = card_spot(v, box, i), compact = box.h < 200, tight = compact || v->text > 1.1;
    card_draw(v, box, pressed ? TOKEN_WELL : TOKEN_SURFACE, 0);
    double r = tight ? 34 : 44, side = (tight ? 26 : 35) + r;
    double y = v->show_keys && !compact ? box.y + box.h / 2 - 31 : box.y + box.h / 2;
    icon_disc(v, p->icon, box.x + side, y, r, r * 1.06, TOKEN_YOU_SOFT, TOKEN_YOU_INK);
    if (compact) {
        key_cap(v, rect_right(box) - 38, rect_bottom(box) - 38, '1' + (int)i, TOKEN_INK2);
    } else {
        key_cap(v, box.x + side, y + r + 40, '1' + (int)i, TOKEN_INK2);
    }
    rect_cut_left(&box, side + r + (tight ? 10 : 17));
    rect_cut_right(&box, 12);
    card_words(v, rect_inset(box, 12, 12), p, compact);
    card_end(v);
}

/* Title and line from the top, count at the lower edge. */
static void tall_words(struct view *v, struct rect box, const struct rubric_practice *p)
{
    struct text_look title = { .style = TYPE_SUBHEAD, .color = view_color(v, TOKEN_INK) };
    struct text_look line = { .style = TYPE_SMALL, .balance = true,
                              .color = view_color(v, TOKEN_INK2) };
    double small = text_line(v->canvas, TYPE_SMALL);
    struct rect count = rect_cut_bottom(&box, small);
    count_line(v, count.x, count.y + small / 2, count_text(v, p, true), line.color);
    rect_cut_top(&box, write_look(v, box, &title, view_content(v, p->name)) + 6);
    write_look(v, box, &line, view_content(v, p->line));
}

/* Portrait: disc above the words. */
static void tall_card(struct view *v, struct rect box, size_t i)
{
    const struct rubric_practice *p = v->scene->practices[i];
    bool pressed = card_spot(v, box, i);
    struct rect in = card_draw(v, box, pressed ? TOKEN_WELL : TOKEN_SURFACE, 0);
    in = rect_inset(in, 32, 0);
    double r = fmin(36, (in.h - 150) / 2);
    bool room = in.h > 290;
    if (r >= 24) {
        rect_cut_top(&in, room ? 32 : 20);
        icon_disc(v, p->icon, in.x + r, in.y + r, r, r * 1.14, TOKEN_YOU_SOFT, TOKEN_YOU_INK);
        key_cap(v, rect_right(in) - 22, in.y + r, '1' + (int)i, TOKEN_INK2);
        rect_cut_top(&in, 2 * r + (room ? 20 : 4));
    }
    rect_cut_bottom(&in, 16);
    if (room && v->text < 1.1) {
        tall_words(v, in, p);
    } else {
        card_words(v, in, p, false);
    }
    card_end(v);
}

static void grid(struct view *v, struct rect room, unsigned columns,
                 void (*card)(struct view *, struct rect, size_t), double gap)
{
    size_t count = v->scene->practice_count - 1;
    unsigned rows = ((unsigned)count + columns - 1) / columns;
    for (unsigned i = 0; i < count; i++) {
        struct rect row = rect_row(room, i / columns, rows, gap);
        card(v, rect_column(row, i % columns, columns, gap), i + 1);
    }
}

/* Whether title and count have room on one line of a row. */
static bool one_line(struct view *v, size_t i, double width)
{
    const struct rubric_practice *p = v->scene->practices[i];
    struct text_look title = { .style = TYPE_SUBHEAD }, count = { .style = TYPE_FLOOR };
    return 116 + text_width(v->canvas, &title, view_content(v, p->name)) + 24 +
               text_width(v->canvas, &count, count_text(v, p, false)) < width - 36;
}

/* Large text: one practice a row, scrolling; `tall` ones have the count below the title. */
static void list_row(struct view *v, struct rect row, size_t i, bool tall)
{
    const struct rubric_practice *p = v->scene->practices[i];
    bool pressed = card_spot(v, row, i), first = i == 0;
    enum token fill = first ? TOKEN_YOU : pressed ? TOKEN_WELL : TOKEN_SURFACE;
    enum token ink = first ? TOKEN_ON_YOU : TOKEN_INK;
    struct text_look title = { .style = TYPE_SUBHEAD, .color = view_color(v, ink) };
    struct text_look count = { .style = TYPE_FLOOR, .align = tall ? TEXT_LEFT : TEXT_RIGHT,
                               .color = view_color(v, first ? TOKEN_ON_YOU : TOKEN_INK2) };
    card_draw(v, row, fill, 0);
    double y = row.y + row.h / 2, apart = tall ? text_line(v->canvas, TYPE_SUBHEAD) / 2 - 4 : 0;
    put_icon(v, p->icon, row.x + 62, y, 48, ink);
    write_line(v, row.x + 116, y - apart, &title, view_content(v, p->name));
    if (tall || one_line(v, i, row.w)) {
        write_line(v, tall ? row.x + 116 : rect_right(row) - 36, y + apart, &count,
                   count_text(v, p, false));
    }
    card_end(v);
}

static void list(struct view *v, struct rect room)
{
    double h = fmax(88, text_line(v->canvas, TYPE_SUBHEAD) + 36);
    double n = (double)v->scene->practice_count;
    double more = h + text_line(v->canvas, TYPE_FLOOR) - 8;
    bool tall = false;
    for (size_t i = 0; i < v->scene->practice_count; i++) {
        tall = tall || !one_line(v, i, room.w - 28);
    }
    tall = tall && n * (more + 16) - 16 <= room.h;
    h = tall ? more : h;
    double step = h + 16, content = n * step - 16, offset = scroll_begin(v, room, 0, content);
    double w = content > room.h + 1 ? room.w - 28 : room.w;
    for (size_t i = 0; i < v->scene->practice_count; i++) {
        struct rect row = rect_of(room.x, room.y + (double)i * step - offset, w, h);
        list_row(v, row, i, tall);
    }
    scroll_end(v, room, 0, content, TOKEN_BG);
}

static void cards(struct view *v, struct rect room)
{
    if (v->scene->practice_count == 0) {
        return;
    }
    if (view_large(v) || (v->portrait && v->text > 1.1 && v->scene->practice_count > 5)) {
        list(v, room);
        return;
    }
    if (v->portrait) {
        size_t rows = v->scene->practice_count / 2;
        big_card(v, rect_cut_top(&room, fmin(430, room.h / (double)(rows + 1) * 1.3)));
        rect_cut_top(&room, 28);
        grid(v, room, 2, tall_card, 28);
        return;
    }
    big_card(v, rect_cut_left(&room, 620));
    rect_cut_left(&room, GAP);
    grid(v, room, 2, small_card, v->scene->practice_count > 5 ? 24 : GAP);
}

void choose_draw(struct view *v)
{
    bool options_open = choose_options_open(v);
    view_veil(v, v->veiled || options_open);
    struct rect room = page_header(v, HEADER_READ_ALOUD, NULL, NULL);
    page_title(v, &room, view_say(v, "choose.title"), view_say(v, "choose.lead"));
    rect_cut_top(&room, v->portrait ? 72 / v->text : 41 / v->text);
    rect_cut_bottom(&room, 56);
    double h = choose_options_height(v, room.w);
    struct rect options = rect_cut_bottom(&room, h);
    bool few = v->scene->practice_count <= 5;
    rect_cut_bottom(&room, (v->portrait ? few ? 118 : 56 : 53) / v->text);
    cards(v, room);
    choose_options(v, options);
    if (options_open) {
        choose_options_dialog(v);
    }
}

bool choose_handle(struct screen_memory *memory, const struct scene *scene, int command,
                   int number)
{
    (void)scene;
    (void)number;
    if (command == LOCAL_OPTIONS) {
        memory->options = !memory->options;
        return true;
    }
    return false;
}
