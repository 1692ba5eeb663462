/* SPDX-License-Identifier: MIT */
/** What a compiled pattern is made of. Jumps are relative, so code can be moved. */
#ifndef PATTERN_CODE_H
#define PATTERN_CODE_H

#include "pattern.h"

enum {
    PATTERN_SOFT_MAX = 3,       /* soft words stepped over at one place */
    PATTERN_PHRASE_MAX = 31     /* tokens in a phrase */
};

enum pattern_code {
    OP_WORD,    /* a: number of the word */
    OP_CLASS,   /* a: class */
    OP_ANY,
    OP_PHRASE,  /* a: phrase */
    OP_SPLIT,   /* try the next op, then the one at +b */
    OP_JUMP,    /* to +b */
    OP_GAP,     /* a: most tokens */
    OP_NOT,     /* what follows must not match here; behind its OP_MATCH, at +b, it goes on */
    OP_OPEN,    /* evidence begins */
    OP_CLOSE,   /* evidence ends */
    OP_MATCH
};

/** Hears what a pattern can begin with: a word or else a class. False: no memory. */
typedef bool (*pattern_begin_fn)(void *user, bool is_word, unsigned number);

/** Tells every word and class that the code at `op` can begin with; false: with any, or none. */
bool pattern_note_beginnings(struct pattern_set *set, size_t op, pattern_begin_fn note,
                             void *user);

/** Whether the match that begins at `token` is found; fills all of it but its pattern. */
bool pattern_run(struct pattern_text *ready, const struct pattern_start *start, size_t token,
                 struct pattern_match *match);

/** Whether what `start` needs stands near enough behind `token` at all. */
static inline bool pattern_is_possible(const struct pattern_text *ready,
                                       const struct pattern_start *start, size_t token)
{
    const struct pattern_needs *needs = &start->needs;
    size_t last = (token + needs->reach - 1) >> ready->place_shift;
    uint64_t until = last < PATTERN_PLACES - 1 ? ((uint64_t)2 << last) - 1 : ~(uint64_t)0;
    for (unsigned i = 0; i < needs->count; i++) {
        size_t first = (token + i) >> ready->place_shift;
        if (first >= PATTERN_PLACES
            || (ready->places[needs->keys[i]] & until) >> first == 0) {
            return false;
        }
    }
    return true;
}

/** What must stand in a text for the code at `op` to match. */
struct pattern_needs pattern_find_needs(struct pattern_set *set, size_t op);
/** Once, when all words are known: numbers the brackets that are needed, and forgets the others. */
void pattern_number_needs(struct pattern_set *set);

/** Append the ops of `text`: the first one's number, PATTERN_NONE or PATTERN_NO_MEMORY. */
int pattern_parse(struct pattern_set *set, const char *text, pattern_begin_fn note, void *user,
                  char err[PATTERN_ERROR_SIZE]);

/** Room for one more item in the growing array at `array`; false: no memory. */
bool pattern_reserve(void *array, size_t count, size_t *room, size_t size);

#endif
