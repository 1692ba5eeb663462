/* SPDX-License-Identifier: GPL-3.0-or-later */
/** A reporter for schema_load() that keeps the first mistake: one sentence is enough here. */
#ifndef MISTAKE_H
#define MISTAKE_H

#include <stddef.h>
#include <stdio.h>

struct first_mistake {
    char *err;      /* empty before the first one */
    size_t size;
};

static inline void mistake_keep_first(void *user, const char *message)
{
    struct first_mistake *m = user;
    if (m->err[0] == '\0') {
        snprintf(m->err, m->size, "%s", message);
    }
}

#endif
