/* SPDX-License-Identifier: MIT */
/** Letters spelled one by one, as one token. */
#ifndef LETTERS_H
#define LETTERS_H

#include "text.h"

/** Join "c", "p", "a" to "cpa", written into the store from *used on, which moves behind it. */
void text_join_letters(struct text *text, size_t *used);

#endif
