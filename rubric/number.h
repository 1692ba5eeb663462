/* SPDX-License-Identifier: MIT */
/** Digits as the words people say for them. */
#ifndef NUMBER_H
#define NUMBER_H

#include <stdbool.h>
#include <stddef.h>

enum { NUMBER_MAX_WORDS = 24 };

/**
 * Words for a number written `text` ("88", "2,000", "3.5", "2027", "9:30",
 * "3rd"), at most NUMBER_MAX_WORDS static strings into `words`. Returns how
 * many; 0: not a number that can be said.
 */
size_t number_say(const char *text, size_t size, const char *words[NUMBER_MAX_WORDS]);

/** True when `word` is a number word: "eighty", "third", "hundred", "half". */
bool number_is_word(const char *word);

#endif
