/* SPDX-License-Identifier: GPL-3.0-or-later */
/* 11b, usage: counts by day, hour and question; small ones are hidden. */
#include "staff_rows.h"

/* The overview has less room. */
static double bars_height(const struct staff_rows *r)
{
    bool brief = r->staff->tab == STAFF_OVERVIEW && !r->v->portrait && !view_paged(r->v);
    return brief ? 118 : 150;
}

static const char *shown(struct view *v, const struct count *c, enum count_kind kind)
{
    char text[16];
    return view_format(v, "%s", counts_text(c, kind, text, sizeof(text)));
}

static void day_bars(struct staff_rows *r, double width)
{
    struct view *v = r->v;
    const struct counts *c = &r->staff->counts;
    double bars_h = bars_height(r);
    const char *letters = view_say(v, "staff.days");
    unsigned most = 1;
    double step = width / 7, w = fmin(40, step * 0.7), small = text_line(v->canvas, TYPE_FLOOR);
    for (int i = 0; i < 7; i++) {
        most = c->days[i].of[COUNT_BEGUN] > most ? c->days[i].of[COUNT_BEGUN] : most;
    }
    for (int i = 0; i < 7; i++) {
        double x = r->x + step * (i + 0.5) - 4, bottom = r->y + small + bars_h - 8;
        unsigned begun = c->days[i].of[COUNT_BEGUN];
        double h = begun == 0 ? 0 : fmax(10, (bars_h - 16) * begun / most);
        bool today = (unsigned)i == c->today;
        struct text_look look = { .style = TYPE_FLOOR, .align = TEXT_CENTER,
                                  .color = view_color(v, TOKEN_INK2) };
        draw_round(v->canvas, rect_of(x - w / 2, bottom - h, w, h), 10,
                   view_color(v, today ? TOKEN_YOU : TOKEN_CTL));
        write_line(v, x, bottom + 8 + small / 2, &look, view_format(v, "%c", letters[i]));
        look.weight = 600;
        look.color = view_color(v, TOKEN_INK);
        write_line(v, x, bottom - h - small / 2 - 2, &look, 
                   shown(v, &c->days[i], COUNT_BEGUN));
    }
}

void staff_week(struct staff_rows *r)
{
    struct view *v = r->v;
    struct text_look big = { .style = TYPE_ADVICE, .color = view_color(v, TOKEN_INK) };
    struct text_look small = { .style = TYPE_FLOOR, .color = view_color(v, TOKEN_INK2) };
    double tall = text_line(v->canvas, TYPE_ADVICE);
    row_heading(r, view_say(v, "staff.week"), NULL);
    if (r->staff->counts_trouble[0] != '\0') {
        row_text(r, TYPE_FLOOR, TOKEN_WATCH_INK,
                 view_format(v, "%s", r->staff->counts_trouble));
        return;
    }
    if (r->drawn) {
        double w = write_line(v, r->x, r->y + tall / 2 - 8, &big,
                              shown(v, &r->staff->counts.week, COUNT_BEGUN));
        write_line(v, r->x + w + 12, r->y + tall / 2 + 3, &small,
                   view_say(v, "staff.counts_only"));
    }
    r->y += tall + 11;
    if (r->drawn) {
        day_bars(r, fmin(r->w, 720));
    }
    r->y += bars_height(r) + 2 * text_line(v->canvas, TYPE_FLOOR);
}

static void count_row(struct staff_rows *r, const struct count *c, const char *name)
{
    if (counts_any(c)) {
        row_count(r, name, shown(r->v, c, COUNT_BEGUN), shown(r->v, c, COUNT_COMPLETED));
    }
}

void staff_hours(struct staff_rows *r)
{
    struct view *v = r->v;
    const struct counts *c = &r->staff->counts;
    if (counts_any(&c->all)) {
        row_heading(r, view_say(v, "staff.by_hour"), NULL);
        row_count(r, "", view_say(v, "staff.begun"), view_say(v, "staff.answered"));
    }
    for (size_t h = 0; h < 24; h++) {
        count_row(r, &c->hours[h], c->hours[h].name);
    }
}

void staff_questions(struct staff_rows *r)
{
    struct view *v = r->v;
    const struct counts *c = &r->staff->counts;
    const struct button csv = { .icon = "save", .label = view_say(v, "staff.csv"), .key = 's',
                                .command = LOCAL_STAFF_CSV };
    row_heading(r, view_say(v, "staff.by_question"), NULL);
    row_text(r, TYPE_FLOOR, TOKEN_INK2, view_say(v, "staff.few"));
    row_gap(r, 8);
    row_buttons(r, &csv, 1);
    if (!counts_any(&c->all)) {
        row_text(r, TYPE_SMALL, TOKEN_INK, view_say(v, "staff.no_counts"));
        return;
    }
    row_count(r, "", view_say(v, "staff.begun"), view_say(v, "staff.answered"));
    count_row(r, &c->all, view_say(v, "staff.all_counts"));
    for (size_t i = 0; i < c->questions.count; i++) {
        const struct count *q = &c->questions.items[i];
        const struct rubric_question *known = rubric_bank_find_question(v->scene->bank, q->name);
        count_row(r, q, known != NULL ? known->wording : q->name);
    }
}
