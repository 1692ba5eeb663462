/* SPDX-License-Identifier: GPL-3.0-or-later */
/* 11b: devices, question sets, usage and the kiosk's own settings. */
#include "screens.h"

#include <stdio.h>
#include <string.h>

#include "staff.h"
#include "widgets.h"

#define GAP      24.0
#define CARD_PAD 36.0
#define BUTTON_H 76.0
#define CELLS    40
#define HEARD_S  2.0    /* sound so long ago still counts as hearing */

static const struct staff *staff_of(const struct view *v)
{
    return v->scene->staff;
}

static void line(struct view *v, double x, double y, enum type_style style, int weight,
                 enum token color, const char *text)
{
    const struct text_look look = { .style = style, .weight = weight,
                                    .color = view_color(v, color) };
    write_line(v, x, y, &look, text);
}

static void line_right(struct view *v, double x, double y, enum token color, const char *text)
{
    const struct text_look look = { .style = TYPE_SMALL, .align = TEXT_RIGHT,
                                    .color = view_color(v, color) };
    write_line(v, x, y, &look, text);
}

/* The card's one-line buttons, from the left; returns where the next one begins. */
static double small_button(struct view *v, double x, double y, struct button b)
{
    b.kind = BUTTON_SECONDARY;
    b.style = TYPE_BODY;
    double w = button_width(v, &b) - 46;
    button_draw(v, &b, rect_of(x, y, w, BUTTON_H));
    return x + w + 16;
}

/* ---- Devices -------------------------------------------------------------- */

static void cells(struct view *v, struct rect box, double level)
{
    double step = box.w / CELLS;
    for (int i = 0; i < CELLS; i++) {
        bool lit = (i + 0.5) / CELLS < level;
        draw_round(v->canvas, rect_of(box.x + i * step, box.y, step * 0.7, box.h), 5,
                   view_color(v, lit ? TOKEN_YOU : TOKEN_LINE));
    }
    double y = rect_bottom(box) + 28;
    line(v, box.x, y, TYPE_FLOOR, 400, TOKEN_INK2, view_say(v, "staff.quiet"));
    struct text_look middle = { .style = TYPE_FLOOR, .align = TEXT_CENTER,
                                .color = view_color(v, TOKEN_INK2) };
    write_line(v, box.x + box.w / 2, y, &middle, view_say(v, "staff.live"));
    middle.align = TEXT_RIGHT;
    write_line(v, rect_right(box) - step * 0.3, y, &middle, view_say(v, "staff.loud"));
    view_moves(v);
}

static void hearing(struct view *v, double right, double y)
{
    const struct staff *s = staff_of(v);
    bool heard = s->heard_s > 0 && s->now_s - s->heard_s < HEARD_S;
    struct text_look look = { .style = TYPE_FLOOR, .weight = 600, .align = TEXT_RIGHT,
                              .color = view_color(v, heard ? TOKEN_YOU_INK : TOKEN_INK2) };
    double w = write_line(v, right, y, &look, view_say(v, heard ? "staff.hearing"
                                                                : "staff.no_sound"));
    mark_draw(v, heard ? MARK_DONE : MARK_NOT_YET, right - w - 28, y, 32);
}

static void microphone_card(struct view *v, struct rect box)
{
    const struct staff *s = staff_of(v);
    struct rect in = card_draw(v, box, TOKEN_SURFACE, CARD_PAD);
    const char *name = s->microphone[0] != '\0' ? s->microphone
                                                : view_say(v, "staff.default_mic");
    bool recording = s->recording_until_s > 0;
    icon_disc(v, "mic", in.x + 36, in.y + 30, 36, 38, TOKEN_YOU_SOFT, TOKEN_YOU_INK);
    line(v, in.x + 90, in.y + 15, TYPE_SUBHEAD, 600, TOKEN_INK, view_say(v, "staff.microphone"));
    struct text_look small = { .style = TYPE_FLOOR, .ellipsis = true,
                               .color = view_color(v, TOKEN_INK2) };
    write_look(v, rect_of(in.x + 90, in.y + 37, in.w - 90 - 240, 34), &small, name);
    hearing(v, rect_right(in), in.y + 30);
    cells(v, rect_of(in.x, in.y + 99, in.w, 36), v->scene->mic);
    double x = in.x, y = in.y + 203;
    x = small_button(v, x, y, (struct button){ .icon = "down", .command = LOCAL_STAFF_CHANGE,
                                               .label = view_say(v, "staff.change"),
                                               .key = 'c' });
    x = small_button(v, x, y, (struct button){ .icon = "dot", .command = LOCAL_STAFF_RECORD,
                                               .label = view_say(v, recording ? "staff.recording"
                                                                              : "staff.record"),
                                               .key = 'r' });
    small_button(v, x, y, (struct button){ .icon = "play", .command = LOCAL_STAFF_PLAY,
                                           .label = view_say(v, "staff.play"), .key = 'p',
                                           .disabled = !s->recorded,
                                           .why = view_say(v, "staff.play_why") });
    card_end(v);
}

/* A stop of a slider can be touched; the knob stands at the value. */
struct slider {
    const char *name, *value;   /* texts */
    int command;
    const int *stops;
    size_t count;
    double now, low, high;
};

static void slider_draw(struct view *v, struct rect box, const struct slider *s)
{
    double y = box.y + box.h / 2, left = box.x + 138, w = box.w - 138 - 142;
    double at = left + 20 + (w - 40) * fmin(1, fmax(0, (s->now - s->low) / (s->high - s->low)));
    line(v, box.x, y, TYPE_SMALL, 500, TOKEN_INK, s->name);
    draw_round(v->canvas, rect_of(left, y - 6, w, 12), 6, view_color(v, TOKEN_LINE));
    draw_round(v->canvas, rect_of(left, y - 6, at - left, 12), 6, view_color(v, TOKEN_YOU));
    for (size_t i = 0; i < s->count; i++) {
        double step = w / (double)s->count;
        struct spot spot = { .box = rect_of(left + step * (double)i, y - 36, step, 72),
                             .radius = 20, .command = s->command, .number = s->stops[i],
                             .role = ROLE_CHOICE };
        snprintf(spot.label, sizeof(spot.label), "%s %d", s->name, s->stops[i]);
        view_spot(v, &spot);
    }
    draw_disc(v->canvas, at, y, 28, view_color(v, TOKEN_SURFACE));
    draw_circle(v->canvas, at, y, 26, 5, view_color(v, TOKEN_YOU));
    line(v, rect_right(box) - 114, y, TYPE_SMALL, 600, TOKEN_INK, s->value);
}

static const char *speed_name(struct view *v, unsigned speed)
{
    static const struct { unsigned below; const char *id; } names[] = {
        { 110, "staff.slowest" }, { 130, "staff.slow" }, { 155, "staff.normal" },
        { 999, "staff.fast" },
    };
    size_t i = 0;
    while (speed >= names[i].below) {
        i++;
    }
    return view_say(v, names[i].id);
}

static void speaker_card(struct view *v, struct rect box)
{
    static const int volumes[] = { 10, 30, 50, 70, 85, 100 };
    static const int speeds[] = { 100, 120, 140, 160, 180 };
    const struct settings *t = staff_of(v)->settings;
    struct rect in = card_draw(v, box, TOKEN_SURFACE, CARD_PAD);
    const char *speaker = t->speaker[0] != '\0' ? t->speaker
                                                : view_say(v, "staff.default_speaker");
    icon_disc(v, "spk", in.x + 36, in.y + 30, 36, 38, TOKEN_GOLD_SOFT, TOKEN_GOLD_INK);
    struct button test = { .kind = BUTTON_SECONDARY, .style = TYPE_BODY, .icon = "play",
                           .label = view_say(v, "staff.test"), .command = LOCAL_STAFF_TEST,
                           .key = 'v' };
    double w = button_width(v, &test) - 46;
    button_draw(v, &test, rect_of(rect_right(in) - w, in.y - 6, w, BUTTON_H));
    line(v, in.x + 90, in.y + 15, TYPE_SUBHEAD, 600, TOKEN_INK, view_say(v, "staff.speaker"));
    struct text_look small = { .style = TYPE_FLOOR, .ellipsis = true,
                               .color = view_color(v, TOKEN_INK2) };
    write_look(v, rect_of(in.x + 90, in.y + 37, in.w - w - 110, 34), &small,
               view_fill(v, "staff.voice", "speaker", speaker, "voice", t->voice, NULL));
    struct slider volume = { view_say(v, "staff.volume"), view_format(v, "%u%%", t->volume),
                             LOCAL_STAFF_VOLUME, volumes, 6, t->volume, 0, 100 };
    struct slider speed = { view_say(v, "staff.speed"), speed_name(v, t->speed),
                            LOCAL_STAFF_SPEED, speeds, 5, t->speed, 80, 200 };
    slider_draw(v, rect_of(in.x, in.y + 88, in.w, 72), &volume);
    slider_draw(v, rect_of(in.x, in.y + 166, in.w, 72), &speed);
    card_end(v);
}

/* ---- Question sets --------------------------------------------------------- */

static void toggle(struct view *v, double right, double y, const char *name, int command,
                   int number, bool on)
{
    struct rect box = rect_of(right - 104, y - 30, 104, 60);
    struct spot spot = { .box = rect_of(right - 170, y - 36, 170, 72), .ring = box, .radius = 30,
                         .command = command, .number = number, .role = ROLE_SWITCH };
    snprintf(spot.label, sizeof(spot.label), "%s", name);
    snprintf(spot.state, sizeof(spot.state), "%s", view_say(v, on ? "state.on" : "state.off"));
    bool pressed = view_spot(v, &spot);
    draw_round(v->canvas, box, 30,
               view_color(v, on ? pressed ? TOKEN_YOU_PRESS : TOKEN_YOU : TOKEN_SURFACE));
    if (!on) {
        draw_round_line(v->canvas, box, 30, 3, view_color(v, TOKEN_CTL));
    }
    draw_disc(v->canvas, on ? right - 30 : right - 74, y, 22,
              view_color(v, on ? TOKEN_SURFACE : TOKEN_CTL));
    line_right(v, box.x - 16, y, TOKEN_INK, spot.state);
}

static void switch_row(struct view *v, struct rect row, const char *name, const char *more,
                       int command, int number, bool on)
{
    struct text_look bold = { .style = TYPE_SMALL, .weight = 600,
                              .color = view_color(v, TOKEN_INK) };
    double y = row.y + row.h / 2;
    divider(v, row.x, row.y, row.w);
    double w = write_line(v, row.x, y, &bold, name);
    struct text_look small = { .style = TYPE_FLOOR, .color = view_color(v, TOKEN_INK2) };
    if (row.x + w + 18 + text_width(v->canvas, &small, more) < rect_right(row) - 190) {
        write_line(v, row.x + w + 18, y, &small, more);
    }
    toggle(v, rect_right(row), y, name, command, number, on);
}

/* Scrolls when there are more sets than fit. */
static void sets_card(struct view *v, struct rect box)
{
    const struct rubric_bank *bank = v->scene->bank;
    const struct settings *t = staff_of(v)->settings;
    size_t count = rubric_bank_practice_count(bank), on = 0;
    struct rect in = card_draw(v, box, TOKEN_SURFACE, CARD_PAD);
    for (size_t i = 0; i < count; i++) {
        on += settings_set_is_on(t, rubric_bank_practice_at(bank, i)->id);
    }
    line(v, in.x, in.y + 10, TYPE_SUBHEAD, 600, TOKEN_INK, view_say(v, "staff.sets"));
    line_right(v, rect_right(in), in.y + 10, TOKEN_INK2,
               view_fill(v, "staff.sets_on", "on", view_format(v, "%zu", on), "all",
                         view_format(v, "%zu", count), NULL));
    struct rect list = rect_of(in.x, in.y + 44, in.w, rect_bottom(box) - in.y - 52);
    double content = 84 * (double)count;
    double offset = scroll_begin(v, list, 0, content);
    double side = content > list.h ? 24 : 0;
    for (size_t i = 0; i < count; i++) {
        const struct rubric_practice *p = rubric_bank_practice_at(bank, i);
        const char *more = view_fill(v, p->question_count == 1 ? "staff.one_question"
                                                               : "staff.questions",
                                     "count", view_format(v, "%zu", p->question_count), NULL);
        switch_row(v, rect_of(list.x, list.y + 84 * (double)i - offset, list.w - side, 84),
                   p->name, more, LOCAL_STAFF_SET, (int)i, settings_set_is_on(t, p->id));
    }
    scroll_end(v, list, 0, content, TOKEN_SURFACE);
    card_end(v);
}

/* ---- Usage ------------------------------------------------------------------ */

static void day_bars(struct view *v, struct rect box)
{
    const struct staff_counts *c = &staff_of(v)->counts;
    const char *letters = view_say(v, "staff.days");
    unsigned most = 1;
    double step = box.w / 7, w = fmin(40, step * 0.7), room = box.h - 84;
    for (int i = 0; i < 7; i++) {
        most = c->days[i] > most ? c->days[i] : most;
    }
    for (int i = 0; i < 7; i++) {
        char number[16];
        double x = box.x + step * (i + 0.5), bottom = rect_bottom(box) - 42;
        double h = c->days[i] == 0 ? 0 : fmax(10, room * c->days[i] / most);
        bool today = (unsigned)i == c->today;
        struct text_look look = { .style = TYPE_FLOOR, .align = TEXT_CENTER,
                                  .weight = today ? 600 : 400,
                                  .color = view_color(v, TOKEN_INK2) };
        draw_round(v->canvas, rect_of(x - w / 2, bottom - h, w, h), 10,
                   view_color(v, today ? TOKEN_YOU : TOKEN_CTL));
        write_line(v, x, rect_bottom(box) - 18, &look, view_format(v, "%c", letters[i]));
        look.weight = 600;
        look.color = view_color(v, TOKEN_INK);
        staff_count_text(c->days[i], number, sizeof(number));
        write_line(v, x, bottom - h - 20, &look, view_format(v, "%s", number));
    }
}

static void usage_card(struct view *v, struct rect box)
{
    const struct staff *s = staff_of(v);
    struct rect in = card_draw(v, box, TOKEN_SURFACE, CARD_PAD);
    char number[16];
    line(v, in.x, in.y + 10, TYPE_SUBHEAD, 600, TOKEN_INK, view_say(v, "staff.week"));
    struct text_look big = { .style = TYPE_ADVICE, .color = view_color(v, TOKEN_INK) };
    staff_count_text(s->counts.week, number, sizeof(number));
    double w = write_line(v, in.x, in.y + 70, &big, view_format(v, "%s", number));
    line(v, in.x + w + 16, in.y + 78, TYPE_FLOOR, 400, TOKEN_INK2,
         view_say(v, "staff.counts_only"));
    bool wide = s->tab == STAFF_USAGE;
    struct rect bars = rect_of(in.x, in.y + 108, fmin(in.w, 720),
                               rect_bottom(box) - in.y - 116);
    if (s->counts.trouble[0] != '\0') {
        write_text(v, bars, TYPE_FLOOR, TOKEN_WATCH_INK, view_format(v, "%s", s->counts.trouble));
    } else {
        day_bars(v, bars);
    }
    if (wide) {
        struct rect side = rect_of(in.x + 800, in.y + 10, in.w - 800, 300);
        if (v->portrait) {
            side = rect_of(in.x, rect_bottom(bars) - 190, in.w, 200);
        }
        small_button(v, side.x, side.y, (struct button){ .icon = "save", .key = 's',
                                                         .command = LOCAL_STAFF_CSV,
                                                         .label = view_say(v, "staff.csv") });
        rect_cut_top(&side, 100);
        write_text(v, side, TYPE_SMALL, TOKEN_INK2, view_say(v, "staff.few"));
    }
    card_end(v);
}

/* ---- Kiosk -------------------------------------------------------------------- */

static void kiosk_buttons(struct view *v, struct rect in, double y)
{
    struct button pin = { .kind = BUTTON_SECONDARY, .style = TYPE_SMALL, .icon = "gear",
                          .label = view_say(v, "staff.new_pin"), .command = LOCAL_STAFF_NEW_PIN,
                          .key = 'n' };
    struct button leave = { .kind = BUTTON_SECONDARY, .style = TYPE_SMALL, .icon = "leave",
                            .label = view_say(v, "staff.exit"), .command = LOCAL_STAFF_EXIT,
                            .key = 'x' };
    double w = fmin(in.w, 400);
    button_draw(v, &pin, rect_of(in.x, y, w, 72));
    button_draw(v, &leave, rect_of(in.x, y + 80, w, 72));
}

static void kiosk_card(struct view *v, struct rect box)
{
    struct rect in = card_draw(v, box, TOKEN_SURFACE, 28);
    line(v, in.x, in.y + 18, TYPE_SUBHEAD, 600, TOKEN_INK, view_say(v, "staff.kiosk"));
    rect_cut_top(&in, 46);
    write_text(v, in, TYPE_FLOOR, TOKEN_INK2, view_say(v, "staff.kiosk_line"));
    kiosk_buttons(v, in, rect_bottom(box) - 176);
    card_end(v);
}

static void switches_card(struct view *v, struct rect box)
{
    static const char *const ids[STAFF_SWITCH_COUNT][2] = {
        [STAFF_CHECK_MIC] = { "staff.check_mic", "staff.check_mic_text" },
        [STAFF_LONG_TIME] = { "staff.long_time", "staff.long_time_text" },
        [STAFF_UNLIMITED] = { "staff.unlimited", "staff.unlimited_text" },
        [STAFF_FILLERS] = { "staff.fillers", "staff.fillers_text" },
        [STAFF_PACE] = { "staff.pace", "staff.pace_text" },
        [STAFF_BIG_TEXT] = { "staff.big_text", "staff.big_text_text" },
    };
    struct rect in = card_draw(v, box, TOKEN_SURFACE, CARD_PAD);
    double content = 96 * STAFF_SWITCH_COUNT;
    double offset = scroll_begin(v, in, 0, content);
    for (int i = 0; i < STAFF_SWITCH_COUNT; i++) {
        switch_row(v, rect_of(in.x, in.y + 96 * i - offset, in.w - 24, 96),
                   view_say(v, ids[i][0]), view_say(v, ids[i][1]), LOCAL_STAFF_SWITCH, i,
                   staff_switched(staff_of(v)->settings, (enum staff_switch)i));
    }
    scroll_end(v, in, 0, content, TOKEN_SURFACE);
    card_end(v);
}

/* ---- The page ------------------------------------------------------------------- */

typedef void card_fn(struct view *v, struct rect box);

/* The cards of a tab, one under the other where the page is narrow. */
static void stack(struct view *v, struct rect room, card_fn *const *cards, unsigned count)
{
    for (unsigned i = 0; i < count; i++) {
        cards[i](v, rect_row(room, i, count, GAP));
    }
}

static void overview(struct view *v, struct rect room)
{
    if (v->portrait || view_large(v)) {
        static card_fn *const cards[] = { microphone_card, speaker_card };
        struct rect top = rect_cut_top(&room, v->portrait ? 718 : room.h);
        if (v->portrait) {
            stack(v, top, cards, 2);
            rect_cut_top(&room, GAP);
            usage_card(v, rect_cut_top(&room, fmin(room.h, 360)));
        } else {
            microphone_card(v, rect_column(top, 0, 2, GAP));
            speaker_card(v, rect_column(top, 1, 2, GAP));
        }
        return;
    }
    struct rect top = rect_cut_top(&room, 347);
    rect_cut_top(&room, GAP);
    microphone_card(v, rect_column(top, 0, 2, GAP));
    speaker_card(v, rect_column(top, 1, 2, GAP));
    sets_card(v, rect_column(room, 0, 2, GAP));
    struct rect right = rect_column(room, 1, 2, GAP);
    kiosk_card(v, rect_cut_right(&right, 336));
    rect_cut_right(&right, GAP);
    usage_card(v, right);
}

static void devices(struct view *v, struct rect room)
{
    static card_fn *const cards[] = { microphone_card, speaker_card };
    if (v->portrait) {
        stack(v, rect_cut_top(&room, 718), cards, 2);
    } else {
        struct rect top = rect_cut_top(&room, 347);
        microphone_card(v, rect_column(top, 0, 2, GAP));
        speaker_card(v, rect_column(top, 1, 2, GAP));
    }
}

static void kiosk_tab(struct view *v, struct rect room)
{
    if (v->portrait) {
        switches_card(v, rect_cut_top(&room, 660));
        rect_cut_top(&room, GAP);
        kiosk_card(v, rect_cut_top(&room, 342));
    } else {
        kiosk_card(v, rect_cut_right(&room, 480));
        rect_cut_right(&room, GAP);
        switches_card(v, room);
    }
}

static const struct { const char *id, *icon; card_fn *draw; } tabs[STAFF_TAB_COUNT] = {
    [STAFF_OVERVIEW] = { "staff.overview", "gear", overview },
    [STAFF_DEVICES] = { "staff.devices", "mic", devices },
    [STAFF_SETS] = { "staff.sets", "list", sets_card },
    [STAFF_USAGE] = { "staff.usage", "chart", usage_card },
    [STAFF_KIOSK] = { "staff.kiosk", "lock", kiosk_tab },
};

static double tab_draw(struct view *v, double x, double y, int i, bool words)
{
    bool chosen = (int)staff_of(v)->tab == i;
    const char *label = view_say(v, tabs[i].id);
    struct text_look look = { .style = TYPE_SMALL, .weight = chosen ? 600 : 500,
                              .color = view_color(v, chosen ? TOKEN_ON_YOU : TOKEN_INK) };
    double w = 28 + 34 + (words ? 16 + text_width(v->canvas, &look, label) : 0) + 28;
    struct spot spot = { .box = rect_of(x, y, w, 76), .radius = 26, .command = LOCAL_STAFF_TAB,
                         .number = i, .role = ROLE_TAB, .key = '1' + i };
    snprintf(spot.label, sizeof(spot.label), "%s", label);
    snprintf(spot.state, sizeof(spot.state), "%s", chosen ? view_say(v, "state.chosen") : "");
    bool pressed = view_spot(v, &spot);
    if (chosen || pressed) {
        draw_round(v->canvas, spot.box, 26, view_color(v, chosen ? TOKEN_YOU : TOKEN_WELL));
        canvas_ground(v->canvas, view_color(v, chosen ? TOKEN_YOU : TOKEN_WELL));
    }
    put_icon(v, tabs[i].icon, x + 28 + 17, y + 38, 34, chosen ? TOKEN_ON_YOU : TOKEN_INK);
    if (words) {
        write_line(v, x + 28 + 34 + 16, y + 38, &look, label);
    }
    card_end(v);
    return x + w + 12;
}

static void tab_row(struct view *v, struct rect row)
{
    const struct staff *s = staff_of(v);
    bool words = !v->portrait && !view_large(v);
    double x = row.x, y = row.y + row.h / 2;
    for (int i = 0; i < STAFF_TAB_COUNT; i++) {
        x = tab_draw(v, x, row.y, i, words || (int)s->tab == i);
    }
    bool ready = v->state->trouble[0] == '\0' && v->state->ears_ready &&
                 !v->state->ears_given_up;
    struct text_look look = { .style = TYPE_SMALL, .align = TEXT_RIGHT,
                              .color = view_color(v, TOKEN_INK) };
    const char *text = view_say(v, ready ? "staff.ready" : "staff.not_ready");
    double w = text_width(v->canvas, &look, text);
    if (rect_right(row) - w - 60 > x) {
        write_line(v, rect_right(row), y, &look, text);
        mark_draw(v, ready ? MARK_DONE : MARK_WATCH, rect_right(row) - w - 30, y, 34);
    }
}

/* What happened last, or when this page locks; and the way back. */
static void bottom(struct view *v, struct rect bar)
{
    const struct staff *s = staff_of(v);
    struct button lock = { .kind = BUTTON_PRIMARY, .icon = "lock",
                           .label = view_say(v, "staff.lock"), .command = LOCAL_STAFF_CLOSE,
                           .number = 1, .key = KEY_ENTER };
    double w = button_width(v, &lock);
    v->zone = ZONE_ACTIONS;
    button_draw(v, &lock, rect_of(rect_right(bar) - w, bar.y, w, bar.h));
    v->zone = ZONE_CONTENT;
    bool news = s->notice[0] != '\0';
    struct rect text = rect_of(bar.x + 46, bar.y, bar.w - w - 80, bar.h);
    struct text_look look = { .style = TYPE_SMALL, .middle = true,
                              .color = view_color(v, news ? TOKEN_INK : TOKEN_INK2) };
    put_icon(v, news ? "bulb" : "clock", bar.x + 16, bar.y + bar.h / 2, 32, TOKEN_INK2);
    write_look(v, text, &look, news ? view_format(v, "%s", s->notice)
                                    : view_say(v, "staff.lock_time"));
}

void staff_menu_draw(struct view *v)
{
    const char *name = view_say(v, "staff.short");
    struct rect room = page_header(v, HEADER_STAFF, name, name);
    rect_cut_bottom(&room, 36);
    bottom(v, rect_cut_bottom(&room, 88));
    rect_cut_bottom(&room, 18);
    rect_cut_top(&room, 4);
    tab_row(v, rect_cut_top(&room, 76));
    rect_cut_top(&room, 28);
    tabs[staff_of(v)->tab].draw(v, room);
}
