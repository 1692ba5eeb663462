/* SPDX-License-Identifier: GPL-3.0-or-later */
/** What the ways of `greenroom score` (files, records) share. */
#ifndef SCORE_H
#define SCORE_H

#include <rubric.h>
#include <stdbool.h>
#include <stdio.h>

#include "content.h"
#include "said.h"
#include "terminal.h"

struct score_options {
    bool json, explain, words;
    const char *question;       /* id or wording; NULL: none */
    const char *job;            /* file with a job description; NULL: none */
    const char *engine;
};

struct scorer {
    struct score_options options;
    struct content content;
    const struct rubric_question *question; /* NULL: none */
    const struct rubric_question *goals;    /* for answers to no question that is known */
    char *job_terms;            /* NULL: none */
    struct text_style style;
};

/** One answer of which feedback is wanted. */
struct scored {
    const char *id;
    const char *question_text;  /* when the bank does not know it; or NULL */
    const struct rubric_question *question; /* NULL: judged as one about goals */
    const struct rubric_word *words;
    size_t word_count;
    double length_s;            /* negative: not known */
};

/** Judge and print, as JSON when asked for or when `json`. False after one sentence to stderr. */
bool score_print(const struct scorer *s, const struct scored *answer, bool json);
/** Every line of a .jsonl file; bad lines are named and skipped. False when there was one. */
bool score_records(const struct scorer *s, const char *path, FILE *file);

#endif
