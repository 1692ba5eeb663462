/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Any bytes as the grammar of criteria: classes, phrases and patterns, a line each, looked for in
 * a text.
 */
#include <stdlib.h>
#include <string.h>

#include "as_file.h"
#include "fuzz.h"
#include "pattern.h"

static bool count(void *user, const struct pattern_match *match)
{
    require(match->from <= match->evidence_from && match->evidence_to <= match->to,
            "evidence lies in the match");
    return ++*(size_t *)user < 1000;
}

static void look(struct pattern_set *set)
{
    struct token tokens[] = {
        { .text = "i", .confidence = 1 }, { .text = "want", .confidence = 1, .from = 1, .to = 2 },
        { .text = "to", .confidence = 1, .from = 2, .to = 3 },
        { .text = "be", .confidence = 1, .from = 3, .to = 4 },
        { .text = "a", .confidence = 1, .from = 4, .to = 5 },
        { .text = "nurse", .confidence = 0.5f, .from = 5, .to = 6 },
    };
    const struct text text = { .tokens = tokens, .count = sizeof(tokens) / sizeof(tokens[0]) };
    struct pattern_text ready;
    size_t found = 0;
    if (patterns_seal(set) && pattern_text_init(&ready, set, &text)) {
        patterns_find(&ready, count, &found);
        pattern_text_finish(&ready);
    }
}

/* "= name words" is a class, "- name" a phrase, "| words" its next form; all else a pattern. */
static bool take_line(struct pattern_set *set, char *line, int *phrase)
{
    char err[PATTERN_ERROR_SIZE] = "";
    char *words = strchr(line, ' ');
    int done = 0;
    if (words != NULL && line[0] == '=') {
        *words = '\0';
        done = patterns_add_class(set, line + 1, words + 1, err);
    } else if (line[0] == '-') {
        *phrase = done = patterns_add_phrase(set, line + 1, err);
    } else if (line[0] == '|' && *phrase >= 0) {
        done = patterns_add_alternative(set, *phrase, line + 1, err);
    } else {
        done = patterns_add(set, line, err);
    }
    require(done >= 0 || done != PATTERN_NONE || err[0] != '\0', "a mistake is named");
    return done >= 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct pattern_set set;
    char *text = as_string(data, size), *rest = text, *line;
    int phrase = -1;
    bool good = true;
    require(patterns_init(&set), "memory");
    while (good && (line = strsep(&rest, "\n")) != NULL) {
        good = take_line(&set, line, &phrase);
    }
    if (good) {     /* a set with a mistake is never used */
        look(&set);
    }
    patterns_finish(&set);
    free(text);
    return 0;
}
