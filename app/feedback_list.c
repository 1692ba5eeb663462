/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The checklist of the open group, and the words it points to. */
#include "feedback_view.h"

#include <stdio.h>
#include <string.h>

#include "feedback_rows.h"
#include "transcript.h"
#include "widgets.h"

#define MAX_MARKS  TRANSCRIPT_MARKS_MAX
#define MOST_APART 22.0     /* few rows use the room of five, but are no islands */
#define WANT_GROUP 100000   /* beyond all words */

/* Status word and how the row is marked. */
static const struct { const char *id; enum mark mark; enum token color; } verdicts[] = {
    [RUBRIC_MET] = { "verdict.met", MARK_DONE, TOKEN_YOU_INK },
    [RUBRIC_MAYBE] = { "verdict.maybe", MARK_MAYBE, TOKEN_YOU_INK },
    [RUBRIC_MISSING] = { "verdict.missing", MARK_NOT_YET, TOKEN_INK2 },
    [RUBRIC_FLAGGED] = { "verdict.flagged", MARK_WATCH, TOKEN_WATCH_INK },
    [RUBRIC_CLEAR] = { "verdict.clear", MARK_DONE, TOKEN_YOU_INK },
    [RUBRIC_NOT_HEARD] = { "verdict.not_heard", MARK_EMPTY, TOKEN_INK2 },
};

const char *feedback_quote(struct view *v, const struct rubric_report *r, struct rubric_span span)
{
    char text[512] = "";
    size_t used = 0;
    for (size_t i = span.from; i < span.to && i < r->word_count; i++) {
        int n = snprintf(text + used, sizeof(text) - used, "%s%s", used > 0 ? " " : "",
                         r->word_text[i]);
        if (n < 0 || (size_t)n >= sizeof(text) - used) {
            text[used] = '\0';  /* half a word */
            break;
        }
        used += (size_t)n;
    }
    while (used > 0 && strchr(".,;:", text[used - 1]) != NULL) {
        text[--used] = '\0';
    }
    const char *shown = view_format(v, "“%s”", text);
    explicit_bzero(text, sizeof(text));
    return shown;
}

/* What is well where nothing had to be watched out for; criteria of others have no such line. */
static const char *all_clear(const struct view *v, const char *criterion)
{
    static const char *const lines[][2] = {
        { "money", "clear.money" },       { "titles", "clear.titles" },
        { "unrealistic", "clear.unrealistic" }, { "vague", "clear.vague" },
        { "off_topic", "clear.off_topic" },
    };
    for (size_t i = 0; i < sizeof(lines) / sizeof(lines[0]); i++) {
        if (strcmp(lines[i][0], criterion) == 0) {
            return view_say(v, lines[i][1]);
        }
    }
    return "";
}

/* The second line: evidence, or what to add. */
static const char *detail(struct view *v, const struct rubric_finding *f, bool *is_quote)
{
    *is_quote = f->evidence_count > 0 && f->verdict != RUBRIC_CLEAR;
    if (*is_quote) {
        return feedback_quote(v, v->state->latest->report, f->evidence[0]);
    }
    if (f->verdict == RUBRIC_CLEAR) {
        return all_clear(v, f->criterion->id);
    }
    return view_content(v, f->criterion->next_step[0] != '\0' ? f->criterion->next_step : f->tip);
}

/* Large text has a page for the list alone: its rows may be larger still. */
static enum type_style name_style(const struct view *v)
{
    return view_large(v) && !v->portrait ? TYPE_CHOICE : TYPE_SMALL;
}

static struct text_look detail_look(struct view *v, bool is_quote)
{
    return (struct text_look){ .style = view_large(v) && !v->portrait ? TYPE_SMALL : TYPE_FLOOR,
                               .color = view_color(v, TOKEN_INK2),
                               .lines = is_quote ? 1 : 0 };
}

static double row_height(struct view *v, const struct rubric_finding *f, double width)
{
    bool is_quote;
    const char *text = detail(v, f, &is_quote);
    struct text_look look = detail_look(v, is_quote);
    double below = text[0] == '\0' ? 0 : text_height(v->canvas, &look, text, width);
    double pad = view_paged(v) ? 38 : 6;
    return fmax(72, text_line(v->canvas, name_style(v)) + below + pad);
}

static double mark_size(const struct view *v)
{
    return view_paged(v) ? 56 : 37;
}

/* Mark and the gap behind it. */
static double mark_room(const struct view *v)
{
    return mark_size(v) + (view_paged(v) ? 32 : 21);
}

/* Number of a row's evidence in the words; 0: it has none. */
static unsigned number_of(const struct rubric_finding *const *rows, size_t row)
{
    unsigned number = 0;
    for (size_t i = 0; i <= row; i++) {
        number += rows[i]->evidence_count > 0 && rows[i]->verdict != RUBRIC_CLEAR;
    }
    return rows[row]->evidence_count > 0 && rows[row]->verdict != RUBRIC_CLEAR ? number : 0;
}

static void row_spot(struct view *v, struct rect box, const struct rubric_finding *f, int row)
{
    struct spot spot = { .box = box, .radius = 12, .number = row, .command = CMD_FINDING,
                         .role = ROLE_ROW };
    snprintf(spot.label, sizeof(spot.label), "%s", view_content(v, f->criterion->label));
    snprintf(spot.state, sizeof(spot.state), "%s", view_say(v, verdicts[f->verdict].id));
    if (view_spot(v, &spot) || row == v->state->open_finding) {
        draw_round(v->canvas, rect_inset(spot.box, -12, 0), 12, view_color(v, TOKEN_WELL));
    }
}

/* Names the open row, or its group, as something to bring into sight. */
static int want_open(const struct view *v)
{
    return WANT_GROUP + (int)feedback_open_group(v) * 64 + v->state->open_finding;
}

static void row_draw(struct view *v, struct rect box, const struct rubric_finding *f,
                     unsigned number)
{
    double size = mark_size(v), line = text_line(v->canvas, name_style(v));
    double x = box.x + mark_room(v);
    bool is_quote;
    const char *text = detail(v, f, &is_quote);
    struct text_look name = { .style = name_style(v), .weight = 600,
                              .color = view_color(v, TOKEN_INK) };
    struct text_look status = { .style = TYPE_FLOOR, .align = TEXT_RIGHT,
                                .weight = f->verdict == RUBRIC_FLAGGED ? 600 : 0,
                                .color = view_color(v, verdicts[f->verdict].color) };
    double top = box.y + (box.h - row_height(v, f, box.w - mark_room(v))) / 2 +
                 (view_paged(v) ? 19 : 3);
    if (text[0] == '\0') {
        top = box.y + (box.h - line) / 2;
    }
    mark_draw(v, verdicts[f->verdict].mark, box.x + size / 2, box.y + box.h / 2, size);
    double at = x + write_line(v, x, top + line / 2, &name, view_content(v, f->criterion->label));
    if (number > 0 && f->verdict != RUBRIC_FLAGGED && !view_paged(v)) {
        number_disc(v, number, at + 26, top + line / 2, 32 * fmin(v->text, 1.2));
    }
    write_line(v, rect_right(box), top + line / 2, &status,
               view_say(v, verdicts[f->verdict].id));
    struct text_look look = detail_look(v, is_quote);
    struct rect rest = rect_of(x, top + line, rect_right(box) - x, box.h);
    rest.h = text_height(v->canvas, &look, text, rest.w);
    write_look(v, rest, &look, text);
}

double feedback_list_height(struct view *v, double width)
{
    const struct rubric_finding *rows[FEEDBACK_ROWS_MAX];
    size_t count = feedback_rows(v->state->latest->report, feedback_open_group(v), rows);
    double h = 0;
    for (size_t i = 0; i < count; i++) {
        h += row_height(v, rows[i], width - mark_room(v)) + 2;
    }
    return h;
}

void feedback_list(struct view *v, struct rect box)
{
    const struct rubric_finding *rows[FEEDBACK_ROWS_MAX];
    size_t count = feedback_rows(v->state->latest->report, feedback_open_group(v), rows);
    double content = feedback_list_height(v, box.w);
    bool scrolls = content > box.h + 1;
    double w = box.w - (scrolls ? 32 : 0);
    content = scrolls ? feedback_list_height(v, w) : content;
    double y = box.y - (scrolls ? scroll_begin(v, box, 0, content) : 0);
    double apart = count > 0 ? fmin(MOST_APART, fmax(0, box.h - content) / (double)count) : 0;
    for (size_t i = 0; i < count; i++) {
        double h = row_height(v, rows[i], w - mark_room(v)) + apart;
        struct rect row = rect_of(box.x, y, w, h);
        row_spot(v, row, rows[i], (int)i);
        if (scrolls && (int)i == v->state->open_finding) {
            scroll_want(v, 0, row, want_open(v));
        }
        row_draw(v, row, rows[i], number_of(rows, i));
        y += h + 2;
        if (i + 1 < count) {
            divider(v, box.x, y - 1, w);
        }
    }
    if (scrolls) {
        scroll_end(v, box, 0, content, TOKEN_SURFACE);
    }
}

static size_t add_mark(struct word_mark_span *marks, size_t count, size_t from, size_t to,
                       enum word_mark mark, unsigned number)
{
    if (count < MAX_MARKS && from < to) {
        marks[count++] = (struct word_mark_span){ from, to, mark, number };
    }
    return count;
}

static size_t playing_word(const struct view *v)
{
    const struct attempt *a = v->state->latest;
    size_t i = a->word_count;
    while (v->scene->playhead >= 0 && i > 0) {
        i--;
        if (a->words[i].start_s <= v->scene->playhead) {
            return i + 1;
        }
    }
    return 0;
}

/* Unsure words, fillers, the open group's evidence, then what is heard or touched now. */
static size_t collect_marks(const struct view *v, struct word_mark_span *marks)
{
    const struct attempt *a = v->state->latest;
    const struct rubric_delivery *d = &a->report->delivery;
    const struct rubric_finding *rows[FEEDBACK_ROWS_MAX];
    size_t count = 0, row_count = feedback_rows(a->report, feedback_open_group(v), rows);
    for (size_t i = 0; i < a->word_count && count < MAX_MARKS / 2; i++) {
        if (a->words[i].confidence < UNSURE_WORD) {
            count = add_mark(marks, count, i, i + 1, WORD_TENTATIVE, 0);
        }
    }
    for (size_t i = 0; i < d->filler_count && count < MAX_MARKS * 3 / 4; i++) {
        count = add_mark(marks, count, d->fillers[i].words.from, d->fillers[i].words.to,
                         WORD_FILLER, 0);
    }
    for (size_t i = 0; i < row_count; i++) {
        unsigned number = number_of(rows, i);
        bool watch = rows[i]->verdict == RUBRIC_FLAGGED;
        for (size_t e = 0; number > 0 && e < rows[i]->evidence_count && e < 2; e++) {
            count = add_mark(marks, count, rows[i]->evidence[e].from, rows[i]->evidence[e].to,
                             watch ? WORD_WATCH : WORD_EVIDENCE, number);
        }
    }
    size_t playing = playing_word(v);
    if (playing > 0 && v->scene->playhead < a->words[playing - 1].end_s) {
        count = add_mark(marks, count, playing - 1, playing, WORD_PLAYING, 0);
    }
    size_t touched = (size_t)v->scene->memory->word;
    return touched > 0 ? add_mark(marks, count, touched - 1, touched, WORD_CHOSEN, 0) : count;
}

/* What can be done with the touched word. */
static void word_bar(struct view *v, struct rect box)
{
    struct button strike = { .kind = BUTTON_SECONDARY, .icon = "erase", .style = TYPE_SMALL,
                             .label = view_say(v, "words.strike"), .command = LOCAL_WORD_STRIKE,
                             .number = v->scene->memory->word - 1, .key = KEY_DELETE };
    struct button correct = { .kind = BUTTON_SECONDARY, .icon = "aa", .style = TYPE_SMALL,
                              .label = view_say(v, "words.correct"), .key = 'c',
                              .command = LOCAL_WORD_EDIT };
    struct button undo = { .kind = BUTTON_SECONDARY, .icon = "again", .style = TYPE_SMALL,
                           .label = view_say(v, "words.undo"), .command = CMD_UNDO, .key = 'u' };
    struct button *shown[3];
    size_t count = 0;
    double x = box.x, width = 0;
    if (v->scene->memory->word > 0) {
        shown[count++] = &correct;
        shown[count++] = &strike;
    }
    if (v->state->can_undo) {
        shown[count++] = &undo;
    }
    for (size_t i = 0; i < count; i++) {
        width += button_width(v, shown[i]) + 12;
    }
    for (size_t i = 0; i < count; i++) {
        shown[i]->tight = width - 12 > box.w;
        shown[i]->icon = shown[i]->tight ? NULL : shown[i]->icon;
        double w = button_width(v, shown[i]);
        button_draw(v, shown[i], rect_of(x, box.y, w, 72));
        x += w + 12;
    }
}

/* The first words that the open row, or else the open group, points to. Empty: none. */
static struct rubric_span pointed_at(const struct view *v)
{
    const struct rubric_finding *rows[FEEDBACK_ROWS_MAX];
    size_t count = feedback_rows(v->state->latest->report, feedback_open_group(v), rows);
    struct rubric_span first = { 0, 0 };
    int open = v->state->open_finding;
    for (size_t i = 0; i < count; i++) {
        if (number_of(rows, i) > 0 && (open < 0 || open == (int)i) &&
            (first.to == 0 || rows[i]->evidence[0].from < first.from)) {
            first = rows[i]->evidence[0];
        }
    }
    return first;
}

/* What is played, or chosen, or pointed at is brought into sight. */
static void want(struct view *v, const struct transcript *t, struct rect at)
{
    struct rubric_span open = pointed_at(v), span = open;
    size_t word = playing_word(v);
    word = word > 0 ? word : (size_t)v->scene->memory->word;
    if (word > 0) {
        span = (struct rubric_span){ word - 1, word };
    }
    int what = word > 0 ? (int)word : want_open(v);
    struct rect place;
    if (!v->veiled && span.to > span.from &&
        transcript_place(v, t, at, span.from, span.to, &place)) {
        scroll_want(v, 1, place, what);
    }
}

/* One stop of the focus for all words; Enter takes hold of one. */
static void words_spot(struct view *v, struct rect box)
{
    struct spot spot = { .box = rect_inset(box, -6, -2), .radius = 16, .command = LOCAL_WORDS,
                         .role = ROLE_AREA };
    snprintf(spot.label, sizeof(spot.label), "%s", view_say(v, "words.title"));
    snprintf(spot.state, sizeof(spot.state), "%s", view_say(v, "words.hint"));
    view_spot(v, &spot);
}

void feedback_words(struct view *v, struct rect box, enum type_style style)
{
    const struct attempt *a = v->state->latest;
    struct text_look head = { .style = TYPE_FLOOR, .weight = 500,
                              .color = view_color(v, TOKEN_INK2) };
    double line = text_line(v->canvas, TYPE_FLOOR);
    write_line(v, box.x, box.y + line / 2, &head, view_say(v, "words.title"));
    rect_cut_top(&box, line + 9);
    bool bar = v->scene->memory->word > 0 || v->state->can_undo;
    struct rect buttons = bar ? rect_cut_bottom(&box, 80) : box;
    if (a->word_count == 0) {
        write_text(v, box, TYPE_SMALL, TOKEN_INK2,
                   view_say(v, v->state->ears_given_up ? "words.not_written" : "words.none"));
        if (bar) {
            word_bar(v, buttons);
        }
        return;
    }
    struct word_mark_span *marks = view_room(v, MAX_MARKS * sizeof(*marks));
    size_t count = marks != NULL ? collect_marks(v, marks) : 0;
    struct transcript t = transcript_make(v, a->words, a->word_count, marks, count, style, 400);
    double w = box.w - 25, step = text_line(v->canvas, style);
    bool whole = v->theme->edges;   /* nothing fades out there, so no line is cut either */
    box.h = whole ? fmax(1, floor(box.h / step)) * step : box.h;
    double h = transcript_height(v, &t, w) + (whole ? 0 : 8);
    double offset = scroll_begin(v, box, 1, h);
    struct rect at = rect_of(box.x, box.y - (whole ? round(offset / step) * step : offset), w, h);
    words_spot(v, box);
    transcript_draw(v, &t, at);
    want(v, &t, at);
    if (!v->veiled) {
        transcript_spots(v, &t, at, box);
    }
    scroll_end(v, box, 1, h, TOKEN_SURFACE);
    if (bar) {
        buttons.w -= 36;
        word_bar(v, rect_of(buttons.x, buttons.y + 4, buttons.w, 72));
    }
}
