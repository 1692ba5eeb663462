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

bool history_place(char *place, size_t size, char *err, size_t err_size)
{
    struct statvfs disk;
    char *path = history_path();
    bool good = path != NULL && history_read(path, look_at_row, NULL, err, err_size);
    if (path == NULL) {
        snprintf(err, err_size, "out of memory");
    } else if (good) {
        bool file = access(path, F_OK) != 0 || access(path, W_OK) == 0;
        snprintf(place, size, "%s", path);
        existing_folder(path);
        good = false;
        if (!file || access(path, W_OK | X_OK) != 0) {
            snprintf(err, err_size, "%s cannot be written (is the disk read-only, or does the "
                     "folder belong to somebody else?); practices are not counted", file ? path : place);
        } else if (statvfs(path, &disk) == 0 &&
                   disk.f_bavail * disk.f_frsize < NEEDED_MB * 1048576UL) {
            snprintf(err, err_size, "the disk is nearly full: less than %d MB are free below %s; "
                     "make room, or practices may not be counted", NEEDED_MB, path);
        } else {
            good = true;
        }
    }
    free(path);
    return good;
}
