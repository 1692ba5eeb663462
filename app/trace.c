/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "trace.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct line {
    char text[4096];
    size_t length;
};

static struct line last;        /* one screen a process, main thread only */

bool trace_begin(void)
{
    const char *wish = getenv("GREENROOM_TRACE");
    last.text[0] = '\0';
    return wish != NULL && wish[0] != '\0';
}

static void add_id(void *user, const char *id)
{
    struct line *l = user;
    char wanted[80];
    int n = snprintf(wanted, sizeof(wanted), " %s ", id);
    bool there = strstr(l->text, wanted) != NULL;
    if (!there && (size_t)n < sizeof(wanted) && l->length + (size_t)n < sizeof(l->text)) {
        memcpy(l->text + l->length, wanted + 1, (size_t)n);     /* a space is there already */
        l->length += (size_t)n - 1;
        l->text[l->length] = '\0';
    }
}

static const char *sheet_name(enum sheet_id id)
{
    const struct screen *sheet = sheets_get(id);
    return sheet != NULL ? sheet->name : "none";
}

static void begin_line(struct line *l, const struct interview_state *s)
{
    bool answering = s->attempt_count == 0 || s->screen <= SCREEN_ANSWER ||
                     s->screen > SCREEN_SUMMARY;
    size_t words = answering ? s->word_count : s->attempts[s->attempt_count - 1].word_count;
    double length_s = answering ? s->answer_s : s->attempts[s->attempt_count - 1].length_s;
    l->length = (size_t)snprintf(l->text, sizeof(l->text), "trace: %s %s %zu words %.0f s: ",
                                 screens_get(s->screen)->name, sheet_name(s->sheet), words,
                                 length_s);
}

void trace_frame(const struct stage *stage, const struct interview_state *state)
{
    struct line now;
    size_t count;
    const struct text_note *notes = canvas_notes(stage->canvas, &count);
    begin_line(&now, state);
    for (size_t i = 0; i < count; i++) {
        if (rect_meets(notes[i].ink, notes[i].clip)) {
            strings_recognize(stage->strings, notes[i].text, add_id, &now);
        }
    }
    if (strcmp(now.text, last.text) != 0) {
        last = now;
        fprintf(stderr, "%s\n", now.text);
    }
}
