/* SPDX-License-Identifier: GPL-3.0-or-later */
/** Dictionaries: how words are said, in the phones of the acoustic model. */
#ifndef PRONUNCIATIONS_H
#define PRONUNCIATIONS_H

#include "vocabulary.h"

#include <stdbool.h>

struct pronunciations {
    char **lines;               /* "read(2) R EH D", in the order they were read */
    size_t count, capacity;
    struct vocabulary words;    /* those that have at least one */
};

void pronunciations_init(struct pronunciations *p);
void pronunciations_finish(struct pronunciations *p);
/** Adds the lines of `path` for words that have none yet. False after one sentence on stderr. */
bool pronunciations_read(struct pronunciations *p, const char *path);
/** Adds one way to say `word`. */
void pronunciations_add(struct pronunciations *p, const char *word, const char *phones);
/** Writes the lines of those words of `v` that `kept` says (by number). */
bool pronunciations_write(const struct pronunciations *p, const struct vocabulary *v,
                          const bool *kept, const char *path);

#endif
