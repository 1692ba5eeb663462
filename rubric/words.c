/* SPDX-License-Identifier: MIT */
/* Plain text into the words of an answer. */
#include "rubric.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "wipe.h"

static bool is_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

static const char *skip(const char *s, bool spaces)
{
    while (*s != '\0' && is_space(*s) == spaces) {
        s++;
    }
    return s;
}

static size_t count_words(const char *text)
{
    size_t count = 0;
    for (const char *s = skip(text, true); *s != '\0'; s = skip(skip(s, false), true)) {
        count++;
    }
    return count;
}

/* One block: a header, the array, then the text, so that freeing needs no count. */
struct block {
    size_t text_size;
    size_t count;
    struct rubric_word words[];
};

struct rubric_word *rubric_words_from_text(const char *text, size_t *count)
{
    size_t n = count_words(text), size = strlen(text) + 1;
    *count = 0;
    if (n == 0 || n > (SIZE_MAX / 2 - size) / sizeof(struct rubric_word)) {
        return NULL;
    }
    struct block *block = malloc(sizeof(*block) + n * sizeof(block->words[0]) + size);
    if (block == NULL) {
        return NULL;
    }
    block->text_size = size;
    block->count = n;
    char *copy = memcpy((char *)(block->words + n), text, size);
    const char *at = skip(copy, true);
    for (size_t i = 0; i < n; i++) {
        const char *end = skip(at, false);
        block->words[i] = (struct rubric_word){ .text = at, .start_s = -1, .end_s = -1,
                                                .confidence = 1 };
        at = skip(end, true);
        copy[end - copy] = '\0';
    }
    *count = n;
    return block->words;
}

void rubric_words_free(struct rubric_word *words)
{
    if (words == NULL) {
        return;
    }
    struct block *block = (struct block *)((char *)words - offsetof(struct block, words));
    wipe(block->words + block->count, block->text_size);
    free(block);
}
