/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the terminal says on each screen, and its keys. */
#include <string.h>

#include "practice.h"
#include "report_text.h"

struct key_row {
    int key;
    enum command command;
};

struct screen_text {
    void (*introduce)(struct practice *p, const struct interview_state *s);
    const char *keys;               /* shown where single keys work */
    struct key_row rows[8];
};

static void put_line(const struct practice *p, enum ink ink, const char *text)
{
    terminal_wrap(stdout, &p->style, ink, text, 0, 0);
    putchar('\n');
}

static void introduce_choose(struct practice *p, const struct interview_state *s)
{
    (void)s;
    const struct interview *iv = studio_interview(p->studio);
    const struct rubric_practice *practice = NULL;
    put_line(p, INK_BOLD, "What would you like to practice?");
    for (size_t i = 0; i < 9 && (practice = interview_practice(iv, i)) != NULL; i++) {
        printf("  %zu  %s: %s\n", i + 1, practice->name, practice->line);
    }
}

/* Also where nobody speaks it and its screen is gone at once. */
static void show_question(struct practice *p, const struct interview_state *s)
{
    bool asking = s->screen == SCREEN_QUESTION || s->screen == SCREEN_THINK;
    if (!asking || (p->asked == s->question && p->asked_attempt == s->attempt_number)) {
        return;
    }
    p->asked = s->question;
    p->asked_attempt = s->attempt_number;
    putchar('\n');
    if (s->question_total > 1) {
        printf("%sQuestion %zu of %zu%s\n", terminal_ink(&p->style, INK_FAINT), s->question_number,
               s->question_total, terminal_ink(&p->style, INK_PLAIN));
    }
    put_line(p, INK_BOLD, s->question->wording);
}

static void introduce_think(struct practice *p, const struct interview_state *s)
{
    put_line(p, INK_FAINT, "Take a breath. Start whenever you are ready.");
    if (s->question->tip_count > 0) {
        put_line(p, INK_FAINT, s->question->tips[0]);
    }
}

static void introduce_answer(struct practice *p, const struct interview_state *s)
{
    (void)s;
    put_line(p, INK_YOU, "Listening to you");
    if (p->live) {
        putchar('\n');
    }
}

static void put_report(struct practice *p, const struct interview_state *s)
{
    const struct report_text text = { .report = s->latest->report, .words = true };
    report_print(stdout, &p->style, &text);
}

static void introduce_feedback(struct practice *p, const struct interview_state *s)
{
    if (s->plenty) {
        put_line(p, INK_GOLD, "Let's stop there. That was plenty.");
    }
    put_report(p, s);
}

static void introduce_compare(struct practice *p, const struct interview_state *s)
{
    static const char *const titles[PHRASE_COUNT] = {
        [PHRASE_ADDED] = "You added what was missing.",
        [PHRASE_SAME] = "You kept your strengths.",
        [PHRASE_FEWER] = "Your first answer covered more. Try blending both.",
    };
    put_line(p, INK_BOLD, titles[interview_comparison(studio_interview(p->studio))]);
    report_print_comparison(stdout, &p->style, s->first->report, s->latest->report);
    put_report(p, s);
}

static void introduce_summary(struct practice *p, const struct interview_state *s)
{
    putchar('\n');
    put_line(p, INK_BOLD, "Nice work. You practiced.");
    if (s->attempt_count > 0) {
        const struct rubric_report *r = s->attempts[s->attempt_count - 1].report;
        printf("  Your strength  %s\n  Practice next  %s\n",
               r->strength[0] != '\0' ? r->strength : "You did it.", r->next_step);
    }
}

static void introduce_mic_lost(struct practice *p, const struct interview_state *s)
{
    put_line(p, INK_WATCH, s->trouble[0] != '\0' ? s->trouble : "We lost the microphone.");
    put_line(p, INK_PLAIN, "Your answer so far is safe, and the clock is paused.");
}

static void introduce_nothing_heard(struct practice *p, const struct interview_state *s)
{
    (void)s;
    put_line(p, INK_WATCH, "We can't hear you yet. Move a little closer and speak at your normal "
                           "volume. Your time has not started.");
}

static const struct screen_text screens[SCREEN_COUNT] = {
    [SCREEN_CHOOSE] = { introduce_choose, "1-9 choose, q quit", { { 0 } } },
    [SCREEN_QUESTION] = { NULL, "r repeat, l slower, s skip ahead, q quit",
                          { { 'r', CMD_REPEAT }, { 'l', CMD_SLOWER }, { 's', CMD_SKIP },
                            { '\n', CMD_SKIP }, { ' ', CMD_SKIP } } },
    [SCREEN_THINK] = { introduce_think,
                       "Enter start now, m more time, r repeat the question, t type, q quit",
                       { { '\n', CMD_READY }, { ' ', CMD_READY }, { 'm', CMD_MORE_TIME },
                         { 'r', CMD_REPEAT }, { 't', CMD_TYPE }, { 's', CMD_READY } } },
    [SCREEN_ANSWER] = { introduce_answer, "Enter done, Backspace start over, t type, q quit",
                        { { '\n', CMD_DONE }, { ' ', CMD_DONE }, { 127, CMD_START_OVER },
                          { 't', CMD_TYPE } } },
    [SCREEN_FEEDBACK] = { introduce_feedback,
                          "t try again, n next question, h hear it, f finish, q quit",
                          { { 't', CMD_TRY_AGAIN }, { 'n', CMD_NEXT_QUESTION },
                            { '\n', CMD_NEXT_QUESTION }, { 'h', CMD_HEAR_IT },
                            { 'f', CMD_FINISH } } },
    [SCREEN_COMPARE] = { introduce_compare,
                         "n next question, t try again, h hear it, f finish, q quit",
                         { { 'n', CMD_NEXT_QUESTION }, { '\n', CMD_NEXT_QUESTION },
                           { 't', CMD_TRY_AGAIN }, { 'h', CMD_HEAR_IT }, { 'f', CMD_FINISH } } },
    [SCREEN_SUMMARY] = { introduce_summary, "p practice more, q quit",
                         { { 'p', CMD_PRACTICE_MORE } } },
    [SCREEN_MIC_LOST] = { introduce_mic_lost,
                          "l look again, c change microphone, t type, Enter finish, q quit",
                          { { 'l', CMD_LOOK_AGAIN }, { 'c', CMD_CHANGE_MICROPHONE },
                            { 't', CMD_TYPE }, { '\n', CMD_DONE } } },
    [SCREEN_NOTHING_HEARD] = { introduce_nothing_heard,
                               "Enter keep listening, r repeat the question, t type, q quit",
                               { { '\n', CMD_KEEP_LISTENING }, { 'r', CMD_REPEAT },
                                 { 't', CMD_TYPE } } },
};

void practice_introduce(struct practice *p)
{
    const struct interview_state *s = interview_state(studio_interview(p->studio));
    const struct screen_text *t = &screens[s->screen];
    /* Feedback is printed once: so it waits for words that are late. */
    if (interview_awaits_words(s) ||
        (p->shown_any && p->shown == s->screen && p->shown_entered_s == s->entered_s)) {
        return;
    }
    practice_leave_live(p);
    p->shown = s->screen;
    p->shown_entered_s = s->entered_s;
    p->shown_any = true;
    p->recording_over_s = -1;
    show_question(p, s);
    if (t->introduce != NULL) {
        t->introduce(p, s);
    }
    if (p->keys && t->keys != NULL) {
        printf("%s[%s]%s\n", terminal_ink(&p->style, INK_FAINT), t->keys,
               terminal_ink(&p->style, INK_PLAIN));
    }
    fflush(stdout);
}

void practice_key(struct practice *p, int key)
{
    const struct interview_state *s = interview_state(studio_interview(p->studio));
    const struct screen_text *t = &screens[s->screen];
    double now_s = practice_now_s();
    if (key == 'q') {
        p->over = true;
    } else if (s->screen == SCREEN_CHOOSE && key >= '1' && key <= '9') {
        studio_command(p->studio, CMD_CHOOSE, key - '1', NULL, now_s);
    } else {
        for (size_t i = 0; i < sizeof(t->rows) / sizeof(t->rows[0]); i++) {
            if (t->rows[i].key == key && key != 0) {
                studio_command(p->studio, t->rows[i].command, 0, NULL, now_s);
                break;
            }
        }
    }
}
