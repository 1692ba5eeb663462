/* SPDX-License-Identifier: GPL-3.0-or-later */
/* 11b: devices, question sets, usage and the kiosk's own settings. */
#include "screens.h"

#include <stdio.h>
#include <string.h>

#include "staff_rows.h"

#define GAP     24.0
#define TOP_H   348.0
#define KIOSK_W 336.0

static const struct staff *staff_of(const struct view *v)
{
    return v->scene->staff;
}

#define CARDS_MAX 6

/* The cards of a tab: two columns, or one below the other where the page is narrow. */
struct tab {
    const char *id, *icon;
    staff_card_fn *left[CARDS_MAX], *right[CARDS_MAX];  /* end with NULL */
};

static const struct tab tabs[STAFF_TAB_COUNT] = {
    [STAFF_OVERVIEW] = { "staff.overview", "gear", { staff_troubles, staff_microphone, staff_sets },
                         { staff_speaker, staff_week, staff_kiosk } },
    [STAFF_DEVICES] = { "staff.devices", "mic", { staff_microphone, staff_microphones },
                        { staff_speaker, staff_voice_card, staff_speakers } },
    [STAFF_SETS] = { "staff.sets", "list", { staff_sets }, { staff_packs, staff_job } },
    [STAFF_USAGE] = { "staff.usage", "chart", { staff_week, staff_hours }, { staff_questions } },
    [STAFF_KIOSK] = { "staff.kiosk", "lock", { staff_people }, { staff_screen, staff_kiosk } },
};

static size_t count_of(staff_card_fn *const *cards)
{
    size_t count = 0;
    while (count < CARDS_MAX && cards[count] != NULL) {
        count++;
    }
    return count;
}

static void one_column(struct view *v, struct rect room, const struct tab *tab)
{
    staff_card_fn *all[2 * CARDS_MAX];
    size_t left = count_of(tab->left), right = count_of(tab->right);
    for (size_t i = 0; i < left + right; i++) {
        all[i] = i < left ? tab->left[i] : tab->right[i - left];
    }
    staff_card(v, room, 0, all, left + right);
}

/* The picture that everything else is a closer look at. */
static void overview(struct view *v, struct rect room, const struct tab *tab)
{
    struct rect top = rect_cut_top(&room, TOP_H);
    rect_cut_top(&room, GAP);
    staff_card_fn *const below[] = { tab->left[0], tab->left[2] };
    staff_card(v, rect_column(top, 0, 2, GAP), -1, &tab->left[1], 1);
    staff_card(v, rect_column(top, 1, 2, GAP), -1, &tab->right[0], 1);
    staff_card(v, rect_column(room, 0, 2, GAP), 0, below, 2);
    struct rect right = rect_column(room, 1, 2, GAP);
    staff_card(v, rect_cut_right(&right, KIOSK_W), -1, &tab->right[2], 1);
    rect_cut_right(&right, GAP);
    staff_card(v, right, -1, &tab->right[1], 1);
}

static void tab_cards(struct view *v, struct rect room)
{
    const struct tab *tab = &tabs[staff_of(v)->tab];
    if (v->portrait || view_paged(v)) {
        one_column(v, room, tab);
    } else if (staff_of(v)->tab == STAFF_OVERVIEW) {
        overview(v, room, tab);
    } else {
        staff_card(v, rect_column(room, 0, 2, GAP), 0, tab->left, count_of(tab->left));
        staff_card(v, rect_column(room, 1, 2, GAP), 1, tab->right, count_of(tab->right));
    }
}

static double tab_draw(struct view *v, double x, double y, int i, bool words)
{
    bool chosen = (int)staff_of(v)->tab == i;
    const char *label = view_say(v, tabs[i].id);
    struct text_look look = { .style = TYPE_SMALL, .weight = chosen ? 600 : 500,
                              .color = view_color(v, chosen ? TOKEN_ON_YOU : TOKEN_INK) };
    double w = 28 + 34 + (words ? 14 + text_width(v->canvas, &look, label) : 0) + 28;
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
        write_line(v, x + 28 + 34 + 14, y + 38, &look, label);
    }
    card_end(v);
    return x + w + 12;
}

static void tab_row(struct view *v, struct rect row)
{
    const struct staff *s = staff_of(v);
    bool words = !v->portrait && !view_paged(v);
    double x = row.x, y = row.y + row.h / 2;
    for (int i = 0; i < STAFF_TAB_COUNT; i++) {
        x = tab_draw(v, x, row.y, i, words || (int)s->tab == i);
    }
    bool ready = v->state->trouble[0] == '\0' && v->state->ears_ready &&
                 !v->state->ears_given_up && !trouble_any(&s->troubles);
    struct text_look look = { .style = TYPE_SMALL, .align = TEXT_RIGHT,
                              .color = view_color(v, TOKEN_INK) };
    const char *text = view_say(v, ready ? "staff.ready" : "staff.not_ready");
    double w = text_width(v->canvas, &look, text);
    if (rect_right(row) - w - 60 > x) {
        write_line(v, rect_right(row), y, &look, text);
        mark_draw(v, ready ? MARK_DONE : MARK_WATCH, rect_right(row) - w - 28, y, 32);
    }
}

/* What happened last, or when this page locks. */
static const char *news_or_lock(struct view *v)
{
    const struct staff *s = staff_of(v);
    return s->notice != NULL ? view_fill(v, s->notice, "why", s->why, NULL)
                             : view_say(v, "staff.lock_time");
}

static void sentence(struct view *v, struct rect box)
{
    bool news = staff_of(v)->notice != NULL;
    struct text_look look = { .style = TYPE_SMALL, .middle = true, .balance = true,
                              .color = view_color(v, news ? TOKEN_INK : TOKEN_INK2) };
    put_icon(v, news ? "bulb" : "clock", box.x + 16, box.y + box.h / 2, 32,
             TOKEN_INK2);
    write_look(v, rect_of(box.x + 46, box.y, box.w - 46, box.h), &look, news_or_lock(v));
}

static double sentence_height(struct view *v, double width)
{
    struct text_look look = { .style = TYPE_SMALL, .color = view_color(v, TOKEN_INK) };
    return text_height(v->canvas, &look, news_or_lock(v), width - 46);
}

/* The sentence stands beside the button where there is room, else above it. */
static void bottom(struct view *v, struct rect *room)
{
    struct button lock = { .kind = BUTTON_PRIMARY, .icon = "lock",
                           .label = view_say(v, "staff.lock"), .command = LOCAL_STAFF_CLOSE,
                           .number = 1, .key = KEY_ENTER };
    double w = button_width(v, &lock), beside = room->w - w - 34;
    struct rect bar = rect_cut_bottom(room, fmax(88, button_height(v, &lock) - 8));
    v->zone = ZONE_ACTIONS;
    button_draw(v, &lock, rect_of(rect_right(bar) - w, bar.y, w, bar.h));
    v->zone = ZONE_CONTENT;
    if (beside > 300 && sentence_height(v, beside) <= bar.h) {
        sentence(v, rect_of(bar.x, bar.y, beside, bar.h));
    } else {
        double h = sentence_height(v, room->w);
        rect_cut_bottom(room, 12);
        sentence(v, rect_cut_bottom(room, h));
    }
}

void staff_menu_draw(struct view *v)
{
    const char *name = view_say(v, "staff.short");
    struct rect room = page_header(v, HEADER_STAFF, name, name);
    rect_cut_bottom(&room, 36);
    bottom(v, &room);
    rect_cut_bottom(&room, 18);
    rect_cut_top(&room, 4);
    tab_row(v, rect_cut_top(&room, 76));
    rect_cut_top(&room, 28);
    tab_cards(v, room);
}
