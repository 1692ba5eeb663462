/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "harden.h"

#include <errno.h>
#include <jansson.h>
#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>

/* Words go from process to process as JSON, and small pieces are kept for reuse as they were. */
static void wipe_and_free(void *memory)
{
    if (memory != NULL) {
        explicit_bzero(memory, malloc_usable_size(memory));
    }
    free(memory);
}

bool harden_process(char *err, size_t err_size)
{
    /* Both: the limit is inherited by the recognizer, the flag also stops a
     * kernel.core_pattern program, which ignores the limit. */
    const struct rlimit none = {0, 0};
    /* What libraries free is overwritten too; they do not know what is private. */
    mallopt(M_PERTURB, 0x55);
    json_set_alloc_funcs(malloc, wipe_and_free);
    if (setrlimit(RLIMIT_CORE, &none) != 0 || prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) != 0) {
        snprintf(err, err_size, "cannot turn core dumps off: %s; a crash could write memory to disk",
                 strerror(errno));
        return false;
    }
    return true;
}
