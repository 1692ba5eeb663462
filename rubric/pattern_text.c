/* SPDX-License-Identifier: MIT */
/* A text made ready: what each token is, and where each word and class stands. */
#include <stdlib.h>
#include <string.h>

#include "pattern_code.h"
#include "wipe.h"

static void note_token(struct pattern_text *ready, size_t token)
{
    const struct lexicon_entry *entry = &ready->entries[token];
    uint64_t place = (uint64_t)1 << (token >> ready->place_shift);
    ready->places[LEXICON_CLASSES + entry->word] |= place;
    for (size_t i = 0; i < LEXICON_CELLS; i++) {
        for (uint64_t rest = entry->bits.cells[i]; rest != 0; rest &= rest - 1) {
            ready->places[i * 64 + (size_t)__builtin_ctzll(rest)] |= place;
        }
    }
}

/* A bracket may stand wherever one of its ways begins. */
static void note_brackets(struct pattern_text *ready)
{
    const struct pattern_set *set = ready->set;
    for (size_t i = 0; i < set->any_count; i++) {
        const unsigned *keys = &set->any_keys[set->anys[i].from];
        uint64_t places = 0;
        for (unsigned k = 0; k < set->anys[i].count; k++) {
            places |= ready->places[keys[k]];
        }
        ready->places[set->anys[i].key] = places;
    }
}

static void mark_soft(struct pattern_text *ready)
{
    const struct text *text = ready->text;
    for (size_t i = 0; i < text->count; i++) {
        ready->soft[i] = ready->soft[i] || (text->tokens[i].flags & TOKEN_REPEAT);
    }
    for (size_t i = 0; ready->set->soft >= 0 && i < text->count; i++) {
        size_t size = pattern_phrase_at(ready, ready->set->soft, i);
        memset(&ready->soft[i], true, size);
    }
}

bool pattern_text_init(struct pattern_text *ready, const struct pattern_set *set,
                       const struct text *text)
{
    size_t count = text->count > 0 ? text->count : 1;
    *ready = (struct pattern_text){ .set = set, .text = text };
    while ((count - 1) >> ready->place_shift >= PATTERN_PLACES) {
        ready->place_shift++;
    }
    ready->entries = malloc(count * sizeof(*ready->entries));
    ready->soft = calloc(count, sizeof(*ready->soft));
    ready->ends = calloc(count * (set->phrase_count + 1), sizeof(*ready->ends));
    ready->places = calloc(set->need_count, sizeof(*ready->places));
    if (ready->entries == NULL || ready->soft == NULL || ready->ends == NULL
        || ready->places == NULL) {
        pattern_text_finish(ready);
        return false;
    }
    for (size_t i = 0; i < text->count; i++) {
        lexicon_look_up(&set->lexicon, &text->tokens[i], &ready->entries[i]);
        note_token(ready, i);
    }
    note_brackets(ready);
    mark_soft(ready);
    return true;
}

void pattern_text_finish(struct pattern_text *ready)
{
    if (ready->entries != NULL) {
        wipe(ready->entries, ready->text->count * sizeof(*ready->entries));
    }
    free(ready->entries);
    free(ready->soft);
    free(ready->ends);
    free(ready->places);
    *ready = (struct pattern_text){ 0 };
}
