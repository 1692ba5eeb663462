/* SPDX-License-Identifier: MIT */
/* How the answer was spoken: from times and words alone, by the thresholds of the file. */
#include "assess.h"

#include <stdlib.h>
#include <string.h>

enum { COMMON_MAX = 8, COMMON_LETTERS = 3 };

static bool is_hesitation(const struct rubric_word *word)
{
    return word->hesitation || text_is_hesitation(word->text);
}

static bool has_times(const struct rubric_word *word)
{
    return word->start_s >= 0 && word->end_s >= word->start_s;
}

/* First and last sound of the answer; false when no word has times. */
static bool find_ends(const struct rubric_answer *answer, double *first, double *last)
{
    bool any = false;
    for (size_t i = 0; i < answer->word_count; i++) {
        const struct rubric_word *word = &answer->words[i];
        if (!has_times(word)) {
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
        d->words += !is_hesitation(&a->answer->words[i]);
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
        if (!has_times(word)) {
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
        if (has_times(word) && !is_hesitation(word)) {
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

/* The words of a span as one small-lettered text; of a filler or a word said often. */
static const char *plain_text(struct assessment *a, struct rubric_span words)
{
    size_t size = 1, used = 0;
    for (size_t i = words.from; i < words.to; i++) {
        size += strlen(a->answer->words[i].text) + 1;
    }
    char *text = arena_alloc(&a->report->arena, size);
    for (size_t i = words.from; text != NULL && i < words.to; i++) {
        for (const char *s = a->answer->words[i].text; *s != '\0'; s++) {
            bool capital = *s >= 'A' && *s <= 'Z';
            if (capital || strchr(".,;:!?\"()", *s) == NULL) {
                text[used++] = capital ? (char)(*s - 'A' + 'a') : *s;
            }
        }
        if (i + 1 < words.to) {
            text[used++] = ' ';
        }
    }
    return text;
}

static int compare_fillers(const void *a, const void *b)
{
    const struct rubric_filler *x = a, *y = b;
    if (x->words.from != y->words.from) {
        return x->words.from < y->words.from ? -1 : 1;
    }
    return x->words.to > y->words.to ? -1 : x->words.to < y->words.to;
}

static struct rubric_filler make_filler(const struct assessment *a, struct rubric_span words)
{
    const struct rubric_word *first = &a->answer->words[words.from];
    const struct rubric_word *last = &a->answer->words[words.to - 1];
    return (struct rubric_filler){ words, has_times(first) ? first->start_s : -1,
                                   has_times(last) ? last->end_s : -1 };
}

/* In order, and where two overlap the longer one only. Returns how many are left. */
static size_t keep_separate(struct rubric_filler *fillers, size_t count)
{
    size_t kept = 0;
    if (count > 0) {
        qsort(fillers, count, sizeof(*fillers), compare_fillers);
    }
    for (size_t i = 0; i < count; i++) {
        if (kept == 0 || fillers[i].words.from >= fillers[kept - 1].words.to) {
            fillers[kept++] = fillers[i];
        }
    }
    return kept;
}

static bool find_fillers(struct assessment *a, struct rubric_delivery *d)
{
    if (a->answer->no_filler_remarks) {
        return true;
    }
    size_t most = a->answer->word_count + assess_count_list(a, LIST_FILLERS), count = 0;
    struct rubric_filler *fillers = arena_array(&a->report->arena, most, sizeof(*fillers));
    if (fillers == NULL) {
        return false;
    }
    for (size_t i = 0; i < a->answer->word_count; i++) {
        if (is_hesitation(&a->answer->words[i])) {
            fillers[count++] = make_filler(a, (struct rubric_span){ i, i + 1 });
        }
    }
    for (size_t i = 0; i < a->match_count; i++) {
        const struct pattern_match *match = &a->matches[i];
        if (a->rubric->rules[match->pattern].list == LIST_FILLERS) {
            fillers[count++] = make_filler(a, text_words(&a->text, match->evidence_from,
                                                         match->evidence_to));
        }
    }
    d->fillers = fillers;
    d->filler_count = keep_separate(fillers, count);
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

static bool find_hedges(struct assessment *a, struct rubric_delivery *d)
{
    struct rubric_span *hedges = arena_array(&a->report->arena, assess_count_list(a, LIST_HEDGES),
                                             sizeof(*hedges));
    for (size_t i = 0; hedges != NULL && i < a->match_count; i++) {
        const struct pattern_match *match = &a->matches[i];
        if (a->rubric->rules[match->pattern].list == LIST_HEDGES) {
            hedges[d->hedge_count++] = text_words(&a->text, match->evidence_from,
                                                  match->evidence_to);
        }
    }
    d->hedges = hedges;
    return hedges != NULL;
}

/* Most frequent first; of equals the one that came first. */
static void insert_count(struct rubric_count *counts, size_t *count, struct rubric_count one)
{
    size_t at = *count;
    while (at > 0 && counts[at - 1].count < one.count) {
        at--;
    }
    if (at >= COMMON_MAX) {
        return;
    }
    size_t move = *count < COMMON_MAX ? *count - at : COMMON_MAX - 1 - at;
    memmove(&counts[at + 1], &counts[at], move * sizeof(*counts));
    counts[at] = one;
    *count += *count < COMMON_MAX;
}

static bool same_filler(struct assessment *a, const struct rubric_filler *x,
                        const struct rubric_filler *y, bool *same)
{
    const char *first = plain_text(a, x->words), *second = plain_text(a, y->words);
    *same = first != NULL && second != NULL && strcmp(first, second) == 0;
    return first != NULL && second != NULL;
}

static bool count_fillers(struct assessment *a, struct rubric_delivery *d)
{
    struct rubric_count *counts = arena_array(&a->report->arena, COMMON_MAX, sizeof(*counts));
    for (size_t i = 0; counts != NULL && i < d->filler_count; i++) {
        size_t count = 0;
        bool seen = false, same = false;
        for (size_t k = 0; k < d->filler_count && !seen; k++) {
            if (!same_filler(a, &d->fillers[i], &d->fillers[k], &same)) {
                return false;
            }
            seen = same && k < i;
            count += same;
        }
        const char *text = plain_text(a, d->fillers[i].words);
        if (text == NULL) {
            return false;
        }
        if (!seen) {
            insert_count(counts, &d->common_filler_count, (struct rubric_count){ text, count });
        }
    }
    d->common_fillers = counts;
    return counts != NULL;
}

static bool is_content(const struct assessment *a, size_t token)
{
    const struct token *t = &a->text.tokens[token];
    return strlen(t->text) >= COMMON_LETTERS && !(t->flags & TOKEN_NUMBER)
           && !lexicon_has(&a->ready.entries[token].bits, a->rubric->plain_words);
}

static bool count_words(struct assessment *a, struct rubric_delivery *d)
{
    size_t from = a->rubric->file.delivery.common_words_from;
    struct rubric_count *counts = arena_array(&a->report->arena, COMMON_MAX, sizeof(*counts));
    bool *counted = calloc(a->text.count + 1, sizeof(*counted));
    bool ok = counts != NULL && counted != NULL;
    for (size_t i = 0; ok && i < a->text.count; i++) {
        size_t count = 0;
        if (counted[i] || !is_content(a, i)) {
            continue;
        }
        for (size_t k = i; k < a->text.count; k++) {
            const char *one = a->text.tokens[i].text, *other = a->text.tokens[k].text;
            if (one[0] == other[0] && strcmp(one, other) == 0) {
                counted[k] = true;
                count++;
            }
        }
        if (count >= from) {
            const char *text = arena_copy(&a->report->arena, a->text.tokens[i].text,
                                          strlen(a->text.tokens[i].text));
            ok = text != NULL;
            insert_count(counts, &d->common_word_count, (struct rubric_count){ text, count });
        }
    }
    free(counted);
    d->common_words = counts;
    return ok;
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
    if (!measure_pauses(a, d) || !find_fillers(a, d) || !find_hedges(a, d) || !count_fillers(a, d)
        || !count_words(a, d)) {
        return false;
    }
    rate_fillers(a, d);
    return !timed || measure_pace_over_time(a, d, first);
}
