/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * How well a person's voice is understood: two sentences that are known are
 * read, and what was heard is laid beside what was to be read.
 */
#ifndef UNDERSTOOD_H
#define UNDERSTOOD_H

#include <rubric.h>

#define UNDERSTOOD_SENTENCES 2

/** In English, as is what is practiced. */
extern const char *const understood_sentences[UNDERSTOOD_SENTENCES];

enum understanding {
    UNDERSTANDING_UNKNOWN,
    UNDERSTANDING_WELL,
    UNDERSTANDING_MOST,
    UNDERSTANDING_SOME
};

struct understood {
    unsigned said, heard, right;    /* words of the sentences, words heard, those that fit */
    double stated;                  /* sum of the confidences of the words heard */
};

/** Byte where the next word of `sentence` from `*at` on begins; `letters` without the marks behind it
 *  (0: there is none). Moves `*at` on behind both. */
size_t understood_word(const char *sentence, size_t *at, size_t *letters);
/** Whether `heard` is that word, whatever its case. */
bool understood_is_word(const char *word, size_t letters, const char *heard);
/** Adds what was heard of `sentence`. */
void understood_add(struct understood *u, const char *sentence, const struct rubric_word *words,
                    size_t count);
/** Whether enough was heard to be a reading of `sentence`. */
bool understood_enough(const char *sentence, size_t count);
/** By the share of the words said that were heard. */
enum understanding understood_grade(const struct understood *u);
/** The chance that a word is right that was heard from this person with `confidence`: as far from
 *  it as the sentences were, in proportion to what so few words can tell. */
float understood_confidence(const struct understood *u, float confidence);

#endif
