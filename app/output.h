/* SPDX-License-Identifier: GPL-3.0-or-later */
/** What commands write to standard output, and whether anybody takes it. */
#ifndef OUTPUT_H
#define OUTPUT_H

#include <stdbool.h>

/** Standard output cannot be written any more (a closed pipe, a full disk). */
bool output_broken(void);
/** Flush; false after one sentence to stderr when output was lost. */
bool output_finish(void);

#endif
