/* SPDX-License-Identifier: MIT */
/* From an answer to a report. */
#include "assess.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "wipe.h"

enum { WHY_SIZE = 800, FEATURES = 5 };

static double understood_share(const struct assessment *a)
{
    double heard = 0;
    for (size_t i = 0; i < a->answer->word_count; i++) {
        heard += (double)a->answer->words[i].confidence >= a->rubric->file.heard.sure;
    }
    return a->answer->word_count > 0 ? heard / (double)a->answer->word_count : 0;
}

static bool too_little_heard(const struct assessment *a)
{
    const struct criteria_heard *heard = &a->rubric->file.heard;
    return a->text.count == 0 || a->report->view.understood < heard->least_share;
}

/* A wrong accusation is worse than a missed one: words that do not go together accuse nobody. */
static double weigh_hearing(const struct assessment *a, const struct rubric_criterion *criterion,
                            const struct score *score)
{
    double sense = (1 - a->strange) * (1 - a->strange);
    return criterion->group == RUBRIC_GROUP_WATCH ? score->heard * sense : score->heard;
}

static enum rubric_verdict choose_verdict(const struct assessment *a,
                                          const struct rubric_criterion *criterion,
                                          const struct score *score)
{
    if (too_little_heard(a)) {
        return RUBRIC_NOT_HEARD;
    }
    double belief = weigh_hearing(a, criterion, score);
    if (criterion->group == RUBRIC_GROUP_WATCH) {
        return belief >= SCORE_MET ? RUBRIC_FLAGGED : RUBRIC_CLEAR;
    }
    return belief >= SCORE_MET          ? RUBRIC_MET
           : score->belief >= SCORE_MET ? RUBRIC_MAYBE
                                        : RUBRIC_MISSING;
}

static const char *choose_tip(const struct assessment *a, size_t criterion)
{
    const struct criteria_record *record = &a->rubric->file.criteria[criterion];
    for (size_t i = 0; a->question != NULL && i < record->fitted_count; i++) {
        for (size_t k = 0; k < a->question->criteria_count; k++) {
            if (strcmp(a->question->criteria[k], record->fitted[i].has.text) == 0) {
                return record->fitted[i].tip;
            }
        }
    }
    return record->tip;
}

static bool copy_evidence(struct assessment *a, const struct score *score,
                          struct rubric_finding *finding)
{
    bool shown = finding->verdict == RUBRIC_MET || finding->verdict == RUBRIC_MAYBE
                 || finding->verdict == RUBRIC_FLAGGED;
    if (!shown || score->evidence_count == 0) {
        return true;
    }
    struct rubric_span *spans = arena_array(&a->report->arena, score->evidence_count,
                                            sizeof(*spans));
    for (size_t i = 0; spans != NULL && i < score->evidence_count; i++) {
        spans[i] = score->evidence[i].words;
    }
    finding->evidence = spans;
    finding->evidence_count = score->evidence_count;
    return spans != NULL;
}

/* Appends the features behind the model's words, if there is room and memory. */
static void explain_model(const struct assessment *a, const struct score *score, char *line,
                          size_t used)
{
    size_t criterion = (size_t)(score - a->scores);
    size_t from = 0, to = a->text.count;
    char features[WHY_SIZE / 2] = "";
    if (score->evidence_count > 0) {
        struct rubric_span words = score->evidence[0].words;
        while (from + 1 < to && a->text.tokens[from].to <= words.from) {
            from++;
        }
        while (to > from + 1 && a->text.tokens[to - 1].from >= words.to) {
            to--;
        }
    }
    struct model_span span = { .from = from, .to = to };
    if (used < WHY_SIZE && to > from
        && model_explain(a->rubric->model, &a->text, a->rubric->model_index[criterion], span,
                         FEATURES, features, sizeof(features))) {
        snprintf(line + used, WHY_SIZE - used, ": %s", features);
    }
}

/* "line 312: i <want> to be (0.90); ..." */
static const char *explain(struct assessment *a, const struct score *score)
{
    char line[WHY_SIZE] = "";
    size_t used = 0;
    for (size_t i = 0; i < score->evidence_count && used < sizeof(line); i++) {
        const struct sign *sign = &score->evidence[i];
        int size = sign->rule != NULL
                       ? snprintf(line + used, sizeof(line) - used, "%sline %u: %s (%.2f)",
                                  i > 0 ? "; " : "", sign->rule->line, sign->rule->text,
                                  sign->weight)
                       : snprintf(line + used, sizeof(line) - used, "%swords alone (%.2f)",
                                  i > 0 ? "; " : "", sign->weight);
        used += size > 0 ? (size_t)size : 0;
    }
    if (score->model >= 0 && used < sizeof(line)) {
        int size = snprintf(line + used, sizeof(line) - used, "%smodel %.2f, patterns %.2f",
                            used > 0 ? "; " : "", score->model, score->pattern);
        used += size > 0 ? (size_t)size : 0;
        explain_model(a, score, line, used);
    }
    return arena_copy(&a->report->arena, line, strlen(line));
}

static bool make_finding(struct assessment *a, size_t criterion, struct rubric_finding *finding)
{
    struct score *score = &a->scores[criterion];
    score->told = true;
    finding->criterion = &a->rubric->criteria[criterion];
    finding->verdict = choose_verdict(a, finding->criterion, score);
    finding->belief = finding->verdict == RUBRIC_NOT_HEARD
                          ? 0 : weigh_hearing(a, finding->criterion, score);
    finding->tip = choose_tip(a, criterion);
    finding->why = "";
    if (a->answer->explain) {
        finding->why = explain(a, score);
    }
    return finding->why != NULL && copy_evidence(a, score, finding);
}

/*
 * The criterion of the question's place `i`, what it also looks for behind what it asks for.
 * RUBRIC_NO_CRITERION: a second time the same, or one that this rubric does not know, because
 * the bank was not checked against it.
 */
static size_t find_criterion(const struct assessment *a, size_t i)
{
    const struct rubric_question *question = a->question;
    if (question == NULL) {
        return i;
    }
    bool also = i >= question->criteria_count;
    const char *id = also ? question->also[i - question->criteria_count] : question->criteria[i];
    size_t criterion = rubric_criterion_index(a->rubric, id);
    return also && criterion != RUBRIC_NO_CRITERION && a->scores[criterion].told
               ? RUBRIC_NO_CRITERION : criterion;
}

/* Which criteria the question wants at all; before anything is scored. */
static void note_wanted(struct assessment *a)
{
    size_t count = a->question != NULL ? a->question->criteria_count + a->question->also_count
                                       : a->rubric->file.criteria_count;
    for (size_t i = 0; i < count; i++) {
        size_t criterion = find_criterion(a, i);
        if (criterion != RUBRIC_NO_CRITERION) {
            a->scores[criterion].wanted = true;
        }
    }
}

static bool make_findings(struct assessment *a)
{
    struct rubric_report *report = &a->report->view;
    const struct rubric_question *question = a->question;
    size_t asked = question != NULL ? question->criteria_count : a->rubric->file.criteria_count;
    size_t count = asked + (question != NULL ? question->also_count : 0);
    struct rubric_finding *findings = arena_array(&a->report->arena, count, sizeof(*findings));
    if (findings == NULL) {
        return false;
    }
    report->findings = findings;
    for (size_t i = 0; i < count; i++) {
        size_t criterion = find_criterion(a, i);
        if (criterion != RUBRIC_NO_CRITERION
            && !make_finding(a, criterion, &findings[report->finding_count++])) {
            return false;
        }
        report->asked_count = i < asked ? report->finding_count : report->asked_count;
    }
    for (size_t i = 0; i < RUBRIC_SMART_COUNT; i++) {
        const struct rubric_finding *finding =
            rubric_report_find(report, a->rubric->file.smart.items[i].text);
        bool asked_for = finding != NULL && finding < findings + report->asked_count;
        report->smart[i] = asked_for ? finding : NULL;
    }
    return true;
}

bool assess_is_met(const struct assessment *a, size_t criterion)
{
    const struct rubric_finding *finding =
        rubric_report_find(&a->report->view, a->rubric->criteria[criterion].id);
    return finding != NULL
           && (finding->verdict == RUBRIC_MET || finding->verdict == RUBRIC_FLAGGED);
}

size_t assess_count_list(const struct assessment *a, enum rubric_list list)
{
    size_t count = 0;
    for (size_t i = 0; i < a->match_count; i++) {
        count += a->rubric->rules[a->matches[i].pattern].list == list;
    }
    return count;
}

static bool copy_words(struct assessment *a)
{
    struct rubric_report *report = &a->report->view;
    const char **words = arena_array(&a->report->arena, a->answer->word_count, sizeof(*words));
    if (words == NULL) {
        return false;
    }
    for (size_t i = 0; i < a->answer->word_count; i++) {
        const char *text = a->answer->words[i].text;
        words[i] = arena_copy(&a->report->arena, text, strlen(text));
        if (words[i] == NULL) {
            return false;
        }
    }
    report->word_text = words;
    report->word_count = a->answer->word_count;
    return true;
}

static bool run(struct assessment *a, const struct rubric_report *previous)
{
    a->scores = calloc(a->rubric->file.criteria_count, sizeof(*a->scores));
    if (a->scores == NULL || !text_read(&a->text, a->answer->words, a->answer->word_count)
        || !pattern_text_init(&a->ready, &a->rubric->patterns, &a->text)) {
        return false;
    }
    note_wanted(a);
    a->report->view.understood = understood_share(a);
    if (!copy_words(a) || !score_matches(a) || !score_criteria(a) || !make_findings(a)) {
        return false;
    }
    story_read(a);
    return delivery_measure(a) && headline_choose(a, previous);
}

static void finish(struct assessment *a)
{
    pattern_text_finish(&a->ready);
    text_finish(&a->text);
    free(a->matches);
    free(a->signs);
    free(a->scores);
}

struct rubric_report *rubric_assess(const struct rubric *rubric,
                                    const struct rubric_question *question,
                                    const struct rubric_answer *answer,
                                    const struct rubric_report *previous)
{
    struct assessment a = { .rubric = rubric, .question = question, .answer = answer };
    a.report = calloc(1, sizeof(*a.report));
    if (a.report == NULL) {
        return NULL;
    }
    bool ok = run(&a, previous);
    finish(&a);
    if (!ok) {
        rubric_report_destroy(&a.report->view);
        return NULL;
    }
    return &a.report->view;
}

void rubric_report_destroy(struct rubric_report *view)
{
    if (view == NULL) {
        return;
    }
    struct report *report = (struct report *)view;
    arena_finish(&report->arena);
    wipe(report, sizeof(*report));
    free(report);
}
