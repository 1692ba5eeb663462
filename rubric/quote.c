/* SPDX-License-Identifier: MIT */
/* The shortest words that show it: what stands around them is left out of a quote. */
#include "assess.h"

enum { LEAD_IN_WORDS = 3,   /* a lead-in begins at most so many tokens before or behind */
       LEAST_WORDS = 2 };

static bool is_loose(struct assessment *a, size_t token)
{
    return a->ready.soft[token]
           || pattern_phrase_at(&a->ready, a->rubric->loose_end, token) == 1;
}

static size_t skip_loose(struct assessment *a, size_t from, size_t to)
{
    while (from + LEAST_WORDS < to && is_loose(a, from)) {
        from++;
    }
    return from;
}

/* "i want to be a pipe welder": behind "to be". */
static size_t skip_lead_in(struct assessment *a, size_t from, size_t to)
{
    size_t first = from > LEAD_IN_WORDS ? from - LEAD_IN_WORDS : 0;
    for (size_t i = first; i < from + LEAD_IN_WORDS && i < to; i++) {
        size_t size = pattern_phrase_longest(&a->ready, a->rubric->lead_in, i);
        if (i + size > from && i + size + LEAST_WORDS <= to) {
            return i + size;
        }
    }
    return from;
}

void quote_trim(struct assessment *a, size_t criterion, size_t *from, size_t *to)
{
    size_t behind = *from;
    if (a->rubric->file.criteria[criterion].quote_bare) {
        behind = skip_lead_in(a, behind, *to);
    }
    *from = skip_loose(a, behind, *to);
    while (*to > *from + LEAST_WORDS && is_loose(a, *to - 1)) {
        (*to)--;
    }
}
