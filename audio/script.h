/* SPDX-License-Identifier: GPL-3.0-or-later */
/** What the voice reads for a written text: short forms in full; and where each letter was. */
#ifndef SCRIPT_H
#define SCRIPT_H

#include <stdbool.h>
#include <stddef.h>

struct script {
    char *text;         /* UTF-8, to be read aloud */
    size_t *origin;     /* of each character of `text`: its byte in the written text; one more */
    size_t count;       /* characters */
};

/** False when memory ran out. Broken UTF-8 is read as it comes, a byte a character. */
bool script_init(struct script *s, const char *written);
void script_finish(struct script *s);  /* wipes the text */
/**
 * The next word of `written` from byte *at on, as bytes [*from, *to) without the marks around it;
 * moves *at behind it. False: there is none.
 */
bool script_next_word(const char *written, size_t *at, size_t *from, size_t *to);
/**
 * The word of `written` that character `first` of the script belongs to, as
 * bytes [*from, *to) without the marks around it. False: none.
 */
bool script_word(const struct script *s, const char *written, size_t first, size_t *from,
                 size_t *to);

#endif
