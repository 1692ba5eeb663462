/* SPDX-License-Identifier: GPL-3.0-or-later */
/** A made-up practice: two tries at one question, one at two others. Static storage. */
#ifndef SAMPLE_WORDS_H
#define SAMPLE_WORDS_H

#include "interview.h"

/** The first try while it was spoken; `settled` of the words are. */
const struct rubric_word *sample_live(size_t *count, size_t *settled);
/** The first try, whole. */
const struct rubric_word *sample_words(size_t *count);
#define SAMPLE_ATTEMPTS 4
/** Two attempts at `question`, then one each at two others. */
const struct attempt *sample_attempts(const struct rubric_question *question);

#endif
