/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which questions ask for which of the criteria that are not about goals. */
#include <ctype.h>
#include <string.h>

#include "corpus.h"

enum { WORDS = 6, QUESTION_BYTES = 256 };

static const struct topic {
    size_t from, to;                /* criteria [from, to) */
    const char *words[WORDS];       /* one of them stands in the question */
} topics[] = {
    { 25, 29, { "yourself", "background", "about you", "who are you", "introduce" } },
    { 29, 32, { "strength", "good at", "best thing", "hire you", "right person", "good fit" } },
    { 32, 35, { "weak", "improve", "less good", "struggle" } },
    { 35, 38, { "why", "motivat", "interest", "attract", "know about us", "want this" } },
};

static bool asks(const char *question, const struct topic *topic)
{
    char low[QUESTION_BYTES];
    size_t size = 0;
    for (; question[size] != '\0' && size + 1 < sizeof(low); size++) {
        low[size] = (char)tolower((unsigned char)question[size]);
    }
    low[size] = '\0';
    for (size_t i = 0; i < WORDS && topic->words[i] != NULL; i++) {
        if (strstr(low, topic->words[i]) != NULL) {
            return true;
        }
    }
    return false;
}

criteria_set corpus_unasked(const char *question, criteria_set met)
{
    criteria_set unasked = 0;
    for (size_t i = 0; i < sizeof(topics) / sizeof(topics[0]); i++) {
        const struct topic *topic = &topics[i];
        criteria_set all = (((criteria_set)1 << (topic->to - topic->from)) - 1) << topic->from;
        if ((met & all) == 0 && !asks(question, topic)) {
            unasked |= all;
        }
    }
    return unasked;
}
