/* SPDX-License-Identifier: MIT */
#include "letters.h"

#include <string.h>

static bool one_letter(const struct token *token)
{
    return token->text[0] >= 'a' && token->text[0] <= 'z' && token->text[1] == '\0';
}

/* "the a w s bill" spells aws, but in "a c d l" the first a is the article. */
static bool spells_first(const struct text *text, size_t from, size_t to)
{
    static const char *const before[] = { "the", "my", "an", "your", "our", "in", "with", "for",
                                          "of", "on", "and" };
    char first = text->tokens[from].text[0];
    if (first != 'a' && first != 'i') {
        return true;
    }
    if (to - from == 2) {
        return first == 'i' && strcmp(text->tokens[from + 1].text, "t") == 0;
    }
    for (size_t i = 0; from > 0 && i < sizeof(before) / sizeof(before[0]); i++) {
        if (strcmp(text->tokens[from - 1].text, before[i]) == 0) {
            return true;
        }
    }
    return false;
}

/* Behind the letters from `from` on that no comma parts. */
static size_t letters_end(const struct text *text, size_t from)
{
    size_t end = from;
    while (end < text->count && one_letter(&text->tokens[end])
           && (end == from || !(text->tokens[end - 1].flags & (TOKEN_COMMA | TOKEN_ENDS))
               || text->tokens[end - 1].to > text->tokens[end].from)) {
        end++;
    }
    return end;
}

void text_join_letters(struct text *text, size_t *used)
{
    size_t out = 0, run = 0, end = 0;   /* the letters go up to `run`, what they spell to `end` */
    for (size_t i = 0; i < text->count;) {
        if (i >= run) {
            run = end = letters_end(text, i);
            while (end > i && strcmp(text->tokens[end - 1].text, "i") == 0) {
                end--;
            }
        }
        if (end < i + 2 || !spells_first(text, i, end)) {
            text->tokens[out++] = text->tokens[i++];
            continue;
        }
        struct token joined = text->tokens[i];
        char *letters = text->store + *used;
        for (size_t k = i; k < end; k++) {
            letters[k - i] = text->tokens[k].text[0];
            if (text->tokens[k].confidence < joined.confidence) {
                joined.confidence = text->tokens[k].confidence;
            }
        }
        letters[end - i] = '\0';
        *used += end - i + 1;
        joined.text = letters;
        joined.to = text->tokens[end - 1].to;
        joined.flags = TOKEN_LETTERS | text->tokens[end - 1].flags;
        text->tokens[out++] = joined;
        i = end;
    }
    text->count = out;
}
