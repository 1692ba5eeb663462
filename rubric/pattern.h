/* SPDX-License-Identifier: MIT */
/**
 * The pattern language of the criteria file. One pattern is a line of:
 *
 *   word        that word, as the tokeniser gives it ("i'm" is read as "i am")
 *   plan*       a word with that beginning; *ing: with that ending
 *   <name>      a word class or a phrase defined before; <number>, <letters>
 *               (an abbreviation) and <name> (typed with a capital) are built in
 *   _           any one word
 *   ~3          up to three words, as few as possible
 *   (a | b c)   one of these
 *   x?          x or nothing; also (...)? and <name>?
 *   !x          what follows is not x
 *   { ... }     the words to quote as evidence; without it all of the match
 *
 * Words of the phrase <soft> ("you know", "really") and a word said twice are
 * stepped over wherever they disturb. No match runs over the end of a typed
 * sentence.
 *
 * A set is built once, sealed, then only read, by any thread.
 */
#ifndef PATTERN_H
#define PATTERN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lexicon.h"
#include "text.h"

enum { PATTERN_PLACES = 64 };   /* parts of a text that are told apart at a glance */
enum { PATTERN_ERROR_SIZE = 160, PATTERN_NONE = -1, PATTERN_NO_MEMORY = -2 };

struct pattern_op {
    unsigned char code;
    unsigned a;
    int b;
};

enum { PATTERN_NEEDS = 5, PATTERN_ANY = 1 << 20, PATTERN_ANY_MAX = 64 };

/*
 * Words (LEXICON_CLASSES + number), classes and brackets (PATTERN_ANY + number until the set is
 * sealed, then numbers behind those of words) that every match has, in their order: the one at
 * [i] has at least i tokens before it. No match is longer than `reach` tokens.
 */
struct pattern_needs {
    unsigned keys[PATTERN_NEEDS], count, reach;
};

struct pattern_start {
    unsigned op;
    struct pattern_needs needs;
};

struct pattern_phrase {
    char *name;
    unsigned class_id;      /* of its words, or of the words it can begin with */
    bool is_class;
    struct pattern_start *starts;   /* its alternatives */
    size_t start_count, start_room;
};

/* The bracket at `op`: one of any_keys from `from` on must stand in a match. */
struct pattern_any {
    size_t op;
    unsigned from, count;
    unsigned key;           /* its number among the needs, once the set is sealed; 0: not needed */
};

/* A class without a name: the single words of a bracket, "(a | b | c)". */
struct pattern_group {
    char *key;              /* what is in it, so that equal brackets share one */
    unsigned class_id;
};

/* A pattern can begin with this word or class. */
struct pattern_key {
    unsigned key, pattern;
};

/* Those keys in order: of key k they are items rows[k] to rows[k + 1]. */
struct pattern_index {
    struct pattern_key *items;
    size_t count, room;
    size_t *rows;
    size_t key_count;
};

struct pattern_set {
    struct lexicon lexicon;
    struct pattern_op *ops;
    size_t op_count, op_room;
    struct pattern_phrase *phrases;
    size_t phrase_count, phrase_room;
    struct pattern_group *groups;
    size_t group_count, group_room;
    struct pattern_start *patterns;
    size_t pattern_count, pattern_room;
    struct pattern_any *anys;
    size_t any_count, any_room;
    size_t any_old;         /* those of earlier patterns */
    unsigned *any_keys;
    size_t any_key_count, any_key_room;
    size_t need_count;      /* keys of needs */
    struct pattern_index by_word, by_class;
    struct lexicon_bits beginnings; /* classes that patterns begin with */
    int soft;               /* phrase <soft>, or PATTERN_NONE */
};

/** False: no memory. */
bool patterns_init(struct pattern_set *set);
void patterns_finish(struct pattern_set *set);

/*
 * The following return a number, or PATTERN_NONE after writing what is wrong to
 * `err`, or PATTERN_NO_MEMORY.
 */

/** Define the word class `name` as `words`, with spaces between; a word may be <other>. */
int patterns_add_class(struct pattern_set *set, const char *name, const char *words,
                       char err[PATTERN_ERROR_SIZE]);
/** Begin the phrase `name`; its alternatives follow. */
int patterns_add_phrase(struct pattern_set *set, const char *name, char err[PATTERN_ERROR_SIZE]);
int patterns_add_alternative(struct pattern_set *set, int phrase, const char *text,
                             char err[PATTERN_ERROR_SIZE]);
int patterns_add(struct pattern_set *set, const char *text, char err[PATTERN_ERROR_SIZE]);
/** Number of the phrase or class `name`, or PATTERN_NONE. */
int patterns_find_phrase(const struct pattern_set *set, const char *name);

/** Call once, when all is added. False: no memory. */
bool patterns_seal(struct pattern_set *set);

/** A text made ready for one set: what its tokens are, and which phrases were found where. */
struct pattern_text {
    const struct pattern_set *set;
    const struct text *text;
    struct lexicon_entry *entries;
    bool *soft;
    uint64_t *places;       /* [key of pattern_needs]: bit n: one of the tokens of part n has it */
    unsigned place_shift;   /* 2 to the power of it are the tokens of a part of the text */
    uint32_t *ends;         /* [phrase][token]: bit n: it can be n tokens long; bit 0: known */
};

struct pattern_match {
    unsigned pattern;
    size_t from, to;                    /* tokens */
    size_t evidence_from, evidence_to;  /* tokens, soft ones at the ends left out */
};

/** Borrows both. False: no memory. */
bool pattern_text_init(struct pattern_text *ready, const struct pattern_set *set,
                       const struct text *text);
void pattern_text_finish(struct pattern_text *ready);

/** Shortest length in tokens of `phrase` at `token`, or 0. PATTERN_NONE is found nowhere. */
size_t pattern_phrase_at(struct pattern_text *ready, int phrase, size_t token);
/** The same for the longest. */
size_t pattern_phrase_longest(struct pattern_text *ready, int phrase, size_t token);
/** True when an instance of `phrase` ends exactly before `token`, with at most `max` words. */
bool pattern_phrase_before(struct pattern_text *ready, int phrase, size_t token, size_t max);

/** Give every match, one for each pattern and beginning, to `found`; it says false to stop. */
bool patterns_find(struct pattern_text *ready,
                   bool (*found)(void *user, const struct pattern_match *match), void *user);

#endif
