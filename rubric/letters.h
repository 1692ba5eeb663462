/* SPDX-License-Identifier: MIT */
/** Letters spelled one by one, as one token. */
#ifndef LETTERS_H
#define LETTERS_H

#include "text.h"

/** Join "c", "p", "a" to "cpa", written into the store from *used on, which moves behind it. */
void text_join_letters(struct text *text, size_t *used);

/** Of one byte, in no locale; bytes beyond ASCII are letters. */
static inline bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static inline bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (unsigned char)c >= 0x80;
}

static inline char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

#endif
