/* SPDX-License-Identifier: GPL-3.0-or-later */
/** Text from files of people we do not know. */
#ifndef TEXT_FILE_H
#define TEXT_FILE_H

#include <stdbool.h>
#include <stddef.h>

/** No answer to an interview question is longer than this. */
#define TEXT_FILE_MAX (1U << 20)

/**
 * The whole file as a new string, "-" for standard input. NULL after one
 * sentence that names the file (and the line, for bytes that are no text) to
 * `err`.
 */
char *text_file_read(const char *path, char *err, size_t err_size);
/** Where the first byte that is not valid UTF-8 (or NUL) stands; `size` when all is well. */
size_t text_invalid_at(const char *text, size_t size);
/** How many bytes of `text` go into `size` with a NUL behind them; no character is cut. */
size_t text_fitting(const char *text, size_t size);

#endif
