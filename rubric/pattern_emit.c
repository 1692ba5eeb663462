/* SPDX-License-Identifier: MIT */
/* The ops of a pattern, as its parser writes them, and the words and classes that they name. */
#include "pattern_parser.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void parser_fail(struct parser *parser, const char *format, ...)
{
    if (!parser->failed) {
        va_list args;
        va_start(args, format);
        vsnprintf(parser->err, PATTERN_ERROR_SIZE, format, args);
        va_end(args);
    }
    parser->failed = true;
}

static void fail_memory(struct parser *parser)
{
    parser->failed = true;
    parser->no_memory = true;
}

bool pattern_reserve(void *array, size_t count, size_t *room, size_t size)
{
    if (count < *room) {
        return true;
    }
    size_t more = *room * 2 + 64;
    void **items = array;
    void *bigger = realloc(*items, more * size);
    if (bigger == NULL) {
        return false;
    }
    *items = bigger;
    *room = more;
    return true;
}

void parser_insert(struct parser *parser, size_t where, struct pattern_op op)
{
    struct pattern_set *set = parser->set;
    if (!pattern_reserve(&set->ops, set->op_count, &set->op_room, sizeof(*set->ops))) {
        fail_memory(parser);
        return;
    }
    memmove(&set->ops[where + 1], &set->ops[where], (set->op_count - where) * sizeof(op));
    set->ops[where] = op;
    set->op_count++;
}

void parser_append(struct parser *parser, enum pattern_code code, unsigned a)
{
    struct pattern_op op = { .code = (unsigned char)code, .a = a };
    parser_insert(parser, parser->set->op_count, op);
}

void parser_append_affix(struct parser *parser, const char *word)
{
    struct pattern_set *set = parser->set;
    int phrase = patterns_find_phrase(set, word);
    if (phrase < 0) {
        phrase = patterns_add_class(set, word, word, parser->err);
    }
    if (phrase < 0) {
        parser->failed = true;
        parser->no_memory = phrase == PATTERN_NO_MEMORY;
        return;
    }
    parser_append(parser, OP_CLASS, set->phrases[phrase].class_id);
}

static void append_number(struct parser *parser, const char *token)
{
    unsigned number = lexicon_add_word(&parser->set->lexicon, token);
    if (number == 0) {
        fail_memory(parser);
    }
    parser_append(parser, OP_WORD, number);
}

void parser_append_word(struct parser *parser, const char *word)
{
    struct rubric_word heard = { .text = word, .confidence = 1 };
    struct text text;
    if (word[0] == '\'') { /* "'s", "'d": parts of words, as they are */
        append_number(parser, word);
        return;
    }
    if (!text_read(&text, &heard, 1)) {
        fail_memory(parser);
        return;
    }
    if (text.count == 0) {
        parser_fail(parser, "\"%s\" is not a word", word);
    }
    for (size_t i = 0; i < text.count && !parser->failed; i++) {
        append_number(parser, text.tokens[i].text);
    }
    text_finish(&text);
}

/* The class of the words and classes in `key`: "w12 c3". */
static unsigned find_group(struct parser *parser, const char *key, bool *is_new)
{
    struct pattern_set *set = parser->set;
    *is_new = false;
    for (size_t i = 0; i < set->group_count; i++) {
        if (strcmp(set->groups[i].key, key) == 0) {
            return set->groups[i].class_id;
        }
    }
    char *copy = strdup(key);
    unsigned class_id = lexicon_add_class(&set->lexicon);
    if (copy == NULL
        || !pattern_reserve(&set->groups, set->group_count, &set->group_room,
                            sizeof(*set->groups))) {
        free(copy);
        fail_memory(parser);
        return 0;
    }
    set->groups[set->group_count++] = (struct pattern_group){ copy, class_id };
    if (class_id == LEXICON_CLASSES) {
        parser_fail(parser, "there are more than %d brackets and names", LEXICON_CLASSES);
        return 0;
    }
    *is_new = true;
    return class_id;
}

void parser_append_group(struct parser *parser, const struct pattern_op *singles, size_t count)
{
    char key[SINGLES_MAX * 12] = "";
    struct pattern_set *set = parser->set;
    size_t used = 0;
    bool is_new;
    for (size_t i = 0; i < count; i++) {
        used += (size_t)snprintf(key + used, sizeof(key) - used, "%c%u ",
                                 singles[i].code == OP_WORD ? 'w' : 'c', singles[i].a);
    }
    unsigned class_id = find_group(parser, key, &is_new);
    for (size_t i = 0; is_new && i < count; i++) {
        if (singles[i].code == OP_WORD) {
            lexicon_put_number(&set->lexicon, singles[i].a, class_id);
        } else {
            lexicon_imply(&set->lexicon, singles[i].a, class_id);
        }
    }
    parser_append(parser, OP_CLASS, class_id);
}
