/* SPDX-License-Identifier: MIT */
/* All matches in a text: at each token, the patterns that can begin there. */
#include <stdlib.h>

#include "pattern_code.h"

static void trim_soft(const struct pattern_text *ready, size_t *from, size_t *to)
{
    while (*from + 1 < *to && ready->soft[*from]) {
        (*from)++;
    }
    while (*to > *from + 1 && ready->soft[*to - 1]) {
        (*to)--;
    }
}

struct search {
    struct pattern_text *ready;
    bool (*found)(void *user, const struct pattern_match *match);
    void *user;
    size_t *seen;       /* [pattern]: token + 1 where it was tried last */
};

static bool try_pattern(struct search *search, unsigned pattern, size_t token)
{
    const struct pattern_start *start = &search->ready->set->patterns[pattern];
    if (search->seen[pattern] == token + 1
        || !pattern_is_possible(search->ready, start, token)) {
        return true;
    }
    struct pattern_match match = { .pattern = pattern };
    search->seen[pattern] = token + 1;
    if (!pattern_run(search->ready, start, token, &match)) {
        return true;
    }
    trim_soft(search->ready, &match.evidence_from, &match.evidence_to);
    return search->found(search->user, &match);
}

static bool try_key(struct search *search, const struct pattern_index *index, size_t key,
                    size_t token)
{
    for (size_t i = index->rows[key]; i < index->rows[key + 1]; i++) {
        if (!try_pattern(search, index->items[i].pattern, token)) {
            return false;
        }
    }
    return true;
}

static bool try_token(struct search *search, size_t token)
{
    const struct pattern_set *set = search->ready->set;
    const struct lexicon_entry *entry = &search->ready->entries[token];
    if (!try_key(search, &set->by_word, entry->word, token)) {
        return false;
    }
    for (size_t i = 0; i < LEXICON_CELLS; i++) {
        uint64_t rest = entry->bits.cells[i] & set->beginnings.cells[i];
        for (; rest != 0; rest &= rest - 1) {
            if (!try_key(search, &set->by_class, i * 64 + (size_t)__builtin_ctzll(rest), token)) {
                return false;
            }
        }
    }
    return true;
}

bool patterns_find(struct pattern_text *ready,
                   bool (*found)(void *user, const struct pattern_match *match), void *user)
{
    struct search search = { .ready = ready, .found = found, .user = user };
    search.seen = calloc(ready->set->pattern_count + 1, sizeof(*search.seen));
    bool ok = search.seen != NULL;
    for (size_t i = 0; ok && i < ready->text->count; i++) {
        ok = try_token(&search, i);
    }
    free(search.seen);
    return ok;
}
