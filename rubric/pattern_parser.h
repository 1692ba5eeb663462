/* SPDX-License-Identifier: MIT */
/** A pattern while it is read: where its parser stands, and how it writes ops. */
#ifndef PATTERN_PARSER_H
#define PATTERN_PARSER_H

#include "pattern_code.h"

enum { SINGLES_MAX = 200 };     /* alternatives of one word that share a class */

struct parser {
    struct pattern_set *set;
    const char *at;
    char *err;
    unsigned depth;
    bool failed, no_memory;
};

/** The first of several failures is told. */
void parser_fail(struct parser *parser, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/** Put an op in at `where`, moving what stands behind. */
void parser_insert(struct parser *parser, size_t where, struct pattern_op op);
void parser_append(struct parser *parser, enum pattern_code code, unsigned a);

/** One written word can be several tokens: "don't". */
void parser_append_word(struct parser *parser, const char *word);
/** "plan*" and "*ing" become a class of their own, shared by all patterns that use them. */
void parser_append_affix(struct parser *parser, const char *word);
/** One of `count` words and classes, at most SINGLES_MAX. */
void parser_append_group(struct parser *parser, const struct pattern_op *singles, size_t count);

#endif
