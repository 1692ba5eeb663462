/* SPDX-License-Identifier: GPL-3.0-or-later */
/** A report as JSON: `score --json`, see greenroom(1). */
#ifndef REPORT_JSON_H
#define REPORT_JSON_H

#include <rubric.h>
#include <stdio.h>

/** An answer and where it came from. */
struct judged {
    const char *id;             /* the file's name, or the record's id */
    const char *question;       /* wording; NULL: none was given */
    const struct rubric_word *words;    /* as judged: with times */
    const struct rubric_report *report;
    bool explain;               /* with "belief" and "why" for each criterion */
};

/** One line to `out`. */
void report_write_json(FILE *out, const struct judged *judged);

#endif
