/* SPDX-License-Identifier: GPL-3.0-or-later */
/** Wordings that the terminal, the take-away and the spoken feedback share. */
#ifndef REPORT_WORDS_H
#define REPORT_WORDS_H

#include <rubric.h>
#include <stddef.h>

/** The words of `span` with spaces between; NULL when memory ran out. Free with report_free_text(). */
char *report_span_text(const struct rubric_report *report, struct rubric_span span);
/** Overwrites; NULL is fine. */
void report_free_text(char *text);
/** "1:17" of seconds, in a buffer of at least 16 bytes; returns it. */
const char *report_clock(double seconds, char *text, size_t size);
/** "Your goal", "Watch out", ... */
const char *report_group_name(enum rubric_group group);
/** "a bit short", "a bit long", ...; "" when the figure is fine or not known. */
const char *report_length_remark(enum rubric_aim aim);
const char *report_pace_remark(enum rubric_aim aim);
const char *report_filler_remark(enum rubric_aim aim);

#endif
