/* SPDX-License-Identifier: GPL-3.0-or-later */
/** A report as text: for the terminal and as the .txt take-away. */
#ifndef REPORT_TEXT_H
#define REPORT_TEXT_H

#include <rubric.h>
#include <stdbool.h>
#include <stdio.h>

#include "terminal.h"

struct report_text {
    const char *title;          /* a file's name, or NULL */
    const char *question;       /* wording, or NULL */
    const struct rubric_report *report;
    bool explain;               /* patterns and features behind each verdict */
    bool words;                 /* the answer's words as well */
};

void report_print(FILE *out, const struct text_style *style, const struct report_text *text);
/** What changed from `first` to `second`, one line a criterion. */
void report_print_comparison(FILE *out, const struct text_style *style,
                             const struct rubric_report *first,
                             const struct rubric_report *second);

#endif
