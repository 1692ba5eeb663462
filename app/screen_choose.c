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

/* The first nine have one. */
static int key_of(size_t i)
{
    return i < 9 ? '1' + (int)i : 0;
}

static bool card_spot(struct view *v, struct rect box, size_t i)
{
    const struct rubric_practice *p = v->scene->practices[i];
    struct spot spot = { .box = box, .radius = 32, .command = CMD_CHOOSE, .number = (int)i,
                         .role = ROLE_CARD, .key = key_of(i), .start = i == 0 };
    snprintf(spot.label, sizeof(spot.label), "%s", view_content(v, p->name));
    snprintf(spot.state, sizeof(spot.state), "%s", count_text(v, p, true));
    return view_spot(v, &spot);
}

static struct rect big_room(struct rect box)
{
    return rect_inset(box, 44, 44);
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
    card_draw(v, box, pressed ? TOKEN_YOU_PRESS : TOKEN_YOU, 0);
    struct rect in = big_room(box);
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

static bool is_compact(struct rect box)
{
    return box.h < 200;
}

static bool is_tight(const struct view *v, struct rect box)
{
    return is_compact(box) || v->text > 1.1;
}

/* Room for the words of a card beside its disc. */
static struct rect small_room(const struct view *v, struct rect box)
{
    bool tight = is_tight(v, box);
    rect_cut_left(&box, tight ? 26 + 2 * 34 + 10 : 35 + 2 * 44 + 17);
    rect_cut_right(&box, 12);
    return rect_inset(box, 12, 12);
}

static void small_card(struct view *v, struct rect box, size_t i)
{
    const struct rubric_practice *p = v->scene->practices[i];
    bool pressed = card_spot(v, box, i), compact = is_compact(box), tight = is_tight(v, box);
    card_draw(v, box, pressed ? TOKEN_WELL : TOKEN_SURFACE, 0);
    double r = tight ? 34 : 44, side = (tight ? 26 : 35) + r;
    double y = v->show_keys && !compact ? box.y + box.h / 2 - 31 : box.y + box.h / 2;
    icon_disc(v, p->icon, box.x + side, y, r, r * 1.06, TOKEN_YOU_SOFT, TOKEN_YOU_INK);
    if (compact) {
        key_cap(v, rect_right(box) - 38, rect_bottom(box) - 38, key_of(i), TOKEN_INK2);
    } else {
        key_cap(v, box.x + side, y + r + 40, key_of(i), TOKEN_INK2);
    }
    card_words(v, small_room(v, box), p, compact);
    card_end(v);
}

/* Title and line from the top, count at the lower edge; false: there is no room for them all. */
static bool tall_words(struct view *v, struct rect box, const struct rubric_practice *p)
{
    struct text_look title = { .style = TYPE_SUBHEAD, .color = view_color(v, TOKEN_INK) };
    struct text_look line = { .style = TYPE_SMALL, .balance = true,
                              .color = view_color(v, TOKEN_INK2) };
    double small = text_line(v->canvas, TYPE_SMALL);
    struct rect count = rect_cut_bottom(&box, small);
    if (text_height(v->canvas, &title, view_content(v, p->name), box.w) + 6 +
            text_height(v->canvas, &line, view_content(v, p->line), box.w) > box.h) {
        return false;
    }
    count_line(v, count.x, count.y + small / 2, count_text(v, p, true), line.color);
    rect_cut_top(&box, write_look(v, box, &title, view_content(v, p->name)) + 6);
    write_look(v, box, &line, view_content(v, p->line));
    return true;
}

/* The disc above the words of a card in portrait: its radius, 0 where there is no room for it. */
static double tall_disc(struct rect box)
{
    double r = fmin(36, (box.h - 150) / 2);
    return r >= 24 ? r : 0;
}

static bool is_roomy(struct rect box)
{
    return box.h > 290;
}

/* Room for the words below it. */
static struct rect tall_room(struct rect box)
{
    struct rect in = rect_inset(box, 32, 0);
    double r = tall_disc(box);
    rect_cut_top(&in, r > 0 ? 2 * r + (is_roomy(box) ? 52 : 24) : 0);
    rect_cut_bottom(&in, 16);
    return in;
}

/* Portrait: disc above the words. */
static void tall_card(struct view *v, struct rect box, size_t i)
{
    const struct rubric_practice *p = v->scene->practices[i];
    bool pressed = card_spot(v, box, i);
    struct rect in = rect_inset(card_draw(v, box, pressed ? TOKEN_WELL : TOKEN_SURFACE, 0), 32, 0);
    double r = tall_disc(box);
    if (r > 0) {
        rect_cut_top(&in, is_roomy(box) ? 32 : 20);
        icon_disc(v, p->icon, in.x + r, in.y + r, r, r * 1.14, TOKEN_YOU_SOFT, TOKEN_YOU_INK);
        key_cap(v, rect_right(in) - 22, in.y + r, key_of(i), TOKEN_INK2);
    }
    in = tall_room(box);
    if (!is_roomy(box) || v->text >= 1.1 || !tall_words(v, in, p)) {
        card_words(v, in, p, false);
    }
    card_end(v);
}

/* The card of practice `i`: the first is large, the others stand in two columns. */
static struct rect cell(const struct view *v, struct rect room, size_t i)
{
    unsigned rows = (unsigned)v->scene->practice_count / 2;
    double gap = v->portrait ? 28 : v->scene->practice_count > 5 ? 24 : GAP;
    struct rect first = v->portrait ? rect_cut_top(&room, fmin(430, room.h / (rows + 1) * 1.3))
                                    : rect_cut_left(&room, 620);
    if (i == 0) {
        return first;
    }
    if (v->portrait) {
        rect_cut_top(&room, gap);
    } else {
        rect_cut_left(&room, GAP);
    }
    struct rect row = rect_row(room, (unsigned)(i - 1) / 2, rows, gap);
    return rect_column(row, (unsigned)(i - 1) % 2, 2, gap);
}

/* Whether title and count have room on one line of a row. */
static bool one_line(struct view *v, size_t i, double width)
{
    const struct rubric_practice *p = v->scene->practices[i];
    struct text_look title = { .style = TYPE_SUBHEAD }, count = { .style = TYPE_FLOOR };
    return 116 + text_width(v->canvas, &title, view_content(v, p->name)) + 24 +
               text_width(v->canvas, &count, count_text(v, p, false)) < width - 36;
}

static double title_height(struct view *v, size_t i, double row_w)
{
    struct text_look title = { .style = TYPE_SUBHEAD };
    return text_height(v->canvas, &title, view_content(v, v->scene->practices[i]->name),
                       row_w - 152);
}

static double row_height(struct view *v, size_t i, double w, bool tall)
{
    return fmax(88, title_height(v, i, w) + 36) + (tall ? text_line(v->canvas, TYPE_FLOOR) - 8 : 0);
}

/* One practice a row, scrolling; `tall` ones have the count below the title. */
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
    double line = text_line(v->canvas, TYPE_SUBHEAD), h = title_height(v, i, row.w);
    double y = row.y + row.h / 2, apart = tall ? line / 2 - 4 : 0;
    put_icon(v, p->icon, row.x + 62, y, 48, ink);
    write_look(v, rect_of(row.x + 116, y - apart - h / 2, row.w - 152, h), &title,
               view_content(v, p->name));
    if (tall || one_line(v, i, row.w)) {
        write_line(v, tall ? row.x + 116 : rect_right(row) - 36, y + apart + (h - line) / 2, &count,
                   count_text(v, p, false));
    }
    card_end(v);
}

static double list_height(struct view *v, double w, bool tall)
{
    double h = -16;
    for (size_t i = 0; i < v->scene->practice_count; i++) {
        h += row_height(v, i, w, tall) + 16;
    }
    return h;
}

static void list(struct view *v, struct rect room)
{
    bool tall = false;
    for (size_t i = 0; i < v->scene->practice_count; i++) {
        tall = tall || !one_line(v, i, room.w - 28);
    }
    tall = tall && list_height(v, room.w - 28, true) <= room.h;
    double content = list_height(v, room.w, tall), w = room.w;
    if (content > room.h + 1) {
        w -= 28;
        content = list_height(v, w, tall);
    }
    double y = room.y - scroll_begin(v, room, 0, content);
    for (size_t i = 0; i < v->scene->practice_count; i++) {
        double h = row_height(v, i, w, tall);
        list_row(v, rect_of(room.x, y, w, h), i, tall);
        y += h + 16;
    }
    scroll_end(v, room, 0, content, TOKEN_BG);
}

/* The large card shows disc and all words, the others at least title and count. */
static bool fits(struct view *v, struct rect box, size_t i)
{
    const struct rubric_practice *p = v->scene->practices[i];
    struct text_look title = { .style = i == 0 ? TYPE_TITLE : TYPE_SUBHEAD };
    struct text_look line = { .style = TYPE_LEAD };
    struct rect in = i == 0 ? big_room(box) : v->portrait ? tall_room(box) : small_room(v, box);
    double h = text_height(v->canvas, &title, view_content(v, p->name), in.w);
    if (i > 0) {
        return h + 4 + text_line(v->canvas, TYPE_FLOOR) <= in.h + 12;
    }
    h += text_height(v->canvas, &line, view_content(v, p->line), in.w) + 40.5 / v->text +
         text_line(v->canvas, TYPE_SMALL);
    return h + 80 <= in.h + 2;
}

/* Whoever has question sets of their own may have many, or some with long names. */
static bool all_fit(struct view *v, struct rect room)
{
    bool fit = true;
    for (size_t i = 0; fit && i < v->scene->practice_count; i++) {
        fit = fits(v, cell(v, room, i), i);
    }
    return fit;
}

static void cards(struct view *v, struct rect room)
{
    size_t count = v->scene->practice_count;
    if (view_large(v) || (v->portrait && v->text > 1.1 && count > 5) || !all_fit(v, room)) {
        list(v, room);
        return;
    }
    for (size_t i = 0; i < count; i++) {
        struct rect box = cell(v, room, i);
        if (i == 0) {
            big_card(v, box);
        } else {
            (v->portrait ? tall_card : small_card)(v, box, i);
        }
    }
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
