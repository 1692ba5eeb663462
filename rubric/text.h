/* SPDX-License-Identifier: MIT */
/**
 * The tokeniser: one normal form for recognised speech and for typed text, so
 * that patterns and the model are written once.
 *
 * - lower case, no punctuation; "um" and the like and hesitations are left out
 * - contractions are taken apart: "i'm" is "i am", "don't" is "do not", "gonna"
 *   is "going to", "it's" is "it 's", "i'd" is "i 'd" (had or would: not known)
 * - "long-term" is "long term"; "88" is "eighty eight"; "3rd" is "third";
 *   "$5" is "five dollars"; "20%" is "twenty percent"
 * - letters spelled one by one are one token: "c p a", "C.P.A." and "CPA" are "cpa"
 *
 * So one word can give several tokens and several words one token; each token
 * knows the words it comes from.
 */
#ifndef TEXT_H
#define TEXT_H

#include <stdbool.h>
#include <stddef.h>

#include "rubric.h"

enum token_flag {
    TOKEN_NUMBER = 1,   /* number word: "eighty", "third", "half", or from digits */
    TOKEN_LETTERS = 2,  /* an abbreviation: spelled letters, or typed in capitals */
    TOKEN_NAME = 4,     /* typed with a capital inside a sentence */
    TOKEN_ENDS = 8,     /* a typed sentence ends behind it */
    TOKEN_COMMA = 16,   /* a typed comma, colon or dash stands behind it */
    TOKEN_REPEAT = 32,  /* said again at once ("i i want"): the first of the two */
    TOKEN_CLAUSE = 64,  /* a clause begins with it; score_criteria() sets it */
};

struct token {
    const char *text;   /* belongs to the struct text, or static */
    unsigned flags;     /* of enum token_flag */
    size_t from, to;    /* words [from, to) of the answer */
    float confidence;   /* the least of its words */
};

struct text {
    struct token *tokens;
    size_t count;
    char *store;        /* letters of the tokens */
    size_t store_size;
};

/** Fill `text` from an answer's words. False: no memory, `text` is then empty. */
bool text_read(struct text *text, const struct rubric_word *words, size_t count);

/** Overwrites and frees what is inside. */
void text_finish(struct text *text);

/** The words that tokens [from, to) come from; from < to <= count. */
struct rubric_span text_words(const struct text *text, size_t from, size_t to);

/** True when `word` is a sound of hesitation: "um", "uh", "er". Punctuation at its ends is fine. */
bool text_is_hesitation(const char *word);

#endif
