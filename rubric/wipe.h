/* SPDX-License-Identifier: MIT */
#ifndef WIPE_H
#define WIPE_H

#include <stddef.h>

/** Overwrite `size` bytes; the compiler may not leave it out as a dead store. */
void wipe(void *memory, size_t size);

#endif
