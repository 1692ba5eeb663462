/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The timeline: when one spoke, paused and filled, against the good length. */
#include "feedback_timing.h"

#include "widgets.h"

#define JOIN_S 0.5  /* words closer than this are one stretch of speech */
#define BAR    30.0
#define CLEAR  90.0 /* around the answer's own time no other is written */

double strip_axis(const struct attempt *attempt)
{
    const struct rubric_delivery *d = &attempt->report->delivery;
    double target = (d->band_low_s + d->band_high_s) / 2;
    return fmax(target * 4 / 3, d->seconds * 1.04);
}

static double x_of(struct rect box, double axis_s, double at_s)
{
    return box.x + box.w * fmin(1, fmax(0, at_s / axis_s));
}

static void good_length(struct view *v, struct rect box, const struct rubric_delivery *d,
                        double axis_s)
{
    double low = x_of(box, axis_s, d->band_low_s), high = x_of(box, axis_s, d->band_high_s);
    draw_fill(v->canvas, rect_of(low, box.y, high - low, box.h), view_color(v, TOKEN_GOLD_SOFT));
    for (int i = 0; i < 2; i++) {
        double x = i == 0 ? low : high;
        draw_fill(v->canvas, rect_of(x - 2, box.y - 5, 4, box.h + 10),
                  view_color(v, TOKEN_GOLD_INK));
    }
}

static void speech(struct view *v, struct rect box, const struct attempt *a, double axis_s)
{
    double y = box.y + box.h / 2;
    size_t i = 0;
    while (i < a->word_count) {
        double from = a->words[i].start_s, to = a->words[i].end_s;
        for (i++; i < a->word_count && a->words[i].start_s - to < JOIN_S; i++) {
            to = fmax(to, a->words[i].end_s);
        }
        if (from >= 0) {
            double x = x_of(box, axis_s, from);
            draw_round(v->canvas, rect_of(x, y - BAR / 2, fmax(6, x_of(box, axis_s, to) - x), BAR),
                       9, view_color(v, TOKEN_YOU));
        }
    }
}

static void filler_marks(struct view *v, struct rect box, const struct rubric_delivery *d,
                         double axis_s)
{
    for (size_t i = 0; i < d->filler_count; i++) {
        double x = x_of(box, axis_s, d->fillers[i].start_s);
        draw_diamond(v->canvas, x, box.y + box.h / 2, 12, view_color(v, TOKEN_SURFACE), 3,
                     view_color(v, TOKEN_INK));
    }
}

void strip_draw(struct view *v, struct rect box, const struct attempt *a, double axis_s,
                double playhead_s)
{
    const struct rubric_delivery *d = &a->report->delivery;
    if (d->seconds < 0) {
        return;
    }
    double y = box.y + box.h / 2, end = x_of(box, axis_s, d->seconds);
    good_length(v, box, d, axis_s);
    draw_line(v->canvas, box.x, y, end, y, 4, LINE_DOTTED, view_color(v, TOKEN_CTL));
    speech(v, box, a, axis_s);
    filler_marks(v, box, d, axis_s);
    draw_fill(v->canvas, rect_of(end - 2, box.y - 6, 5, box.h + 12), view_color(v, TOKEN_INK));
    if (playhead_s >= 0) {
        double x = x_of(box, axis_s, playhead_s);
        draw_round(v->canvas, rect_of(x - 5, box.y - 10, 10, box.h + 20), 5,
                   view_color(v, TOKEN_INK));
        draw_round(v->canvas, rect_of(x - 3, box.y - 8, 6, box.h + 16), 3,
                   view_color(v, TOKEN_GOLD));
        view_moves(v);
    }
}

static double key(struct view *v, double x, double y, int shape, const char *text)
{
    static const double widths[] = { 44, 50, 36 };
    struct text_look look = { .style = TYPE_FLOOR, .color = view_color(v, TOKEN_INK2) };
    switch (shape) {
    case 0:
        draw_round(v->canvas, rect_of(x, y - 7, 34, 14), 5, view_color(v, TOKEN_YOU));
        break;
    case 1:
        draw_line(v->canvas, x, y, x + 40, y, 4, LINE_DOTTED, view_color(v, TOKEN_CTL));
        break;
    default:
        draw_diamond(v->canvas, x + 13, y, 11.5, view_color(v, TOKEN_SURFACE), 3,
                     view_color(v, TOKEN_INK));
    }
    x += widths[shape];
    return x + write_line(v, x, y, &look, text) + (shape == 0 ? 22 : 16);
}

void strip_legend(struct view *v, struct rect line, const struct attempt *a, double axis_s)
{
    static const char *const ids[] = { "strip.speaking", "strip.pause", "strip.filler" };
    const struct rubric_delivery *d = &a->report->delivery;
    double x = line.x, y = line.y + line.h / 2;
    for (int i = 0; i < 3; i++) {
        x = key(v, x, y, i, view_say(v, ids[i]));
    }
    struct text_look look = { .style = TYPE_FLOOR, .weight = 500,
                              .color = view_color(v, TOKEN_GOLD_INK) };
    const char *text = view_fill(v, "strip.good", "low", view_clock(v, d->band_low_s), "high",
                                 view_clock(v, d->band_high_s), NULL);
    double w = text_width(v->canvas, &look, text);
    double middle = (x_of(line, axis_s, d->band_low_s) + x_of(line, axis_s, d->band_high_s)) / 2;
    double left = fmin(middle - w / 2, rect_right(line) - w - 2);
    if (left > x - 12) {
        write_line(v, left, y, &look, text);
    }
}

void strip_labels(struct view *v, struct rect line, const struct attempt *a, double axis_s)
{
    struct text_look soft = { .style = TYPE_FLOOR, .weight = 500,
                              .color = view_color(v, TOKEN_INK2) };
    struct text_look bold = { .style = TYPE_FLOOR, .weight = 600,
                              .color = view_color(v, TOKEN_INK) };
    double y = line.y + line.h / 2, end = a->report->delivery.seconds;
    const char *you = view_fill(v, "strip.you", "time", view_clock(v, end), NULL);
    double w = text_width(v->canvas, &bold, you), x = x_of(line, axis_s, end);
    double left = fmin(fmax(line.x, x - w / 2), rect_right(line) - w - 2);
    double step = axis_s > 130 ? 60 : 30;
    for (double t = 0; t <= axis_s + 0.1; t += step) {
        const char *text = view_clock(v, t);
        double tw = text_width(v->canvas, &soft, text);
        double at = t == 0 ? line.x : fmin(x_of(line, axis_s, t) - tw / 2,
                                           rect_right(line) - tw - 2);
        if (at + tw + CLEAR < left || at > left + w + CLEAR) {
            write_line(v, at, y, &soft, text);
        }
    }
    write_line(v, left, y, &bold, you);
}
