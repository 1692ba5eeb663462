/* SPDX-License-Identifier: GPL-3.0-or-later */
/* 07: two tries side by side: what changed, and the timing of both. */
#include "screens.h"

#include <stdlib.h>
#include <string.h>

#include "feedback_rows.h"
#include "feedback_timing.h"
#include "feedback_view.h"
#include "widgets.h"

#define MAX_DIFFERENCES 48
#define MAX_SHOWN       4
#define MAX_KEPT        24

struct changes {
    struct rubric_difference all[MAX_DIFFERENCES];
    size_t count, added, lost, kept, missing;
};

static struct changes changes_of(const struct interview_state *s)
{
    struct changes c = { .count = 0 };
    c.count = rubric_compare(s->first->report, s->latest->report, c.all, MAX_DIFFERENCES);
    c.count = c.count < MAX_DIFFERENCES ? c.count : MAX_DIFFERENCES;
    for (size_t i = 0; i < c.count; i++) {
        c.added += c.all[i].change == RUBRIC_ADDED;
        c.lost += c.all[i].change == RUBRIC_LOST;
        c.kept += c.all[i].change == RUBRIC_KEPT &&
                  c.all[i].criterion->group != RUBRIC_GROUP_WATCH;
        c.missing += c.all[i].change == RUBRIC_STILL_MISSING;
    }
    return c;
}

static const char *title_of(struct view *v, const struct changes *c)
{
    return view_say(v, c->added > c->lost ? "compare.added"
                       : c->added == c->lost ? "compare.same" : "compare.fewer");
}

/* How the second answer is better, in the words of what was added; else what both covered. */
static const char *lead_of(struct view *v, const struct changes *c)
{
    for (size_t i = 0; i < c->count; i++) {
        const struct rubric_criterion *k = c->all[i].criterion;
        if (c->all[i].change == RUBRIC_ADDED && k->group != RUBRIC_GROUP_WATCH &&
            k->strength[0] != '\0') {
            return view_content(v, k->strength);
        }
    }
    struct feedback_count first = feedback_covered(v->state->first->report);
    struct feedback_count now = feedback_covered(v->state->latest->report);
    return view_fill(v, "compare.lead", "first", view_format(v, "%zu", first.good), "now",
                     view_format(v, "%zu", now.good), "all", view_format(v, "%zu", now.all), NULL);
}

static void heading(struct view *v, struct rect *room, const struct changes *c)
{
    struct rect top = rect_cut_top(room, fmax(104, text_line(v->canvas, TYPE_TITLE) +
                                                       text_line(v->canvas, TYPE_BODY) + 8));
    icon_disc(v, "star", top.x + 52, top.y + top.h / 2 + (v->portrait ? 0 : 1), 52, 60,
              TOKEN_YOU_SOFT, TOKEN_YOU_INK);
    struct text_look title = { .style = v->portrait ? TYPE_HEADING : TYPE_QUESTION,
                               .color = view_color(v, TOKEN_INK) };
    rect_cut_left(&top, 137);
    rect_cut_top(&top, v->portrait ? 0 : 6);
    double h = write_look(v, top, &title, title_of(v, c));
    rect_cut_top(&top, h + 3);
    write_text(v, top, TYPE_BODY, TOKEN_INK2, lead_of(v, c));
}

static const char *words_of(struct view *v, const struct rubric_finding *f)
{
    const struct rubric_report *r = v->state->latest->report;
    if (f == NULL || f->evidence_count == 0) {
        return "";
    }
    return feedback_quote(v, r, f->evidence[0]);
}

/* What is said about a change: its name, its mark, and the words behind it. */
static void change_row(struct view *v, struct rect box, const struct rubric_difference *d)
{
    bool added = d->change == RUBRIC_ADDED, watch = d->criterion->group == RUBRIC_GROUP_WATCH;
    const char *id = watch == added ? "compare.left_out" : added ? "compare.new" : "compare.lost";
    if (watch && !added) {
        id = "compare.new";
    }
    enum mark mark = !added ? (watch ? MARK_WATCH : MARK_NOT_YET) : watch ? MARK_DONE : MARK_NEW;
    const struct rubric_finding *f = rubric_report_find(v->state->latest->report,
                                                        d->criterion->id);
    const char *words = words_of(v, f);
    const char *below = added && watch ? view_say(v, "compare.avoided")
                        : words[0] != '\0' ? words : view_content(v, d->criterion->next_step);
    double line = text_line(v->canvas, TYPE_SMALL), small = text_line(v->canvas, TYPE_FLOOR);
    double top = box.y + (box.h - line - small) / 2;
    struct text_look name = { .style = TYPE_SMALL, .weight = 600,
                              .color = view_color(v, TOKEN_INK) };
    struct text_look quote = { .style = TYPE_FLOOR, .lines = 1,
                               .color = view_color(v, TOKEN_INK2) };
    mark_draw(v, mark, box.x + 21, box.y + box.h / 2 + 1, 38);
    write_line(v, box.x + 62, top + line / 2, &name,
               view_fill(v, id, "criterion", view_content(v, d->criterion->label), NULL));
    write_look(v, rect_of(box.x + 62, top + line, box.w - 62, small), &quote, below);
}

struct kept {
    const char *label;
    double width;
};

static int compare_kept(const void *a, const void *b)
{
    double x = ((const struct kept *)a)->width, y = ((const struct kept *)b)->width;
    return (x > y) - (x < y);
}

/* The shortest first: then most of them fit. */
static size_t collect_kept(struct view *v, const struct changes *c, const struct text_look *pill,
                           struct kept *out, size_t max)
{
    size_t count = 0;
    for (size_t i = 0; i < c->count && count < max; i++) {
        const struct rubric_criterion *k = c->all[i].criterion;
        if (c->all[i].change == RUBRIC_KEPT && k->group != RUBRIC_GROUP_WATCH) {
            out[count].label = view_content(v, k->label);
            out[count].width = text_width(v->canvas, pill, out[count].label) + 68;
            count++;
        }
    }
    qsort(out, count, sizeof(*out), compare_kept);
    return count;
}

/* Pills of what both tries had, as many as fit; then "and 7 more". */
static void kept_row(struct view *v, struct rect box, const struct changes *c)
{
    struct text_look soft = { .style = TYPE_FLOOR, .color = view_color(v, TOKEN_INK2) };
    struct text_look pill = { .style = TYPE_FLOOR, .weight = 500,
                              .color = view_color(v, TOKEN_YOU_INK) };
    struct kept kept[MAX_KEPT];
    size_t count = collect_kept(v, c, &pill, kept, MAX_KEPT);
    double y = box.y + box.h / 2 + 5, x = box.x, h = text_line(v->canvas, TYPE_FLOOR) + 16;
    x += write_line(v, x, y, &soft, view_say(v, "compare.kept")) + 12;
    size_t left = c->kept;
    for (size_t i = 0; i < count; i++) {
        double w = kept[i].width;
        if (x + w > rect_right(box) - 130 * v->text) {
            break;
        }
        draw_round(v->canvas, rect_of(x, y - h / 2, w, h), h / 2, view_color(v, TOKEN_YOU_SOFT));
        mark_draw(v, MARK_DONE, x + 25, y, 28);
        write_line(v, x + 48, y, &pill, kept[i].label);
        x += w + 12;
        left--;
    }
    if (left > 0) {
        const char *more = view_fill(v, "compare.more", "count", view_format(v, "%zu", left), NULL);
        write_line(v, x, y, &soft, more);
    }
}

static const char *still_text(struct view *v)
{
    return view_format(v, "%s %s", view_say(v, "compare.still"),
                       view_content(v, v->state->latest->report->next_step));
}

static double still_height(struct view *v, double width)
{
    struct text_look look = { .style = TYPE_SMALL };
    return text_height(v->canvas, &look, still_text(v), width - 62 - 12) + 18;
}

static void still_row(struct view *v, struct rect box)
{
    const char *head = view_say(v, "compare.still"), *text = still_text(v);
    struct text_span bold = { 0, strlen(head), 600, 0, false };
    struct text_look look = { .style = TYPE_SMALL, .color = view_color(v, TOKEN_INK),
                              .middle = true, .spans = &bold, .span_count = 1 };
    box.y += view_paged(v) ? 0 : 8;
    mark_draw(v, MARK_NOT_YET, box.x + 21, box.y + box.h / 2, 38);
    write_look(v, rect_of(box.x + 62, box.y, box.w - 62, box.h), &look, text);
}

/* "Covered: first 11, now 14 of 15" at the right of the card's head, where there is room. */
static void covered_line(struct view *v, struct rect in)
{
    struct feedback_count first = feedback_covered(v->state->first->report);
    struct feedback_count now = feedback_covered(v->state->latest->report);
    const char *bold = view_fill(v, "compare.now", "now", view_format(v, "%zu", now.good), "all",
                                 view_format(v, "%zu", now.all), NULL);
    const char *text = view_fill(v, "compare.covered", "first",
                                 view_format(v, "%zu", first.good), "now", bold, NULL);
    const char *at = strstr(text, bold);
    size_t from = at == NULL ? 0 : (size_t)(at - text);
    struct text_span span = { from, from + strlen(bold), 600, view_color(v, TOKEN_INK), false };
    struct text_look look = { .style = TYPE_SMALL, .align = TEXT_RIGHT, .spans = &span,
                              .color = view_color(v, TOKEN_INK2), .span_count = at != NULL };
    struct text_look head = { .style = TYPE_SUBHEAD };
    double used = text_width(v->canvas, &head, view_say(v, "compare.changed")) + 32;
    if (used + text_width(v->canvas, &look, text) <= in.w) {
        write_line(v, rect_right(in) + 2, in.y + text_line(v->canvas, TYPE_SUBHEAD) / 2, &look,
                   text);
    }
}

/* What changed, at most `max` of it: a watch-out is shown before the last of many additions. */
static size_t pick_changes(const struct changes *c, const struct rubric_difference **rows,
                           size_t max)
{
    size_t watch = 0, count = 0;
    for (size_t i = 0; i < c->count; i++) {
        bool changed = c->all[i].change == RUBRIC_ADDED || c->all[i].change == RUBRIC_LOST;
        watch += changed && c->all[i].criterion->group == RUBRIC_GROUP_WATCH;
    }
    size_t others = watch < max ? max - watch : max > 0 ? 1 : 0;
    for (int pass = 0; pass < 2; pass++) {
        for (size_t i = 0; i < c->count && count < (pass == 0 ? others : max); i++) {
            const struct rubric_difference *d = &c->all[i];
            bool changed = d->change == RUBRIC_ADDED || d->change == RUBRIC_LOST;
            if (changed && (d->criterion->group == RUBRIC_GROUP_WATCH) == (pass == 1)) {
                rows[count++] = d;
            }
        }
    }
    return count;
}

static void changes_card(struct view *v, struct rect box, const struct changes *c)
{
    struct rect in = rect_inset(card_draw(v, box, TOKEN_SURFACE, 0), 36, 20);
    covered_line(v, in);
    struct text_look head = { .style = TYPE_SUBHEAD, .color = view_color(v, TOKEN_INK) };
    double row = fmax(76, text_line(v->canvas, TYPE_SMALL) + text_line(v->canvas, TYPE_FLOOR) + 9);
    double tail = fmax(57, text_line(v->canvas, TYPE_SMALL) + 18);
    rect_cut_top(&in, write_look(v, in, &head, view_say(v, "compare.changed")) + 14);
    struct rect still = rect_cut_bottom(&in, fmax(tail, still_height(v, in.w)));
    struct rect kept = rect_cut_bottom(&in, c->kept > 0 ? tail : 0);
    const struct rubric_difference *rows[MAX_SHOWN];
    size_t fits = (size_t)fmax(0, floor(in.h / row));
    size_t shown = pick_changes(c, rows, fits < MAX_SHOWN ? fits : MAX_SHOWN);
    for (size_t i = 0; i < shown; i++) {
        divider(v, in.x, in.y, in.w);
        change_row(v, rect_cut_top(&in, row), rows[i]);
    }
    if (shown == 0) {
        divider(v, in.x, in.y, in.w);
        rect_cut_top(&in, 20);
        write_text(v, in, TYPE_SMALL, TOKEN_INK2, view_say(v, "compare.nothing"));
    }
    divider(v, kept.x, kept.y, kept.w);
    if (c->kept > 0) {
        kept_row(v, kept, c);
    }
    still_row(v, still);
    card_end(v);
}

static void timing_row(struct view *v, struct rect box, enum figure_id id)
{
    struct figure first = figure_of(v, id, v->state->first);
    struct figure now = figure_of(v, id, v->state->latest);
    struct text_look name = { .style = TYPE_FLOOR, .weight = 500,
                              .color = view_color(v, TOKEN_INK) };
    struct text_look soft = { .style = TYPE_FLOOR, .color = view_color(v, TOKEN_INK2) };
    struct text_look value = { .style = TYPE_LEAD, .weight = 600,
                               .color = view_color(v, TOKEN_INK) };
    double y = box.y + box.h / 2, line = text_line(v->canvas, TYPE_FLOOR);
    const char *below = now.has_aim ? now.range : now.note;
    write_line(v, box.x, below[0] != '\0' ? y - line / 2 : y, &name, now.label);
    write_line(v, box.x, y + line / 2, &soft, below);
    double value_w = 112 * v->text, first_w = 76 * v->text, name_w = 200 * v->text;
    struct rect rest = rect_of(box.x + name_w, box.y, box.w - name_w, box.h);
    write_line(v, rect_right(box) - value_w, y, &value, now.value);
    soft.align = TEXT_RIGHT;
    soft.style = TYPE_SMALL;
    write_line(v, rest.x + first_w, y, &soft, first.value);
    struct rect bar = rect_of(rest.x + first_w + 20, y - 12,
                              rest.w - first_w - value_w - 43, 24);
    if (bar.w > 80) {
        range_bar(v, bar, &now, first.has_aim ? first.at : -1);
    }
}

static void timing_card(struct view *v, struct rect box)
{
    struct rect in = rect_inset(card_draw(v, box, TOKEN_SURFACE, 0), 32, 21);
    struct text_look head = { .style = TYPE_SUBHEAD, .color = view_color(v, TOKEN_INK) };
    struct text_look soft = { .style = TYPE_FLOOR, .color = view_color(v, TOKEN_INK2) };
    double line = text_line(v->canvas, TYPE_SUBHEAD), y = in.y + line / 2, x = rect_right(in);
    const char *second = view_say(v, "compare.second"), *first = view_say(v, "compare.first");
    write_look(v, in, &head, view_say(v, "compare.timing"));
    x -= text_width(v->canvas, &soft, second);
    write_line(v, x, y, &soft, second);
    draw_disc(v->canvas, x - 24, y, 12, view_color(v, TOKEN_YOU));
    x -= 58 + text_width(v->canvas, &soft, first);
    write_line(v, x, y, &soft, first);
    draw_circle(v->canvas, x - 24, y, 10.5, 3.5, view_color(v, TOKEN_INK));
    rect_cut_top(&in, line + 10);
    for (unsigned i = 0; i < FIGURE_COUNT; i++) {
        struct rect row = rect_row(in, i, FIGURE_COUNT, 0);
        divider(v, row.x, row.y, row.w);
        timing_row(v, row, (enum figure_id)i);
    }
    card_end(v);
}

static void strips_card(struct view *v, struct rect box)
{
    struct rect in = rect_inset(card_draw(v, box, TOKEN_SURFACE, 0), 36, 14);
    const struct attempt *a = v->state->first, *b = v->state->latest;
    double axis = fmax(strip_axis(a), strip_axis(b)), line = text_line(v->canvas, TYPE_FLOOR);
    struct rect names = rect_cut_left(&in, 138 * v->text);
    struct text_look name = { .style = TYPE_SMALL, .color = view_color(v, TOKEN_INK2) };
    struct text_look bold = { .style = TYPE_SMALL, .weight = 600,
                              .color = view_color(v, TOKEN_INK) };
    in.w -= 8;
    strip_legend(v, rect_cut_top(&in, line), b, axis);
    struct rect row = rect_cut_top(&in, 46);
    strip_draw(v, row, a, axis, v->state->playing_first ? v->scene->playhead : -1);
    write_line(v, names.x, row.y + 23, &name, view_say(v, "compare.first"));
    rect_cut_top(&in, 10);
    row = rect_cut_top(&in, 46);
    strip_draw(v, row, b, axis, v->state->playing_first ? -1 : v->scene->playhead);
    write_line(v, names.x, row.y + 23, &bold, view_say(v, "compare.second"));
    rect_cut_top(&in, 2);
    strip_labels(v, rect_cut_top(&in, line), b, axis);
    card_end(v);
}

static struct rect bar_of(struct view *v, struct rect room)
{
    bool last = v->state->question_number >= v->state->question_total;
    bool both = v->state->first_kept && v->state->latest->length_s > 0;
    const struct button b[] = {
        { .kind = BUTTON_PRIMARY, .icon = last ? "check" : "next", .key = 'n',
          .command = last ? CMD_FINISH : CMD_NEXT_QUESTION,
          .label = view_say(v, last ? "feedback.finish" : "feedback.next") },
        { .kind = BUTTON_SECONDARY, .icon = "again", .command = CMD_TRY_AGAIN, .key = 't',
          .label = view_say(v, "feedback.again") },
        { .kind = BUTTON_TERTIARY, .icon = "list", .command = CMD_BACK, .key = 'd',
          .label = view_say(v, "compare.details"), .tight = true },
        { .kind = BUTTON_TERTIARY, .icon = "play", .command = CMD_HEAR_IT, .key = 'h',
          .label = view_say(v, v->state->playing ? "feedback.stop"
                               : both ? "compare.hear" : "feedback.hear"),
          .disabled = v->state->latest->length_s < 0 && !v->state->first_kept,
          .why = view_say(v, "feedback.typed"), .tight = true },
    };
    struct chip chip = { .on = true, .text = v->portrait ? NULL : view_say(v, "chip.say_any") };
    room.h += v->portrait ? 28 : 20;
    return view_large(v) && !v->portrait ? feedback_short_bar(v, room, b)
                                         : action_bar(v, room, 20, b, 4, &chip);
}

/* Large text: changes on one page, timing on the other. */
static void pages(struct view *v, struct rect room, const struct changes *c)
{
    static const char *const ids[] = { "compare.changes", "page.timing" };
    page_tabs(v, rect_cut_top(&room, 96), ids, 2);
    rect_cut_top(&room, 20);
    if (v->scene->memory->page == 1) {
        timing_card(v, room);
    } else {
        changes_card(v, room, c);
    }
}

static double strips_height(struct view *v)
{
    return 2 * text_line(v->canvas, TYPE_FLOOR) + 46 * 2 + 46;
}

void compare_draw(struct view *v)
{
    struct rect room = page_header(v, HEADER_READ_ALOUD, page_subtitle_try(v, false),
                                   page_subtitle(v, true));
    if (v->state->first == NULL || v->state->latest == NULL) {
        return;
    }
    struct changes c = changes_of(v->state);
    room = bar_of(v, room);
    if (view_paged(v)) {
        pages(v, room, &c);
        return;
    }
    heading(v, &room, &c);
    rect_cut_top(&room, 28);
    if (v->state->latest->report->delivery.seconds >= 0 &&
        v->state->first->report->delivery.seconds >= 0) {
        strips_card(v, rect_cut_bottom(&room, strips_height(v)));
        rect_cut_bottom(&room, 20);
    }
    if (v->portrait) {
        changes_card(v, rect_cut_top(&room, room.h / 2), &c);
        rect_cut_top(&room, 20);
    } else {
        changes_card(v, rect_cut_left(&room, room.w * 0.556), &c);
        rect_cut_left(&room, 24);
    }
    timing_card(v, room);
}
