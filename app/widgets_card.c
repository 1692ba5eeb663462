/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "widgets.h"

#define RING_ROOM 14.0  /* that a focus ring takes around what has it */
#define HANGS     8.0   /* that the block behind a word stands out at the left */

#define CARD_RADIUS   32.0
#define DIALOG_RADIUS 48.0

struct rect card_draw(struct view *v, struct rect box, enum token fill, double padding)
{
    bool mute = canvas_mute(v->canvas, false), soft = fill == TOKEN_YOU_SOFT || fill == TOKEN_GOLD_SOFT;
    if (v->theme->shadows && !v->theme->light && !soft && !v->veiled) {
        uint32_t shade = view_color(v, TOKEN_SHADOW);
        draw_shadow(v->canvas, box, CARD_RADIUS, 12, 32, -12, shade);
        draw_shadow(v->canvas, box, CARD_RADIUS, 1, 2, 0, color_fade(shade, 0.43)); /* its rim */
    }
    draw_round(v->canvas, box, CARD_RADIUS, view_color(v, fill));
    if (v->theme->edges) {
        draw_round_line(v->canvas, box, CARD_RADIUS, 3, view_color(v, TOKEN_LINE));
    }
    canvas_mute(v->canvas, mute);
    canvas_ground(v->canvas, view_color(v, fill));
    return rect_inset(box, padding, padding);
}

void card_end(struct view *v)
{
    canvas_ground(v->canvas, view_color(v, v->theme->light ? TOKEN_LIT : TOKEN_BG));
}

void divider(struct view *v, double x, double y, double width)
{
    draw_fill(v->canvas, rect_of(x, y - 1, width, 2), view_color(v, TOKEN_LINE));
}

struct rect dialog_draw(struct view *v, double width, double height, double padding)
{
    spots_clear(v->spots);
    view_veil(v, false);
    if (!view_large(v)) {
        draw_fill(v->canvas, v->page, view_color(v, TOKEN_SCRIM));
    }
    double side = v->portrait ? 32 : 64;
    width = v->portrait ? v->layout.w - 2 * side : fmin(width, v->layout.w - 2 * side);
    struct rect box = view_large(v) ? v->page : rect_center(v->layout, width, height);
    double radius = view_large(v) ? 0 : DIALOG_RADIUS;
    draw_round(v->canvas, box, radius, view_color(v, TOKEN_SURFACE));
    if (v->theme->edges) {
        draw_round_line(v->canvas, box, radius, 3, view_color(v, TOKEN_LINE));
    }
    canvas_ground(v->canvas, view_color(v, TOKEN_SURFACE));
    return view_large(v) ? rect_inset(v->layout, view_margin(v), 48)
                         : rect_inset(box, padding, padding);
}

void scroll_bar(struct view *v, struct rect area, double content, double offset)
{
    if (content <= area.h + 1) {
        return;
    }
    double w = 10 + 8 * (fmin(v->text, 1.5) - 1);
    struct rect track = rect_of(rect_right(area) - w, area.y, w, area.h);
    double h = fmax(48, area.h * area.h / content);
    double y = track.y + (track.h - h) * offset / (content - area.h);
    draw_round(v->canvas, track, w / 2, view_color(v, TOKEN_WELL));
    if (v->theme->edges) {
        draw_round_line(v->canvas, track, w / 2, 2, view_color(v, TOKEN_LINE));
    }
    draw_round(v->canvas, rect_of(track.x, y, track.w, h), w / 2, view_color(v, TOKEN_CTL));
}

static double scrolled(const struct view *v, struct rect box, size_t slot, double content)
{
    return fmin(v->scene->memory->scroll[slot], fmax(0, content - box.h));
}

double scroll_begin(struct view *v, struct rect box, size_t slot, double content)
{
    if (!v->veiled && v->spots->scroll_count < MAX_SCROLLS) {
        v->spots->scrolls[v->spots->scroll_count++] =
            (struct scroll_area){ .box = box, .content = content, .slot = slot };
    }
    v->scroll = (int)slot + 1;
    /* Nothing is scrolled away to the sides, nor past the ends: there is room for the focus ring. */
    double offset = scrolled(v, box, slot, content);
    struct rect clip = rect_inset(box, -RING_ROOM, 0);
    double above = offset <= 0 ? RING_ROOM : 0;
    double below = offset >= content - box.h ? RING_ROOM : 0;
    canvas_clip(v->canvas, rect_of(clip.x, clip.y - above, clip.w, clip.h + above + below));
    return offset;
}

void scroll_want(struct view *v, size_t slot, struct rect wanted, int want)
{
    for (size_t i = 0; i < v->spots->scroll_count; i++) {
        if (v->spots->scrolls[i].slot == slot) {
            v->spots->scrolls[i].wanted = wanted;
            v->spots->scrolls[i].want = want;
        }
    }
}

void scroll_end(struct view *v, struct rect box, size_t slot, double content, enum token ground)
{
    double offset = scrolled(v, box, slot, content);
    uint32_t solid = view_color(v, ground), clear = color_fade(solid, 0);
    double fade = v->theme->edges ? 0 : 40; /* high contrast has no gradients */
    if (offset > 1 && fade > 0) {
        draw_fade(v->canvas, rect_of(box.x - HANGS, box.y, box.w + HANGS - 16, fade), solid, clear,
                  false);
    }
    if (offset < content - box.h - 1 && fade > 0) {
        struct rect end = rect_of(box.x - HANGS, rect_bottom(box) - fade, box.w + HANGS - 16, fade);
        draw_fade(v->canvas, end, clear, solid, false);
    }
    canvas_unclip(v->canvas);
    v->scroll = 0;
    scroll_bar(v, box, content, offset);
}
