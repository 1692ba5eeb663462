/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "components.h"

#include "feedback_timing.h"
#include "transcript.h"
#include "widgets.h"

#include <string.h>

#define ARRAY_LEN(a) (sizeof(a) / sizeof((a)[0]))

static void head(struct view *v, struct rect *in, const char *text)
{
    struct text_look look = { .style = TYPE_SMALL, .weight = 600,
                              .color = view_color(v, TOKEN_INK) };
    write_line(v, in->x, in->y + 16, &look, text);
    rect_cut_top(in, 56);
}

/* One column a state: idle, focus, pressed, disabled; one row a kind. */
static void buttons(struct view *v, struct rect in)
{
    head(v, &in, "Buttons");
    for (int kind = BUTTON_PRIMARY; kind <= BUTTON_TERTIARY; kind++) {
        for (int state = 0; state < 4; state++) {
            struct button b = { .kind = (enum button_kind)kind, .icon = "again", .label = "Again",
                                .command = CMD_TRY_AGAIN, .number = kind * 4 + state,
                                .disabled = state == 3 };
            v->show_keys = state == 1;
            v->focus_command = v->pressed_command = CMD_NONE;
            v->focus_command = state == 1 ? CMD_TRY_AGAIN : CMD_NONE;
            v->pressed_command = state == 2 ? CMD_TRY_AGAIN : CMD_NONE;
            v->focus_number = v->pressed_number = b.number;
            button_draw(v, &b, rect_of(in.x + state * 218, in.y + kind * 112, 192, 80));
            view_press(v);
        }
    }
    v->show_keys = false;
    v->focus_command = v->pressed_command = CMD_NONE;
}

static void interviewer(struct view *v, struct rect in)
{
    static const double loudness[] = { 0, 0.15, 0.95 };
    head(v, &in, "Interviewer: lit from the inside out by loudness");
    for (size_t i = 0; i < ARRAY_LEN(loudness); i++) {
        presence(v, in.x + 150 + (double)i * 290, in.y + 190, 170, loudness[i], i > 0);
    }
}

static void rings(struct view *v, struct rect in)
{
    static const struct { double share; const char *clock; } times[] = {
        { 30 / 150.0, "0:30" }, { 92 / 150.0, "1:32" }, { 124 / 150.0, "2:04" },
    };
    head(v, &in, "Timer ring");
    for (size_t i = 0; i < ARRAY_LEN(times); i++) {
        struct ring r = { .x = in.x + 120 + (double)i * 310, .y = in.y + 88, .radius = 62,
                          .width = 14, .share = times[i].share, .arc = TOKEN_YOU,
                          .band_from = 70 / 150.0, .band_to = 110 / 150.0 };
        struct text_look look = { .style = TYPE_SUBHEAD, .align = TEXT_CENTER,
                                  .color = view_color(v, TOKEN_INK) };
        ring_draw(v, &r);
        write_line(v, r.x, r.y, &look, times[i].clock);
    }
}

static void meters(struct view *v, struct rect in)
{
    static const double levels[] = { 0.17, 0.6, 0.95 };
    head(v, &in, "Level meter");
    for (size_t i = 0; i < ARRAY_LEN(levels); i++) {
        level_meter(v, rect_of(in.x, in.y + (double)i * 100, 780, 32), levels[i]);
    }
}

static void marks(struct view *v, struct rect in)
{
    static const struct { enum mark mark; const char *name; } rows[] = {
        { MARK_DONE, "Covered" }, { MARK_NOT_YET, "Not yet" }, { MARK_WATCH, "Change this" },
        { MARK_NEW, "New this time" }, { MARK_MAYBE, "Maybe" }, { MARK_EMPTY, "Not heard" },
    };
    head(v, &in, "Marks");
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        double x = in.x + (double)(i % 2) * 420, y = in.y + 24 + (double)(i / 2) * 60;
        mark_draw(v, rows[i].mark, x + 20, y, 36);
        write_text(v, rect_of(x + 56, y - 18, 360, 36), TYPE_SMALL, TOKEN_INK, rows[i].name);
    }
}

static void words(struct view *v, struct rect in)
{
    static const struct rubric_word said[] = {
        { "evidence", 0, 0, 1, false }, { "watch", 0, 0, 1, false }, { "out", 0, 0, 1, false },
        { "filler", 0, 0, 1, false },   { "settled", 0, 0, 1, false },
        { "tentative", 0, 0, 1, false }, { "playing", 0, 0, 1, false },
        { "chosen", 0, 0, 1, false },
    };
    static const struct word_mark_span spans[] = {
        { 0, 1, WORD_EVIDENCE, 1 },  { 1, 3, WORD_WATCH, 2 },   { 3, 4, WORD_FILLER, 0 },
        { 5, 6, WORD_TENTATIVE, 0 }, { 6, 7, WORD_PLAYING, 0 }, { 7, 8, WORD_CHOSEN, 0 },
    };
    head(v, &in, "Word styles");
    struct transcript t = transcript_make(v, said, ARRAY_LEN(said), spans, ARRAY_LEN(spans),
                                          TYPE_LIVE, 400);
    transcript_draw(v, &t, in);
}

static void choices(struct view *v, struct rect in)
{
    static const struct segment parts[] = { { "60 s", 60, "", TYPE_CHOICE },
                                            { "90 s", 90, "", TYPE_CHOICE },
                                            { "120 s", 120, "", TYPE_CHOICE } };
    struct segmented s = { .name = "", .command = CMD_LENGTH, .segments = parts, .count = 3,
                           .chosen = 1 };
    head(v, &in, "Switches and choices");
    switch_draw(v, in.x, in.y + 42, "On", CMD_CAPTIONS, true, 0);
    switch_draw(v, in.x + 220, in.y + 42, "Off", CMD_CONTRAST, false, 0);
    segmented_draw(v, &s, rect_of(in.x + 430, in.y, segmented_width(v, &s), 84));
}

static void figures(struct view *v, struct rect in)
{
    static const struct figure tiles[] = {
        { .has_aim = true, .remark = "", .at = 0.5, .low = 0.4, .high = 0.7 },
        { .has_aim = true, .remark = "A bit fast", .at = 0.86, .low = 0.4, .high = 0.7 },
        { .has_aim = true, .remark = "A bit slow", .at = 0.2, .low = 0.4, .high = 0.7 },
    };
    head(v, &in, "Figure tiles: in range, above, below; and with the first try");
    for (size_t i = 0; i < 4; i++) {
        range_bar(v, rect_of(in.x + (double)i * 216, in.y, 190, 60), &tiles[i % 3],
                  i == 3 ? 0.8 : -1);
    }
}

static void icons(struct view *v, struct rect in)
{
    static const char *const names[] = {
        "mic", "micoff", "spk", "check", "plus", "flag", "steps", "fit", "story", "bulb", "play",
        "again", "next", "print", "usb", "erase", "clock", "lock", "help", "leave", "con",
        "aa", "cc", "dice", "user", "list", "skip", "star", "hand", "back",
    };
    head(v, &in, "Icons");
    for (size_t i = 0; i < ARRAY_LEN(names); i++) {
        put_icon(v, names[i], in.x + 20 + (double)(i % 15) * 57,
                 in.y + 10 + (double)(i / 15) * 46, 34, TOKEN_INK);
    }
}

static void draw_all(struct view *v)
{
    static const struct { struct rect box; void (*draw)(struct view *, struct rect); } cards[] = {
        { { 64, 24, 884, 420 }, buttons },     { { 64, 464, 884, 284 }, interviewer },
        { { 64, 768, 884, 276 }, rings },      { { 972, 24, 884, 284 }, marks },
        { { 972, 328, 884, 200 }, words },     { { 972, 548, 884, 176 }, choices },
        { { 972, 744, 884, 132 }, figures },   { { 972, 896, 884, 164 }, icons },
    };
    view_begin(v);
    page_background(v);
    for (size_t i = 0; i < ARRAY_LEN(cards); i++) {
        cards[i].draw(v, card_draw(v, cards[i].box, TOKEN_SURFACE, 24));
    }
}

/* The meters need the room of two cards, so they have a page of their own. */
static void draw_meters(struct view *v)
{
    view_begin(v);
    page_background(v);
    meters(v, card_draw(v, rect_of(64, 64, 884, 420), TOKEN_SURFACE, 24));
    live_wave(v, rect_of(1000, 120, 800, 120));
    spinner(v, 1100, 400, 28);
    countdown_ring(v, 1400, 500, 139, TOKEN_YOU, 20, 30, "seconds");
}

static void draw_twice(struct stage *stage, void (*draw)(struct view *))
{
    canvas_measure(stage->canvas);
    draw(&stage->view);
    canvas_damaged(stage->canvas);
    canvas_paint(stage->canvas);
    draw(&stage->view);
    canvas_finish(stage->canvas);
}

cairo_surface_t *components_draw(struct stage *stage, enum theme_id theme, bool meters_page)
{
    static struct interview_state state;
    static struct screen_memory memory;
    static struct scene scene = { .state = &state, .memory = &memory, .playhead = -1,
                                  .wave = { 0.2f, 0.6f, 0.9f, 0.3f, 0, 0.5f, 0.7f, 0.1f },
                                  .wave_count = 8 };
    cairo_surface_t *s = cairo_image_surface_create(CAIRO_FORMAT_RGB24, 1920, 1080);
    struct view *v = &stage->view;
    state.screen = SCREEN_CHOOSE;
    stage->text_size = 0;
    stage_target(stage, s);
    v->scene = &scene;
    v->state = &state;
    v->theme = &stage->themes.items[theme];
    v->time_s = 1;
    draw_twice(stage, meters_page ? draw_meters : draw_all);
    return s;
}
