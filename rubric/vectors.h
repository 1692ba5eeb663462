/* SPDX-License-Identifier: MIT */
/**
 * Word vectors: words that are used alike lie close together, so the model knows
 * something about words that its training text never said. Origin and licence:
 * models/rubric/README.md. Immutable after loading; any thread.
 *
 * File: the line "greenroom-vectors 1 COUNT 100", COUNT words of one line each,
 * then for each word a 16-bit scale (low byte first, in units of 2^-22) and 100
 * signed bytes.
 */
#ifndef VECTORS_H
#define VECTORS_H

#include <stdbool.h>
#include <stddef.h>

enum { VECTORS_SIZE = 100 };

struct vectors; /* opaque; immutable */

/** NULL after writing one sentence to `err`. */
struct vectors *vectors_load(const char *path, char *err, size_t err_size);
/** The same from memory; takes `data`, which is freed with free(), also on failure. */
struct vectors *vectors_parse(const char *path, char *data, size_t size, char *err,
                              size_t err_size);
void vectors_destroy(struct vectors *vectors); /* NULL is fine */

/** Writes the vector of `word`, of length 1. False: no such word; `out` is untouched. */
bool vectors_find(const struct vectors *vectors, const char *word, float out[VECTORS_SIZE]);

#endif
