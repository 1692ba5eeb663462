/* SPDX-License-Identifier: GPL-3.0-or-later */
/* 06: one strength, one next step, then the detail. */
#include "screens.h"

#include "feedback_timing.h"
#include "feedback_view.h"
#include "widgets.h"

enum page { PAGE_SUMMARY, PAGE_COVERED, PAGE_WORDS, PAGE_TIMING, PAGE_COUNT };

/* Disc or bulb with a label, at the top of an advice card. Returns its height. */
static double card_head(struct view *v, struct rect in, bool worked)
{
    struct text_look look = { .style = TYPE_SMALL, .weight = 600,
                              .color = view_color(v, worked ? TOKEN_YOU_INK : TOKEN_GOLD_INK) };
    double size = (v->portrait ? 38 : 37) * fmin(v->text, 1.4), y = in.y + 19 * v->text;
    if (worked) {
        mark_draw(v, MARK_DONE, in.x + size / 2, y, size);
    } else {
        put_icon(v, "bulb", in.x + size / 2 + 2, y, size * 1.13, TOKEN_GOLD_INK);
    }
    write_line(v, in.x + size + (worked ? 14 : 16), y, &look, view_say(v, worked ? "advice.worked"
                                                                 : "advice.next"));
    return 40 * v->text;
}

static const char *strength(struct view *v)
{
    const char *text = v->state->latest->report->strength;
    return text[0] != '\0' ? view_content(v, text) : view_say(v, "advice.nothing_yet");
}

/* High contrast keeps all cards black. */
static struct rect advice_card(struct view *v, struct rect box, enum token fill)
{
    double side = v->portrait ? 36 : view_paged(v) ? 52 : 36;
    return rect_inset(card_draw(v, box, v->theme->edges ? TOKEN_SURFACE : fill, 0), side,
                      v->portrait ? 26 : 34);
}

static void worked_card(struct view *v, struct rect box)
{
    struct rect in = advice_card(v, box, TOKEN_YOU_SOFT);
    rect_cut_top(&in, card_head(v, in, true) + (v->portrait ? 16 : 29));
    struct text_look look = { .style = view_paged(v) ? TYPE_STRENGTH_PAGED : TYPE_STRENGTH,
                              .balance = v->portrait,
                              .color = view_color(v, TOKEN_INK) };
    in.h += 16; /* the last line may stand a little lower than the sides' padding */
    write_look(v, in, &look, strength(v));
    card_end(v);
}

/* "For example:" and the sentence beside a bar; where that is too much, the sentence alone. */
static void example(struct view *v, struct rect in, const char *text)
{
    const char *lead = view_say(v, view_paged(v) ? "advice.example_wide" : "advice.example");
    const char *quoted = view_format(v, "“%s”", view_typeset(v, text));
    struct text_look soft = { .style = TYPE_SMALL, .color = view_color(v, TOKEN_INK2) };
    struct text_look look = { .style = view_paged(v) ? TYPE_CHOICE : TYPE_BODY,
                              .color = view_color(v, TOKEN_INK) };
    double above = text_height(v->canvas, &soft, lead, in.w) + 10;
    double h = text_height(v->canvas, &look, quoted, in.w - 34);
    bool both = above + h <= in.h;
    if (both) {
        write_look(v, in, &soft, lead);
        rect_cut_top(&in, above);
    }
    if (both || h <= in.h) {
        draw_fill(v->canvas, rect_of(in.x, in.y, 6, h), view_color(v, TOKEN_GOLD_INK));
        write_look(v, rect_of(in.x + 28, in.y, in.w - 28, h), &look, quoted);
    }
}

/* In portrait the example runs on in one paragraph. */
static void example_in_line(struct view *v, struct rect in, const char *text)
{
    const char *line = view_fill(v, "advice.example_line", "example", view_typeset(v, text), NULL);
    struct text_look look = { .style = TYPE_SMALL, .color = view_color(v, TOKEN_INK2) };
    if (text_height(v->canvas, &look, line, in.w) <= in.h) {
        write_look(v, in, &look, line);
    }
}

static void next_card(struct view *v, struct rect box)
{
    const struct rubric_report *r = v->state->latest->report;
    struct rect in = advice_card(v, box, TOKEN_GOLD_SOFT);
    bool tight = v->portrait || view_paged(v);
    rect_cut_top(&in, card_head(v, in, false) + (view_paged(v) ? 21 : tight ? 20 : 36));
    struct text_look look = { .style = view_paged(v) ? TYPE_HEADING : tight ? TYPE_STEP
                                                                           : TYPE_ADVICE,
                              .balance = true, .color = view_color(v, TOKEN_INK) };
    rect_cut_top(&in, write_look(v, in, &look, view_content(v, r->next_step)) +
                          (view_paged(v) ? 14 : tight ? 9 : 28));
    in.h += 20; /* the last line may stand a little lower than the sides' padding */
    if (r->next_example[0] == '\0') {
        card_end(v);
        return;
    }
    if (v->portrait) {
        example_in_line(v, in, r->next_example);
    } else {
        example(v, in, r->next_example);
    }
    card_end(v);
}

static void buttons_of(struct view *v, struct button b[4])
{
    b[0] = (struct button){ .kind = BUTTON_PRIMARY, .icon = "again", .command = CMD_TRY_AGAIN,
                            .label = view_say(v, "feedback.again"), .key = 't',
                            .low = v->portrait };
    bool last = v->state->question_number >= v->state->question_total;
    b[1] = (struct button){ .kind = BUTTON_SECONDARY, .icon = last ? "check" : "next",
                            .command = last ? CMD_FINISH : CMD_NEXT_QUESTION,
                            .label = view_say(v, last ? "feedback.finish" : "feedback.next"),
                            .key = 'n' };
    b[2] = (struct button){ .kind = BUTTON_TERTIARY, .icon = "story", .command = CMD_SAMPLE,
                            .label = view_say(v, "feedback.sample"), .key = 'a', .tight = true };
    bool typed = v->state->latest->length_s < 0;
    b[3] = (struct button){ .kind = BUTTON_TERTIARY, .icon = "play", .command = CMD_HEAR_IT,
                            .label = view_say(v, v->state->playing ? "feedback.stop"
                                                                   : "feedback.hear"),
                            .key = 'h', .disabled = typed, .tight = true,
                            .why = view_say(v, "feedback.typed") };
}

static void strip_block(struct view *v, struct rect box)
{
    const struct attempt *a = v->state->latest;
    double line = text_line(v->canvas, TYPE_FLOOR), axis = strip_axis(a);
    if (a->report->delivery.seconds < 0) {
        write_text(v, box, TYPE_SMALL, TOKEN_INK2, view_say(v, "feedback.no_timing"));
        return;
    }
    strip_legend(v, rect_cut_top(&box, line), a, axis);
    rect_cut_top(&box, v->portrait ? 6 : 2);
    strip_draw(v, rect_cut_top(&box, 44), a, axis, v->scene->playhead);
    rect_cut_top(&box, 4);
    strip_labels(v, rect_cut_top(&box, line), a, axis);
}

static double timing_height(struct view *v)
{
    double rows = view_paged(v) ? 2 : 1;
    return rows * (figure_tiles_height(v) + 16) + 2 * text_line(v->canvas, TYPE_FLOOR) + 54 + 28;
}

static void timing_card(struct view *v, struct rect box)
{
    double rows = view_paged(v) ? 2 : 1;
    struct rect in = rect_inset(card_draw(v, box, TOKEN_SURFACE, 0), v->portrait ? 28 : 32,
                                v->portrait ? 14 : 15);
    figure_tiles(v, in, v->state->latest);
    rect_cut_top(&in, rows * (figure_tiles_height(v) + 16) + (rows > 1 ? -2 : 6));
    strip_block(v, in);
    card_end(v);
}

/* The panel below the tabs: square where it joins them. */
static struct rect panel(struct view *v, struct rect box)
{
    struct rect in = card_draw(v, box, TOKEN_SURFACE, 0);
    draw_fill(v->canvas, rect_of(box.x, box.y, box.w, 40), view_color(v, TOKEN_SURFACE));
    if (v->theme->edges) {
        uint32_t line = view_color(v, TOKEN_LINE);
        draw_fill(v->canvas, rect_of(box.x, box.y, box.w, 3), line);
        draw_fill(v->canvas, rect_of(box.x, box.y, 3, 40), line);
        draw_fill(v->canvas, rect_of(rect_right(box) - 3, box.y, 3, 40), line);
    }
    return in;
}

static void landscape(struct view *v, struct rect room)
{
    struct rect left = rect_cut_left(&room, 500);
    rect_cut_left(&room, 32);
    double worked = fmin(300, left.h * 0.38);
    worked_card(v, rect_cut_top(&left, worked));
    rect_cut_top(&left, 20);
    next_card(v, left);
    struct rect timing = rect_cut_bottom(&room, timing_height(v));
    timing_card(v, timing);
    rect_cut_bottom(&room, 20);
    double tabs = 2 * text_line(v->canvas, TYPE_FLOOR) + 27;
    struct rect box = room;
    rect_cut_top(&box, tabs);
    struct rect in = rect_inset(panel(v, box), 32, 20);
    feedback_tabs(v, room);
    canvas_ground(v->canvas, view_color(v, TOKEN_SURFACE));
    struct rect list = rect_cut_left(&in, in.w * 0.475);
    feedback_list(v, rect_of(list.x, list.y - 3, list.w, list.h + 12));
    draw_fill(v->canvas, rect_of(rect_right(list) + 31, in.y + 4, 2, in.h - 8),
              view_color(v, TOKEN_LINE));
    rect_cut_left(&in, 62);
    in.w += 16;
    feedback_words(v, in, TYPE_WORDS);
    card_end(v);
}

static void upright(struct view *v, struct rect room)
{
    worked_card(v, rect_cut_top(&room, 203));
    rect_cut_top(&room, 16);
    next_card(v, rect_cut_top(&room, 207));
    rect_cut_top(&room, 22);
    struct rect timing = rect_cut_bottom(&room, timing_height(v));
    timing_card(v, timing);
    rect_cut_bottom(&room, 20);
    struct rect box = room;
    rect_cut_top(&box, 3 * text_line(v->canvas, TYPE_FLOOR) + 24);
    struct rect in = rect_inset(panel(v, box), 36, 14);
    feedback_tabs(v, room);
    canvas_ground(v->canvas, view_color(v, TOKEN_SURFACE));
    double list = fmin(feedback_list_height(v, in.w) + 4, in.h * 0.62);
    feedback_list(v, rect_cut_top(&in, list));
    divider(v, in.x, in.y, in.w);
    rect_cut_top(&in, 14);
    in.w += 16;
    feedback_words(v, in, TYPE_WORDS);
    card_end(v);
}

static void covered_page(struct view *v, struct rect room)
{
    if (v->portrait) {
        rect_cut_top(&room, feedback_tabs(v, room));
    } else {
        feedback_group_list(v, rect_cut_left(&room, 480));
        rect_cut_left(&room, 28);
    }
    struct rect in = rect_inset(card_draw(v, room, TOKEN_SURFACE, 0), 47, v->portrait ? 24 : 14);
    in.w += 19;
    feedback_list(v, in);
    card_end(v);
}

static void words_page(struct view *v, struct rect room)
{
    struct rect in = rect_inset(card_draw(v, room, TOKEN_SURFACE, 0), 44, 32);
    feedback_words(v, in, TYPE_BODY);
    card_end(v);
}

/* Large text: four pages instead of one. */
static void pages(struct view *v, struct rect room)
{
    rect_cut_top(&room, 16);
    static const char *const ids[PAGE_COUNT] = { "page.summary", "page.covered", "page.words",
                                                 "page.timing" };
    double tall = fmax(view_large(v) ? 108 : 96, 40 + text_line(v->canvas, TYPE_SMALL));
    page_tabs(v, rect_cut_top(&room, tall), ids, PAGE_COUNT);
    rect_cut_top(&room, view_large(v) ? 32 : 28);
    switch (v->scene->memory->page) {
    case PAGE_COVERED:
        covered_page(v, room);
        break;
    case PAGE_WORDS:
        words_page(v, room);
        break;
    case PAGE_TIMING:
        timing_card(v, room);
        break;
    default:
        worked_card(v, rect_cut_top(&room, room.h * (v->portrait ? 0.4 : 0.376)));
        rect_cut_top(&room, 24);
        next_card(v, room);
    }
}

struct rect feedback_short_bar(struct view *v, struct rect room, const struct button b[4])
{
    bool more = v->scene->memory->more;
    struct button few[] = { b[more ? 2 : 0], b[more ? 3 : 1] };
    struct button other = { .kind = BUTTON_TERTIARY, .command = LOCAL_MORE,
                            .icon = more ? "back" : "plus", .key = 'm',
                            .label = view_say(v, more ? "feedback.less" : "feedback.more") };
    double left = room.x - (v->theme->edges ? 0 : 44), w = button_width(v, &other);
    few[0].kind = BUTTON_PRIMARY;
    few[1].kind = BUTTON_SECONDARY;
    if (v->portrait) {
        struct button three[] = { few[0], few[1], other };
        return action_bar(v, room, 20, three, 3, NULL);
    }
    double gap = view_large(v) ? 32 : 20;
    struct rect above = action_bar(v, room, gap, few, 2, NULL);
    v->zone = ZONE_ACTIONS;
    button_draw(v, &other, rect_of(left, rect_bottom(above) + gap, w, button_height(v, &few[0])));
    v->zone = ZONE_CONTENT;
    return above;
}

static struct rect bar_of(struct view *v, struct rect room)
{
    struct button b[4];
    buttons_of(v, b);
    room.h += v->portrait ? 28 : 20; /* this screen is full: closer to the edge than others */
    if (view_paged(v)) {
        return feedback_short_bar(v, room, b);
    }
    struct chip chip = { .on = true, .text = v->portrait ? NULL : view_say(v, "chip.say_any") };
    return action_bar(v, room, v->portrait ? 20 : 16, b, 4, &chip);
}

void feedback_draw(struct view *v)
{
    struct rect room = page_header(v, HEADER_READ_ALOUD, page_subtitle_try(v, false),
                                   view_paged(v) ? page_subtitle(v, true)
                                                 : page_subtitle_try(v, true));
    if (v->state->latest == NULL) {
        return;
    }
    room = bar_of(v, room);
    if (view_paged(v)) {
        pages(v, room);
    } else if (v->portrait) {
        upright(v, room);
    } else {
        landscape(v, room);
    }
}

bool feedback_handle(struct screen_memory *memory, const struct scene *scene, int command,
                     int number)
{
    (void)scene;
    if (command != CMD_FINDING || number < 0) {
        return false;
    }
    memory->page = PAGE_WORDS; /* in large text the row's words are on another page */
    return true;
}
