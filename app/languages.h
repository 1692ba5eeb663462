/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * All languages that the screens speak: every file strings/CODE.yaml there is.
 * The first is English, which the interview is held in. Main thread only.
 */
#ifndef LANGUAGES_H
#define LANGUAGES_H

#include "language.h"

#include <stdbool.h>

#define LANGUAGES_MAX     12
#define LANGUAGE_CODE_MAX 16

struct languages {
    struct strings *strings[LANGUAGES_MAX];
    char codes[LANGUAGES_MAX][LANGUAGE_CODE_MAX];
    size_t count;
};

/** False after one sentence to `err`: English is not there. Others that cannot be read are left out. */
bool languages_load(struct languages *l, char *err, size_t err_size);
void languages_free(struct languages *l);
/** Index of a code; `count` when there is no such language. */
size_t languages_find(const struct languages *l, const char *code);
/** strings_translate() of a language, for the interview; `user` are the languages. */
const char *languages_translate(const void *user, size_t language, const char *english);
/** Voice of espeak-ng that speaks it; NULL: the interviewer's. `user` are the languages. */
const char *languages_voice(const void *user, size_t language);

#endif
