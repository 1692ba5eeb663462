/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "leftovers.h"

#include <stdio.h>

void leftovers_remove(const char *folder, const char *const *names, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        char path[160];
        snprintf(path, sizeof(path), "%s/%s", folder, names[i]);
        remove(path);
    }
}
