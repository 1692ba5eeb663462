/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The notes themselves; how they leave the program is in the files beside this one. */
#include "takeaway.h"

#include <secret.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool add(struct takeaway *t, enum note_kind kind, const char *text)
{
    if (t->count == t->room) {
        size_t room = t->room + 64;
        struct note *notes = realloc(t->notes, room * sizeof(*notes));
        if (notes == NULL) {
            return false;
        }
        t->notes = notes;
        t->room = room;
    }
    char *copy = strdup(text);
    if (copy == NULL) {
        return false;
    }
    t->notes[t->count++] = (struct note){kind, copy};
    return true;
}

static bool add_filled(struct takeaway *t, enum note_kind kind, const char *pattern,
                       const struct string_value *values)
{
    char text[512];
    bool done = add(t, kind, strings_fill(text, sizeof(text), pattern, values));
    explicit_bzero(text, sizeof(text));
    return done;
}

/* Adds a line to the brief notes, whole or not at all. */
static void brief_line(struct takeaway *t, const char *label, const char *text)
{
    size_t used = strlen(t->brief);
    char line[TAKEAWAY_NOTES_MAX + 1];
    int n = snprintf(line, sizeof(line), "%s%s%s%s", used > 0 ? "\n" : "", label,
                     label[0] != '\0' && text[0] != '\0' ? ": " : "", text);
    if (n > 0 && used + (size_t)n <= TAKEAWAY_NOTES_MAX) {
        memcpy(t->brief + used, line, (size_t)n + 1);
    }
    explicit_bzero(line, sizeof(line));
}

static size_t covered(const struct rubric_report *r, size_t *of)
{
    size_t good = 0;
    *of = 0;
    for (size_t i = 0; i < r->finding_count; i++) {
        if (r->findings[i].criterion->group != RUBRIC_GROUP_WATCH) {
            (*of)++;
            good += r->findings[i].verdict == RUBRIC_MET;
        }
    }
    return good;
}

/* The evidence of a finding in the person's own words; "" when it has none. */
static void quote(const struct rubric_report *r, const struct rubric_finding *f, char *out,
                  size_t size)
{
    size_t used = 0;
    out[0] = '\0';
    if (f->evidence_count == 0) {
        return;
    }
    for (size_t i = f->evidence[0].from; i < f->evidence[0].to && i < r->word_count; i++) {
        int n = snprintf(out + used, size - used, "%s%s", used > 0 ? " " : "", r->word_text[i]);
        if (n < 0 || (size_t)n >= size - used) {
            out[used] = '\0';
            return;
        }
        used += (size_t)n;
    }
}

static const char *verdict_label(struct strings *strings, enum rubric_verdict verdict)
{
    static const char *const ids[] = {
        [RUBRIC_MET] = "takeaway.covered",    [RUBRIC_MAYBE] = "takeaway.maybe",
        [RUBRIC_MISSING] = "takeaway.missing", [RUBRIC_FLAGGED] = "takeaway.change",
    };
    return strings_get(strings, ids[verdict]);
}

/* Tips are English; in another language what the screen says is the better advice. */
static const char *advice(struct strings *strings, const struct rubric_finding *f)
{
    const char *next = f->criterion->next_step;
    const char *tip = strings_translate(strings, f->tip), *step = strings_translate(strings, next);
    return tip == f->tip && step != next ? step : tip;
}

static bool add_finding(struct takeaway *t, struct strings *strings,
                        const struct rubric_report *r, const struct rubric_finding *f)
{
    if (f->verdict == RUBRIC_CLEAR || f->verdict == RUBRIC_NOT_HEARD) {
        return true;
    }
    const struct string_value values[] = {{"verdict", verdict_label(strings, f->verdict)},
                                          {"criterion", strings_translate(strings, f->criterion->label)},
                                          {NULL, NULL}};
    if (!add_filled(t, NOTE_TEXT, strings_get(strings, "takeaway.finding"), values)) {
        return false;
    }
    char words[256];
    quote(r, f, words, sizeof(words));
    bool done = words[0] == '\0' || add(t, NOTE_QUOTE, words);
    explicit_bzero(words, sizeof(words));
    return done && (f->verdict == RUBRIC_MET || f->tip[0] == '\0' ||
                    add(t, NOTE_TEXT, advice(strings, f)));
}

static void clock_text(char *out, size_t size, double seconds)
{
    unsigned whole = seconds > 0 ? (unsigned)(seconds + 0.5) : 0;
    snprintf(out, size, "%u:%02u", whole / 60, whole % 60);
}

static bool add_figures(struct takeaway *t, struct strings *strings, const struct attempt *a)
{
    char tried[16], length[16], pace[16], good[16], all[16];
    size_t of;
    snprintf(good, sizeof(good), "%zu", covered(a->report, &of));
    snprintf(all, sizeof(all), "%zu", of);
    snprintf(tried, sizeof(tried), "%u", a->number);
    clock_text(length, sizeof(length), a->length_s);
    snprintf(pace, sizeof(pace), "%.0f", a->report->delivery.words_per_minute);
    const struct string_value values[] = {{"try", tried},     {"covered", good}, {"all", all},
                                          {"length", length}, {"pace", pace},    {NULL, NULL}};
    bool timed = a->length_s >= 0 && a->report->delivery.words_per_minute >= 0;
    const char *id = timed ? "takeaway.figures" : "takeaway.figures_typed";
    return add_filled(t, NOTE_TEXT, strings_get(strings, id), values);
}

static bool add_attempt(struct takeaway *t, struct strings *strings, const struct attempt *a)
{
    const struct rubric_report *r = a->report;
    if (!add(t, NOTE_QUESTION, a->question->wording) || !add_figures(t, strings, a)) {
        return false;
    }
    if (r->strength[0] != '\0' && (!add(t, NOTE_LABEL, strings_get(strings, "takeaway.strength")) ||
                                   !add(t, NOTE_TEXT, strings_translate(strings, r->strength)))) {
        return false;
    }
    if (!add(t, NOTE_LABEL, strings_get(strings, "takeaway.next")) ||
        !add(t, NOTE_TEXT, strings_translate(strings, r->next_step)) ||
        !add(t, NOTE_LABEL, strings_get(strings, "takeaway.list"))) {
        return false;
    }
    for (size_t i = 0; i < r->finding_count; i++) {
        if (!add_finding(t, strings, r, &r->findings[i])) {
            return false;
        }
    }
    return true;
}

/* Only the last try at a question is worth taking along. */
static bool is_last_try(const struct interview_state *state, size_t at)
{
    for (size_t i = at + 1; i < state->attempt_count; i++) {
        if (state->attempts[i].question == state->attempts[at].question) {
            return false;
        }
    }
    return state->attempts[at].report != NULL;
}

/* The code's notes: the newest advice first, because room is short. */
static void write_brief(struct takeaway *t, const struct interview_state *state,
                        struct strings *strings)
{
    brief_line(t, strings_get(strings, "takeaway.title"), "");
    for (size_t i = state->attempt_count; i-- > 0;) {
        const struct attempt *a = &state->attempts[i];
        if (is_last_try(state, i)) {
            brief_line(t, a->question->wording, "");
            if (a->report->strength[0] != '\0') {
                brief_line(t, strings_get(strings, "takeaway.strength"),
                           strings_translate(strings, a->report->strength));
            }
            brief_line(t, strings_get(strings, "takeaway.next"),
                       strings_translate(strings, a->report->next_step));
        }
    }
}

bool takeaway_init(struct takeaway *t, const struct interview_state *state,
                   struct strings *strings)
{
    *t = (struct takeaway){0};
    bool done = add(t, NOTE_TITLE, strings_get(strings, "takeaway.title"));
    for (size_t i = 0; done && i < state->attempt_count; i++) {
        done = !is_last_try(state, i) || add_attempt(t, strings, &state->attempts[i]);
    }
    if (!done) {
        takeaway_finish(t);
        return false;
    }
    write_brief(t, state, strings);
    return true;
}

void takeaway_finish(struct takeaway *t)
{
    for (size_t i = 0; i < t->count; i++) {
        wipe_string(t->notes[i].text);
    }
    free(t->notes);
    explicit_bzero(t, sizeof(*t));
}
