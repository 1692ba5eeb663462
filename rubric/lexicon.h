/* SPDX-License-Identifier: MIT */
/**
 * Words and the classes they belong to: "nurse" is a <job>, "*ing" words are
 * <doing>. Built once, then only read, by any thread.
 */
#ifndef LEXICON_H
#define LEXICON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "text.h"

enum { LEXICON_CLASSES = 1536, LEXICON_CELLS = LEXICON_CLASSES / 64 };

/* Classes that come from the token itself, not from lists. */
enum lexicon_builtin { LEXICON_NUMBER, LEXICON_LETTERS, LEXICON_NAME, LEXICON_BUILTINS };

struct lexicon_bits {
    uint64_t cells[LEXICON_CELLS];
};

struct lexicon_word; /* opaque */

struct lexicon_affix {
    char *letters;
    size_t size;
    bool suffix;        /* "*ing"; else a prefix, "plan*" */
    unsigned class_id;
};

struct lexicon {
    struct lexicon_word **slots;    /* open hash; NULL: free */
    size_t slot_count, word_count;
    struct lexicon_word **words;    /* by number - 1; the owner */
    struct lexicon_affix *affixes;
    size_t affix_count, affix_room;
    struct lexicon_bits implied[LEXICON_CLASSES];   /* further classes of a class's words */
    unsigned class_count;
};

/** What a token is: its number (0: in no list) and its classes. */
struct lexicon_entry {
    unsigned word;
    struct lexicon_bits bits;
};

/** False: no memory. */
bool lexicon_init(struct lexicon *lexicon);
void lexicon_finish(struct lexicon *lexicon);

/** A new class; LEXICON_CLASSES: there are too many. */
unsigned lexicon_add_class(struct lexicon *lexicon);
/** The number of `word`, from 1, added when new; 0: no memory. */
unsigned lexicon_add_word(struct lexicon *lexicon, const char *word);
/** Put `word` ("nurse", "plan*", "*ing") into a class. False: no memory. */
bool lexicon_put(struct lexicon *lexicon, const char *word, unsigned class_id);
/** The same for a word that was added, by its number. */
void lexicon_put_number(struct lexicon *lexicon, unsigned word, unsigned class_id);
/** Every word of class `from` is also in class `to`. */
void lexicon_imply(struct lexicon *lexicon, unsigned from, unsigned to);
/** Call once, after everything was added. */
void lexicon_seal(struct lexicon *lexicon);

void lexicon_look_up(const struct lexicon *lexicon, const struct token *token,
                     struct lexicon_entry *entry);

static inline void lexicon_set(struct lexicon_bits *bits, unsigned class_id)
{
    bits->cells[class_id / 64] |= (uint64_t)1 << (class_id % 64);
}

static inline bool lexicon_has(const struct lexicon_bits *bits, unsigned class_id)
{
    return (bits->cells[class_id / 64] >> (class_id % 64) & 1) != 0;
}

#endif
