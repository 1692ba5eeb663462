/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sheets that ask before something is erased. */
#include "screens.h"

#include "widgets.h"

struct question {
    const char *title, *text, *stay, *go;   /* string ids */
    const char *icon;                       /* of `go` */
    int command;                            /* of `go` */
};

/* Safe choice right and filled. Stacked, primary last, where there is no room beside. */
static void ask_buttons(struct view *v, struct rect bar, const struct button *stay,
                        const struct button *go)
{
    double h = button_height(v, stay), w = button_width(v, stay), gw = button_width(v, go);
    v->zone = ZONE_ACTIONS;
    if (w + gw + 20 > bar.w || v->portrait) {
        button_draw(v, stay, rect_cut_bottom(&bar, h));
        rect_cut_bottom(&bar, 20);
        button_draw(v, go, rect_cut_bottom(&bar, h));
    } else {
        w = fmax(w, 280);
        button_draw(v, stay, rect_of(rect_right(bar) - w, rect_bottom(bar) - h, w, h));
        button_draw(v, go, rect_of(bar.x, rect_bottom(bar) - h, gw, h));
    }
    v->zone = ZONE_CONTENT;
}

static void ask(struct view *v, const struct question *q)
{
    struct button stay = { .kind = BUTTON_PRIMARY, .icon = "back", .command = CMD_BACK,
                           .label = view_say(v, q->stay), .key = KEY_ESCAPE };
    struct button go = { .kind = BUTTON_SECONDARY, .icon = q->icon, .command = q->command,
                         .label = view_say(v, q->go), .key = 'e' };
    struct text_look title = { .style = TYPE_BANNER, .color = view_color(v, TOKEN_INK),
                               .balance = true };
    struct text_look lead = { .style = TYPE_LEAD, .color = view_color(v, TOKEN_INK) };
    double width = v->portrait ? v->layout.w - 192 : 1100;
    double h = text_height(v->canvas, &title, view_say(v, q->title), width) + 20 +
               text_height(v->canvas, &lead, view_say(v, q->text), width);
    double buttons = button_height(v, &stay) * (v->portrait ? 2 : 1) + (v->portrait ? 20 : 0);
    struct rect in = dialog_draw(v, 1260, h + 80 + buttons + 144, v->portrait ? 64 : 80);
    ask_buttons(v, in, &stay, &go);
    rect_cut_top(&in, write_look(v, in, &title, view_say(v, q->title)) + 20);
    write_look(v, in, &lead, view_say(v, q->text));
    card_end(v);
}

void leave_draw(struct view *v)
{
    static const struct question q = { "leave.title", "leave.text", "leave.stay", "leave.go",
                                       "leave", CMD_LEAVE };
    ask(v, &q);
}

void erase_draw(struct view *v)
{
    static const struct question q = { "erase.title", "erase.text", "erase.stay", "erase.go",
                                       "erase", CMD_ERASE };
    ask(v, &q);
}
