/* SPDX-License-Identifier: GPL-3.0-or-later */
/* 08: what to take along, and when everything is erased. */
#include "screens.h"

#include <string.h>

#include "feedback_rows.h"
#include "takeaway.h"
#include "widgets.h"

#define MODULE 7.0  /* units a module of the code */
#define BORDER 4    /* modules of white around it */

/* The last try at each question; returns how many. */
static size_t last_tries(const struct interview_state *s, const struct attempt **out, size_t max)
{
    size_t count = 0;
    for (size_t i = 0; i < s->attempt_count; i++) {
        bool later = false;
        for (size_t k = i + 1; k < s->attempt_count; k++) {
            later |= s->attempts[k].question == s->attempts[i].question;
        }
        if (!later && s->attempts[i].report != NULL && count < max) {
            out[count++] = &s->attempts[i];
        }
    }
    return count;
}

static const char *time_said(struct view *v, size_t questions)
{
    double seconds = 0;
    for (size_t i = 0; i < v->state->attempt_count; i++) {
        seconds += fmax(0, v->state->attempts[i].length_s);
    }
    int minutes = (int)(seconds / 60 + 0.5);
    const char *id = questions == 1 ? "summary.one" : "summary.many";
    const char *first = view_fill(v, id, "count", view_format(v, "%zu", questions), NULL);
    if (minutes < 1) {
        return first;
    }
    const char *rest = view_fill(v, minutes == 1 ? "summary.minute" : "summary.minutes", "count",
                                 view_format(v, "%d", minutes), NULL);
    return view_format(v, "%s, %s", first, rest);
}

/* The first judged try at the question of `a`; `a` itself when there is no earlier one. */
static const struct attempt *first_try(const struct interview_state *s, const struct attempt *a)
{
    for (size_t i = 0; i < s->attempt_count; i++) {
        if (s->attempts[i].question == a->question && s->attempts[i].report != NULL) {
            return &s->attempts[i];
        }
    }
    return a;
}

static const char *row_detail(struct view *v, const struct attempt *a)
{
    struct feedback_count c = feedback_covered(a->report);
    const char *tries = view_fill(v, a->number == 1 ? "summary.try" : "summary.tries", "count",
                                  view_format(v, "%u", a->number), NULL);
    const struct attempt *first = first_try(v->state, a);
    struct feedback_count before = feedback_covered(first->report);
    bool then = first != a && before.good != c.good;
    const char *covered = view_fill(v, then ? "summary.covered_then" : "summary.covered", "good",
                                    view_format(v, "%zu", c.good), "all",
                                    view_format(v, "%zu", c.all), "first",
                                    view_format(v, "%zu", before.good), NULL);
    return a->length_s < 0 ? view_format(v, "%s · %s", tries, covered)
                           : view_format(v, "%s · %s · %s", tries, covered,
                                         view_clock(v, a->length_s));
}

static void question_row(struct view *v, struct rect box, const struct attempt *a)
{
    struct text_look name = { .style = TYPE_SMALL, .weight = 600,
                              .color = view_color(v, TOKEN_INK) };
    struct text_look soft = { .style = TYPE_FLOOR, .color = view_color(v, TOKEN_INK2) };
    struct rect text = rect_of(box.x + 66, box.y, box.w - 66, box.h);
    const char *wording = view_typeset(v, a->question->wording), *detail = row_detail(v, a);
    double h = text_height(v->canvas, &name, wording, text.w);
    double all = h + text_line(v->canvas, TYPE_FLOOR);
    rect_cut_top(&text, (box.h - all) / 2);
    mark_draw(v, MARK_DONE, box.x + 21, box.y + box.h / 2, 38);
    rect_cut_top(&text, write_look(v, text, &name, wording));
    write_look(v, text, &soft, detail);
}

static void questions_card(struct view *v, struct rect box)
{
    const struct attempt *tries[32];
    size_t count = last_tries(v->state, tries, 32);
    struct rect in = rect_inset(card_draw(v, box, TOKEN_SURFACE, 0), 40, 23);
    in.h += 14; /* what scrolls may come closer to the edge */
    struct text_look head = { .style = TYPE_SUBHEAD, .color = view_color(v, TOKEN_INK) };
    struct text_look name = { .style = TYPE_SMALL, .weight = 600 };
    rect_cut_top(&in, write_look(v, in, &head, time_said(v, count)) + 12);
    double heights[32], content = 0;
    for (size_t i = 0; i < count; i++) {
        heights[i] = text_height(v->canvas, &name, tries[i]->question->wording, in.w - 98) +
                     text_line(v->canvas, TYPE_FLOOR) + 21;
        content += heights[i];
    }
    double y = in.y - scroll_begin(v, in, 0, content);
    for (size_t i = 0; i < count; i++) {
        struct rect row = rect_of(in.x, y, in.w - (content > in.h + 1 ? 32 : 0), heights[i]);
        if (rect_meets(row, in)) {
            divider(v, row.x, row.y + 1, row.w);
            question_row(v, row, tries[i]);
        }
        y += heights[i];
    }
    scroll_end(v, in, 0, content, TOKEN_SURFACE);
    card_end(v);
}

static void advice_card(struct view *v, struct rect box, bool strength)
{
    enum token fill = strength ? TOKEN_YOU_SOFT : TOKEN_GOLD_SOFT;
    struct rect in = rect_inset(
        card_draw(v, box, v->theme->edges ? TOKEN_SURFACE : fill, 0), 36, v->portrait ? 24 : 31);
    struct text_look label = { .style = TYPE_SMALL, .weight = 600,
                               .color = view_color(v, strength ? TOKEN_YOU_INK
                                                               : TOKEN_GOLD_INK) };
    struct text_look text = { .style = TYPE_NOTE, .color = view_color(v, TOKEN_INK),
                              .balance = true };
    const struct attempt *a = &v->state->attempts[v->state->attempt_count - 1];
    double line = text_line(v->canvas, TYPE_SMALL);
    if (strength) {
        mark_draw(v, MARK_DONE, in.x + 20, in.y + line / 2, 37);
    } else {
        put_icon(v, "bulb", in.x + 21, in.y + line / 2, 42, TOKEN_GOLD_INK);
    }
    write_line(v, in.x + (strength ? 52 : 54), in.y + line / 2, &label,
               view_say(v, strength ? "summary.strength" : "summary.next"));
    rect_cut_top(&in, line + (v->portrait ? 16 : 29));
    const char *said = a->report->strength[0] != '\0' ? view_content(v, a->report->strength)
                                                      : view_say(v, "advice.nothing_yet");
    write_look(v, in, &text, strength ? said : view_content(v, a->report->next_step));
    card_end(v);
}

/* Black on white in every theme, or phones cannot read it. */
static double code_draw(struct view *v, double x, double y, double most)
{
    const struct takeaway_code *code = v->scene->code;
    if (code == NULL || code->width == 0 || v->veiled) {
        return 0;
    }
    int all = code->width + 2 * BORDER;
    /* Whole pixels a module: no seams, and sharp for a phone. */
    double pixel = 1 / canvas_scale(v->canvas);
    double module = fmax(1, floor(fmin(MODULE, most / all) / pixel)) * pixel, size = module * all;
    struct rect box = rect_of(floor((x - size / 2) / pixel) * pixel, floor(y / pixel) * pixel,
                              size, size);
    y = box.y;
    draw_fill(v->canvas, box, 0xffffffff);
    for (int row = 0; row < code->width; row++) {
        for (int from = 0, to; from < code->width; from = to + 1) {
            const unsigned char *line = code->dark + (size_t)row * (size_t)code->width;
            for (to = from; to < code->width && line[to]; to++) {
            }
            if (to > from) { /* a run of dark modules is one rectangle: no seams */
                draw_fill(v->canvas, rect_of(box.x + (from + BORDER) * module,
                                             y + (row + BORDER) * module,
                                             (to - from) * module, module), 0x000000ff);
            }
        }
    }
    return size;
}

static void code_card(struct view *v, struct rect box)
{
    struct rect in = rect_inset(card_draw(v, box, TOKEN_SURFACE, 0), 40, 20);
    const struct button b[] = {
        { .kind = BUTTON_SECONDARY, .icon = "print", .command = CMD_PRINT, .key = 'p',
          .label = view_say(v, "summary.print"), .style = TYPE_BODY },
        { .kind = BUTTON_SECONDARY, .icon = "usb", .command = CMD_SAVE, .key = 'u',
          .label = view_say(v, "summary.save"), .style = TYPE_BODY },
    };
    struct rect keys = rect_cut_bottom(&in, fmax(80, 38 + text_line(v->canvas, TYPE_BODY)));
    rect_cut_bottom(&in, view_paged(v) ? 40 : 15);   /* the buttons' key caps reach up there */
    struct text_look soft = { .style = TYPE_FLOOR, .align = TEXT_CENTER,
                              .color = view_color(v, TOKEN_INK2) };
    struct text_look head = { .style = TYPE_SUBHEAD, .align = TEXT_CENTER,
                              .color = view_color(v, TOKEN_INK) };
    const char *note = view_say(v, v->scene->notice != NULL ? v->scene->notice : "summary.inside");
    double h = text_height(v->canvas, &soft, note, in.w);
    write_look(v, rect_cut_bottom(&in, h), &soft, note);
    double line = text_line(v->canvas, TYPE_SUBHEAD);
    rect_cut_bottom(&in, v->portrait ? 0 : 5);
    write_look(v, rect_cut_bottom(&in, line), &head, view_say(v, "summary.scan"));
    if (!v->theme->edges) { /* the card is as white as the code's border */
        in.h += in.y - box.y + BORDER;
        in.y = box.y;
    }
    double most = fmin(in.w, in.h);
    code_draw(v, in.x + in.w / 2, in.y + fmax(0, (in.h - fmin(most, MODULE * 65)) / 2), most);
    v->zone = ZONE_ACTIONS;
    double split = 1 / 2.3;
    struct rect left = rect_cut_left(&keys, (keys.w - 16) * split);
    rect_cut_left(&keys, 16);
    button_draw(v, &b[0], left);
    button_draw(v, &b[1], keys);
    v->zone = ZONE_CONTENT;
    card_end(v);
}

/* A small ring that empties, beside how long there is. */
static void countdown(struct view *v, double x, double y)
{
    double left = v->state->countdown_s, total = v->state->countdown_total_s;
    struct ring ring = { .x = x + 32, .y = y, .radius = 20, .width = 10, .arc = TOKEN_YOU,
                         .share = total > 0 ? fmin(1, left / total) : 0 };
    const char *clock = view_clock(v, ceil(left));
    const char *text = view_fill(v, "summary.erased_in", "time", clock, NULL);
    size_t length = strlen(text), bold = strlen(clock);
    struct text_span span = { length > bold ? length - bold : 0, length, 600,
                              view_color(v, TOKEN_INK), false };
    struct text_look look = { .style = TYPE_SMALL, .weight = 500,
                              .color = view_color(v, TOKEN_INK2), .spans = &span, .span_count = 1 };
    draw_circle(v->canvas, ring.x, y, ring.radius, 6, view_color(v, TOKEN_TRACK));
    draw_arc(v->canvas, ring.x, y, ring.radius, 6, 0, ring.share, true, view_color(v, TOKEN_YOU));
    write_line(v, x + 80, y, &look, text);
}

static struct rect bar_of(struct view *v, struct rect room)
{
    const struct button b[] = {
        { .kind = BUTTON_PRIMARY, .icon = "erase", .command = CMD_ERASE, .key = 'e',
          .label = view_say(v, "summary.erase") },
        { .kind = BUTTON_SECONDARY, .icon = "next", .command = CMD_PRACTICE_MORE, .key = 'n',
          .label = view_say(v, "summary.more") },
        { .kind = BUTTON_TERTIARY, .icon = "plus", .command = CMD_MORE_TIME, .key = 'm',
          .label = view_say(v, "summary.time") },
    };
    bool brief = v->portrait || view_paged(v);
    room.h += v->portrait ? 28 : 20;
    room = action_bar(v, room, brief ? 84 : 32, b, 3, NULL);
    if (v->state->countdown_total_s > 0) {
        double y = brief ? rect_bottom(room) + 44 : rect_bottom(room) + 32 + 48;
        countdown(v, room.x, y);
    }
    return room;
}

static void pages(struct view *v, struct rect room)
{
    static const char *const ids[] = { "summary.take", "summary.notes" };
    page_tabs(v, rect_cut_top(&room, 96), ids, 2);
    rect_cut_top(&room, 20);
    if (v->scene->memory->page == 1) {
        struct rect top = rect_cut_top(&room, room.h / 2 - 10);
        rect_cut_top(&room, 20);
        questions_card(v, room);
        advice_card(v, v->portrait ? top : rect_column(top, 0, 2, 24), !v->portrait);
        if (!v->portrait) {
            advice_card(v, rect_column(top, 1, 2, 24), false);
        }
    } else {
        code_card(v, room);
    }
}

static const char *subtitle(struct view *v)
{
    const struct rubric_practice *p = v->state->practice;
    return p == NULL ? view_say(v, "summary.all_done")
                     : view_format(v, "%s · %s", view_content(v, p->name), view_say(v, "summary.all_done"));
}

void summary_draw(struct view *v)
{
    struct rect room = page_header(v, HEADER_READ_ALOUD, subtitle(v),
                                   view_say(v, "summary.all_done"));
    if (v->state->attempt_count == 0) {
        page_title(v, &room, view_say(v, "summary.nothing"), NULL);
        bar_of(v, room);
        return;
    }
    room = bar_of(v, room);
    if (view_paged(v)) {
        pages(v, room);
        return;
    }
    rect_cut_top(&room, v->portrait ? 0 : -9); /* this screen is full: closer to the header */
    page_title(v, &room, view_say(v, "summary.title"), view_say(v, "summary.lead"));
    rect_cut_top(&room, 15);
    if (v->portrait) {
        code_card(v, rect_cut_top(&room, 690));
        rect_cut_top(&room, 20);
        struct rect advice = rect_cut_top(&room, 260);
        advice_card(v, rect_column(advice, 0, 2, 20), true);
        advice_card(v, rect_column(advice, 1, 2, 20), false);
        rect_cut_top(&room, 20);
        questions_card(v, room);
        return;
    }
    code_card(v, rect_cut_right(&room, 684));
    rect_cut_right(&room, 24);
    struct rect advice = rect_cut_bottom(&room, 270);
    advice_card(v, rect_column(advice, 0, 2, 24), true);
    advice_card(v, rect_column(advice, 1, 2, 24), false);
    rect_cut_bottom(&room, 24);
    questions_card(v, room);
}
