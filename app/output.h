/* SPDX-License-Identifier: GPL-3.0-or-later */
/** What commands write to standard output, and whether anybody takes it. */
#ifndef OUTPUT_H
#define OUTPUT_H

#include <jansson.h>
#include <stdbool.h>

/** A number in steps of 1/`unit`; null when negative, which means "not known". */
json_t *output_number(double value, double unit);
/** Print `json` as one line and release it. False after one sentence to stderr. */
bool output_json(json_t *json);
/** Standard output cannot be written any more (a closed pipe, a full disk). */
bool output_broken(void);
/** Flush; false after one sentence to stderr when output was lost. */
bool output_finish(void);

#endif
