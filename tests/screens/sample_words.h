/* SPDX-License-Identifier: GPL-3.0-or-later */
/** A made-up answer, whole: words with times, two tries, their reports. Static storage. */
#ifndef SAMPLE_WORDS_H
#define SAMPLE_WORDS_H

#include "interview.h"

const struct rubric_word *sample_words(size_t *count);
/** Two attempts at `question`. */
const struct attempt *sample_attempts(const struct rubric_question *question);

#endif
