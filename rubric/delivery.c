/* SPDX-License-Identifier: MIT */
/* How the answer was spoken: from times and words alone, by the thresholds of the file. */
#include "delivery.h"

/* First and last sound of the answer; false when no word has times. */
static bool find_ends(const struct rubric_answer *answer, double *first, double *last)
{
    bool any = false;
    for (size_t i = 0; i < answer->word_count; i++) {
        const struct rubric_word *word = &answer->words[i];
        if (!delivery_has_times(word)) {
            continue;
        }
        *first = any && *first < word->start_s ? *first : word->start_s;
        *last = any && *last > word->end_s ? *last : word->end_s;
        any = true;
    }
    return any;
}

static enum rubric_aim aim(double value, double low, double high)
{
    return value < low ? RUBRIC_AIM_LOW : value > high ? RUBRIC_AIM_HIGH : RUBRIC_AIM_GOOD;
}

static void measure_length(const struct assessment *a, struct rubric_delivery *d)
{
    const struct criteria_delivery *file = &a->rubric->file.delivery;
    double target = a->answer->target_s > 0 ? a->answer->target_s
                    : a->question != NULL   ? a->question->target_s
                                            : 0;
    d->seconds = a->answer->length_s >= 0 ? a->answer->length_s : -1;
    if (target > 0) {
        double room = file->band_fixed_s + target * file->band_share;
        d->band_low_s = target > room ? target - room : 0;
        d->band_high_s = target + room;
    }
    double length = d->seconds >= 0 ? d->seconds : d->speaking_s;
    d->length = target > 0 && length >= 0 ? aim(length, d->band_low_s, d->band_high_s)
                                          : RUBRIC_AIM_UNKNOWN;
}

static void measure_pace(const struct assessment *a, struct rubric_delivery *d)
{
    const struct criteria_delivery *file = &a->rubric->file.delivery;
    d->pace_low = file->pace_low;
    d->pace_high = file->pace_high;
    d->words_per_minute = -1;
    for (size_t i = 0; i < a->answer->word_count; i++) {
        d->words += !delivery_is_hesitation(&a->answer->words[i]);
    }
    /* A word or two in half a second say nothing about pace. */
    if (d->speaking_s < 2 || a->answer->no_pace_remarks) {
        return;
    }
    d->words_per_minute = (double)d->words * 60 / d->speaking_s;
    d->pace = d->words_per_minute < file->pace_very_low    ? RUBRIC_AIM_VERY_LOW
              : d->words_per_minute > file->pace_very_high ? RUBRIC_AIM_VERY_HIGH
                                                           : aim(d->words_per_minute,
                                                                 file->pace_low, file->pace_high);
}

/* Pauses, and the longest stretch without a shorter one. */
static bool measure_pauses(struct assessment *a, struct rubric_delivery *d)
{
    const struct criteria_delivery *file = &a->rubric->file.delivery;
    struct rubric_pause *pauses = arena_array(&a->report->arena, a->answer->word_count,
                                              sizeof(*pauses));
    double end = -1, run_start = -1;
    d->longest_run_s = -1;
    d->pauses = pauses;
    for (size_t i = 0; pauses != NULL && i < a->answer->word_count; i++) {
        const struct rubric_word *word = &a->answer->words[i];
        if (!delivery_has_times(word)) {
            continue;
        }
        if (end >= 0 && word->start_s - end > file->long_pause_s) {
            pauses[d->pause_count++] = (struct rubric_pause){ end, word->start_s };
        }
        if (end < 0 || word->start_s - end >= file->run_pause_s) {
            run_start = word->start_s;
        }
        end = word->end_s > end ? word->end_s : end;
        d->longest_run_s = end - run_start > d->longest_run_s ? end - run_start : d->longest_run_s;
    }
    return pauses != NULL;
}

static bool measure_pace_over_time(struct assessment *a, struct rubric_delivery *d, double first)
{
    double window = a->rubric->file.delivery.pace_window_s;
    double windows = d->speaking_s / window;
    /* A short rest at the end is counted with the window before it. */
    size_t count = windows < 1 ? 1 : (size_t)(windows + 2.0 / 3);
    double *pace = windows < 100000 ? arena_array(&a->report->arena, count, sizeof(*pace)) : NULL;
    if (pace == NULL) {
        return windows >= 100000;
    }
    for (size_t i = 0; i < a->answer->word_count; i++) {
        const struct rubric_word *word = &a->answer->words[i];
        if (delivery_has_times(word) && !delivery_is_hesitation(word)) {
            size_t at = (size_t)(((word->start_s + word->end_s) / 2 - first) / window);
            pace[at < count ? at : count - 1] += 1;
        }
    }
    for (size_t i = 0; i < count; i++) {
        double size = i + 1 < count ? window : d->speaking_s - window * (double)(count - 1);
        pace[i] = size > 0 ? pace[i] * 60 / size : 0;
    }
    d->pace_over_time = pace;
    d->pace_count = count;
    return true;
}

static void rate_fillers(const struct assessment *a, struct rubric_delivery *d)
{
    const struct criteria_delivery *file = &a->rubric->file.delivery;
    d->fillers_high = file->fillers_high;
    d->fillers_per_minute = -1;
    if (d->speaking_s < 2 || a->answer->no_filler_remarks) {
        return;
    }
    d->fillers_per_minute = (double)d->filler_count * 60 / d->speaking_s;
    d->filler_rate = d->fillers_per_minute > file->fillers_very_high ? RUBRIC_AIM_VERY_HIGH
                     : d->fillers_per_minute > file->fillers_high    ? RUBRIC_AIM_HIGH
                                                                     : RUBRIC_AIM_GOOD;
}

bool delivery_measure(struct assessment *a)
{
    struct rubric_delivery *d = &a->report->view.delivery;
    double first = -1, last = -1;
    bool timed = find_ends(a->answer, &first, &last);
    d->start_delay_s = timed ? first : -1;
    d->speaking_s = timed ? last - first : -1;
    measure_length(a, d);
    measure_pace(a, d);
    if (!measure_pauses(a, d) || !delivery_find_words(a, d)) {
        return false;
    }
    rate_fillers(a, d);
    return !timed || measure_pace_over_time(a, d, first);
}
