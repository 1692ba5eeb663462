/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sheets to read: help, why they ask, and the sample answer with what makes it good. */
#include "screens.h"

#include "widgets.h"

#include <string.h>

/* A piece of text in a scrolling sheet. */
struct piece {
    const char *text;
    struct text_look look;
    double before;              /* gap above it */
    const char *icon;           /* in front of it, or NULL */
    bool quoted;                /* bar at its left */
};

#define JOINED       8.0    /* quoted pieces closer than that share a bar */
#define MAX_PIECES   24
#define HELP_BUTTONS 6
#define HELP_WIDE    1560.0 /* lines that are looked through */
#define READ_WIDE    1400.0 /* lines that are read */

struct pieces {
    struct piece items[MAX_PIECES];
    size_t count;
};

static void add(struct view *v, struct pieces *p, enum type_style style, enum token color,
                double before, const char *text)
{
    if (p->count < MAX_PIECES && text[0] != '\0') {
        p->items[p->count++] = (struct piece){
            .text = text, .before = before,
            .look = { .style = style, .color = view_color(v, color), .balance = true },
        };
    }
}

static double icon_of(const struct view *v)
{
    return 36 * fmin(v->text, 1.3);
}

static double indent(const struct view *v, const struct piece *p)
{
    return p->icon != NULL ? icon_of(v) + 20 : p->quoted ? 28 : 0;
}

static double pieces_height(struct view *v, const struct pieces *p, double width)
{
    double h = 0;
    for (size_t i = 0; i < p->count; i++) {
        const struct piece *x = &p->items[i];
        h += x->before + text_height(v->canvas, &x->look, x->text, width - indent(v, x));
    }
    return h;
}

static void pieces_draw(struct view *v, const struct pieces *p, struct rect box)
{
    for (size_t i = 0; i < p->count; i++) {
        const struct piece *x = &p->items[i];
        double in = indent(v, x), top = box.y + x->before;
        double h = text_height(v->canvas, &x->look, x->text, box.w - in);
        if (x->icon != NULL) {
            put_icon(v, x->icon, box.x + icon_of(v) / 2,
                     top + text_line(v->canvas, x->look.style) / 2, icon_of(v), TOKEN_YOU);
        }
        if (x->quoted) {
            double from = i > 0 && p->items[i - 1].quoted && x->before < JOINED ? box.y : top;
            draw_fill(v->canvas, rect_of(box.x, from, 5, top + h - from),
                      view_color(v, TOKEN_YOU));
        }
        write_look(v, rect_of(box.x + in, top, box.w - in, h), &x->look, x->text);
        box.y = top + h;
    }
}

/* How many rows as wide as `width` the buttons need. */
static size_t rows_of(struct view *v, double width, const struct button *buttons, size_t count)
{
    double x = 0;
    size_t rows = count > 0;
    for (size_t i = 0; i < count; i++) {
        double w = button_width(v, &buttons[i]);
        if (x > 0 && x + w > width) {
            x = 0;
            rows++;
        }
        x += w + 16;
    }
    return rows;
}

/* Buttons in columns where they fit so; without `draw` only measured. Returns their height. */
static double flow(struct view *v, struct rect box, const struct button *buttons, size_t count,
                   bool draw)
{
    size_t rows = rows_of(v, box.w, buttons, count);
    size_t across = rows > 0 ? (count + rows - 1) / rows : 1;
    double widest = 0;
    for (size_t i = 0; i < count; i++) {
        widest = fmax(widest, button_width(v, &buttons[i]));
    }
    while (across > 1 && (double)across * (widest + 16) - 16 > box.w) {
        across--;
    }
    double x = box.x;
    for (size_t i = 0; draw && i < count; i++) {
        double w = rows > 1 ? widest : button_width(v, &buttons[i]);
        x = i % across == 0 ? box.x : x;
        button_draw(v, &buttons[i], rect_of(x, box.y + (double)(i / across) * (72 + 16), w, 72));
        x += w + 16;
    }
    rows = (count + across - 1) / across;
    return count > 0 ? (double)rows * (72 + 16) - 16 : 0;
}

/* Title, scrolling pieces, a Close button, and `extra` ones (may be none) beside or above it. */
static void sheet(struct view *v, double wide, const char *title, const struct pieces *p,
                  const struct button *extra, size_t extra_count)
{
    struct button close = { .kind = BUTTON_PRIMARY, .icon = "check", .command = CMD_BACK,
                            .label = view_say(v, "sheet.close"), .key = KEY_ESCAPE };
    double pad = v->portrait ? 48 : 64, h = button_height(v, &close);
    double width = v->portrait ? v->layout.w - 64 - 2 * pad : wide - 2 * pad;
    double title_h = text_line(v->canvas, TYPE_TITLE) + 24;
    double content = pieces_height(v, p, width - 28);
    double w = fmax(button_width(v, &close), 260);
    bool above = v->portrait || view_large(v);  /* the others then have rows of their own */
    double aside = above ? 0 : w + 24;
    double rows = flow(v, rect_of(0, 0, width - aside, 0), extra, extra_count, false);
    double bar_h = above && rows > 0 ? h + 28 + rows : fmax(h, rows);
    double tall = fmin(title_h + content + 40 + bar_h + 2 * pad, v->layout.h - 96);
    struct rect in = dialog_draw(v, wide, tall, pad);
    rows = flow(v, rect_of(0, 0, in.w - aside, 0), extra, extra_count, false);
    struct rect bar = rect_cut_bottom(&in, above && rows > 0 ? h + 28 + rows : fmax(h, rows));
    struct rect more = rect_of(bar.x, above ? bar.y : rect_bottom(bar) - rows, bar.w - aside, rows);
    rect_cut_bottom(&in, 32);
    write_text(v, rect_cut_top(&in, title_h), TYPE_TITLE, TOKEN_INK, title);
    content = pieces_height(v, p, in.w - 28);
    double offset = scroll_begin(v, in, 0, content);
    pieces_draw(v, p, rect_of(in.x, in.y - offset, in.w - 28, content));
    scroll_end(v, in, 0, content, TOKEN_SURFACE);
    v->zone = ZONE_ACTIONS;
    button_draw(v, &close, rect_of(rect_right(bar) - w, rect_bottom(bar) - h, w, h));
    flow(v, more, extra, extra_count, true);
    v->zone = ZONE_CONTENT;
    card_end(v);
}

void help_draw(struct view *v)
{
    static const struct { const char *icon, *id; } lines[] = {
        { "hand", "help.touch" }, { "mic", "help.voice" }, { "list", "help.keys" },
        { "spk", "help.read_aloud" }, { "play", "help.sound" }, { "keys", "help.type" },
        { "lock", "help.private" },
        { "user", "help.staff" },
    };
    struct pieces p = { .count = 0 };
    for (size_t i = 0; i < sizeof(lines) / sizeof(lines[0]); i++) {
        add(v, &p, TYPE_BODY, TOKEN_INK, i == 0 ? 0 : 20, view_say(v, lines[i].id));
        p.items[p.count - 1].icon = lines[i].icon;
    }
    static const struct { const char *id; int command, number, key; } buttons[HELP_BUTTONS] = {
        { "tool.read_aloud", CMD_READ_ALOUD, 0, KEY_F2 },
        { "help.slower", CMD_SPEED, -1, KEY_F7 },       { "help.faster", CMD_SPEED, 1, KEY_F8 },
        { "language.other", CMD_LANGUAGE, 0, KEY_F5 },
        { "help.softer", CMD_VOLUME, -1, KEY_F9 },      { "help.louder", CMD_VOLUME, 1, KEY_F10 },
    };
    struct button extra[HELP_BUTTONS];
    for (size_t i = 0; i < HELP_BUTTONS; i++) {
        extra[i] = (struct button){ .kind = BUTTON_SECONDARY, .style = TYPE_SMALL,
                                    .label = view_say(v, buttons[i].id), .key = buttons[i].key,
                                    .command = buttons[i].command, .number = buttons[i].number };
    }
    sheet(v, HELP_WIDE, view_say(v, "help.title"), &p, extra, HELP_BUTTONS);
}

/* What question sets say is not translated: the interview is held in English. */
static void in_english(struct view *v, struct pieces *p)
{
    if (v->state->person.language > 0) {
        add(v, p, TYPE_SMALL, TOKEN_INK2, 28, view_say(v, "sheet.english"));
    }
}

void why_draw(struct view *v)
{
    const struct rubric_question *q = v->state->question;
    struct pieces p = { .count = 0 };
    if (q != NULL) {
        add(v, &p, TYPE_SUBHEAD, TOKEN_INK2, 4, view_typeset(v, q->wording));
        add(v, &p, TYPE_LEAD, TOKEN_INK, 20, view_typeset(v, q->why));
        for (size_t i = 0; i < q->tip_count; i++) {
            add(v, &p, TYPE_BODY, TOKEN_INK2, i == 0 ? 28 : 12, view_typeset(v, q->tips[i]));
            p.items[p.count - 1].icon = "bulb";
        }
    }
    in_english(v, &p);
    sheet(v, READ_WIDE, view_say(v, "why.title"), &p, NULL, 0);
}

void sample_draw(struct view *v)
{
    const struct rubric_question *q = v->state->question;
    struct pieces p = { .count = 0 };
    if (q != NULL) {
        add(v, &p, TYPE_SUBHEAD, TOKEN_INK2, 4, view_typeset(v, q->wording));
        add(v, &p, TYPE_LEAD, TOKEN_INK, 20, view_typeset(v, q->sample));
        add(v, &p, TYPE_SUBHEAD, TOKEN_INK, 36, q->note_count > 0 ? view_say(v, "sample.why") : "");
        for (size_t i = 0; i < q->note_count && p.count + 2 <= MAX_PIECES; i++) {
            add(v, &p, TYPE_BODY, TOKEN_YOU_INK, 24,
                view_format(v, "“%s”", view_typeset(v, q->notes[i].words)));
            p.items[p.count - 1].quoted = true;
            add(v, &p, TYPE_BODY, TOKEN_INK2, 4, view_typeset(v, q->notes[i].why));
            p.items[p.count - 1].quoted = true;
        }
    }
    in_english(v, &p);
    struct button why = { .kind = BUTTON_SECONDARY, .icon = "help", .command = CMD_WHY,
                          .label = view_say(v, "why.title"), .key = 'w' };
    sheet(v, READ_WIDE, view_say(v, "sample.title"), &p, &why, 1);
}
