/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const struct engine *const engines[] = {
    &engine_pocketsphinx,           /* the default */
#ifdef HAVE_WHISPER
    &engine_whisper,
#endif
};

static const char names[] = "network, pocketsphinx"
#ifdef HAVE_WHISPER
    ", whisper"
#endif
    ;

/* A program named by its path, or one that the shell would find. */
static bool is_command(const char *name)
{
    char path[1024];
    const char *folders = getenv("PATH");
    const int name_length = (int)strcspn(name, " ");
    if (name_length == 0 || memchr(name, '/', (size_t)name_length) != NULL) {
        return name_length > 0;
    }
    for (const char *at = folders; at != NULL && *at != '\0';) {
        size_t length = strcspn(at, ":");
        snprintf(path, sizeof(path), "%.*s/%.*s", (int)length, at, name_length, name);
        if (length > 0 && access(path, X_OK) == 0) {
            return true;
        }
        at += length + (at[length] == ':');
    }
    return false;
}

const struct engine *engine_find(const char *name, char *err, size_t err_size)
{
    for (size_t i = 0; i < sizeof(engines) / sizeof(engines[0]); i++) {
        const size_t length = strlen(engines[i]->name);
        if (name == NULL || (strncmp(name, engines[i]->name, length) == 0
                             && strchr(" ", name[length]) != NULL)) {
            return engines[i];
        }
    }
    if (is_command(name)) {
        return &engine_command;
    }
    snprintf(err, err_size, "there is no engine \"%.60s\" in this build: want one of %s, or a "
             "command", name, names);
    return NULL;
}
