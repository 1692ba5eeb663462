/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "screens.h"

#include "widgets.h"

/* Byte behind the part of `sentence` that was heard: its words in order, among whatever else; some
 * words may be heard as others. */
static size_t heard_until(const struct interview_state *s, const char *sentence)
{
    enum { MOST_SKIPPED = 3 };
    size_t at = 0, end = 0;
    for (size_t i = 0; i < s->word_count; i++) {
        size_t look = at;
        for (int skipped = 0; skipped <= MOST_SKIPPED; skipped++) {
            size_t letters;
            size_t start = understood_word(sentence, &look, &letters);
            if (understood_is_word(sentence + start, letters, s->words[i].text)) {
                end = start + letters;
                at = look;
                break;
            }
        }
    }
    return end;
}

/* The recognized part: soft block with a solid line under it. */
static void recognized_block(struct view *v, struct rect r)
{
    struct rect box = rect_of(r.x - 9, r.y + (r.h - 114) / 2, r.w + 18, 114);
    if (v->text > 1.01) {
        box.y = r.y + 4;
        box.h = r.h - 8;
    }
    draw_round_top(v->canvas, box, 12, view_color(v, TOKEN_YOU_SOFT));
    draw_fill(v->canvas, rect_of(box.x, rect_bottom(box) - 6, box.w, 6),
              view_color(v, TOKEN_YOU));
}

static enum type_style read_style(const struct view *v)
{
    return view_large(v) ? TYPE_TITLE : TYPE_READ;
}

static double side_padding(const struct view *v)
{
    return view_large(v) ? 48 : 72;
}

/* The last one stays when it was read. */
static const char *shown_sentence(const struct view *v)
{
    unsigned shown = v->state->check_sentence;
    return understood_sentences[shown < UNDERSTOOD_SENTENCES ? shown : UNDERSTOOD_SENTENCES - 1];
}

static void sentence_card(struct view *v, struct rect box)
{
    struct rect in = rect_inset(card_draw(v, box, TOKEN_SURFACE, 0), side_padding(v), 0);
    const char *sentence = shown_sentence(v);
    size_t until = heard_until(v->state, sentence);
    struct text_span span = { 0, until, 700, view_color(v, TOKEN_YOU_INK), false };
    struct text_look look = { .style = read_style(v), .weight = 500, .middle = true,
                              .color = view_color(v, TOKEN_TENT), .spans = &span,
                              .span_count = until > 0 };
    struct rect places[8];
    size_t count = text_places(v->canvas, &look, sentence, in, 0, until, places, 8);
    for (size_t i = 0; i < count; i++) {
        recognized_block(v, places[i]);
    }
    write_look(v, in, &look, sentence);
    card_end(v);
}

enum outcome {
    LISTENING, GOOD, QUIET, LOUD, SILENT, NOISY, WELL, MOST, SOME
};

/* What stands in the way comes first; then what both sentences told. */
static enum outcome outcome(const struct interview_state *s)
{
    static const enum outcome understood[] = {
        [UNDERSTANDING_UNKNOWN] = GOOD, [UNDERSTANDING_WELL] = WELL, [UNDERSTANDING_MOST] = MOST,
        [UNDERSTANDING_SOME] = SOME,
    };
    bool all_read = s->check_sentence == UNDERSTOOD_SENTENCES;
    return s->level_loud     ? LOUD
           : s->level_noisy  ? NOISY
           : all_read        ? understood[s->understanding]
           : s->level_silent ? SILENT
           : s->level_good   ? GOOD
           : s->level_quiet  ? QUIET
                             : LISTENING;
}

/* What the meter means: disc with mark, headline, one sentence. */
static void result(struct view *v, double x, double y, double width)
{
    static const struct { const char *icon, *title, *text; enum token disc, line; } says[] = {
        [LISTENING] = { "mic", "check.listening", "check.listening_text", TOKEN_WELL, TOKEN_INK2 },
        [GOOD] = { "check", "check.good", "check.good_text", TOKEN_YOU, TOKEN_ON_YOU },
        [QUIET] = { "tri", "check.quiet", "check.quiet_text", TOKEN_WATCH_SOFT, TOKEN_WATCH_INK },
        [LOUD] = { "tri", "check.loud", "check.loud_text", TOKEN_WATCH_SOFT, TOKEN_WATCH_INK },
        [SILENT] = { "tri", "check.silent", "check.silent_text", TOKEN_WATCH_SOFT,
                     TOKEN_WATCH_INK },
        [NOISY] = { "tri", "check.noisy", "check.noisy_text", TOKEN_WATCH_SOFT, TOKEN_WATCH_INK },
        [WELL] = { "check", "check.well", "check.well_text", TOKEN_YOU, TOKEN_ON_YOU },
        [MOST] = { "check", "check.most", "check.most_text", TOKEN_YOU, TOKEN_ON_YOU },
        [SOME] = { "mic", "check.some", "check.some_text", TOKEN_WELL, TOKEN_INK2 },
    };
    const enum outcome i = outcome(v->state);
    double title = text_line(v->canvas, TYPE_HEADING), text = text_line(v->canvas, TYPE_BODY);
    if (view_large(v)) { /* one line: mark and headline */
        icon_disc(v, says[i].icon, x + 36, y, 36, 40, says[i].disc, says[i].line);
        write_text(v, rect_of(x + 96, y - title / 2, width - 96, title), TYPE_HEADING, TOKEN_INK,
                   view_say(v, says[i].title));
        return;
    }
    draw_disc(v->canvas, x + 52, y, 52, view_color(v, says[i].disc));
    draw_icon(v->canvas, v->icons, says[i].icon, x + 52, y, 60, says[i].disc == TOKEN_YOU ? 3 : 2,
              view_color(v, says[i].line));
    struct rect box = rect_of(x + 131, y - (title + text) / 2, width - 131, title);
    write_text(v, box, TYPE_HEADING, TOKEN_INK, view_say(v, says[i].title));
    box = rect_of(box.x, box.y + title, box.w, text);
    write_text(v, box, TYPE_BODY, TOKEN_INK2, view_say(v, says[i].text));
}

static double sentence_height(struct view *v, double width)
{
    struct text_look look = { .style = read_style(v), .weight = 700 };
    double around = view_large(v) ? 32 : v->text > 1.1 ? 40 : 80;
    return around + text_height(v->canvas, &look, shown_sentence(v),
                                width - 2 * side_padding(v));
}

static const char *lead(const struct view *v)
{
    static const char *const keys[] = {
        [WELL] = "check.well_lead", [MOST] = "check.most_lead", [SOME] = "check.some_lead",
    };
    const enum outcome now = outcome(v->state);
    return view_say(v, now >= WELL ? keys[now] : "check.lead");
}

void check_draw(struct view *v)
{
    struct rect room = page_header(v, HEADER_READ_ALOUD, page_subtitle(v, false),
                                   page_subtitle(v, true));
    const struct button buttons[] = {
        { .kind = BUTTON_PRIMARY, .icon = "next", .label = view_say(v, "check.continue"),
          .command = CMD_CONTINUE, .key = KEY_ENTER },
        { .kind = BUTTON_SECONDARY, .icon = "skip", .label = view_say(v, "check.skip"),
          .command = CMD_SKIP, .key = 'k' },
        { .kind = BUTTON_TERTIARY, .icon = "gear", .label = view_say(v, "check.change"),
          .command = CMD_CHANGE_MICROPHONE, .key = 'c' },
    };
    struct chip chip = { .on = true, .text = view_say(v, "chip.on") };
    room = action_bar(v, room, 24, buttons, 3, &chip);
    page_title(v, &room, view_say(v, "check.title"),
               view_large(v) && !v->portrait ? NULL : lead(v));
    rect_cut_top(&room, view_large(v) ? 8 : v->text > 1.1 ? 20 : 37);
    sentence_card(v, rect_cut_top(&room, sentence_height(v, room.w)));
    rect_cut_top(&room, view_large(v) ? 24 : v->text > 1.1 && !v->portrait ? 36 : 62);
    bool beside = !v->portrait && !view_large(v);
    double tall = view_large(v) ? 40 : v->portrait ? 58 : 64;
    struct rect meter = rect_of(room.x, room.y, beside ? 1080 : room.w, tall);
    double used = level_meter(v, meter, v->scene->mic);
    if (beside) {
        result(v, 1239, meter.y + 56, 560);
    } else {
        result(v, room.x, meter.y + used + (view_large(v) ? 52 : 84), room.w);
    }
}
