/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stick.h"

#include <limits.h>
#include <mntent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static bool is_stick(const struct mntent *mount)
{
    static const char *const places[] = {"/media/", "/run/media/", "/mnt/usb"};
    for (size_t i = 0; i < sizeof(places) / sizeof(places[0]); i++) {
        if (strncmp(mount->mnt_dir, places[i], strlen(places[i])) == 0) {
            return true;
        }
    }
    return false;
}

static bool can_be_written(const struct mntent *mount)
{
    return hasmntopt(mount, "ro") == NULL && access(mount->mnt_dir, W_OK) == 0;
}

static bool each_named(const char *folders, bool (*use)(void *user, const char *folder),
                       void *user)
{
    bool done = false;
    while (*folders != '\0' && !done) {
        char folder[PATH_MAX];
        size_t length = strcspn(folders, ":");
        if (length > 0 && length < sizeof(folder)) {
            snprintf(folder, sizeof(folder), "%.*s", (int)length, folders);
            done = use(user, folder);
        }
        folders += length + (folders[length] == ':');
    }
    return done;
}

bool stick_each(bool writable, bool (*use)(void *user, const char *folder), void *user)
{
    const char *named = getenv("GREENROOM_STICKS");
    if (named != NULL) {
        return each_named(named, use, user);
    }
    FILE *mounts = setmntent("/proc/self/mounts", "r");
    struct mntent mount;
    char text[4096];
    bool done = false;
    while (mounts != NULL && !done && getmntent_r(mounts, &mount, text, sizeof(text)) != NULL) {
        done = is_stick(&mount) && (!writable || can_be_written(&mount)) &&
               use(user, mount.mnt_dir);
    }
    if (mounts != NULL) {
        endmntent(mounts);
    }
    return done;
}
