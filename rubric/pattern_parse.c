/* SPDX-License-Identifier: MIT */
/* From the text of a pattern to its ops. */
#include "pattern_parser.h"

#include <stdlib.h>
#include <string.h>

enum { DEPTH_MAX = 20, GAP_MAX = 12, WORD_MAX = 48 };

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
        parser_fail(parser, "brackets are nested too deeply");
        return;
    }
    parse_alternatives(parser);
    parser->depth--;
    if (*parser->at != ')') {
        parser_fail(parser, "a ) is missing");
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
        parser_fail(parser, "a < needs a name and > behind it");
        return;
    }
    memcpy(name, parser->at + 1, size);
    name[size] = '\0';
    parser->at += size + 2;
    int phrase = patterns_find_phrase(parser->set, name);
    if (phrase < 0) {
        parser_fail(parser, "<%s> is not defined above", name);
    } else if (parser->set->phrases[phrase].is_class) {
        parser_append(parser, OP_CLASS, parser->set->phrases[phrase].class_id);
    } else {
        parser_append(parser, OP_PHRASE, (unsigned)phrase);
    }
}

static void parse_gap(struct parser *parser)
{
    char *end;
    unsigned long size = strtoul(parser->at + 1, &end, 10);
    if (end == parser->at + 1 || size < 1 || size > GAP_MAX) {
        parser_fail(parser, "a ~ needs a number from 1 to %d behind it", GAP_MAX);
        return;
    }
    parser->at = end;
    parser_append(parser, OP_GAP, (unsigned)size);
}

static void parse_word(struct parser *parser)
{
    char word[WORD_MAX];
    size_t size = strcspn(parser->at, " \t()|{}<>?!~");
    if (size == 0 || size >= sizeof(word)) {
        parser_fail(parser, "\"%.20s\" is not expected here", parser->at);
        return;
    }
    memcpy(word, parser->at, size);
    word[size] = '\0';
    parser->at += size;
    if (strcmp(word, "_") == 0) {
        parser_append(parser, OP_ANY, 0);
    } else if (size > 1 && strchr(word, '*') != NULL) {
        parser_append_affix(parser, word);
    } else {
        parser_append_word(parser, word);
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
    parser_append(parser, OP_MATCH, 0);
    int size = (int)(parser->set->op_count - start) + 1;
    parser_insert(parser, start, (struct pattern_op){ .code = OP_NOT, .b = size });
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
            parser_append(parser, c == '{' ? OP_OPEN : OP_CLOSE, 0);
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
                parser_insert(parser, start, (struct pattern_op){ .code = OP_SPLIT, .b = size });
            }
        }
    }
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
    parser_insert(parser, start, (struct pattern_op){ .code = OP_SPLIT, .b = size });
    parser_append(parser, OP_JUMP, (unsigned)last_jump);
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
        parser_append(parser, (enum pattern_code)singles[0].code, singles[0].a);
    } else if (single_count > 1 && !parser->failed) {
        parser_append_group(parser, singles, single_count);
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
        parser_fail(&parser, "a ( is missing before \"%.20s\"", parser.at);
    }
    parser_append(&parser, OP_MATCH, 0);
    if (!parser.failed && !pattern_note_beginnings(set, start, note, user)) {
        parser_fail(&parser, "it must begin with a word or a name that is always there");
    }
    if (parser.failed) {
        set->op_count = start;
        return parser.no_memory ? PATTERN_NO_MEMORY : PATTERN_NONE;
    }
    return (int)start;
}
