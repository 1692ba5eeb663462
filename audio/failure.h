/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * PocketSphinx's complaints: kept quiet, the last one remembered, and a fatal
 * one (it ends the process) told as a "failed" line first. Its error callback
 * is global, so this is too: one per process.
 */
#ifndef FAILURE_H
#define FAILURE_H

#include <stdio.h>

/** Where a fatal complaint is told; NULL nowhere. Borrowed. */
void failure_tell(FILE *out);
void failure_catch_pocketsphinx(void);
/** The last complaint, "" when there was none; on the thread that opens ears. */
const char *failure_last(void);

#endif
