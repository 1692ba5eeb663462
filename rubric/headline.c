/* SPDX-License-Identifier: MIT */
/* One strength and one next step, by the priorities of the file. */
#include "assess.h"

#include <stdio.h>
#include <string.h>

enum { LINE_SIZE = 256 };

/* A sentence that could stand in the headline. */
struct choice {
    const char *text;
    const struct rubric_finding *finding;   /* NULL: timing */
};

static bool said_before(const char *text, const char *previous)
{
    return previous != NULL && strcmp(text, previous) == 0;
}

/* Before those with the same priority, heavier ones; then the question's order. */
static bool comes_before(const struct rubric_criterion *a, const struct rubric_criterion *b)
{
    return a->priority < b->priority || (a->priority == b->priority && a->weight > b->weight);
}

static bool is_whole(const struct assessment *a, size_t criterion)
{
    const struct criteria_names *needs = &a->rubric->file.criteria[criterion].strength_needs;
    for (size_t i = 0; i < needs->count; i++) {
        if (!assess_is_met(a, needs->items[i].index)) {
            return false;
        }
    }
    return true;
}

static bool is_strength(const struct assessment *a, const struct rubric_finding *finding)
{
    size_t criterion = (size_t)(finding->criterion - a->rubric->criteria);
    return finding->verdict == RUBRIC_MET && finding->criterion->strength[0] != '\0'
           && is_whole(a, criterion);
}

static bool is_step(const struct assessment *a, const struct rubric_finding *finding)
{
    (void)a;
    return finding->verdict == RUBRIC_MISSING || finding->verdict == RUBRIC_FLAGGED;
}

typedef bool (*fits_fn)(const struct assessment *a, const struct rubric_finding *finding);

/* The first finding by priority that fits and whose sentence is not `not_this`; NULL: none. */
static const struct rubric_finding *choose(const struct assessment *a, fits_fn fits, bool strength,
                                           const char *not_this)
{
    const struct rubric_finding *best = NULL;
    for (size_t i = 0; i < a->report->view.asked_count; i++) {
        const struct rubric_finding *finding = &a->report->view.findings[i];
        const char *text = strength ? finding->criterion->strength : finding->criterion->next_step;
        if (fits(a, finding) && !said_before(text, not_this)
            && (best == NULL || comes_before(finding->criterion, best->criterion))) {
            best = finding;
        }
    }
    return best;
}

static void choose_strength(struct assessment *a, const char *previous)
{
    struct rubric_report *report = &a->report->view;
    const char *pace = report->delivery.pace == RUBRIC_AIM_GOOD
                           ? a->rubric->file.headline.good_pace : NULL;
    const struct rubric_finding *finding = choose(a, is_strength, true, previous);
    if (finding == NULL && pace != NULL && !said_before(pace, previous)) {
        report->strength = pace;
        return;
    }
    finding = finding != NULL ? finding : choose(a, is_strength, true, NULL);
    report->strength = finding != NULL ? finding->criterion->strength : pace != NULL ? pace : "";
}

/* "Aim for 1:10 to 1:50.": %s in the file's sentence stands for a time. */
static const char *length_sentence(struct assessment *a)
{
    const struct rubric_delivery *d = &a->report->view.delivery;
    const char *text = a->rubric->file.headline.wrong_length;
    char line[LINE_SIZE] = "";
    size_t used = 0, times = 0;
    for (; *text != '\0' && used + 16 < sizeof(line); text++) {
        if (text[0] == '%' && text[1] == 's') {
            unsigned seconds = (unsigned)((times++ == 0 ? d->band_low_s : d->band_high_s) + 0.5);
            used += (size_t)snprintf(line + used, sizeof(line) - used, "%u:%02u", seconds / 60,
                                     seconds % 60);
            text++;
        } else {
            line[used++] = *text;
        }
    }
    return arena_copy(&a->report->arena, line, used);
}

static const char *timing_sentence(struct assessment *a, const char *previous)
{
    const struct criteria_headline *file = &a->rubric->file.headline;
    const struct rubric_delivery *d = &a->report->view.delivery;
    const char *length = d->length == RUBRIC_AIM_LOW || d->length == RUBRIC_AIM_HIGH
                             ? length_sentence(a) : NULL;
    const char *const choices[] = {
        length,
        d->filler_rate == RUBRIC_AIM_HIGH || d->filler_rate == RUBRIC_AIM_VERY_HIGH
            ? file->too_many_fillers : NULL,
        d->pace == RUBRIC_AIM_HIGH || d->pace == RUBRIC_AIM_VERY_HIGH ? file->too_fast : NULL,
        d->pace == RUBRIC_AIM_LOW || d->pace == RUBRIC_AIM_VERY_LOW ? file->too_slow : NULL,
        file->all_covered,
    };
    const char *first = NULL;
    for (size_t i = 0; i < sizeof(choices) / sizeof(choices[0]); i++) {
        if (choices[i] != NULL && !said_before(choices[i], previous)) {
            return choices[i];
        }
        first = first == NULL ? choices[i] : first;
    }
    return first;
}

static bool all_unheard(const struct rubric_report *report)
{
    for (size_t i = 0; i < report->finding_count; i++) {
        if (report->findings[i].verdict != RUBRIC_NOT_HEARD) {
            return false;
        }
    }
    return report->finding_count > 0;
}

bool headline_choose(struct assessment *a, const struct rubric_report *previous)
{
    struct rubric_report *report = &a->report->view;
    const char *before = previous != NULL ? previous->next_step : NULL;
    report->strength = "";
    report->next_example = "";
    if (all_unheard(report)) {
        report->next_step = a->rubric->file.headline.not_heard;
        return true;
    }
    choose_strength(a, previous != NULL ? previous->strength : NULL);
    const struct rubric_finding *next = choose(a, is_step, false, before);
    if (next == NULL) {
        report->next_step = timing_sentence(a, before);
        return report->next_step != NULL;
    }
    report->next_finding = next;
    report->next_step = next->criterion->next_step;
    report->next_example = next->criterion->example;
    return true;
}
