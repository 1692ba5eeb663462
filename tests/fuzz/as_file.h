/* SPDX-License-Identifier: GPL-3.0-or-later */
/** A fuzz target's bytes as a file, for parsers that take a path. */
#ifndef AS_FILE_H
#define AS_FILE_H

#include <stddef.h>
#include <stdint.h>

/** Path of a file in memory that holds `data`; valid until the next call, which takes it away. */
const char *as_file(const uint8_t *data, size_t size);
/** The same with `hole` zeros put in after the first `at` bytes, or after all where there are fewer. */
const char *as_file_with_hole(const uint8_t *data, size_t size, size_t at, size_t hole);
/** `data` as a new string; whatever stands behind a NUL in it is lost to most readers. */
char *as_string(const uint8_t *data, size_t size);
/** What the program would print goes nowhere from now on; sanitizers are still heard. */
void print_nothing(void);
/** Ends the program: the target found something that must never happen. */
void require(int holds, const char *what);

#endif
