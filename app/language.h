/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * Every word on the screen that is no question: one file per language,
 * assets/strings/LANGUAGE.yaml, id -> text with {placeholders}.
 */
#ifndef LANGUAGE_H
#define LANGUAGE_H

#include <stddef.h>

struct strings; /* opaque; immutable but for the list of misses and what was filled in last */

/** NULL after writing one sentence to `err`. */
struct strings *strings_load(const char *path, char *err, size_t err_size);
void strings_destroy(struct strings *strings);
/** What the language calls itself: "English". */
const char *strings_language(const struct strings *strings);
/** Voice of espeak-ng that speaks it; NULL: the one of the interview. */
const char *strings_voice(const struct strings *strings);
/** The text of `id`; the id itself when there is none, which tests look for. */
const char *strings_get(struct strings *strings, const char *id);
/** The id that strings_get() could not find last; NULL: none. */
const char *strings_missed(const struct strings *strings);

/**
 * What a text of question sets, criteria or the voice is in this language; the
 * same text where nobody translated it. Valid until the next call.
 */
const char *strings_translate(struct strings *strings, const char *english);

/** Gives the ids of all texts that `shown` may be, whatever was filled into them; for tests. */
void strings_recognize(const struct strings *strings, const char *shown,
                       void (*found)(void *user, const char *id), void *user);

/** A value for "{name}". */
struct string_value { const char *name, *value; };
/** Fill in `values` (ends with name NULL). Cuts at `size`; returns `out`. */
char *strings_fill(char *out, size_t size, const char *pattern, const struct string_value *values);

#endif
