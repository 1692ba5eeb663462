/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stick.h"

#include <limits.h>
#include <mntent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/statvfs.h>
#include <unistd.h>

#define ROOM_BYTES 65536    /* that no file of ours needs; with less a stick counts as full */

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

static bool fits(const char *folder, bool writable)
{
    return access(folder, writable ? W_OK : F_OK) == 0;
}

static bool each_named(const char *folders, bool writable,
                       bool (*use)(void *user, const char *folder), void *user)
{
    bool done = false;
    while (*folders != '\0' && !done) {
        char folder[PATH_MAX];
        size_t length = strcspn(folders, ":");
        if (length > 0 && length < sizeof(folder)) {
            snprintf(folder, sizeof(folder), "%.*s", (int)length, folders);
            done = fits(folder, writable) && use(user, folder);
        }
        folders += length + (folders[length] == ':');
    }
    return done;
}

bool stick_each(bool writable, bool (*use)(void *user, const char *folder), void *user)
{
    const char *named = getenv("GREENROOM_STICKS");
    if (named != NULL) {
        return each_named(named, writable, use, user);
    }
    FILE *mounts = setmntent("/proc/self/mounts", "r");
    struct mntent mount;
    char text[4096];
    bool done = false;
    while (mounts != NULL && !done && getmntent_r(mounts, &mount, text, sizeof(text)) != NULL) {
        done = is_stick(&mount) && fits(mount.mnt_dir, writable) && use(user, mount.mnt_dir);
    }
    if (mounts != NULL) {
        endmntent(mounts);
    }
    return done;
}

struct saving {
    bool (*put)(const void *what, const char *folder);
    const void *what;
    const char *trouble;    /* id of a text */
};

static bool is_full(const char *folder)
{
    struct statvfs disk;
    return statvfs(folder, &disk) == 0 && disk.f_bavail * disk.f_frsize < ROOM_BYTES;
}

static bool save_on(void *user, const char *folder)
{
    struct saving *s = user;
    if (s->put(s->what, folder)) {
        return true;
    }
    s->trouble = is_full(folder) ? "stick.full" : "stick.failed";
    return false;
}

static bool is_one(void *user, const char *folder)
{
    (void)user;
    (void)folder;
    return true;
}

const char *stick_save(bool (*put)(const void *what, const char *folder), const void *what)
{
    struct saving saving = { put, what, NULL };
    if (stick_each(true, save_on, &saving)) {
        return NULL;
    }
    if (saving.trouble != NULL) {
        return saving.trouble;
    }
    return stick_each(false, is_one, NULL) ? "stick.protected" : "stick.none";
}
