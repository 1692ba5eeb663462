/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "harden.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>

bool harden_process(char *err, size_t err_size)
{
    /* Both: the limit is inherited by the recognizer, the flag also stops a
     * kernel.core_pattern program, which ignores the limit. */
    const struct rlimit none = {0, 0};
    if (setrlimit(RLIMIT_CORE, &none) != 0 || prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) != 0) {
        snprintf(err, err_size, "cannot turn core dumps off: %s; a crash could write memory to disk",
                 strerror(errno));
        return false;
    }
    return true;
}
