/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "transcript.h"

#include <stdio.h>
#include <string.h>

#include "widgets.h"

#define MAX_LINES 16
#define MAX_MARKS TRANSCRIPT_MARKS_MAX
#define BLOCK_PAD 3.0   /* of a block beyond its words; a space is some 7 wide and stays to be seen */
#define DISC_ROOM "\u00a0\u00a0\u00a0\u00a0\u00a0\u00a0" /* glued to the word before it */

/* The recognizer writes small letters; a person reads "I". */
static const char *shown(const char *word)
{
    static const char *const pairs[][2] = { { "i", "I" }, { "i'm", "I’m" }, { "i've", "I’ve" },
                                            { "i'd", "I’d" }, { "i'll", "I’ll" } };
    for (size_t i = 0; i < sizeof(pairs) / sizeof(pairs[0]); i++) {
        if (strcmp(word, pairs[i][0]) == 0) {
            return pairs[i][1];
        }
    }
    return word;
}

static bool has_disc(const struct word_mark_span *marks, size_t mark_count, size_t word)
{
    for (size_t i = 0; i < mark_count; i++) {
        if (marks[i].number > 0 && marks[i].to == word + 1) {
            return true;
        }
    }
    return false;
}

static size_t text_size_of(const struct rubric_word *words, size_t count)
{
    size_t size = 1;
    for (size_t i = 0; i < count; i++) {
        size += strlen(words[i].text) + sizeof(DISC_ROOM) + 4;
    }
    return size;
}

static size_t append(char *text, size_t at, const char *more)
{
    size_t n = strlen(more);
    memcpy(text + at, more, n);
    return at + n;
}

struct transcript transcript_make(struct view *v, const struct rubric_word *words, size_t count,
                                  const struct word_mark_span *marks, size_t mark_count,
                                  enum type_style style, int weight)
{
    struct transcript t = { .text = "", .style = style, .weight = weight };
    uint32_t *places = view_room(v, 3 * count * sizeof(*places) + 1);
    char *text = view_room(v, text_size_of(words, count));
    if (text == NULL || places == NULL) {
        return t;
    }
    uint32_t *starts = places, *ends = places + count, *discs = places + 2 * count;
    size_t at = 0;
    for (size_t i = 0; i < count; i++) {
        at = i > 0 ? append(text, at, " ") : at;
        starts[i] = (uint32_t)at;
        at = append(text, at, shown(words[i].text));
        ends[i] = (uint32_t)at;
        at = has_disc(marks, mark_count, i) ? append(text, at, DISC_ROOM) : at;
        discs[i] = (uint32_t)at;
    }
    text[at] = '\0';
    t.text = text;
    t.starts = starts;
    t.ends = ends;
    t.disc_ends = discs;
    t.count = count;
    t.marks = marks;
    t.mark_count = mark_count < MAX_MARKS ? mark_count : MAX_MARKS;
    return t;
}

/* Byte behind the marked words: evidence ends before its comma. */
static size_t mark_end(const struct transcript *t, const struct word_mark_span *m)
{
    size_t end = t->ends[m->to - 1], start = t->starts[m->to - 1];
    bool bare = m->mark == WORD_EVIDENCE || m->mark == WORD_WATCH;
    while (bare && end > start + 1 && strchr(".,;:!?", t->text[end - 1]) != NULL) {
        end--;
    }
    return end;
}

/* High contrast has no tints: what was said in evidence is bold and underlined there. */
static bool on_ground(const struct view *v, const struct word_mark_span *m)
{
    return v->theme->edges && (m->mark == WORD_EVIDENCE || m->mark == WORD_WATCH);
}

static struct text_span span_of(const struct view *v, const struct transcript *t,
                                const struct word_mark_span *m)
{
    static const struct { enum token color; int weight; } looks[] = {
        [WORD_TENTATIVE] = { TOKEN_TENT, 400 },      [WORD_FILLER] = { TOKEN_INK2, 400 },
        [WORD_EVIDENCE] = { TOKEN_INK, 0 },          [WORD_WATCH] = { TOKEN_WATCH_INK, 0 },
        [WORD_PLAYING] = { TOKEN_ON_GOLD, 0 },       [WORD_CHOSEN] = { TOKEN_ON_YOU, 0 },
    };
    bool bold = on_ground(v, m);
    return (struct text_span){ t->starts[m->from], mark_end(t, m),
                               bold ? 600 : looks[m->mark].weight,
                               view_color(v, bold ? TOKEN_INK : looks[m->mark].color),
                               m->mark == WORD_TENTATIVE && v->theme->edges };
}

/* Spans must outlive the call that draws, so the caller holds them. */
static struct text_look look_of(const struct view *v, const struct transcript *t,
                                struct text_span *spans)
{
    size_t count = 0;
    for (size_t i = 0; i < t->mark_count; i++) {
        if (t->marks[i].from < t->marks[i].to && t->marks[i].to <= t->count) {
            spans[count++] = span_of(v, t, &t->marks[i]);
        }
    }
    return (struct text_look){ .style = t->style, .weight = t->weight,
                               .color = view_color(v, TOKEN_INK), .spans = spans,
                               .span_count = count };
}

double transcript_height(struct view *v, const struct transcript *t, double width)
{
    struct text_span spans[MAX_MARKS];
    struct text_look look = look_of(v, t, spans);
    return text_height(v->canvas, &look, t->text, width);
}

/* The block behind words on one line. */
static void block(struct view *v, struct rect r, double size, enum token color)
{
    struct rect box = rect_of(r.x - BLOCK_PAD, r.y + r.h / 2 - size * 0.68, r.w + 2 * BLOCK_PAD,
                              size * 1.3);
    draw_round(v->canvas, box, 6, view_color(v, color));
}

static void mark_below(struct view *v, const struct word_mark_span *m, struct rect r, double size)
{
    if (on_ground(v, m)) {
        return;
    }
    switch (m->mark) {
    case WORD_EVIDENCE:
        block(v, r, size, TOKEN_YOU_SOFT);
        break;
    case WORD_WATCH:
        block(v, r, size, TOKEN_WATCH_SOFT);
        break;
    case WORD_PLAYING:
        block(v, r, size, TOKEN_GOLD);
        break;
    case WORD_CHOSEN:
        block(v, r, size, TOKEN_YOU);
        break;
    case WORD_TENTATIVE:
    case WORD_FILLER:
        break;
    }
}

static void mark_above(struct view *v, const struct word_mark_span *m, struct rect r, double size)
{
    static const struct { enum line_kind kind; enum token color; double width; } lines[] = {
        [WORD_TENTATIVE] = { LINE_DOTTED, TOKEN_TENT, 3 },
        [WORD_FILLER] = { LINE_DOTTED, TOKEN_INK2, 3 },
        [WORD_EVIDENCE] = { LINE_SOLID, TOKEN_YOU, 4 },
        [WORD_WATCH] = { LINE_DASHED, TOKEN_WATCH, 4 },
    };
    if (m->mark >= WORD_PLAYING) {
        return;
    }
    double y = r.y + r.h / 2 + size * (m->mark >= WORD_EVIDENCE ? 0.62 : 0.58);
    double reach = m->mark >= WORD_EVIDENCE ? BLOCK_PAD : 0;
    draw_line(v->canvas, r.x - reach, y, rect_right(r) + reach, y, lines[m->mark].width,
              lines[m->mark].kind, view_color(v, lines[m->mark].color));
}

/* Calls `each` for every line of every mark. */
static void marks_each(struct view *v, const struct transcript *t, const struct text_look *look,
                       struct rect box,
                       void (*each)(struct view *, const struct word_mark_span *, struct rect,
                                    double))
{
    for (size_t i = 0; i < t->mark_count; i++) {
        const struct word_mark_span *m = &t->marks[i];
        struct rect places[MAX_LINES];
        if (m->from >= m->to || m->to > t->count) {
            continue;
        }
        size_t lines = text_places(v->canvas, look, t->text, box, t->starts[m->from],
                                   mark_end(t, m), places, MAX_LINES);
        for (size_t l = 0; l < lines && l < MAX_LINES; l++) {
            each(v, m, places[l], text_size(v->canvas, t->style));
        }
    }
}

static void draw_discs(struct view *v, const struct transcript *t, const struct text_look *look,
                       struct rect box)
{
    double size = fmin(text_line(v->canvas, t->style) * 0.86, 34 * v->text);
    for (size_t i = 0; i < t->mark_count; i++) {
        const struct word_mark_span *m = &t->marks[i];
        struct rect place;
        if (m->number > 0 && m->to <= t->count &&
            text_places(v->canvas, look, t->text, box, t->ends[m->to - 1],
                        t->disc_ends[m->to - 1], &place, 1) > 0) {
            double x = place.x + place.w / 2 + 3, y = place.y + place.h / 2;
            if (m->mark == WORD_WATCH) {
                mark_draw(v, MARK_WATCH, x, y, size * 0.94);
            } else {
                number_disc(v, m->number, x, y, size);
            }
        }
    }
}

double transcript_draw(struct view *v, const struct transcript *t, struct rect box)
{
    struct text_span spans[MAX_MARKS];
    struct text_look look = look_of(v, t, spans);
    double h = text_height(v->canvas, &look, t->text, box.w);
    box.h = h; /* what does not fit scrolls: that is for the caller to clip */
    if (!v->veiled) {
        marks_each(v, t, &look, box, mark_below);
        write_look(v, box, &look, t->text);
        marks_each(v, t, &look, box, mark_above);
        draw_discs(v, t, &look, box);
    }
    return h;
}

bool transcript_place(struct view *v, const struct transcript *t, struct rect box, size_t from,
                      size_t to, struct rect *place)
{
    struct text_span spans[MAX_MARKS];
    struct text_look look = look_of(v, t, spans);
    return from < to && to <= t->count &&
           text_places(v->canvas, &look, t->text, box, t->starts[from], t->ends[to - 1], place,
                       1) > 0;
}

void transcript_spots(struct view *v, const struct transcript *t, struct rect box,
                      struct rect visible)
{
    struct text_span spans[MAX_MARKS];
    struct text_look look = look_of(v, t, spans);
    struct rect *places = view_room(v, t->count * sizeof(*places));
    if (places == NULL) {
        return;
    }
    text_word_places(v->canvas, &look, t->text, box, visible, t->starts, t->ends, t->count, places);
    for (size_t i = 0; i < t->count; i++) {
        if (places[i].w <= 0 || !rect_meets(places[i], visible)) {
            continue;
        }
        struct spot spot = { .box = rect_common(places[i], visible), .radius = 6, .small = true,
                             .command = LOCAL_WORD, .number = (int)i, .role = ROLE_WORD };
        snprintf(spot.label, sizeof(spot.label), "%.*s", (int)(t->ends[i] - t->starts[i]),
                 t->text + t->starts[i]);
        view_spot(v, &spot);
    }
}
