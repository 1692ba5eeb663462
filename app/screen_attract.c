/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "screens.h"

#include "widgets.h"

#include <stdio.h>
#include <string.h>

/* The doorway's measures; large text makes it smaller and moves it aside. */
struct door {
    double x, bottom, width, height, step;
};

static struct door door_of(const struct view *v)
{
    if (v->portrait) {
        double less = (v->text - 1) * 0.5;
        return (struct door){ 540, 1160, 295 * (1 - less), 478 * (1 - less), 65.6 * (1 - less) };
    }
    double more = fmin(v->text - 1, 0.5);
    return (struct door){ 1424 + more * 300, 842, 272 - 170 * more, 456 - 150 * more,
                          60 - 54 * more };
}

static void floor_draw(struct view *v, const struct door *d)
{
    struct rect floor = rect_of(v->page.x, d->bottom, v->page.w, rect_bottom(v->page) - d->bottom);
    if (v->theme->edges) {
        draw_fill(v->canvas, rect_of(v->page.x, d->bottom, v->page.w, 3),
                  view_color(v, TOKEN_LINE));
        return;
    }
    draw_fade(v->canvas, floor, 0x0000003a, 0x00000016, false);
    double depth = v->portrait ? 214 : floor.h;
    double left = depth * (v->portrait ? 0.54 : 0.84), right = depth * (v->portrait ? 0.54 : 0.65);
    double strength = v->portrait ? 0.3 : 0.52;
    uint32_t gold = view_color(v, TOKEN_GOLD);
    draw_floor_light(v->canvas, rect_of(d->x - d->width / 2 - left, d->bottom,
                                        d->width + left + right, depth),
                     left, right, color_fade(gold, strength),
                     color_fade(gold, v->portrait ? 0.1 : 0));
}

static void top_line(struct view *v)
{
    double m = view_margin(v), y = 106;
    struct text_look name = { .style = TYPE_HEADING, .color = view_color(v, TOKEN_INK) };
    double x = page_logo(v, m, y, 4.0 / 3);
    write_line(v, x + 20, y - 1.5, &name, view_say(v, "name"));
    struct button read = { .kind = BUTTON_TERTIARY, .icon = "spk", .style = TYPE_SMALL,
                           .weight = 500, .command = CMD_READ_ALOUD, .outlined = true, .radius = 20,
                           .label = view_say(v, "tool.read_aloud"),
                           .key = KEY_F2 };
    double w = button_width(v, &read) - 42;
    struct button other = { .kind = BUTTON_TERTIARY, .style = TYPE_SMALL, .weight = 500,
                            .radius = 20, .command = CMD_LANGUAGE, .key = KEY_F5,
                            .label = view_say(v, "language.other") };
    double other_w = button_width(v, &other) - 40;
    v->zone = ZONE_HEADER;
    button_draw(v, &read, rect_of(v->layout.w - m - w, y - 36, w, 72));
    button_draw(v, &other, rect_of(v->layout.w - m - w - 16 - other_w, y - 36, other_w, 72));
    v->zone = ZONE_CONTENT;
}

static void or_say(struct view *v, double x, double y, bool centered)
{
    const char *word = view_say(v, "attract.say_word");
    const char *text = view_fill(v, "attract.or_say", "word", word, NULL);
    const char *at = strstr(text, word);
    struct text_span bold = { 0 };
    if (at != NULL) {
        size_t quote = strlen("“"); /* the quotes are bold too */
        size_t from = (size_t)(at - text), to = from + strlen(word);
        bool quoted = from >= quote && strncmp(at - quote, "“", quote) == 0;
        bold = (struct text_span){ .from = from - (quoted ? quote : 0), .weight = 600,
                                   .to = to + (quoted ? strlen("”") : 0) };
    }
    struct text_look look = { .style = TYPE_LEAD, .color = view_color(v, TOKEN_INK),
                              .spans = &bold, .span_count = at != NULL };
    double icon = 42 * fmin(v->text, 1.3);
    if (centered) {
        x -= (icon + 18 + text_width(v->canvas, &look, text)) / 2;
    }
    put_icon(v, "mic", x + icon / 2, y, icon, TOKEN_YOU);
    write_line(v, x + icon + 18, y, &look, text);
}

static void start_button(struct view *v, struct rect box, const struct button *start)
{
    v->zone = ZONE_ACTIONS;
    button_draw(v, start, box);
    v->zone = ZONE_CONTENT;
}

/* "Private to you", with a lock, in `box`. */
static void promise(struct view *v, struct rect box)
{
    if (view_large(v) && v->state->erased) { /* there is no room for both */
        struct text_look gone = { .style = TYPE_LEAD, .color = view_color(v, TOKEN_INK),
                                  .middle = true };
        mark_draw(v, MARK_DONE, box.x + 36, box.y + box.h / 2, 72);
        write_look(v, rect_of(box.x + 96, box.y, box.w - 96, box.h), &gone,
                   view_say(v, "attract.erased"));
        return;
    }
    icon_disc(v, "lock", box.x + 36, box.y + box.h / 2, 36, 40, TOKEN_WELL, TOKEN_YOU);
    struct rect text = rect_of(box.x + 96, box.y, box.w - 96, box.h);
    struct text_look look = { .style = TYPE_BODY, .color = view_color(v, TOKEN_INK2) };
    const char *words = view_say(v, "attract.private_text");
    double line = text_line(v->canvas, TYPE_BODY);
    double h = line + text_height(v->canvas, &look, words, text.w);
    text.y += (text.h - h) / 2;
    text.h = h;
    struct text_look title = { .style = TYPE_BODY, .weight = 600,
                               .color = view_color(v, TOKEN_INK) };
    write_look(v, text, &title, view_say(v, "attract.private"));
    rect_cut_top(&text, line);
    write_look(v, text, &look, words);
}

/* The sentence under the headline; after somebody left it says that all is erased. */
static double subline(struct view *v, struct rect box, enum token color)
{
    if (!v->state->erased) {
        struct text_look look = { .style = TYPE_LEAD, .color = view_color(v, color),
                                  .balance = !v->portrait };
        return write_look(v, box, &look, view_say(v, "attract.lead"));
    }
    double line = text_line(v->canvas, TYPE_LEAD);
    mark_draw(v, MARK_DONE, box.x + 22, box.y + line / 2, 44);
    rect_cut_left(&box, 64);
    return write_text(v, box, TYPE_LEAD, TOKEN_INK, view_say(v, "attract.erased"));
}

static void landscape(struct view *v, const struct door *d, const struct button *start)
{
    struct rect room = rect_of(96, 218, d->x - d->width / 2 - 4 * d->step - 96 - 16, 620);
    struct text_look hero = { .style = TYPE_HERO, .color = view_color(v, TOKEN_INK) };
    if (text_lines(v->canvas, &hero, view_say(v, "attract.title"), room.w) > 2) {
        hero.style = TYPE_HERO_SMALL;
    }
    rect_cut_top(&room, write_look(v, room, &hero, view_say(v, "attract.title")) + 31);
    if (!view_large(v)) {
        rect_cut_top(&room, subline(v, room, TOKEN_INK2) + 57);
    } else {
        rect_cut_top(&room, 30);
    }
    double w = fmax(465, button_width(v, start) + 32);
    start_button(v, rect_of(room.x, room.y, w, 124), start);
    or_say(v, room.x + w + 41, room.y + 62, false);
    double side = d->x - d->width / 2 - 200;
    double under = view_large(v) ? 24 : 56; /* large text fills the floor */
    promise(v, rect_of(96, d->bottom, side - 120, 1080 - d->bottom - under));
}

static void portrait(struct view *v, const struct door *d, const struct button *start)
{
    struct rect room = rect_of(64, 190, 952, d->bottom - 190);
    struct text_look hero = { .style = TYPE_HERO_SMALL, .balance = v->text > 1.1,
                              .color = view_color(v, TOKEN_INK) };
    write_look(v, room, &hero, view_say(v, "attract.title"));
    if (!view_large(v)) {
        double gap = v->text > 1.1 ? 16 : 68;
        subline(v, rect_of(64, d->bottom + gap, 952, 1374 - d->bottom - gap - 8), TOKEN_INK);
    }
    start_button(v, rect_of(64, 1374, 952, 124), start);
    or_say(v, 540, 1552, true);
    promise(v, rect_of(64, 1662, 952, 220));
}

void attract_draw(struct view *v)
{
    struct door d = door_of(v);
    struct button start = { .kind = BUTTON_PRIMARY, .icon = "hand", .style = TYPE_LABEL_BIG,
                            .label = view_say(v, "attract.start"), .command = CMD_START,
                            .radius = 36 };
    /* Anywhere starts; the button lies over it so that it can be focused. */
    struct spot all = { .box = v->page, .command = CMD_START, .number = 1, .role = ROLE_AREA };
    if (!v->veiled) {
        spots_add(v->spots, &all);
    }
    doorway(v, d.x, d.bottom, d.width, d.height, d.step);
    floor_draw(v, &d);
    (v->portrait ? portrait : landscape)(v, &d, &start);
    top_line(v);
}
