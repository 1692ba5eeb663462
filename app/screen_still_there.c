/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "screens.h"

#include "widgets.h"

static void still_words(struct view *v, struct rect box)
{
    struct text_look hint = { .style = TYPE_SMALL, .color = view_color(v, TOKEN_INK2) };
    rect_cut_top(&box, write_text(v, box, TYPE_BANNER, TOKEN_INK, view_say(v, "still.title")) + 22);
    rect_cut_top(&box, write_text(v, box, TYPE_LEAD, TOKEN_INK, view_say(v, "still.text")) + 26);
    put_icon(v, "mic", box.x + 16, box.y + text_line(v->canvas, TYPE_SMALL) / 2, 34, TOKEN_INK2);
    rect_cut_left(&box, 48);
    write_look(v, box, &hint, view_say(v, "still.hint"));
}

/* Safe choice right and filled; in portrait and large text they stand on top of each other. */
static struct rect still_buttons(struct view *v, struct rect in)
{
    struct button here = { .kind = BUTTON_PRIMARY, .icon = "check", .style = TYPE_LABEL_BIG,
                           .label = view_say(v, "still.here"), .command = CMD_HERE,
                           .key = KEY_ESCAPE };
    struct button erase = { .kind = BUTTON_SECONDARY, .icon = "erase", .command = CMD_ERASE,
                            .label = view_say(v, "still.erase"), .key = 'e' };
    double h = fmax(112, button_height(v, &here)), eh = button_height(v, &erase);
    double w = fmax(418, button_width(v, &here)), ew = fmax(318, button_width(v, &erase));
    v->zone = ZONE_ACTIONS;
    if (v->portrait) {
        button_draw(v, &here, rect_cut_bottom(&in, h));
        rect_cut_bottom(&in, 20);
        button_draw(v, &erase, rect_cut_bottom(&in, eh));
    } else {
        struct rect bar = rect_cut_bottom(&in, h);
        button_draw(v, &here, rect_of(rect_right(bar) - w, bar.y, w, h));
        button_draw(v, &erase, rect_of(bar.x, bar.y + (h - eh) / 2, ew, eh));
    }
    v->zone = ZONE_CONTENT;
    rect_cut_bottom(&in, 24);
    return in;
}

void still_there_draw(struct view *v)
{
    const struct interview_state *s = v->state;
    screens_veiled(v, s->under);
    double tall = (v->portrait ? 1150 : 668) + (v->text - 1) * 400;
    struct rect in = dialog_draw(v, 1260, tall, v->portrait ? 56 : 64);
    in = still_buttons(v, rect_inset(in, v->portrait || view_large(v) ? 0 : 16, 0));
    double radius = 139 * fmin(1 + (v->text - 1) * 0.8, 1.45);
    struct rect left = v->portrait ? rect_cut_top(&in, 2 * radius + 124)
                                   : rect_cut_left(&in, 2 * radius + 144);
    countdown_ring(v, v->portrait ? left.x + left.w / 2 : left.x + radius + 32,
                   v->portrait ? left.y + radius + 42 : left.y + radius + 40, radius, TOKEN_YOU,
                   s->countdown_s, s->countdown_total_s, view_say(v, "still.seconds"));
    rect_cut_top(&in, v->portrait ? 0 : 20);
    still_words(v, in);
    card_end(v);
}
