/* SPDX-License-Identifier: MIT */
/** What the two halves of the delivery share: times, and words. */
#ifndef DELIVERY_H
#define DELIVERY_H

#include "assess.h"

static inline bool delivery_is_hesitation(const struct rubric_word *word)
{
    return word->hesitation || text_is_hesitation(word->text);
}

static inline bool delivery_has_times(const struct rubric_word *word)
{
    return word->start_s >= 0 && word->end_s >= word->start_s;
}

/** Fillers, hedges and common words. False: no memory. */
bool delivery_find_words(struct assessment *assessment, struct rubric_delivery *delivery);

#endif
