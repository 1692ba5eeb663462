/* SPDX-License-Identifier: MIT */
/* Words, phrases and patterns of the criteria file into one set. */
#include "criteria_loading.h"

#include <stdlib.h>
#include <string.h>

/* Takes the result of a pattern function; false: it was a mistake, which is then reported. */
static bool check(struct criteria_loading *loading, int result, struct schema_place place,
                  const char *what, const char *err)
{
    if (result == PATTERN_NO_MEMORY) {
        loading->no_memory = true;
    } else if (result < 0) {
        COMPLAIN(loading, place, "%s: %s", what, err);
    }
    return result >= 0;
}

typedef void (*line_fn)(struct criteria_loading *loading, void *user, const char *line,
                        struct schema_place place);

/* Gives each line that is no remark to `take`. Text of several lines began behind its key. */
static void each_line(struct criteria_loading *loading, const char *text, struct schema_place place,
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

static void take_alternative(struct criteria_loading *loading, void *user, const char *line,
                             struct schema_place place)
{
    char err[PATTERN_ERROR_SIZE] = "";
    const int *phrase = user;
    int result = patterns_add_alternative(&loading->rubric->patterns, *phrase, line, err);
    check(loading, result, place, line, err);
}

static int add_phrase(struct criteria_loading *loading, const char *name, const char *text,
                      struct schema_place place)
{
    char err[PATTERN_ERROR_SIZE] = "";
    int phrase = patterns_add_phrase(&loading->rubric->patterns, name, err);
    if (check(loading, phrase, place, name, err)) {
        each_line(loading, text, place, take_alternative, &phrase);
    }
    return phrase;
}

static void add_names(struct criteria_loading *loading)
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

static void take_rule(struct criteria_loading *loading, void *user, const char *line,
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

static void add_lists(struct criteria_loading *loading)
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
static unsigned add_class(struct criteria_loading *loading, const char *name, const char *words,
                          struct schema_place place)
{
    struct pattern_set *set = &loading->rubric->patterns;
    char err[PATTERN_ERROR_SIZE] = "";
    int added = patterns_add_class(set, name, words, err);
    return check(loading, added, place, name + 1, err) ? set->phrases[added].class_id : 0;
}

static void add_rules(struct criteria_loading *loading)
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

void criteria_add_patterns(struct criteria_loading *loading)
{
    struct rubric *rubric = loading->rubric;
    const struct criteria_file *file = &rubric->file;
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
}
