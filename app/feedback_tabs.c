/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The groups of the feedback, as tabs or, in large text, as a list. */
#include "feedback_view.h"

#include <stdio.h>

#include "feedback_rows.h"
#include "widgets.h"

#define TAB_RADIUS 24.0

static const struct { const char *id, *icon; } groups[RUBRIC_GROUP_COUNT] = {
    [RUBRIC_GROUP_GOAL] = { "group.goal", "flag" },   [RUBRIC_GROUP_PLAN] = { "group.plan", "steps" },
    [RUBRIC_GROUP_FIT] = { "group.fit", "fit" },      [RUBRIC_GROUP_STORY] = { "group.story", "story" },
    [RUBRIC_GROUP_QUALITY] = { "group.plan", "steps" }, [RUBRIC_GROUP_WATCH] = { "group.watch", "tri" },
};

enum rubric_group feedback_open_group(const struct view *v)
{
    return feedback_group_for(v->state->latest->report, v->state->open_group);
}

/* "1 to change", "All clear", "Not heard". */
static const char *watch_text(struct view *v, const struct feedback_count *c)
{
    size_t flagged = c->all - c->good - c->unheard;
    if (flagged == 0) {
        return view_say(v, c->unheard > 0 ? "verdict.not_heard" : "count.clear");
    }
    const char *id = !v->portrait ? "count.change" : flagged == 1 ? "count.item" : "count.items";
    return view_fill(v, id, "number", view_format(v, "%zu", flagged), NULL);
}

/* "4 of 5", "1 to change". */
static const char *count_text(struct view *v, enum rubric_group group)
{
    struct feedback_count c = feedback_count(v->state->latest->report, group);
    if (group == RUBRIC_GROUP_WATCH) {
        return watch_text(v, &c);
    }
    return view_fill(v, "count.of", "good", view_format(v, "%zu", c.good), "all",
                     view_format(v, "%zu", c.all), NULL);
}

static bool tab_spot(struct view *v, struct rect box, enum rubric_group group, size_t i, bool open)
{
    struct spot spot = { .box = box, .radius = TAB_RADIUS, .command = CMD_GROUP,
                         .number = (int)group, .role = ROLE_TAB, .key = '1' + (int)i };
    snprintf(spot.label, sizeof(spot.label), "%s", view_say(v, groups[group].id));
    snprintf(spot.state, sizeof(spot.state), "%s%s%s", count_text(v, group), open ? ", " : "",
             open ? view_say(v, "state.chosen") : "");
    return view_spot(v, &spot);
}

static enum mark mark_of(const struct rubric_finding *f, double size)
{
    static const enum mark marks[] = {
        [RUBRIC_MET] = MARK_DONE, [RUBRIC_MAYBE] = MARK_MAYBE, [RUBRIC_FLAGGED] = MARK_WATCH,
        [RUBRIC_CLEAR] = MARK_DONE, [RUBRIC_NOT_HEARD] = MARK_EMPTY, [RUBRIC_MISSING] = MARK_EMPTY,
    };
    return f->verdict == RUBRIC_MISSING && size > 30 ? MARK_NOT_YET : marks[f->verdict];
}

/* One mark for the whole group. */
static enum mark mark_of_group(const struct rubric_report *r, enum rubric_group group)
{
    struct feedback_count c = feedback_count(r, group);
    return c.good == c.all                ? MARK_DONE
           : c.good + c.unheard == c.all ? MARK_EMPTY
           : group == RUBRIC_GROUP_WATCH ? MARK_WATCH
                                         : MARK_NOT_YET;
}

/* Marks of all items where they fit, else one; then the count. */
static void tab_counts(struct view *v, struct rect in, double y, enum rubric_group group,
                       enum token ink)
{
    const struct rubric_finding *rows[FEEDBACK_ROWS_MAX];
    const struct rubric_report *report = v->state->latest->report;
    size_t count = feedback_rows(report, group, rows);
    struct text_look soft = { .style = TYPE_FLOOR, .color = view_color(v, ink) };
    const char *text = count_text(v, group);
    double size = v->portrait ? 24 : 20;
    double words = text_width(v->canvas, &soft, text);
    double over = fmin(12, fmax(0, size / 2 + 24 + words - in.w)), x = in.x - over + size / 2;
    bool all = group != RUBRIC_GROUP_WATCH && !v->portrait &&
               (double)count * 26 + words <= in.w;
    for (size_t i = 0; i < (all ? count : 1); i++) {
        enum mark mark = all ? mark_of(rows[i], size) : mark_of_group(report, group);
        if (ink == TOKEN_BG) {
            mark_draw_plain(v, mark, x, y, size, view_color(v, ink), canvas_get_ground(v->canvas));
        } else {
            mark_draw(v, mark, x, y, size);
        }
        x += 26;
    }
    write_line(v, x - 2, y, &soft, text);
}

static void tab(struct view *v, struct rect box, enum rubric_group group, size_t i, bool open)
{
    uint32_t ground = canvas_get_ground(v->canvas);
    bool pressed = tab_spot(v, box, group, i, open);
    bool white = open && v->theme->edges; /* high contrast: black on white */
    enum token fill = white ? TOKEN_INK : open ? TOKEN_SURFACE : pressed ? TOKEN_WELL : TOKEN_BG;
    draw_round_top(v->canvas, box, TAB_RADIUS, view_color(v, open ? TOKEN_YOU : TOKEN_LINE));
    struct rect in = white ? box : open ? rect_of(box.x, box.y + 6, box.w, box.h - 6)
                          : rect_of(box.x + 2, box.y + 2, box.w - 4, box.h - 4);
    draw_round_top(v->canvas, in, TAB_RADIUS - (open ? 6 : 2), view_color(v, fill));
    canvas_ground(v->canvas, view_color(v, fill));
    struct text_look name = { .style = TYPE_FLOOR, .weight = open ? 600 : 500, .middle = true,
                              .color = view_color(v, white ? TOKEN_BG : TOKEN_INK) };
    struct rect room = rect_inset(box, v->portrait ? 16 : 18, 0);
    double line = text_line(v->canvas, TYPE_FLOOR), head = box.h - line - 20;
    write_look(v, rect_of(room.x, box.y + 6, room.w, head), &name,
               view_say(v, groups[group].id));
    tab_counts(v, room, rect_bottom(box) - line / 2 - 11, group, white ? TOKEN_BG : TOKEN_INK2);
    key_cap(v, rect_right(box) - 16, box.y - 8, '1' + (int)i, TOKEN_INK);
    canvas_ground(v->canvas, ground);
}

double feedback_tabs(struct view *v, struct rect box)
{
    enum rubric_group shown[FEEDBACK_GROUPS_MAX];
    size_t count = feedback_groups(v->state->latest->report, shown);
    enum rubric_group open = feedback_open_group(v);
    double h = (v->portrait ? 2 : 1) * text_line(v->canvas, TYPE_FLOOR) +
               text_line(v->canvas, TYPE_FLOOR) + (v->portrait ? 24 : 27);
    double extra = v->portrait ? 0 : 12; /* the first one has most marks */
    struct rect row = rect_of(box.x, box.y, box.w - extra, h);
    for (size_t i = 0; i < count; i++) {
        struct rect at = rect_column(row, (unsigned)i, (unsigned)count, 8);
        at.w += i == 0 ? extra : 0;
        row.x += i == 0 ? extra : 0;
        tab(v, at, shown[i], i, shown[i] == open);
    }
    return h;
}

static void group_button(struct view *v, struct rect box, enum rubric_group group, size_t i,
                         bool open)
{
    uint32_t ground = canvas_get_ground(v->canvas);
    bool pressed = tab_spot(v, box, group, i, open);
    enum token fill = open ? TOKEN_YOU : pressed ? TOKEN_WELL : TOKEN_SURFACE;
    enum token ink = open ? TOKEN_ON_YOU : TOKEN_INK;
    draw_round(v->canvas, box, 28, view_color(v, fill));
    if (!open) {
        draw_round_line(v->canvas, box, 28, 3, view_color(v, TOKEN_LINE));
    }
    canvas_ground(v->canvas, view_color(v, fill));
    put_icon(v, groups[group].icon, box.x + 50, box.y + box.h / 2, 50, ink);
    struct text_look name = { .style = v->text > 1.3 ? TYPE_SMALL : TYPE_FLOOR, .weight = 600,
                              .color = view_color(v, ink) };
    struct text_look soft = { .style = TYPE_FLOOR,
                              .color = view_color(v, open ? TOKEN_ON_YOU : TOKEN_INK2) };
    double line = text_line(v->canvas, TYPE_FLOOR) * 0.9, y = box.y + box.h / 2;
    write_line(v, box.x + 94, y - line / 2, &name, view_say(v, groups[group].id));
    write_line(v, box.x + 94, y + line / 2, &soft, count_text(v, group));
    canvas_ground(v->canvas, ground);
}

void feedback_group_list(struct view *v, struct rect box)
{
    enum rubric_group shown[FEEDBACK_GROUPS_MAX];
    size_t count = feedback_groups(v->state->latest->report, shown);
    enum rubric_group open = feedback_open_group(v);
    for (size_t i = 0; i < count; i++) {
        struct rect at = rect_row(box, (unsigned)i, (unsigned)count, 16);
        at.h = fmin(at.h, 130);
        group_button(v, at, shown[i], i, shown[i] == open);
    }
}
