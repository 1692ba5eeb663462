/* SPDX-License-Identifier: GPL-3.0-or-later */
/** What the process does so that a person's words cannot reach the disk by accident. */
#ifndef HARDEN_H
#define HARDEN_H

#include <stdbool.h>
#include <stddef.h>

/**
 * No core dump, by limit and by the kernel's flag, of this process and of those
 * it starts; no other process of the same user may look into its memory. Call
 * first thing in main(). Returns false after one sentence to `err` when the
 * system refused; the program may go on, and `check` says so.
 */
bool harden_process(char *err, size_t err_size);

#endif
