/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "screens.h"

#include "widgets.h"

#include <ctype.h>
#include <string.h>

#define ARCH_HEIGHT 471.0
#define CAPTION_GAP 55.0    /* floor line to caption */
#define ARCH_LEAST  120.0

/* The question as it is spoken: what is behind, under and before the voice. */
struct spoken {
    const char *text;
    size_t from, to;            /* word heard now; equal: none */
    bool running;               /* the voice is in the middle of it */
};

static struct spoken spoken_now(const struct view *v)
{
    const struct spoken_caption *c = &v->scene->caption;
    const char *wording = v->state->question != NULL ? v->state->question->wording : "";
    if (c->text == NULL || v->state->speech_id == 0) {
        return (struct spoken){ .text = wording };
    }
    struct spoken s = { c->text, c->from, c->to, true };
    while (s.to > s.from && ispunct((unsigned char)s.text[s.to - 1])) {
        s.to--; /* the block ends with the word, not with its comma */
    }
    return s;
}

/* The largest heading that is no higher than `height`, or else what is no higher than `most`. */
static enum type_style caption_style(struct view *v, const char *text, double width, double height,
                                     double most)
{
    static const enum type_style styles[] = { TYPE_CAPTION, TYPE_TITLE, TYPE_HEADING };
    for (size_t i = 0; i < 2; i++) {
        struct text_look look = { .style = styles[i], .balance = true };
        if (text_height(v->canvas, &look, text, width) <= height) {
            return styles[i];
        }
    }
    const struct text_look last = { .style = styles[2], .balance = true };
    return look_to_fit(v, last, text, width, most).style;
}

static void caption(struct view *v, struct rect box, const struct spoken *s, enum type_style style)
{
    uint32_t coming = view_color(v, TOKEN_INK2);
    struct text_span spans[] = { { s->from, s->to, 0, view_color(v, TOKEN_ON_GOLD), false },
                                 { s->to, strlen(s->text), 0, coming, false } };
    bool follow = s->running && v->state->person.captions;
    struct text_look look = { .style = style, .align = TEXT_CENTER, .balance = true,
                              .color = view_color(v, TOKEN_INK), .spans = spans,
                              .span_count = follow ? 2 : 0 };
    struct rect word[4];
    size_t count = follow ? text_places(v->canvas, &look, s->text, box, s->from, s->to, word, 4)
                          : 0;
    double h = text_line(v->canvas, style) * 0.96;
    for (size_t i = 0; i < count && i < 4; i++) {
        struct rect r = rect_of(word[i].x - 11, word[i].y + (word[i].h - h) / 2, word[i].w + 22,
                                h);
        draw_round(v->canvas, r, 14, view_color(v, TOKEN_GOLD));
    }
    write_look(v, box, &look, s->text);
}

void question_draw(struct view *v)
{
    struct rect room = page_header(v, HEADER_READ_ALOUD, page_subtitle(v, false),
                                   page_subtitle(v, true));
    bool speaking = v->state->speech_id != 0;
    const struct button buttons[] = {
        { .kind = BUTTON_SECONDARY, .icon = "skip", .label = view_say(v, "question.skip"),
          .command = CMD_SKIP, .key = 'k' },
        { .kind = BUTTON_TERTIARY, .icon = "clock", .label = view_say(v, "question.slower"),
          .command = CMD_SLOWER, .key = 's' },
        { .kind = BUTTON_TERTIARY, .icon = "again", .label = view_say(v, "question.repeat"),
          .command = CMD_REPEAT, .key = 'r' },
    };
    struct chip chip = { .on = false, .text = view_say(v, "chip.off"),
                         .pill = v->state->speaker_lost ? view_say(v, "question.silent")
                                 : speaking ? view_say(v, "question.speaking") : NULL };
    room.h += 8;
    room = action_bar(v, room, 20, buttons, 3, &chip);
    struct spoken s = spoken_now(v);
    struct rect text = rect_inset(room, v->portrait ? 0 : 40, 0);
    enum type_style style = caption_style(v, s.text, text.w, room.h * (v->portrait ? 0.45 : 0.57),
                                          room.h - ARCH_LEAST - CAPTION_GAP - 22);
    struct text_look look = { .style = style, .balance = true };
    double h = text_height(v->canvas, &look, s.text, text.w);
    double least = v->portrait ? room.h * 0.42 : 0;
    double arch = fmin(fmax(room.h - h - CAPTION_GAP - 42, ARCH_LEAST),
                       v->portrait ? 600 / fmax(1, v->text * 0.8) : ARCH_HEIGHT);
    double floor = room.y + 22 + fmax(arch, least);
    presence(v, v->layout.x + v->layout.w / 2, floor, arch, v->scene->voice, speaking);
    draw_fill(v->canvas, rect_of(room.x, floor - 1, room.w, 2), view_color(v, TOKEN_LINE));
    text.y = floor + CAPTION_GAP;
    text.h = h;
    caption(v, text, &s, style);
}
