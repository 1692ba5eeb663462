/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether counts can be kept, found out before anybody practices. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "history.h"

#define NEEDED_MB 20

static void look_at_row(void *user, const struct history_row *row)
{
    (void)user;
    (void)row;
}

/* The nearest folder above `path` that exists. */
static void existing_folder(char *path)
{
    do {
        *strrchr(path, '/') = '\0';
    } while (access(path[0] != '\0' ? path : "/", F_OK) != 0);
}

static bool has_room(const char *folder, char *err, size_t err_size)
{
    struct statvfs disk;
    if (statvfs(folder, &disk) != 0 || disk.f_bavail * disk.f_frsize >= NEEDED_MB * 1048576UL) {
        return true;
    }
    snprintf(err, err_size, "the disk is nearly full: less than %d MB are free below %s; make room, "
             "or practices may not be counted", NEEDED_MB, folder);
    return false;
}

bool history_place(char *place, size_t size, char *err, size_t err_size)
{
    char *path = history_path();
    if (path == NULL) {
        snprintf(err, err_size, "out of memory");
        return false;
    }
    bool good = history_read(path, look_at_row, NULL, err, err_size);
    snprintf(place, size, "%s", path);
    bool refused = access(path, F_OK) == 0 && access(path, W_OK) != 0;
    if (good) {
        existing_folder(path);      /* from here on `path` is the folder */
        const char *locked = refused ? place : access(path, W_OK | X_OK) != 0 ? path : NULL;
        if (locked != NULL) {
            snprintf(err, err_size, "%s cannot be written (is the disk read-only, or does the folder "
                     "belong to somebody else?); practices are not counted", locked);
        }
        good = locked == NULL && has_room(path, err, err_size);
    }
    free(path);
    return good;
}
