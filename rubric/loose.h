/* SPDX-License-Identifier: MIT */
/** Text compared the way people do: case, punctuation and spaces do not count. */
#ifndef LOOSE_H
#define LOOSE_H

#include <stdbool.h>

/** "What's  YOUR goal?" and "whats your goal" are equal. */
bool loose_equal(const char *a, const char *b);
/** True when the words of `part` stand in `whole`, whole words in this order. */
bool loose_contains(const char *whole, const char *part);

#endif
