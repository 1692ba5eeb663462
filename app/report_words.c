/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report_words.h"

#include <assert.h>
#include <secret.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define AIM_COUNT (RUBRIC_AIM_VERY_LOW + 1)

char *report_span_text(const struct rubric_report *report, struct rubric_span span)
{
    size_t size = 1;
    size_t to = span.to < report->word_count ? span.to : report->word_count;
    for (size_t i = span.from; i < to; i++) {
        size += strlen(report->word_text[i]) + 1;
    }
    char *text = calloc(size, 1);
    char *end = text;
    for (size_t i = span.from; text != NULL && i < to; i++) {
        if (i > span.from) {
            *end++ = ' ';
        }
        end = stpcpy(end, report->word_text[i]);
    }
    return text;
}

void report_free_text(char *text)
{
    wipe_string(text);
}

const char *report_clock(double seconds, char *text, size_t size)
{
    unsigned whole = seconds > 0 ? (unsigned)(seconds + 0.5) : 0;
    snprintf(text, size, "%u:%02u", whole / 60, whole % 60);
    return text;
}

const char *report_group_name(enum rubric_group group)
{
    static const char *const names[] = {
        [RUBRIC_GROUP_GOAL] = "Your goal",       [RUBRIC_GROUP_PLAN] = "Your plan",
        [RUBRIC_GROUP_FIT] = "Fit with this job", [RUBRIC_GROUP_STORY] = "Your story",
        [RUBRIC_GROUP_QUALITY] = "Your strengths", [RUBRIC_GROUP_WATCH] = "Watch out",
    };
    static_assert(sizeof(names) / sizeof(names[0]) == RUBRIC_GROUP_COUNT, "a group has no name");
    return names[group];
}

static const char *remark(const char *const *remarks, enum rubric_aim aim)
{
    return remarks[aim] != NULL ? remarks[aim] : "";
}

const char *report_length_remark(enum rubric_aim aim)
{
    static const char *const remarks[AIM_COUNT] = {
        [RUBRIC_AIM_LOW] = "a bit short", [RUBRIC_AIM_VERY_LOW] = "short",
        [RUBRIC_AIM_HIGH] = "a bit long", [RUBRIC_AIM_VERY_HIGH] = "long" };
    return remark(remarks, aim);
}

const char *report_pace_remark(enum rubric_aim aim)
{
    static const char *const remarks[AIM_COUNT] = {
        [RUBRIC_AIM_LOW] = "a bit slow", [RUBRIC_AIM_VERY_LOW] = "slow",
        [RUBRIC_AIM_HIGH] = "a bit fast", [RUBRIC_AIM_VERY_HIGH] = "fast" };
    return remark(remarks, aim);
}

const char *report_filler_remark(enum rubric_aim aim)
{
    static const char *const remarks[AIM_COUNT] = {
        [RUBRIC_AIM_HIGH] = "a bit high", [RUBRIC_AIM_VERY_HIGH] = "high" };
    return remark(remarks, aim);
}
