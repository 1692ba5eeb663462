/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "understood.h"

#include <ctype.h>
#include <math.h>
#include <string.h>
#include <strings.h>

const char *const understood_sentences[UNDERSTOOD_SENTENCES] = {
    "I am ready to talk about my goals and how I will reach them.",
    "My last job taught me how to plan my time and ask for help.",
};

enum { MOST_WORDS = 64 };

static const double well_from = 0.85, most_from = 0.6;
/* So many words are the general experience worth that the confidences come from. With 80 what one
 * clip of a speaker told makes the confidences of the speaker's others truest, with 10 less true. */
static const double words_before = 80;
static const double surest = 0.98;      /* nobody is understood for certain */

size_t understood_word(const char *sentence, size_t *at, size_t *letters)
{
    size_t start = *at + strspn(sentence + *at, " ");
    size_t length = strcspn(sentence + start, " ");
    *at = start + length;
    while (length > 0 && ispunct((unsigned char)sentence[start + length - 1])) {
        length--;
    }
    *letters = length;
    return start;
}

bool understood_is_word(const char *word, size_t letters, const char *heard)
{
    return letters > 0 && strlen(heard) == letters && strncasecmp(heard, word, letters) == 0;
}

static unsigned count_words(const char *sentence)
{
    unsigned count = 0;
    size_t at = 0, letters;
    for (understood_word(sentence, &at, &letters); letters > 0;
         understood_word(sentence, &at, &letters)) {
        count++;
    }
    return count;
}

/* The most words of both that stand in the same order. */
static unsigned in_order(const char *sentence, const struct rubric_word *words, size_t count)
{
    unsigned best[MOST_WORDS + 1] = { 0 };  /* among the first so many words heard */
    count = count < MOST_WORDS ? count : MOST_WORDS;
    size_t at = 0, letters, start = understood_word(sentence, &at, &letters);
    for (; letters > 0; start = understood_word(sentence, &at, &letters)) {
        unsigned before = 0;
        for (size_t i = 0; i < count; i++) {
            unsigned with = before + understood_is_word(sentence + start, letters, words[i].text);
            before = best[i + 1];
            best[i + 1] = with > before ? with : before;
            best[i + 1] = best[i] > best[i + 1] ? best[i] : best[i + 1];
        }
    }
    return best[count];
}

void understood_add(struct understood *u, const char *sentence, const struct rubric_word *words,
                    size_t count)
{
    u->said += count_words(sentence);
    u->right += in_order(sentence, words, count);
    for (size_t i = 0; i < count; i++) {
        if (!words[i].hesitation) {
            u->heard++;
            u->stated += (double)words[i].confidence;
        }
    }
}

bool understood_enough(const char *sentence, size_t count)
{
    return count >= (count_words(sentence) + 1) / 2;
}

enum understanding understood_grade(const struct understood *u)
{
    if (u->said == 0) {
        return UNDERSTANDING_UNKNOWN;
    }
    double share = (double)u->right / u->said;
    return share >= well_from ? UNDERSTANDING_WELL
        : share >= most_from ? UNDERSTANDING_MOST : UNDERSTANDING_SOME;
}

static double log_odds(double chance)
{
    chance = fmin(fmax(chance, 1 - surest), surest);
    return log(chance / (1 - chance));
}

float understood_confidence(const struct understood *u, float confidence)
{
    if (u->heard == 0) {
        return confidence;
    }
    double stated = u->stated / u->heard;
    double here = (u->right + words_before * stated) / (u->heard + words_before);
    double odds = log_odds((double)confidence) + log_odds(here) - log_odds(stated);
    return (float)(1 / (1 + exp(-odds)));
}
