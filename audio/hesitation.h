/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * Finds "um", "uh" and drawn-out sounds in a piece of speech by their sound:
 * voiced, long, and hardly changing in spectrum and pitch. PocketSphinx hears
 * some short word there and is not sure of it.
 */
#ifndef HESITATION_H
#define HESITATION_H

#include "word_list.h"

struct hesitation {
    double start_s, end_s;
};

/** Steady voiced sounds of a piece at SAMPLE_RATE, at most `max`, in order; returns how many. */
size_t hesitation_find(const int16_t *samples, size_t count, struct hesitation *found, size_t max);
/**
 * Marks the hesitations of a piece among its words: those without a confident
 * word. Unsure words that are hardly more than the hesitation go. Times count
 * from the first sample. False: no memory; `words` is unchanged.
 */
bool hesitation_mark(const int16_t *samples, size_t count, struct word_list *words);

#endif
