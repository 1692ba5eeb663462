/* SPDX-License-Identifier: MIT */
/* Situation, action, result: which are told, how long, and whether it is a story at all. */
#include "assess.h"

enum { PARTS = 3, WE_FOR_WE = 2 };

static size_t part_criterion(const struct rubric *rubric, size_t part)
{
    const struct criteria_story *story = &rubric->file.story;
    const size_t parts[PARTS] = { story->situation.index, story->action.index,
                                  story->result.index };
    return parts[part];
}

static enum rubric_story find_kind(const struct assessment *a, size_t present)
{
    bool situation = a->report->view.star[0].present, action = a->report->view.star[1].present;
    if (present == PARTS) {
        return RUBRIC_STORY_FULL;
    }
    if (!action && assess_count_list(a, LIST_ME) == 0
        && assess_count_list(a, LIST_WE) >= WE_FOR_WE) {
        return RUBRIC_STORY_WE;
    }
    if (assess_count_list(a, LIST_USUALLY) > 0 && !situation) {
        return RUBRIC_STORY_PSEUDO;
    }
    if (present > 0) {
        return RUBRIC_STORY_PARTIAL;
    }
    return assess_count_list(a, LIST_SELF) > 0 ? RUBRIC_STORY_SELF : RUBRIC_STORY_NONE;
}

/* The part that word `word` belongs to: that of the evidence that began last. */
static size_t part_at(const struct assessment *a, size_t word)
{
    size_t part = PARTS, begun = 0;
    for (size_t p = 0; p < PARTS; p++) {
        const struct score *score = &a->scores[part_criterion(a->rubric, p)];
        for (size_t i = 0; a->report->view.star[p].present && i < score->evidence_count; i++) {
            size_t from = score->evidence[i].words.from;
            if (from <= word && (part == PARTS || from >= begun)) {
                part = p;
                begun = from;
            }
        }
    }
    return part;
}

/* One behind the last word of any part's evidence. */
static size_t story_end(const struct assessment *a)
{
    size_t end = 0;
    for (size_t p = 0; p < PARTS; p++) {
        const struct score *score = &a->scores[part_criterion(a->rubric, p)];
        for (size_t i = 0; a->report->view.star[p].present && i < score->evidence_count; i++) {
            size_t to = score->evidence[i].words.to;
            end = to > end ? to : end;
        }
    }
    return end;
}

static void add_time(struct rubric_star_part *part, const struct rubric_word *word,
                     const struct rubric_word *next)
{
    if (word->start_s < 0 || word->end_s < word->start_s) {
        return;
    }
    double end = next != NULL && next->start_s >= word->end_s ? next->start_s : word->end_s;
    part->seconds = (part->seconds < 0 ? 0 : part->seconds) + end - word->start_s;
}

static void measure_parts(struct assessment *a)
{
    struct rubric_star_part *star = a->report->view.star;
    size_t end = story_end(a), total = 0, words[PARTS] = { 0 };
    for (size_t i = 0; i < end; i++) {
        size_t part = part_at(a, i);
        if (part < PARTS) {
            words[part]++;
            total++;
            add_time(&star[part], &a->answer->words[i],
                     i + 1 < end ? &a->answer->words[i + 1] : NULL);
        }
    }
    for (size_t p = 0; p < PARTS && total > 0; p++) {
        star[p].share = (double)words[p] / (double)total;
    }
}

void story_read(struct assessment *a)
{
    struct rubric_star_part *star = a->report->view.star;
    size_t present = 0;
    for (size_t p = 0; p < PARTS; p++) {
        star[p] = (struct rubric_star_part){ .seconds = -1 };
        star[p].present = assess_is_met(a, part_criterion(a->rubric, p));
        present += star[p].present;
    }
    a->report->view.story = find_kind(a, present);
    measure_parts(a);
}
