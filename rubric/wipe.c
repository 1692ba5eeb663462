/* SPDX-License-Identifier: MIT */
#include "wipe.h"

#include <string.h>

void wipe(void *memory, size_t size)
{
    memset(memory, 0, size);
    __asm__ volatile("" : : "r"(memory) : "memory");
}
