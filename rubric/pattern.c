/* SPDX-License-Identifier: MIT */
/* Building a set of patterns. */
#include "pattern.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "pattern_code.h"

bool patterns_init(struct pattern_set *set)
{
    memset(set, 0, sizeof(*set));
    set->soft = PATTERN_NONE;
    return lexicon_init(&set->lexicon);
}

void patterns_finish(struct pattern_set *set)
{
    for (size_t i = 0; i < set->phrase_count; i++) {
        free(set->phrases[i].name);
        free(set->phrases[i].starts);
    }
    for (size_t i = 0; i < set->group_count; i++) {
        free(set->groups[i].key);
    }
    free(set->phrases);
    free(set->groups);
    free(set->patterns);
    free(set->ops);
    free(set->anys);
    free(set->any_keys);
    free(set->by_word.items);
    free(set->by_word.rows);
    free(set->by_class.items);
    free(set->by_class.rows);
    lexicon_finish(&set->lexicon);
    memset(set, 0, sizeof(*set));
}

int patterns_find_phrase(const struct pattern_set *set, const char *name)
{
    for (size_t i = 0; i < set->phrase_count; i++) {
        if (strcmp(set->phrases[i].name, name) == 0) {
            return (int)i;
        }
    }
    return PATTERN_NONE;
}

static int add_phrase(struct pattern_set *set, const char *name, bool is_class, unsigned class_id)
{
    char *copy = strdup(name);
    if (copy == NULL || !pattern_reserve(&set->phrases, set->phrase_count, &set->phrase_room,
                                         sizeof(*set->phrases))) {
        free(copy);
        return PATTERN_NO_MEMORY;
    }
    set->phrases[set->phrase_count] = (struct pattern_phrase){
        .name = copy, .class_id = class_id, .is_class = is_class,
    };
    return (int)set->phrase_count++;
}

static int add_named(struct pattern_set *set, const char *name, bool is_class,
                     char err[PATTERN_ERROR_SIZE])
{
    if (patterns_find_phrase(set, name) >= 0) {
        snprintf(err, PATTERN_ERROR_SIZE, "<%.40s> is defined twice", name);
        return PATTERN_NONE;
    }
    unsigned class_id = lexicon_add_class(&set->lexicon);
    if (class_id == LEXICON_CLASSES) {
        snprintf(err, PATTERN_ERROR_SIZE, "there are more than %d names", LEXICON_CLASSES);
        return PATTERN_NONE;
    }
    return add_phrase(set, name, is_class, class_id);
}

static bool add_builtins(struct pattern_set *set)
{
    static const char *const names[LEXICON_BUILTINS] = {
        [LEXICON_NUMBER] = "number", [LEXICON_LETTERS] = "letters", [LEXICON_NAME] = "name",
    };
    for (unsigned i = 0; i < LEXICON_BUILTINS; i++) {
        if (add_phrase(set, names[i], true, i) < 0) {
            return false;
        }
    }
    return true;
}

static int put_word(struct pattern_set *set, const struct pattern_phrase *phrase, const char *word,
                    char err[PATTERN_ERROR_SIZE])
{
    size_t size = strlen(word);
    if (word[0] != '<') {
        return lexicon_put(&set->lexicon, word, phrase->class_id) ? 0 : PATTERN_NO_MEMORY;
    }
    char name[64];
    snprintf(name, sizeof(name), "%.*s", (int)(size > 2 ? size - 2 : 0), word + 1);
    int other = patterns_find_phrase(set, name);
    if (word[size - 1] != '>' || other < 0 || !set->phrases[other].is_class) {
        snprintf(err, PATTERN_ERROR_SIZE, "%.40s is no word class defined above", word);
        return PATTERN_NONE;
    }
    lexicon_imply(&set->lexicon, set->phrases[other].class_id, phrase->class_id);
    return 0;
}

int patterns_add_class(struct pattern_set *set, const char *name, const char *words,
                       char err[PATTERN_ERROR_SIZE])
{
    if (set->phrase_count == 0 && !add_builtins(set)) {
        return PATTERN_NO_MEMORY;
    }
    int added = add_named(set, name, true, err);
    for (const char *at = words; added >= 0 && *at != '\0';) {
        char word[64];
        size_t size = strcspn(at, " \n\t");
        if (size >= sizeof(word)) {
            snprintf(err, PATTERN_ERROR_SIZE, "\"%.30s...\" is too long for a word", at);
            return PATTERN_NONE;
        }
        memcpy(word, at, size);
        word[size] = '\0';
        if (size > 0) {
            int done = put_word(set, &set->phrases[added], word, err);
            added = done < 0 ? done : added;
        }
        at += size + strspn(at + size, " \n\t");
    }
    return added;
}

int patterns_add_phrase(struct pattern_set *set, const char *name, char err[PATTERN_ERROR_SIZE])
{
    if (set->phrase_count == 0 && !add_builtins(set)) {
        return PATTERN_NO_MEMORY;
    }
    int added = add_named(set, name, false, err);
    if (added >= 0 && strcmp(name, "soft") == 0) {
        set->soft = added;
    }
    return added;
}

static struct pattern_start make_start(struct pattern_set *set, int op)
{
    return (struct pattern_start){
        .op = (unsigned)op, .needs = pattern_find_needs(set, (size_t)op),
    };
}

struct begin_phrase {
    struct pattern_set *set;
    unsigned class_id;
};

static bool begin_phrase(void *user, bool is_word, unsigned number)
{
    struct begin_phrase *begin = user;
    if (is_word) {
        lexicon_put_number(&begin->set->lexicon, number, begin->class_id);
    } else {
        lexicon_imply(&begin->set->lexicon, number, begin->class_id);
    }
    return true;
}

int patterns_add_alternative(struct pattern_set *set, int phrase, const char *text,
                             char err[PATTERN_ERROR_SIZE])
{
    struct begin_phrase begin = { set, set->phrases[phrase].class_id };
    int op = pattern_parse(set, text, begin_phrase, &begin, err);
    if (op < 0) {
        return op;
    }
    struct pattern_phrase *p = &set->phrases[phrase];
    if (!pattern_reserve(&p->starts, p->start_count, &p->start_room, sizeof(*p->starts))) {
        return PATTERN_NO_MEMORY;
    }
    p->starts[p->start_count++] = make_start(set, op);
    return op;
}

struct begin_pattern {
    struct pattern_set *set;
    bool no_memory;
};

static bool begin_pattern(void *user, bool is_word, unsigned number)
{
    struct begin_pattern *begin = user;
    struct pattern_set *set = begin->set;
    struct pattern_index *index = is_word ? &set->by_word : &set->by_class;
    if (!pattern_reserve(&index->items, index->count, &index->room, sizeof(*index->items))) {
        begin->no_memory = true;
        return false;
    }
    index->items[index->count++] = (struct pattern_key){ number, (unsigned)set->pattern_count };
    return true;
}

int patterns_add(struct pattern_set *set, const char *text, char err[PATTERN_ERROR_SIZE])
{
    struct begin_pattern begin = { .set = set };
    int op = pattern_parse(set, text, begin_pattern, &begin, err);
    if (op < 0) {
        return begin.no_memory ? PATTERN_NO_MEMORY : op;
    }
    if (!pattern_reserve(&set->patterns, set->pattern_count, &set->pattern_room,
                         sizeof(*set->patterns))) {
        return PATTERN_NO_MEMORY;
    }
    set->patterns[set->pattern_count] = make_start(set, op);
    return (int)set->pattern_count++;
}

static int compare_keys(const void *a, const void *b)
{
    const struct pattern_key *x = a, *y = b;
    if (x->key != y->key) {
        return x->key < y->key ? -1 : 1;
    }
    return x->pattern < y->pattern ? -1 : x->pattern > y->pattern;
}

static bool sort_index(struct pattern_index *index, size_t key_count)
{
    index->key_count = key_count;
    index->rows = calloc(key_count + 1, sizeof(*index->rows));
    if (index->rows == NULL) {
        return false;
    }
    if (index->count > 0) {
        qsort(index->items, index->count, sizeof(*index->items), compare_keys);
    }
    for (size_t i = 0; i < index->count; i++) {
        index->rows[index->items[i].key + 1]++;
    }
    for (size_t key = 0; key < key_count; key++) {
        index->rows[key + 1] += index->rows[key];
    }
    return true;
}

bool patterns_seal(struct pattern_set *set)
{
    lexicon_seal(&set->lexicon);
    pattern_number_needs(set);
    for (size_t i = 0; i < set->by_class.count; i++) {
        lexicon_set(&set->beginnings, set->by_class.items[i].key);
    }
    return sort_index(&set->by_word, set->lexicon.word_count + 1)
           && sort_index(&set->by_class, LEXICON_CLASSES);
}
