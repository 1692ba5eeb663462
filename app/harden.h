/* SPDX-License-Identifier: GPL-3.0-or-later */
/** What the process does so that a person's words cannot leave it by accident. */
#ifndef HARDEN_H
#define HARDEN_H

#include <stdbool.h>
#include <stddef.h>

/**
 * No core dump, by limit and by the kernel's flag, and no network socket, of
 * this process and of those it starts; no other process of the same user may look
 * into its memory, all of which is locked where there is no limit on that. Call
 * first thing in main(). Returns false after one sentence to `err` when the
 * system refused; the program may go on, and `check` says so.
 */
bool harden_process(char *err, size_t err_size);

/**
 * Overwrites what functions that have returned left behind: on this thread's stack, and in the
 * small blocks of the heap that this thread freed.
 */
void harden_wipe_remains(void);

enum harden_memory {
    HARDEN_NO_SWAP,         /* this machine has nothing to swap to */
    HARDEN_LOCKED,          /* all memory is locked */
    HARDEN_SOUND_ONLY       /* recordings are locked; words could be swapped */
};
enum harden_memory harden_memory(void);

#endif
