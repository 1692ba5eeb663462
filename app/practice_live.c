/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Words and timer while the person answers, redrawn in place. */
#include <stdlib.h>
#include <string.h>

#include "practice.h"
#include "report_words.h"
#include "said.h"

#define BAR_COLUMNS 30U
#define EVERY_S     0.1
#define WORDS_SHOWN 60  /* the newest; about five lines */

static void put_ink(FILE *out, const struct practice *p, enum ink ink)
{
    fputs(terminal_ink(&p->style, ink), out);
}

/* Settled words plain, tentative ones faint; returns the lines used. */
static unsigned put_words(FILE *out, const struct practice *p, const struct interview_state *s)
{
    unsigned lines = 1;
    unsigned column = 2;
    size_t first = s->word_count > WORDS_SHOWN ? s->word_count - WORDS_SHOWN : 0;
    fputs("  ", out);
    for (size_t i = first; i < s->word_count; i++) {
        unsigned columns = terminal_columns(s->words[i].text);
        if (column + columns + 1 > p->style.width) {
            fputs("\n  ", out);
            column = 2;
            lines++;
        }
        put_ink(out, p, i < s->settled_count ? INK_PLAIN : INK_FAINT);
        fprintf(out, "%s ", s->words[i].text);
        column += columns + 1;
    }
    put_ink(out, p, INK_PLAIN);
    fputc('\n', out);
    return lines;
}

static const char *advice(double answer_s, double low_s, double high_s)
{
    return answer_s < low_s    ? "keep going"
           : answer_s < high_s ? "good length now"
                               : "wrap up when you can";
}

/* The whole bar is the target times 5/3; the good length is thick. */
static void put_timer(FILE *out, const struct practice *p, const struct interview_state *s)
{
    char clock[16];
    double target_s = interview_target_s(studio_interview(p->studio));
    double low_s = target_s - 5 - target_s / 6;
    double high_s = target_s + 5 + target_s / 6;
    double whole_s = target_s * 5 / 3;
    fprintf(out, "  %5s  ", report_clock(s->answer_s, clock, sizeof(clock)));
    for (unsigned i = 0; i < BAR_COLUMNS; i++) {
        double at_s = whole_s * (i + 0.5) / BAR_COLUMNS;
        bool good = at_s >= low_s && at_s <= high_s;
        bool done = at_s <= s->answer_s;
        put_ink(out, p, done ? INK_YOU : good ? INK_GOLD : INK_FAINT);
        fputc(done ? '#' : good ? '=' : '-', out);
    }
    put_ink(out, p, INK_PLAIN);
    fprintf(out, "  %s", s->settling           ? "writing down the last words"
                         : s->finished_prompt  ? "Finished? Press Enter, or carry on."
                                               : advice(s->answer_s, low_s, high_s));
}

void practice_draw_live(struct practice *p)
{
    const struct interview_state *s = interview_state(studio_interview(p->studio));
    if (!p->live || s->screen != SCREEN_ANSWER || s->now_s - p->drawn_s < EVERY_S) {
        return;
    }
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    if (out == NULL) {
        return;
    }
    if (p->live_lines > 0) {
        fprintf(out, "\033[%uA", p->live_lines);
    }
    fputs("\r\033[J", out);
    p->live_lines = put_words(out, p, s);
    put_timer(out, p, s);
    fclose(out);
    fwrite(text, 1, size, stdout);
    fflush(stdout);
    explicit_bzero(text, size);
    free(text);
    p->drawn_s = s->now_s;
}

/* The words of the report stand where the live words stood. */
void practice_leave_live(struct practice *p)
{
    if (p->live_lines > 0) {
        printf("\033[%uA\r\033[J", p->live_lines);
        p->live_lines = 0;
        fflush(stdout);
    }
}
