/* SPDX-License-Identifier: GPL-3.0-or-later */
/* 05: the person speaks. Ring, live words, and everything that says "we are listening". */
#include "screens.h"

#include "transcript.h"
#include "widgets.h"

#include <string.h>

#define FULL_CIRCLE (5.0 / 3) /* of the target: DESIGN, timer ring */

struct band { double low, high, target; };

static struct band band_of(const struct interview_state *s)
{
    double target = s->person.target_s, half = 5 + target / 6;
    return (struct band){ target - half, target + half, target };
}

/* All four signs of listening come and go together; this is the frame. */
static void listening_frame(struct view *v)
{
    draw_round_line(v->canvas, v->page, 0, 14, view_color(v, TOKEN_YOU));
}

static double shown_time(const struct view *v)
{
    double t = v->state->answer_s;
    return v->reduced_motion ? floor(t) : t;
}

static void timer(struct view *v, double x, double y, double radius)
{
    struct band b = band_of(v->state);
    double circle = b.target * FULL_CIRCLE;
    struct ring ring = { .x = x, .y = y, .radius = radius, .width = radius * 0.152,
                         .arc = TOKEN_YOU, .share = fmin(1, shown_time(v) / circle),
                         .band_from = b.low / circle, .band_to = b.high / circle };
    ring_draw(v, &ring);
    struct text_look digits = { .style = view_large(v) ? TYPE_BANNER
                                          : v->portrait ? TYPE_DIGITS_TALL : TYPE_DIGITS,
                                .align = TEXT_CENTER, .color = view_color(v, TOKEN_INK) };
    struct text_look small = { .style = TYPE_BODY, .align = TEXT_CENTER,
                               .color = view_color(v, TOKEN_INK2) };
    double grow = text_size(v->canvas, TYPE_BODY) / 30;
    write_line(v, x, y - (v->portrait ? 23 : 26) * grow, &digits,
               view_clock(v, v->state->answer_s));
    write_line(v, x, y + 62 * grow + (grow - 1) * 16, &small, view_say(v, "answer.so_far"));
}

/* The band in small: a bar between two posts. */
static void band_key(struct view *v, double x, double y)
{
    uint32_t gold = view_color(v, TOKEN_GOLD);
    draw_fill(v->canvas, rect_of(x, y - 7, 44, 14), gold);
    draw_fill(v->canvas, rect_of(x, y - 12, 4, 24), gold);
    draw_fill(v->canvas, rect_of(x + 40, y - 12, 4, 24), gold);
}

static const char *band_text(struct view *v)
{
    struct band b = band_of(v->state);
    return view_format(v, "%s – %s", view_clock(v, b.low), view_clock(v, b.high));
}

/* What the clock means now; `value` gets the part that is set large in portrait. */
static const char *advice(struct view *v, const char **value)
{
    struct band b = band_of(v->state);
    double t = v->state->answer_s;
    *value = "";
    if (v->state->plenty) {
        return view_say(v, "answer.plenty");
    }
    if (t < b.low) {
        *value = view_clock(v, ceil(b.low - floor(t)));
        return view_say(v, "answer.starts_in");
    }
    return view_say(v, t <= b.high ? "answer.good_now" : "answer.wrap_up");
}

/* Under the ring: two centered lines. */
static void length_below(struct view *v, double x, double y)
{
    const char *range = band_text(v), *value;
    const char *label = view_large(v) ? "" : view_say(v, "answer.good_length");
    struct text_look plain = { .style = TYPE_BODY, .color = view_color(v, TOKEN_INK) };
    struct text_look bold = plain;
    bold.weight = 600;
    double line = text_line(v->canvas, TYPE_BODY);
    double w = 44 + 16 + text_width(v->canvas, &plain, label) + 10 +
               text_width(v->canvas, &bold, range);
    double at = x - w / 2;
    band_key(v, at, y);
    at += 60;
    at += write_line(v, at, y, &plain, label) + 9;
    write_line(v, at, y, &bold, range);
    const char *text = advice(v, &value);
    struct text_look soft = { .style = TYPE_BODY, .align = TEXT_CENTER,
                              .color = view_color(v, TOKEN_INK2) };
    write_line(v, x, y + line + 4, &soft,
               value[0] != '\0' ? view_format(v, "%s %s", text, value) : text);
}

static struct button type_button(const struct view *v)
{
    return (struct button){ .kind = BUTTON_TERTIARY, .icon = "keys", .command = CMD_TYPE,
                            .label = view_say(v, "answer.type"), .key = 'y', .style = TYPE_SMALL };
}

static void type_instead(struct view *v, double x, double y, bool from_left)
{
    struct button type = type_button(v);
    double w = button_width(v, &type), left = v->theme->edges ? 0 : 44;
    v->zone = ZONE_ACTIONS;
    button_draw(v, &type, rect_of(from_left ? x - left : x - w, y, w, 72));
    v->zone = ZONE_CONTENT;
}

/* Beside the ring, in portrait: two labels with large values, and the way to type. */
static void length_beside(struct view *v, double x, double y)
{
    const char *value, *text = advice(v, &value);
    struct text_look soft = { .style = TYPE_BODY, .color = view_color(v, TOKEN_INK2) };
    struct text_look big = { .style = TYPE_HEADING, .color = view_color(v, TOKEN_INK) };
    double grow = v->text;
    write_line(v, x, y - 93 * grow, &soft, view_say(v, "answer.good_length"));
    band_key(v, x, y - 45 * grow);
    write_line(v, x + 64, y - 45 * grow, &big, band_text(v));
    write_line(v, x, y + 31 * grow, &soft, text);
    write_line(v, x, y + 77 * grow, &big, value);
    type_instead(v, x, y + 116 * grow, true);
}

/* "Your words, live" and what dotted means. */
static double words_head(struct view *v, struct rect in)
{
    double line = text_line(v->canvas, TYPE_SMALL), y = in.y + line / 2;
    struct text_look bold = { .style = TYPE_SMALL, .weight = 600,
                              .color = view_color(v, TOKEN_INK) };
    struct text_look soft = { .style = TYPE_SMALL, .color = view_color(v, TOKEN_INK2) };
    struct text_look tent = { .style = TYPE_SMALL, .italic = v->theme->edges,
                              .color = view_color(v, TOKEN_TENT) };
    put_icon(v, "cc", in.x + 16, y, 34, TOKEN_INK);
    double used = 50 + write_line(v, in.x + 48, y, &bold, view_say(v, "answer.words"));
    const char *dotted = view_say(v, "answer.dotted"), *means = view_say(v, "answer.dotted_means");
    double wd = text_width(v->canvas, &tent, dotted), wm = text_width(v->canvas, &soft, means);
    if (used + wd + wm + 40 <= in.w) {
        double x = rect_right(in) - wm - 12 - wd;
        write_line(v, x, y, &tent, dotted);
        draw_line(v->canvas, x, y + line * 0.5, x + wd, y + line * 0.5, 3, LINE_DOTTED,
                  view_color(v, TOKEN_TENT));
        write_line(v, x + wd + 12, y, &soft, means);
    }
    return line + 14;
}

static void cursor(struct view *v, const struct transcript *t, struct rect box)
{
    struct rect last = rect_of(box.x - 10, box.y, 0, text_line(v->canvas, TYPE_LIVE));
    transcript_place(v, t, box, t->count - (t->count > 0), t->count, &last);
    double size = text_size(v->canvas, TYPE_LIVE);
    if (v->state->speaking || view_pulse(v, 1.2) < 0.5) {
        draw_fill(v->canvas, rect_of(rect_right(last) + 10, last.y + last.h / 2 - size * 0.55, 4,
                                     size * 1.1), view_color(v, TOKEN_YOU));
    }
}

/* The newest line stays at the bottom; old lines fade at the top. */
static void live_words(struct view *v, struct rect box)
{
    const struct interview_state *s = v->state;
    struct word_mark_span tentative = { s->settled_count, s->word_count, WORD_TENTATIVE, 0 };
    struct transcript t = transcript_make(v, s->words, s->word_count, &tentative,
                                          s->word_count > s->settled_count, TYPE_LIVE, 500);
    double h = transcript_height(v, &t, box.w), line = text_line(v->canvas, TYPE_LIVE);
    double over = fmax(0, h - box.h);
    canvas_clip(v->canvas, rect_of(box.x - 8, box.y, box.w + 16, box.h + 12));
    struct rect at = rect_of(box.x, box.y - over, box.w, h);
    transcript_draw(v, &t, at);
    if (!s->settling && !v->veiled) {
        cursor(v, &t, at);
    }
    if (over > 0 && !v->theme->edges) {
        uint32_t solid = view_color(v, TOKEN_SURFACE);
        draw_fade(v->canvas, rect_of(box.x - 8, box.y, box.w + 16, line), solid,
                  color_fade(solid, 0), false);
    }
    canvas_unclip(v->canvas);
}

static void words_card(struct view *v, struct rect box)
{
    struct rect in = rect_inset(card_draw(v, box, TOKEN_SURFACE, 0), v->portrait ? 40 : 44, 31);
    rect_cut_top(&in, words_head(v, in));
    if (v->state->person.captions) {
        double line = text_line(v->canvas, TYPE_LIVE);
        in.h -= v->portrait ? 0 : 7;
        rect_cut_top(&in, in.h - fmax(1, floor(in.h / line)) * line); /* whole lines */
        live_words(v, in);
    } else {
        write_text(v, in, TYPE_BODY, TOKEN_INK2, view_say(v, "answer.captions_off"));
    }
    card_end(v);
}

/* Microphone in a disc with two rings that breathe. */
static void mic_disc(struct view *v, double x, double y, double radius)
{
    double pulse = view_pulse(v, 1.6);
    uint32_t you = view_color(v, TOKEN_YOU);
    draw_disc(v->canvas, x, y, radius * 0.68, you);
    draw_circle(v->canvas, x, y, radius * (0.82 + 0.03 * pulse), 4, color_fade(you, 0.75));
    draw_circle(v->canvas, x, y, radius * (0.95 + 0.05 * pulse), 3, color_fade(you, 0.45));
    put_icon(v, "mic", x, y, radius * 0.76, TOKEN_ON_YOU);
}

/* What stands beside the microphone: the most urgent first. */
static const char *listening_id(const struct interview_state *s)
{
    const struct { bool now; const char *id; } says[] = {
        { s->settling, "answer.settling" },
        { s->level_silent, "answer.silent" },
        { s->mic_back, "answer.mic_back" },
        { s->finished_prompt, "answer.finished" },
        { s->level_loud, "answer.loud" },
        { s->level_quiet, "answer.quiet" },
        { s->ears_given_up, "answer.no_words" },
        { s->ears_lost, "answer.words_later" },
    };
    for (size_t i = 0; i < sizeof(says) / sizeof(says[0]); i++) {
        if (says[i].now) {
            return says[i].id;
        }
    }
    return "answer.listening";
}

/* Whole sentences take the room of the wave. */
static bool is_short(const char *id)
{
    return strcmp(id, "answer.listening") == 0 || strcmp(id, "answer.settling") == 0;
}

static double listening_words(struct view *v, double x, double y)
{
    const char *id = listening_id(v->state);
    struct text_look look = { .style = TYPE_LISTENING, .color = view_color(v, TOKEN_YOU),
                              .balance = true };
    double w = is_short(id) ? 190 * v->text : 620, most = 300 * v->text;
    while (w < most && is_short(id) && text_lines(v->canvas, &look, view_say(v, id), w) > 2) {
        w += 10;
    }
    double h = text_height(v->canvas, &look, view_say(v, id), w);
    write_look(v, rect_of(x, y - h / 2, w, h), &look, view_say(v, id));
    return w;
}

/* Disc, words and wave between `x` and `right`. */
static void listening_row(struct view *v, double x, double right, double y)
{
    mic_disc(v, x + 66, y, 66);
    double from = x + 162 + listening_words(v, x + 162, y) + 14;
    double w = fmin(right - from, v->portrait ? 550 : 730);
    if (!view_large(v) && is_short(listening_id(v->state)) && w > 200) {
        live_wave(v, rect_of(from, y - 34, w, 68));
        view_drifts(v, 30); /* as often as the level is measured */
    }
}

static void done_button(struct view *v, struct rect box)
{
    struct button done = { .kind = BUTTON_PRIMARY, .icon = "check",
                           .style = v->portrait ? TYPE_LABEL_TALL : TYPE_LABEL_BIG,
                           .label = view_say(v, "answer.done"), .command = CMD_DONE,
                           .key = KEY_ENTER, .disabled = v->state->settling,
                           .radius = v->portrait ? 40 : 0,
                           .why = view_say(v, "answer.settling") };
    v->zone = ZONE_ACTIONS;
    button_draw(v, &done, box);
    v->zone = ZONE_CONTENT;
}

/* Say "I'm done" / or press: the spoken words are bold. */
static void say_or_press(struct view *v, struct rect box, enum text_align align)
{
    const char *word = view_say(v, "answer.done_word");
    const char *text = view_fill(v, "answer.say_done", "word", word, NULL);
    const char *bold = strstr(text, word);
    struct text_span span = { bold != NULL ? (size_t)(bold - text) - 3 : 0,
                              bold != NULL ? (size_t)(bold - text) + strlen(word) + 3 : 0, 600,
                              view_color(v, TOKEN_INK), false };
    struct text_look look = { .style = v->portrait && v->text < 1.1 ? TYPE_LEAD : TYPE_BODY,
                              .color = view_color(v, TOKEN_INK2), .align = align,
                              .middle = true, .spans = &span,
                              .span_count = bold != NULL };
    write_look(v, box, &look, text);
}

/* No higher than leaves room for ring and words. */
static double question_title(struct view *v, struct rect room, double width)
{
    struct text_look look = { .style = v->portrait && !view_large(v) ? TYPE_ASKED : TYPE_HEADING,
                              .balance = true, .color = view_color(v, TOKEN_INK) };
    const char *wording = view_typeset(v, v->state->question->wording);
    if (text_lines(v->canvas, &look, wording, width) > 2) {
        look.style = TYPE_SUBHEAD;
    }
    double most = room.h * (v->portrait ? 0.25 : 0.3);
    look = look_to_fit(v, look, wording, width, most);
    return write_look(v, rect_of(room.x, room.y, width, most), &look, wording);
}

static void landscape(struct view *v, struct rect room)
{
    bool large = view_large(v);
    struct rect bar = rect_cut_bottom(&room, 64 + 112);
    bar.h = 112;
    const struct button way = type_button(v);
    const struct text_look heading = { .style = TYPE_HEADING };
    bool wide = text_lines(v->canvas, &heading, v->state->question->wording, room.w - 360) > 3;
    double type = wide ? fmax(360, button_width(v, &way) + 16) : 360;
    rect_cut_top(&room, 12);
    rect_cut_top(&room, fmax(question_title(v, room, room.w - type), 52) + 36);
    type_instead(v, rect_right(room), 116, false);
    rect_cut_bottom(&room, 88);
    double below = 38 + (large ? 90 : 74) + 1.5 * text_line(v->canvas, TYPE_BODY) + 4;
    double most = large ? 170 : 197, fits = (bar.y - 14 - room.y - below) / 2;
    double radius = fmin(most, fmax(fits, most - 30)); /* a long question leaves less */
    struct rect left = rect_cut_left(&room, large ? 520 : 564);
    double middle = left.x + (large ? 230 : 250);
    timer(v, middle, left.y + radius + 38, radius);
    length_below(v, middle, left.y + 2 * radius + 38 + (large ? 90 : 74));
    words_card(v, room);
    double w = fmax(294, 280 * v->text);
    struct rect done = rect_cut_right(&bar, w);
    done_button(v, done);
    double tall = fmax(bar.h, 2 * text_line(v->canvas, TYPE_BODY));
    struct rect say = rect_of(done.x - 37 - 240 * v->text, bar.y - (tall - bar.h) / 2,
                              240 * v->text, tall);
    say_or_press(v, say, TEXT_RIGHT);
    listening_row(v, v->layout.x + 96, say.x - 40, bar.y + 56);
}

static void upright(struct view *v, struct rect room)
{
    struct rect bar = rect_cut_bottom(&room, 63 + 148);
    bar.h = 148;
    rect_cut_top(&room, 26);
    rect_cut_top(&room, question_title(v, room, room.w) + 60);
    struct rect top = rect_cut_top(&room, 2 * 197 + 30);
    timer(v, top.x + 217, top.y + 221, 188);
    length_beside(v, top.x + 491, top.y + 221);
    rect_cut_top(&room, 60);
    struct rect listen = rect_cut_bottom(&room, 248);
    words_card(v, room);
    listening_row(v, listen.x, rect_right(listen), listen.y + 112);
    struct rect done = rect_cut_right(&bar, 560);
    done_button(v, done);
    say_or_press(v, rect_of(bar.x, bar.y, bar.w - 24, bar.h), TEXT_LEFT);
}

void answer_draw(struct view *v)
{
    struct rect room = page_header(v, HEADER_START_OVER, page_subtitle(v, false),
                                   page_subtitle(v, true));
    if (v->portrait) {
        upright(v, room);
    } else {
        landscape(v, room);
    }
    listening_frame(v);
}
