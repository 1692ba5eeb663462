/* SPDX-License-Identifier: MIT */
/* The criteria file as a rubric: names checked, patterns compiled, the model opened. */
#include "rubric.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "internal.h"

static const double default_lift = 2;

struct loading {
    struct rubric *rubric;
    const char *path;
    schema_report_fn report;    /* may be NULL */
    void *user;
    unsigned mistakes;
    bool no_memory;
};

#define COMPLAIN(loading, place, ...) \
    ((loading)->mistakes++, \
     schema_complain((loading)->report, (loading)->user, (loading)->path, place, __VA_ARGS__))

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

/* Takes the result of a pattern function; false: it was a mistake, which is then reported. */
static bool check(struct loading *loading, int result, struct schema_place place, const char *what,
                  const char *err)
{
    if (result == PATTERN_NO_MEMORY) {
        loading->no_memory = true;
    } else if (result < 0) {
        COMPLAIN(loading, place, "%s: %s", what, err);
    }
    return result >= 0;
}

typedef void (*line_fn)(struct loading *loading, void *user, const char *line,
                        struct schema_place place);

/* Gives each line that is no remark to `take`. Text of several lines began behind its key. */
static void each_line(struct loading *loading, const char *text, struct schema_place place,
                      line_fn take, void *user)
{
    bool block = strchr(text, '\n') != NULL;
    for (unsigned i = 0; *text != '\0'; i++) {
        size_t size = strcspn(text, "\n"), used = strspn(text, " \t");
        used = used < size ? used : size;
        if (used < size && text[used] != '#') {
            char *line = arena_copy(&loading->rubric->arena, text + used, size - used);
            struct schema_place at = block ? (struct schema_place){ place.line + 1 + i,
                                                                    (unsigned)used + 1 } : place;
            if (line == NULL) {
                loading->no_memory = true;
                return;
            }
            take(loading, user, line, at);
        }
        text += size + (text[size] == '\n');
    }
}

static void take_alternative(struct loading *loading, void *user, const char *line,
                             struct schema_place place)
{
    char err[PATTERN_ERROR_SIZE] = "";
    const int *phrase = user;
    int result = patterns_add_alternative(&loading->rubric->patterns, *phrase, line, err);
    check(loading, result, place, line, err);
}

static int add_phrase(struct loading *loading, const char *name, const char *text,
                      struct schema_place place)
{
    char err[PATTERN_ERROR_SIZE] = "";
    int phrase = patterns_add_phrase(&loading->rubric->patterns, name, err);
    if (check(loading, phrase, place, name, err)) {
        each_line(loading, text, place, take_alternative, &phrase);
    }
    return phrase;
}

static void add_names(struct loading *loading)
{
    const struct criteria_file *file = &loading->rubric->file;
    char err[PATTERN_ERROR_SIZE] = "";
    for (size_t i = 0; i < file->word_count && !loading->no_memory; i++) {
        const struct schema_pair *pair = &file->words[i];
        int result = patterns_add_class(&loading->rubric->patterns, pair->key, pair->value, err);
        check(loading, result, pair->place, pair->key, err);
    }
    for (size_t i = 0; i < file->phrase_count && !loading->no_memory; i++) {
        const struct schema_pair *pair = &file->phrases[i];
        add_phrase(loading, pair->key, pair->value, pair->place);
    }
    loading->rubric->denial = patterns_find_phrase(&loading->rubric->patterns, "denial");
    loading->rubric->lead_in = patterns_find_phrase(&loading->rubric->patterns, "lead_in");
    loading->rubric->loose_end = patterns_find_phrase(&loading->rubric->patterns, "loose_end");
}

struct taking {
    enum rubric_list list;
    size_t criterion;
    enum criteria_tier tier;
};

static void take_rule(struct loading *loading, void *user, const char *line,
                      struct schema_place place)
{
    struct rubric *rubric = loading->rubric;
    const struct taking *taking = user;
    char err[PATTERN_ERROR_SIZE] = "";
    int pattern = patterns_add(&rubric->patterns, line, err);
    if (!check(loading, pattern, place, line, err)) {
        return;
    }
    if ((size_t)pattern >= rubric->rule_room) {
        size_t room = rubric->rule_room * 2 + 256;
        struct rule *rules = realloc(rubric->rules, room * sizeof(*rules));
        if (rules == NULL) {
            loading->no_memory = true;
            return;
        }
        rubric->rules = rules;
        rubric->rule_room = room;
    }
    rubric->rules[pattern] = (struct rule){
        .list = taking->list, .criterion = taking->criterion, .tier = taking->tier,
        .text = line, .line = place.line,
    };
}

static void add_lists(struct loading *loading)
{
    const struct criteria_file *file = &loading->rubric->file;
    const struct { enum rubric_list list; const char *text; struct schema_place place; } lists[] = {
        { LIST_FILLERS, file->delivery.fillers, file->delivery.fillers_place },
        { LIST_HEDGES, file->delivery.hedges, file->delivery.hedges_place },
        { LIST_USUALLY, file->story.usually, file->story.usually_place },
        { LIST_SELF, file->story.self, file->story.self_place },
        { LIST_WE, file->story.we, file->story.we_place },
        { LIST_ME, file->story.me, file->story.me_place },
    };
    for (size_t i = 0; i < sizeof(lists) / sizeof(lists[0]) && !loading->no_memory; i++) {
        struct taking taking = { .list = lists[i].list, .criterion = RUBRIC_NO_CRITERION };
        each_line(loading, lists[i].text, lists[i].place, take_rule, &taking);
    }
}

/* A class under a name with a space before it, which no name of the file can have. */
static unsigned add_class(struct loading *loading, const char *name, const char *words,
                          struct schema_place place)
{
    struct pattern_set *set = &loading->rubric->patterns;
    char err[PATTERN_ERROR_SIZE] = "";
    int added = patterns_add_class(set, name, words, err);
    return check(loading, added, place, name + 1, err) ? set->phrases[added].class_id : 0;
}

static void add_rules(struct loading *loading)
{
    const struct criteria_file *file = &loading->rubric->file;
    for (size_t i = 0; i < file->criteria_count; i++) {
        for (int tier = 0; tier < TIER_COUNT && !loading->no_memory; tier++) {
            const struct criteria_patterns *patterns = &file->criteria[i].patterns[tier];
            struct taking taking = { LIST_NONE, i, (enum criteria_tier)tier };
            if (patterns->text != NULL) {
                each_line(loading, patterns->text, patterns->place, take_rule, &taking);
            }
        }
    }
}

static void check_names(struct loading *loading, const char *what, struct criteria_name *names,
                        size_t count)
{
    for (size_t i = 0; i < count; i++) {
        names[i].index = rubric_criterion_index(loading->rubric, names[i].text);
        if (names[i].index == RUBRIC_NO_CRITERION) {
            COMPLAIN(loading, names[i].place, "%s: there is no criterion \"%s\"", what,
                     names[i].text);
        }
    }
}

static void check_record(struct loading *loading, size_t index)
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

static void check_order(struct loading *loading, double low, double high, const char *what)
{
    if (low >= high) {
        COMPLAIN(loading, loading->rubric->file.delivery.fillers_place,
                 "delivery: %s must stand in rising order; %g is not below %g", what, low, high);
    }
}

static void check_file(struct loading *loading)
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

static void make_criteria(struct loading *loading)
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

static void build(struct loading *loading)
{
    struct rubric *rubric = loading->rubric;
    const struct criteria_file *file = &rubric->file;
    check_file(loading);
    if (!patterns_init(&rubric->patterns)) {
        loading->no_memory = true;
        return;
    }
    add_names(loading);
    if (!loading->no_memory) {
        rubric->plain_words = add_class(loading, " plain_words", file->delivery.plain_words,
                                        file->delivery.plain_words_place);
        rubric->topic_words = add_class(loading, " topic words", file->topic.words,
                                        file->topic.words_place);
        rubric->clause_words = add_class(loading, " clause_words", file->clause_words,
                                         file->clause_words_place);
        add_lists(loading);
        add_rules(loading);
    }
    if (!loading->no_memory) {
        make_criteria(loading);
    }
    if (!loading->no_memory && !patterns_seal(&rubric->patterns)) {
        loading->no_memory = true;
    }
}

static void load_model(struct loading *loading, const char *model_path)
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
    struct loading loading = { .path = path };
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
