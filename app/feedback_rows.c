/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "feedback_rows.h"

bool feedback_good(const struct rubric_finding *f)
{
    return f->verdict == RUBRIC_MET || f->verdict == RUBRIC_CLEAR;
}

static bool belongs(const struct rubric_finding *f, enum rubric_group group)
{
    if (f->criterion->group == RUBRIC_GROUP_QUALITY) {
        return group == RUBRIC_GROUP_PLAN &&
               (f->verdict == RUBRIC_MET || f->verdict == RUBRIC_MAYBE);
    }
    return f->criterion->group == group;
}

size_t feedback_rows(const struct rubric_report *report, enum rubric_group group,
                     const struct rubric_finding *rows[FEEDBACK_ROWS_MAX])
{
    size_t count = 0;
    for (size_t i = 0; i < report->finding_count && count < FEEDBACK_ROWS_MAX; i++) {
        if (belongs(&report->findings[i], group)) {
            rows[count++] = &report->findings[i];
        }
    }
    return count;
}

size_t feedback_groups(const struct rubric_report *report,
                       enum rubric_group groups[FEEDBACK_GROUPS_MAX])
{
    static const enum rubric_group order[FEEDBACK_GROUPS_MAX] = {
        RUBRIC_GROUP_GOAL, RUBRIC_GROUP_PLAN, RUBRIC_GROUP_FIT, RUBRIC_GROUP_STORY,
        RUBRIC_GROUP_WATCH
    };
    const struct rubric_finding *rows[FEEDBACK_ROWS_MAX];
    size_t count = 0;
    for (size_t i = 0; i < FEEDBACK_GROUPS_MAX; i++) {
        if (feedback_rows(report, order[i], rows) > 0) {
            groups[count++] = order[i];
        }
    }
    return count;
}

enum rubric_group feedback_group_for(const struct rubric_report *report, int wanted)
{
    enum rubric_group groups[FEEDBACK_GROUPS_MAX];
    size_t count = feedback_groups(report, groups);
    wanted = wanted == RUBRIC_GROUP_QUALITY ? RUBRIC_GROUP_PLAN : wanted;
    for (size_t i = 0; i < count; i++) {
        if ((int)groups[i] == wanted) {
            return groups[i];
        }
    }
    return count > 0 ? groups[0] : RUBRIC_GROUP_GOAL;
}

struct feedback_count feedback_count(const struct rubric_report *report, enum rubric_group group)
{
    const struct rubric_finding *rows[FEEDBACK_ROWS_MAX];
    struct feedback_count count = { .all = feedback_rows(report, group, rows) };
    for (size_t i = 0; i < count.all; i++) {
        count.good += feedback_good(rows[i]);
        count.unheard += rows[i]->verdict == RUBRIC_NOT_HEARD;
    }
    return count;
}

struct feedback_count feedback_covered(const struct rubric_report *report)
{
    struct feedback_count sum = { 0 };
    for (int g = 0; g < RUBRIC_GROUP_WATCH; g++) {
        struct feedback_count c = feedback_count(report, (enum rubric_group)g);
        sum.good += c.good;
        sum.all += c.all;
        sum.unheard += c.unheard;
    }
    return sum;
}
