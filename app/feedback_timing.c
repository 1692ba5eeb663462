/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Range bars and figure tiles. The strip is in feedback_strip.c. */
#include "feedback_timing.h"

#include "widgets.h"

#define PACE_FROM   60.0    /* ends of the pace bar, words a minute */
#define PACE_TO     220.0
#define FILLERS_TO  12.0    /* a minute: from here on it harms */

static const char *remark_of(struct view *v, enum figure_id id, const struct rubric_delivery *d)
{
    static const char *const ids[FIGURE_COUNT][2] = {
        [FIGURE_LENGTH] = { "figure.short", "figure.long" },
        [FIGURE_PACE] = { "figure.slow", "figure.fast" },
        [FIGURE_FILLERS] = { NULL, "figure.many" },
    };
    const enum rubric_aim aims[FIGURE_COUNT] = { [FIGURE_LENGTH] = d->length,
                                                 [FIGURE_PACE] = d->pace,
                                                 [FIGURE_FILLERS] = d->filler_rate };
    bool low = aims[id] == RUBRIC_AIM_LOW || aims[id] == RUBRIC_AIM_VERY_LOW;
    bool high = aims[id] == RUBRIC_AIM_HIGH || aims[id] == RUBRIC_AIM_VERY_HIGH;
    const char *text = ids[id][high];
    return (low || high) && text != NULL ? view_say(v, text) : "";
}

static double share(double value, double from, double to)
{
    return fmin(1, fmax(0, (value - from) / (to - from)));
}

static void set_range(struct view *v, struct figure *f, const char *low, const char *high)
{
    f->range = view_format(v, "%s–%s", low, high);
    f->note = view_fill(v, "figure.aim", "range", f->range, NULL);
    f->has_aim = true;
}

static void fill_length(struct view *v, struct figure *f, const struct rubric_delivery *d)
{
    double target = (d->band_low_s + d->band_high_s) / 2, axis = target * 5 / 3;
    f->value = view_clock(v, d->seconds);
    set_range(v, f, view_clock(v, d->band_low_s), view_clock(v, d->band_high_s));
    f->at = share(d->seconds, 0, axis);
    f->low = share(d->band_low_s, 0, axis);
    f->high = share(d->band_high_s, 0, axis);
}

static void fill_pace(struct view *v, struct figure *f, const struct rubric_delivery *d)
{
    f->value = view_format(v, "%.0f", d->words_per_minute);
    set_range(v, f, view_format(v, "%.0f", d->pace_low), view_format(v, "%.0f", d->pace_high));
    f->at = share(d->words_per_minute, PACE_FROM, PACE_TO);
    f->low = share(d->pace_low, PACE_FROM, PACE_TO);
    f->high = share(d->pace_high, PACE_FROM, PACE_TO);
}

static void fill_fillers(struct view *v, struct figure *f, const struct rubric_delivery *d)
{
    f->value = view_format(v, "%.0f", d->fillers_per_minute);
    set_range(v, f, "0", view_format(v, "%.0f", d->fillers_high));
    f->at = share(d->fillers_per_minute, 0, FILLERS_TO);
    f->high = share(d->fillers_high, 0, FILLERS_TO);
}

static bool known(enum figure_id id, const struct rubric_delivery *d)
{
    const double values[FIGURE_COUNT] = { d->seconds, d->start_delay_s, d->words_per_minute,
                                          d->speaking_s, d->fillers_per_minute };
    return values[id] >= 0;
}

struct figure figure_of(struct view *v, enum figure_id id, const struct attempt *attempt)
{
    static const char *const labels[] = { "figure.length", "figure.start", "figure.pace",
                                          "figure.pauses", "figure.fillers" };
    static const char *const narrow[] = { "figure.length", "figure.start", "figure.pace_short",
                                          "figure.pauses", "figure.fillers_short" };
    const struct rubric_delivery *d = &attempt->report->delivery;
    bool brief = v->portrait || view_paged(v);
    struct figure f = { .label = view_say(v, brief ? narrow[id] : labels[id]),
                        .value = "–", .note = "", .range = "", .remark = "" };
    if (!known(id, d)) {
        return f;
    }
    switch (id) {
    case FIGURE_LENGTH:
        fill_length(v, &f, d);
        break;
    case FIGURE_PACE:
        fill_pace(v, &f, d);
        break;
    case FIGURE_FILLERS:
        fill_fillers(v, &f, d);
        break;
    case FIGURE_START:
        f.value = view_format(v, "%.0f s", d->start_delay_s);
        f.note = view_say(v, "figure.start_note");
        break;
    default:
        f.value = view_format(v, "%zu", d->pause_count);
        f.note = view_say(v, "figure.pauses_note");
    }
    f.remark = remark_of(v, id, d);
    return f;
}

void range_bar(struct view *v, struct rect bar, const struct figure *f, double from)
{
    if (!f->has_aim) {
        return;
    }
    double y = bar.y + bar.h / 2, x = bar.x + bar.w * f->at;
    struct rect range = rect_of(bar.x + bar.w * f->low, y - 8, bar.w * (f->high - f->low), 16);
    draw_round(v->canvas, rect_of(bar.x, y - 3, bar.w, 6), 3, view_color(v, TOKEN_LINE));
    draw_round(v->canvas, range, 6, view_color(v, TOKEN_YOU_SOFT));
    draw_round_line(v->canvas, range, 6, 2.5, view_color(v, TOKEN_YOU));
    if (from >= 0) {
        double first = bar.x + bar.w * from;
        draw_line(v->canvas, first, y, x, y, 3, LINE_SOLID, view_color(v, TOKEN_INK));
        draw_disc(v->canvas, first, y, 11, view_color(v, TOKEN_SURFACE));
        draw_circle(v->canvas, first, y, 9.5, 3.5, view_color(v, TOKEN_INK));
    }
    if (f->remark[0] != '\0') {
        draw_diamond(v->canvas, x, y, 11.5, view_color(v, TOKEN_WATCH), 0, 0);
    } else {
        draw_disc(v->canvas, x, y, 12.5, view_color(v, TOKEN_SURFACE));
        draw_disc(v->canvas, x, y, 10, view_color(v, TOKEN_YOU));
    }
}

static void tile(struct view *v, struct rect box, const struct figure *f)
{
    struct text_look label = { .style = TYPE_FLOOR, .weight = 500,
                               .color = view_color(v, TOKEN_INK) };
    struct text_look value = { .style = TYPE_STRENGTH, .color = view_color(v, TOKEN_INK) };
    struct text_look remark = { .style = TYPE_FLOOR, .weight = 600,
                                .color = view_color(v, TOKEN_WATCH) };
    struct text_look note = { .style = TYPE_FLOOR, .color = view_color(v, TOKEN_INK2) };
    double floor_line = text_line(v->canvas, TYPE_FLOOR), line = text_line(v->canvas, TYPE_HEADING);
    double wide = fmin(box.w - (v->portrait ? 12 : 2), 204);
    write_line(v, box.x, box.y + floor_line / 2, &label, f->label);
    double y = box.y + floor_line + line / 2 + (v->portrait ? -2 : 2);
    double w = write_line(v, box.x, y, &value, f->value);
    double room = box.w - w - 12;
    if (text_width(v->canvas, &remark, f->remark) <= room + 24) {
        write_line(v, box.x + w + 12, y + 6, &remark, f->remark);
        y += line / 2 + 12;
        range_bar(v, rect_of(box.x, y - 10, wide, 20), f, -1);
        write_line(v, box.x, y + 14 + floor_line / 2, &note, f->note);
    } else { /* no room beside the value: instead of the aim */
        y += line / 2 + 12;
        range_bar(v, rect_of(box.x, y - 10, wide, 20), f, -1);
        write_line(v, box.x, y + 14 + floor_line / 2, &remark, f->remark);
    }
}

double figure_tiles_height(struct view *v)
{
    return 2 * text_line(v->canvas, TYPE_FLOOR) + text_line(v->canvas, TYPE_HEADING) + 22;
}

void figure_tiles(struct view *v, struct rect box, const struct attempt *attempt)
{
    unsigned columns = view_paged(v) ? 3 : FIGURE_COUNT;
    double row = figure_tiles_height(v) + 16;
    for (unsigned i = 0; i < FIGURE_COUNT; i++) {
        struct figure f = figure_of(v, (enum figure_id)i, attempt);
        struct rect at = rect_column(box, i % columns, columns, v->portrait ? 8 : 28);
        at.y += i / columns * row;
        tile(v, at, &f);
    }
}
