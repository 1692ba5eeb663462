/* SPDX-License-Identifier: MIT */
/** What the tests of the rubric share: files from text, reports from text. */
#ifndef CASE_H
#define CASE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "rubric.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/** All messages, one a line. */
struct case_messages {
    char text[4096];
};

void case_hear(void *user, const char *message);

/** Write `text` to a new file; its path goes to `path`. Remove it with remove(). */
void case_write(char path[64], const char *text, size_t size);

/** The criteria of the project, patterns only; the caller destroys them. */
struct rubric *case_rubric(void);
/** The same with the trained model. */
struct rubric *case_rubric_with_model(void);

/** For a group of tests: *state is case_rubric() for all of them. */
int case_open(void **state);
int case_close(void **state);

struct case_verdict { const char *text, *criterion; enum rubric_verdict want; };
/** The report's verdict is the wanted one; else the test fails and says all three. */
void case_check_verdict(const struct rubric_report *report, const struct case_verdict *row);

/** An answer whose words a test can change; it frees them with rubric_words_free(). */
struct case_said {
    struct rubric_word *words;
    struct rubric_answer answer;    /* of those words, without times */
};
struct case_said case_say(const char *text);

/** Assess plain text; `question` may be NULL. The caller destroys the report. */
struct rubric_report *case_assess(const struct rubric *rubric,
                                  const struct rubric_question *question, const char *text);

#endif
