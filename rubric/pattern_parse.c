/* SPDX-License-Identifier: MIT */
/* From the text of a pattern to its ops. */
#include "pattern.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "pattern_code.h"

enum { DEPTH_MAX = 20, GAP_MAX = 12, WORD_MAX = 48, SINGLES_MAX = 200 };

struct parser {
    struct pattern_set *set;
    const char *at;
    char *err;
    unsigned depth;
    bool failed, no_memory;
};

static void fail(struct parser *parser, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

static void fail(struct parser *parser, const char *format, ...)
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

/* Puts an op in at `where`, moving what stands behind. */
static void insert(struct parser *parser, size_t where, struct pattern_op op)
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

static void append(struct parser *parser, enum pattern_code code, unsigned a)
{
    insert(parser, parser->set->op_count, (struct pattern_op){ .code = (unsigned char)code,
                                                               .a = a });
}

static void skip_spaces(struct parser *parser)
{
    while (*parser->at == ' ' || *parser->at == '\t') {
        parser->at++;
    }
}

static void parse_alternatives(struct parser *parser);

static void parse_group(struct parser *parser)
{
    parser->at++;
    if (++parser->depth > DEPTH_MAX) {
        fail(parser, "brackets are nested too deeply");
        return;
    }
    parse_alternatives(parser);
    parser->depth--;
    if (*parser->at != ')') {
        fail(parser, "a ) is missing");
    }
    if (!parser->failed) {
        parser->at++;
    }
}

static void parse_reference(struct parser *parser)
{
    char name[WORD_MAX];
    size_t size = strcspn(parser->at + 1, "> ");
    if (parser->at[size + 1] != '>' || size == 0 || size >= sizeof(name)) {
        fail(parser, "a < needs a name and > behind it");
        return;
    }
    memcpy(name, parser->at + 1, size);
    name[size] = '\0';
    parser->at += size + 2;
    int phrase = patterns_find_phrase(parser->set, name);
    if (phrase < 0) {
        fail(parser, "<%s> is not defined above", name);
    } else if (parser->set->phrases[phrase].is_class) {
        append(parser, OP_CLASS, parser->set->phrases[phrase].class_id);
    } else {
        append(parser, OP_PHRASE, (unsigned)phrase);
    }
}

static void parse_gap(struct parser *parser)
{
    char *end;
    unsigned long size = strtoul(parser->at + 1, &end, 10);
    if (end == parser->at + 1 || size < 1 || size > GAP_MAX) {
        fail(parser, "a ~ needs a number from 1 to %d behind it", GAP_MAX);
        return;
    }
    parser->at = end;
    append(parser, OP_GAP, (unsigned)size);
}

/* "plan*" and "*ing" become a class of their own, shared by all patterns that use them. */
static void append_affix(struct parser *parser, const char *word)
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
    append(parser, OP_CLASS, set->phrases[phrase].class_id);
}

static void append_number(struct parser *parser, const char *token)
{
    unsigned number = lexicon_add_word(&parser->set->lexicon, token);
    if (number == 0) {
        fail_memory(parser);
    }
    append(parser, OP_WORD, number);
}

/* One written word can be several tokens: "don't". */
static void append_word(struct parser *parser, const char *word)
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
        fail(parser, "\"%s\" is not a word", word);
    }
    for (size_t i = 0; i < text.count && !parser->failed; i++) {
        append_number(parser, text.tokens[i].text);
    }
    text_finish(&text);
}

static void parse_word(struct parser *parser)
{
    char word[WORD_MAX];
    size_t size = strcspn(parser->at, " \t()|{}<>?!~");
    if (size == 0 || size >= sizeof(word)) {
        fail(parser, "\"%.20s\" is not expected here", parser->at);
        return;
    }
    memcpy(word, parser->at, size);
    word[size] = '\0';
    parser->at += size;
    if (strcmp(word, "_") == 0) {
        append(parser, OP_ANY, 0);
    } else if (size > 1 && strchr(word, '*') != NULL) {
        append_affix(parser, word);
    } else {
        append_word(parser, word);
    }
}

static void parse_atom(struct parser *parser)
{
    if (*parser->at == '(') {
        parse_group(parser);
    } else if (*parser->at == '<') {
        parse_reference(parser);
    } else {
        parse_word(parser);
    }
}

static void parse_not(struct parser *parser)
{
    size_t start = parser->set->op_count;
    parser->at++;
    parse_atom(parser);
    append(parser, OP_MATCH, 0);
    int size = (int)(parser->set->op_count - start) + 1;
    insert(parser, start, (struct pattern_op){ .code = OP_NOT, .b = size });
}

static void parse_sequence(struct parser *parser)
{
    for (;;) {
        skip_spaces(parser);
        size_t start = parser->set->op_count;
        char c = *parser->at;
        if (parser->failed || c == '\0' || c == ')' || c == '|') {
            return;
        }
        if (c == '{' || c == '}') {
            append(parser, c == '{' ? OP_OPEN : OP_CLOSE, 0);
            parser->at++;
        } else if (c == '~') {
            parse_gap(parser);
        } else if (c == '!') {
            parse_not(parser);
        } else {
            parse_atom(parser);
            if (!parser->failed && *parser->at == '?') {
                parser->at++;
                int size = (int)(parser->set->op_count - start) + 1;
                insert(parser, start, (struct pattern_op){ .code = OP_SPLIT, .b = size });
            }
        }
    }
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
        fail(parser, "there are more than %d brackets and names", LEXICON_CLASSES);
        return 0;
    }
    *is_new = true;
    return class_id;
}

static void append_group(struct parser *parser, const struct pattern_op *singles, size_t count)
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
    append(parser, OP_CLASS, class_id);
}

/* Is what was read from `start` on a single word or class? */
static bool is_single(const struct pattern_set *set, size_t start)
{
    return set->op_count == start + 1
           && (set->ops[start].code == OP_WORD || set->ops[start].code == OP_CLASS);
}

/* Makes what was read from `start` on one of several: split before it, jump behind it. */
static size_t add_alternative(struct parser *parser, size_t start, size_t last_jump)
{
    int size = (int)(parser->set->op_count - start) + 2; /* the split and the jump too */
    insert(parser, start, (struct pattern_op){ .code = OP_SPLIT, .b = size });
    append(parser, OP_JUMP, (unsigned)last_jump);
    return parser->set->op_count - 1;
}

/* Alternatives of one word are gathered in a class, which is tried last. */
static void parse_alternatives(struct parser *parser)
{
    struct pattern_set *set = parser->set;
    struct pattern_op singles[SINGLES_MAX];
    size_t single_count = 0, start = set->op_count, last_jump = 0;
    bool open = false; /* an alternative stands that is not yet followed by a jump */
    for (;;) {
        parse_sequence(parser);
        if (parser->failed) {
            return;
        }
        if (is_single(set, start) && single_count < SINGLES_MAX) {
            singles[single_count++] = set->ops[start];
            set->op_count = start;
        } else {
            open = true;
        }
        if (*parser->at != '|' && (!open || single_count == 0)) {
            break;
        }
        if (open) {
            last_jump = add_alternative(parser, start, last_jump);
            start = set->op_count;
            open = false;
        }
        if (*parser->at != '|') {
            break;
        }
        parser->at++;
    }
    if (single_count == 1 && !parser->failed) {
        append(parser, (enum pattern_code)singles[0].code, singles[0].a);
    } else if (single_count > 1 && !parser->failed) {
        append_group(parser, singles, single_count);
    }
    while (last_jump != 0 && !parser->failed) {
        struct pattern_op *jump = &set->ops[last_jump];
        jump->b = (int)(set->op_count - last_jump);
        last_jump = jump->a;
        jump->a = 0;
    }
}

int pattern_parse(struct pattern_set *set, const char *text, pattern_begin_fn note, void *user,
                  char err[PATTERN_ERROR_SIZE])
{
    struct parser parser = { .set = set, .at = text, .err = err };
    size_t start = set->op_count;
    parse_alternatives(&parser);
    if (!parser.failed && *parser.at != '\0') {
        fail(&parser, "a ( is missing before \"%.20s\"", parser.at);
    }
    append(&parser, OP_MATCH, 0);
    if (!parser.failed && !pattern_note_beginnings(set, start, note, user)) {
        fail(&parser, "it must begin with a word or a name that is always there");
    }
    if (parser.failed) {
        set->op_count = start;
        return parser.no_memory ? PATTERN_NO_MEMORY : PATTERN_NONE;
    }
    return (int)start;
}
