/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "screens.h"

#include "widgets.h"

#define RING 188.0

static const char *advice(struct view *v)
{
    const struct rubric_question *q = v->state->question;
    const char *ready = view_say(v, "think.whenever");
    if (q == NULL || q->tip_count == 0) {
        return ready;
    }
    return view_format(v, "%s %s", view_typeset(v, q->tips[0]), ready);
}

static struct button type_button(struct view *v)
{
    return (struct button){ .kind = BUTTON_TERTIARY, .icon = "keys",
                            .label = view_say(v, "type.instead"), .command = CMD_TYPE,
                            .key = 'y' };
}

/* Headline, tip, what the ring means, and the way to type; `draw` false: only their height. A tip
 * that is too long for `box` is made to fit. */
static double words(struct view *v, struct rect box, bool draw)
{
    struct text_look title = { .style = TYPE_TITLE, .color = view_color(v, TOKEN_INK) };
    struct text_look lead = { .style = TYPE_LEAD, .color = view_color(v, TOKEN_INK) };
    struct text_look note = { .style = TYPE_BODY, .color = view_color(v, TOKEN_INK2) };
    struct button type = type_button(v);
    double note_h = text_height(v->canvas, &note, view_say(v, "think.note"), box.w);
    double tip_h = box.h - text_line(v->canvas, TYPE_TITLE) - button_height(v, &type) - 57 -
                   (view_large(v) ? 0 : note_h);
    lead = look_to_fit(v, lead, advice(v), box.w, tip_h);
    const char *texts[] = { view_say(v, "think.title"), advice(v), view_say(v, "think.note") };
    const struct text_look *looks[] = { &title, &lead, &note };
    double y = box.y, gaps[] = { 14, 29, 14 };
    for (int i = 0; i < 3; i++) {
        if (i == 2 && view_large(v)) {
            continue;
        }
        double h = text_height(v->canvas, looks[i], texts[i], box.w);
        if (draw) {
            write_look(v, rect_of(box.x, y, box.w, h), looks[i], texts[i]);
        }
        y += h + gaps[i];
    }
    double w = button_width(v, &type), h = button_height(v, &type);
    if (draw) {
        button_draw(v, &type, rect_of(box.x - (v->theme->edges ? 0 : 44), y, w, h));
    }
    return y + h - box.y;
}

static double ring_radius(const struct view *v)
{
    return fmin(RING * (1 + (v->text - 1) * 0.6), 250);
}

static void ring(struct view *v, double x, double y)
{
    const struct interview_state *s = v->state;
    countdown_ring(v, x, y, ring_radius(v), TOKEN_GOLD, s->countdown_s, s->countdown_total_s,
                   view_say(v, "think.seconds"));
}

/* What stands below the question needs about so much of the room. */
static double below(const struct view *v)
{
    double words_h = 420 * fmin(v->text, 1.2);
    return v->portrait ? 2 * RING + 120 + words_h : fmax(2 * ring_radius(v) + 48, words_h);
}

static struct rect question_line(struct view *v, struct rect room)
{
    const char *wording = v->state->question != NULL ? v->state->question->wording : "";
    struct text_look look = { .style = view_large(v) ? TYPE_HEADING : TYPE_QUESTION,
                              .align = TEXT_CENTER, .balance = true,
                              .color = view_color(v, TOKEN_INK) };
    wording = view_typeset(v, wording);
    if (text_lines(v->canvas, &look, wording, room.w) > 2) {
        look.style = TYPE_HEADING;
    }
    rect_cut_top(&room, view_large(v) ? 8 : 37);
    look = look_to_fit(v, look, wording, room.w, room.h - below(v));
    rect_cut_top(&room, write_look(v, room, &look, wording));
    return room;
}

void think_draw(struct view *v)
{
    struct rect room = page_header(v, HEADER_READ_ALOUD, page_subtitle(v, false),
                                   page_subtitle(v, true));
    const struct button buttons[] = {
        { .kind = BUTTON_PRIMARY, .icon = "mic", .label = view_say(v, "think.start"),
          .command = CMD_READY, .key = KEY_SPACE },
        { .kind = BUTTON_TERTIARY, .icon = "plus", .label = view_say(v, "think.more"),
          .command = CMD_MORE_TIME, .key = 'm', .disabled = v->state->more_time_left == 0,
          .why = view_say(v, "think.no_more") },
        { .kind = BUTTON_TERTIARY, .icon = "again", .label = view_say(v, "question.repeat_long"),
          .command = CMD_REPEAT, .key = 'r' },
    };
    struct chip chip = { .on = true, .text = view_say(v, "think.chip") };
    room.h += 8;
    room = question_line(v, action_bar(v, room, 20, buttons, 3, &chip));
    double middle = room.y + room.h / 2 - (view_large(v) ? 0 : 4);
    if (v->portrait) {
        struct rect box = rect_of(room.x, 0, room.w, room.h - 2 * RING - 140);
        double h = words(v, box, false), r = 2 * RING + 60;
        double top = room.y + fmax(20, (room.h - h - r - 60) / 2);
        ring(v, room.x + room.w / 2, top + r / 2);
        box.y = top + r + 60;
        words(v, box, true);
        return;
    }
    struct rect box = rect_of(848, 0, view_large(v) ? 976 : 768, room.h);
    /* the way to type hangs below what is centered */
    double h = words(v, box, false);
    box.y = fmax(room.y + 8, fmin(middle - (h - 100) / 2, rect_bottom(room) - h));
    ring(v, view_large(v) ? 440 : 532, middle);
    words(v, box, true);
}
