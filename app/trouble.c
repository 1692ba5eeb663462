/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "trouble.h"

#include <pthread.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "log.h"

/* Of the whole program, as the log is: whoever finds something wrong need not know who shows it. */
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static struct troubles known;   /* protected by `lock` */

static bool keep(enum trouble kind, const char *text)
{
    pthread_mutex_lock(&lock);
    bool fresh = strcmp(known.text[kind], text) != 0;
    snprintf(known.text[kind], sizeof(known.text[kind]), "%s", text);
    pthread_mutex_unlock(&lock);
    return fresh;
}

void trouble_tell(enum trouble kind, const char *format, ...)
{
    char text[sizeof(known.text[0])];
    va_list args;
    va_start(args, format);
    vsnprintf(text, sizeof(text), format, args);
    va_end(args);
    if (keep(kind, text)) {
        log_note("%s", text);
    }
}

void trouble_over(enum trouble kind)
{
    keep(kind, "");
}

void trouble_list(struct troubles *all)
{
    pthread_mutex_lock(&lock);
    *all = known;
    pthread_mutex_unlock(&lock);
}

bool trouble_any(const struct troubles *all)
{
    for (int i = 0; i < TROUBLE_KINDS; i++) {
        if (all->text[i][0] != '\0') {
            return true;
        }
    }
    return false;
}
