/* SPDX-License-Identifier: MIT */
/* Reading reports: names, look-up, comparison. */
#include "rubric.h"

#include <string.h>

static const char *const verdict_names[] = {
    [RUBRIC_MET] = "met",         [RUBRIC_MAYBE] = "maybe",     [RUBRIC_MISSING] = "missing",
    [RUBRIC_FLAGGED] = "flagged", [RUBRIC_CLEAR] = "clear",     [RUBRIC_NOT_HEARD] = "not_heard",
};

static const char *const story_names[] = {
    [RUBRIC_STORY_NONE] = "none",     [RUBRIC_STORY_FULL] = "full",
    [RUBRIC_STORY_PARTIAL] = "partial", [RUBRIC_STORY_PSEUDO] = "pseudo",
    [RUBRIC_STORY_SELF] = "self",     [RUBRIC_STORY_WE] = "we",
};

const char *rubric_verdict_name(enum rubric_verdict verdict)
{
    return verdict_names[verdict];
}

const char *rubric_story_name(enum rubric_story story)
{
    return story_names[story];
}

const struct rubric_finding *rubric_report_find(const struct rubric_report *report,
                                                const char *criterion_id)
{
    for (size_t i = 0; i < report->finding_count; i++) {
        if (strcmp(report->findings[i].criterion->id, criterion_id) == 0) {
            return &report->findings[i];
        }
    }
    return NULL;
}

/* Done as it should be: met, or a watch-out avoided. */
static bool is_good(const struct rubric_finding *finding)
{
    return finding->verdict == RUBRIC_MET || finding->verdict == RUBRIC_CLEAR;
}

size_t rubric_compare(const struct rubric_report *first, const struct rubric_report *second,
                      struct rubric_difference *differences, size_t max)
{
    static const enum rubric_change changes[2][2] = {
        /* [before][after] */
        { RUBRIC_STILL_MISSING, RUBRIC_ADDED },
        { RUBRIC_LOST, RUBRIC_KEPT },
    };
    size_t count = 0;
    for (size_t i = 0; i < second->finding_count; i++) {
        const struct rubric_finding *after = &second->findings[i];
        const struct rubric_finding *before = rubric_report_find(first, after->criterion->id);
        if (before == NULL || before->verdict == RUBRIC_NOT_HEARD
            || after->verdict == RUBRIC_NOT_HEARD) {
            continue;
        }
        if (count < max) {
            differences[count] = (struct rubric_difference){
                after->criterion, changes[is_good(before)][is_good(after)],
            };
        }
        count++;
    }
    return count;
}
