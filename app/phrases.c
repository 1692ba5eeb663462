/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "phrases.h"

#include "feedback_rows.h"

#include <ctype.h>
#include <string.h>

struct phrase_row {
    const char *phrase;
    struct meant meant;
};

/* A phrase may stand in several rows: the first that can be done now is meant. */
static const struct phrase_row rows[] = {
    { "start", { CMD_START, 0 } },
    { "sixty seconds", { CMD_LENGTH, 60 } },
    { "ninety seconds", { CMD_LENGTH, 90 } },
    { "two minutes", { CMD_LENGTH, 120 } },
    { "high contrast", { CMD_CONTRAST, 0 } },
    { "captions", { CMD_CAPTIONS, 0 } },
    { "read aloud", { CMD_READ_ALOUD, 0 } },
    { "continue", { CMD_CONTINUE, 0 } },
    { "next", { CMD_NEXT_QUESTION, 0 } },
    { "next", { CMD_CONTINUE, 0 } },
    { "skip", { CMD_SKIP, 0 } },
    { "skip ahead", { CMD_SKIP, 0 } },
    { "repeat", { CMD_REPEAT, 0 } },
    { "repeat question", { CMD_REPEAT, 0 } },
    { "slower", { CMD_SLOWER, 0 } },
    { "i'm ready", { CMD_READY, 0 } },
    { "i am ready", { CMD_READY, 0 } },
    { "start now", { CMD_READY, 0 } },
    { "more time", { CMD_MORE_TIME, 0 } },
    { "i'm done", { CMD_DONE, 0 } },
    { "i am done", { CMD_DONE, 0 } },
    { "start over", { CMD_START_OVER, 0 } },
    { "try again", { CMD_TRY_AGAIN, 0 } },
    { "next question", { CMD_NEXT_QUESTION, 0 } },
    { "hear it", { CMD_HEAR_IT, 0 } },
    { "hear both", { CMD_HEAR_IT, 0 } },
    { "stop", { CMD_HEAR_IT, 0 } },
    { "sample answer", { CMD_SAMPLE, 0 } },
    { "why they ask", { CMD_WHY, 0 } },
    { "your goal", { CMD_GROUP, RUBRIC_GROUP_GOAL } },
    { "your plan", { CMD_GROUP, RUBRIC_GROUP_PLAN } },
    { "fit", { CMD_GROUP, RUBRIC_GROUP_FIT } },
    { "fit with this job", { CMD_GROUP, RUBRIC_GROUP_FIT } },
    { "your story", { CMD_GROUP, RUBRIC_GROUP_STORY } },
    { "your strengths", { CMD_GROUP, RUBRIC_GROUP_QUALITY } },
    { "watch out", { CMD_GROUP, RUBRIC_GROUP_WATCH } },
    { "undo", { CMD_UNDO, 0 } },
    { "print", { CMD_PRINT, 0 } },
    { "save", { CMD_SAVE, 0 } },
    { "finish", { CMD_FINISH, 0 } },
    { "practice more", { CMD_PRACTICE_MORE, 0 } },
    { "erase now", { CMD_ERASE, 0 } },
    { "leave and erase", { CMD_ERASE, 0 } },
    { "leave", { CMD_LEAVE, 0 } },
    { "help", { CMD_HELP, 0 } },
    { "stay", { CMD_BACK, 0 } },
    { "back", { CMD_BACK, 0 } },
    { "close", { CMD_BACK, 0 } },
    { "i'm here", { CMD_HERE, 0 } },
    { "i'm still here", { CMD_HERE, 0 } },
    { "i am here", { CMD_HERE, 0 } },
    { "look again", { CMD_LOOK_AGAIN, 0 } },
    { "change microphone", { CMD_CHANGE_MICROPHONE, 0 } },
    { "keep listening", { CMD_KEEP_LISTENING, 0 } },
    { "check microphone", { CMD_CHECK_MICROPHONE, 0 } },
};

static const char *const numbers[] = { "one", "two", "three", "four", "five", "six", "seven" };

/* Letters, digits and apostrophes; whatever else stands between is one space. */
static const char *next_letter(const char *text, char *letter)
{
    bool space = false;
    while (*text != '\0' && !isalnum((unsigned char)*text) && *text != '\'') {
        space = true;
        text++;
    }
    if (space && *text != '\0') {
        *letter = ' ';
        return text;
    }
    *letter = (char)tolower((unsigned char)*text);
    return *text != '\0' ? text + 1 : text;
}

static const char *skip_marks(const char *text)
{
    while (*text != '\0' && !isalnum((unsigned char)*text) && *text != '\'') {
        text++;
    }
    return text;
}

static bool same(const char *a, const char *b)
{
    char letter_a = 0;
    char letter_b = 0;
    a = skip_marks(a);
    b = skip_marks(b);
    do {
        a = next_letter(a, &letter_a);
        b = next_letter(b, &letter_b);
    } while (letter_a == letter_b && letter_a != '\0');
    return letter_a == letter_b;
}

/* A text size goes up or down from what it is. */
static bool text_size(const struct interview *iv, const char *phrase, struct meant *meant)
{
    int now = (int)interview_state(iv)->person.text_size;
    int step = same(phrase, "bigger text") ? 1 : same(phrase, "smaller text") ? -1 : 0;
    *meant = (struct meant){ CMD_TEXT_SIZE, now + step };
    return step != 0 && now + step >= 0 && now + step <= 2;
}

/* "captions off" says which way, the command only toggles. */
static bool switched(const struct interview *iv, const char *phrase, struct meant *meant)
{
    const struct person_settings *p = &interview_state(iv)->person;
    const struct {
        const char *phrase;
        bool now;
        enum command command;
    } switches[] = {
        { "captions off", p->captions, CMD_CAPTIONS },
        { "captions on", !p->captions, CMD_CAPTIONS },
        { "high contrast off", p->high_contrast, CMD_CONTRAST },
        { "high contrast on", !p->high_contrast, CMD_CONTRAST },
    };
    for (size_t i = 0; i < sizeof(switches) / sizeof(switches[0]); i++) {
        if (same(phrase, switches[i].phrase)) {
            *meant = (struct meant){ switches[i].command, 0 };
            return switches[i].now;
        }
    }
    return false;
}

/* Also by the end of its name: "about yourself". */
static bool is_named(const struct rubric_practice *p, const char *phrase)
{
    bool named = same(phrase, p->name);
    for (const char *rest = strchr(p->name, ' '); rest != NULL && !named;
         rest = strchr(rest + 1, ' ')) {
        named = same(phrase, rest);
    }
    return named;
}

static bool practice(const struct interview *iv, const char *phrase, struct meant *meant)
{
    const struct rubric_practice *p = NULL;
    bool choosing = interview_can(iv, CMD_CHOOSE);
    for (size_t i = 0; choosing && (p = interview_practice(iv, i)) != NULL; i++) {
        bool counted = i < sizeof(numbers) / sizeof(numbers[0]) && same(phrase, numbers[i]);
        if (counted || is_named(p, phrase)) {
            *meant = (struct meant){ CMD_CHOOSE, (int)i };
            return true;
        }
    }
    return false;
}

/* Through the rows of the open group. */
static bool next_row(const struct interview *iv, const char *phrase, struct meant *meant)
{
    const struct interview_state *s = interview_state(iv);
    const struct rubric_finding *listed[FEEDBACK_ROWS_MAX];
    int step = same(phrase, "more") ? 1 : same(phrase, "back") ? -1 : 0;
    if (step == 0 || s->latest == NULL || !interview_can(iv, CMD_FINDING)) {
        return false;
    }
    enum rubric_group open = feedback_group_for(s->latest->report, s->open_group);
    int count = (int)feedback_rows(s->latest->report, open, listed);
    *meant = (struct meant){ CMD_FINDING, s->open_finding + step };
    return meant->number >= 0 && meant->number < count;
}

bool phrase_meaning(const struct interview *iv, const char *phrase, struct meant *meant)
{
    if (practice(iv, phrase, meant) || text_size(iv, phrase, meant) ||
        switched(iv, phrase, meant) || next_row(iv, phrase, meant)) {
        return true;
    }
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        if (interview_can(iv, rows[i].meant.command) && same(phrase, rows[i].phrase)) {
            *meant = rows[i].meant;
            return true;
        }
    }
    return false;
}
