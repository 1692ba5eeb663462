/* SPDX-License-Identifier: GPL-3.0-or-later */
/** JSON straight to a stream, one line a document, without building it in memory first. */
#ifndef JSON_WRITER_H
#define JSON_WRITER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

struct json_writer {
    FILE *out;
    bool more;          /* something stands before in the same object or array */
};

/*
 * `key` is NULL inside arrays and for the whole document; keys are written as they stand.
 * Whoever writes sees to it that what is begun is ended.
 */
void json_begin(struct json_writer *writer, const char *key, char bracket);
/** `bracket` is '}' or ']'. */
void json_end(struct json_writer *writer, char bracket);
/** NULL is null. A byte that is not UTF-8 becomes U+FFFD. */
void json_write_text(struct json_writer *writer, const char *key, const char *text);
/** The `count` words joined by spaces. */
void json_write_words(struct json_writer *writer, const char *key, const char *const *words,
                      size_t count);
void json_write_flag(struct json_writer *writer, const char *key, bool value);
void json_write_count(struct json_writer *writer, const char *key, size_t value);
/** In steps of 1/`unit`, a power of ten; null when negative, which means "not known". */
void json_write_number(struct json_writer *writer, const char *key, double value, unsigned unit);
/** Ends the document's line. */
void json_end_line(struct json_writer *writer);

#endif
