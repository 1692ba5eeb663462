/* SPDX-License-Identifier: MIT */
/* The criteria file as a rubric: names checked, patterns compiled, the model opened. */
#include "rubric.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "criteria_loading.h"

static const double default_lift = 2;

size_t rubric_criterion_index(const struct rubric *rubric, const char *id)
{
    for (size_t i = 0; i < rubric->file.criteria_count; i++) {
        const char *other = rubric->file.criteria[i].id;
        if (other[0] == id[0] && strcmp(other, id) == 0) {
            return i;
        }
    }
    return RUBRIC_NO_CRITERION;
}

static void check_names(struct criteria_loading *loading, const char *what,
                        struct criteria_name *names, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        names[i].index = rubric_criterion_index(loading->rubric, names[i].text);
        if (names[i].index == RUBRIC_NO_CRITERION) {
            COMPLAIN(loading, names[i].place, "%s: there is no criterion \"%s\"", what,
                     names[i].text);
        }
    }
}

static void check_record(struct criteria_loading *loading, size_t index)
{
    struct criteria_record *records = loading->rubric->file.criteria;
    struct criteria_record *record = &records[index];
    if (record->id[strspn(record->id, "abcdefghijklmnopqrstuvwxyz0123456789_")] != '\0') {
        COMPLAIN(loading, record->id_place,
                 "id: \"%s\" may have small letters, digits and _ only", record->id);
    }
    for (size_t i = 0; i < index; i++) {
        if (strcmp(records[i].id, record->id) == 0) {
            COMPLAIN(loading, record->id_place, "id: the criterion \"%s\" is also in line %u",
                     record->id, records[i].id_place.line);
        }
    }
    for (size_t i = 0; i < record->fitted_count; i++) {
        check_names(loading, "has", &record->fitted[i].has, 1);
    }
    check_names(loading, "strength_needs", record->strength_needs.items,
                record->strength_needs.count);
    check_names(loading, "unless", record->unless.items, record->unless.count);
    check_names(loading, "needs_one", record->needs_one.items, record->needs_one.count);
    check_names(loading, "shows", record->shows.items, record->shows.count);
}

static void check_order(struct criteria_loading *loading, double low, double high, const char *what)
{
    if (low >= high) {
        COMPLAIN(loading, loading->rubric->file.delivery.fillers_place,
                 "delivery: %s must stand in rising order; %g is not below %g", what, low, high);
    }
}

static void check_file(struct criteria_loading *loading)
{
    struct criteria_file *file = &loading->rubric->file;
    const struct criteria_delivery *delivery = &file->delivery;
    for (size_t i = 0; i < file->criteria_count; i++) {
        check_record(loading, i);
    }
    check_names(loading, "story", &file->story.situation, 1);
    check_names(loading, "story", &file->story.action, 1);
    check_names(loading, "story", &file->story.result, 1);
    check_names(loading, "topic", &file->topic.criterion, 1);
    check_names(loading, "smart", file->smart.items, file->smart.count);
    check_names(loading, "job_terms", &file->job_terms, 1);
    check_order(loading, delivery->pace_very_low, delivery->pace_low, "pace_very_low and pace_low");
    check_order(loading, delivery->pace_low, delivery->pace_high, "pace_low and pace_high");
    check_order(loading, delivery->pace_high, delivery->pace_very_high,
                "pace_high and pace_very_high");
    check_order(loading, delivery->fillers_high, delivery->fillers_very_high,
                "fillers_high and fillers_very_high");
}

static void make_criteria(struct criteria_loading *loading)
{
    struct rubric *rubric = loading->rubric;
    size_t count = rubric->file.criteria_count;
    rubric->criteria = arena_array(&rubric->arena, count, sizeof(*rubric->criteria));
    if (rubric->criteria == NULL) {
        loading->no_memory = true;
        return;
    }
    for (size_t i = 0; i < count; i++) {
        const struct criteria_record *record = &rubric->file.criteria[i];
        rubric->file.criteria[i].lift = record->lift > 0 ? record->lift : default_lift;
        rubric->criteria[i] = (struct rubric_criterion){
            .id = record->id, .group = (enum rubric_group)record->group, .label = record->label,
            .strength = record->strength, .next_step = record->next_step, .tip = record->tip,
            .example = record->example, .why = record->why, .priority = record->priority,
            .weight = record->weight,
        };
    }
}

static void build(struct criteria_loading *loading)
{
    struct rubric *rubric = loading->rubric;
    check_file(loading);
    criteria_add_patterns(loading);
    if (!loading->no_memory) {
        make_criteria(loading);
    }
    if (!loading->no_memory && !patterns_seal(&rubric->patterns)) {
        loading->no_memory = true;
    }
}

static void load_model(struct criteria_loading *loading, const char *model_path)
{
    struct rubric *rubric = loading->rubric;
    size_t count = rubric->file.criteria_count;
    char err[256] = "";
    rubric->model_index = arena_array(&rubric->arena, count, sizeof(*rubric->model_index));
    if (rubric->model_index == NULL) {
        loading->no_memory = true;
        return;
    }
    rubric->model = model_load(model_path, err, sizeof(err));
    if (rubric->model == NULL) {
        loading->mistakes++;
        if (loading->report != NULL) {
            loading->report(loading->user, err);
        }
        return;
    }
    for (size_t i = 0; i < count; i++) {
        rubric->model_index[i] = model_find_criterion(rubric->model, rubric->criteria[i].id);
    }
}

struct rubric *rubric_load(const char *path, const char *model_path,
                           const struct rubric_diagnostics *diagnostics)
{
    struct criteria_loading loading = { .path = path };
    if (diagnostics != NULL) {
        loading.report = diagnostics->report;
        loading.user = diagnostics->user;
    }
    struct rubric *rubric = calloc(1, sizeof(*rubric));
    loading.rubric = rubric;
    loading.no_memory = rubric == NULL;
    if (rubric != NULL) {
        rubric->texts = criteria_file_load(path, &rubric->file, loading.report, loading.user);
        loading.mistakes += rubric->texts == NULL;
    }
    if (rubric != NULL && rubric->texts != NULL) {
        build(&loading);
        if (model_path != NULL && !loading.no_memory && loading.mistakes == 0) {
            load_model(&loading, model_path);
        }
    }
    if (loading.no_memory) {
        schema_complain(loading.report, loading.user, path, (struct schema_place){ 1, 1 },
                        "not enough memory to load the criteria");
    }
    if (loading.no_memory || loading.mistakes > 0) {
        rubric_destroy(rubric);
        return NULL;
    }
    return rubric;
}

void rubric_destroy(struct rubric *rubric)
{
    if (rubric == NULL) {
        return;
    }
    model_destroy(rubric->model);
    patterns_finish(&rubric->patterns);
    free(rubric->rules);
    arena_finish(&rubric->arena);
    schema_destroy(rubric->texts);
    free(rubric);
}

size_t rubric_criterion_count(const struct rubric *rubric)
{
    return rubric->file.criteria_count;
}

const struct rubric_criterion *rubric_criterion_at(const struct rubric *rubric, size_t i)
{
    return &rubric->criteria[i];
}

const struct rubric_criterion *rubric_find_criterion(const struct rubric *rubric, const char *id)
{
    size_t i = rubric_criterion_index(rubric, id);
    return i != RUBRIC_NO_CRITERION ? &rubric->criteria[i] : NULL;
}
