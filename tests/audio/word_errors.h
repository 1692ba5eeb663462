/* SPDX-License-Identifier: GPL-3.0-or-later */
/** How well words were heard: the least number of words changed, added or left out. */
#ifndef WORD_ERRORS_H
#define WORD_ERRORS_H

#include <stdbool.h>
#include <stddef.h>

struct word_errors {
    size_t errors;
    size_t reference_words;
    size_t heard_words;
};

/** Compares texts word by word; letters only, without case; um, uh, er, ah and hmm do not count. */
struct word_errors count_word_errors(const char *reference, const char *heard);
/** The same, and for each heard word that counts whether it is right; `right` has room for `max`. */
struct word_errors align_words(const char *reference, const char *heard, bool *right, size_t max);

#endif
