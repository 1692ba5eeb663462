/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The notes on a USB stick. */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "stick.h"
#include "takeaway.h"

static bool write_fd(void *user, const unsigned char *bytes, size_t size)
{
    int fd = *(const int *)user;
    while (size > 0) {
        ssize_t n = write(fd, bytes, size);
        if (n < 0 && errno != EINTR) {
            return false;
        }
        if (n > 0) {
            bytes += n;
            size -= (size_t)n;
        }
    }
    return true;
}

/* Creates a file that is not there yet. */
static int create_new(const char *folder, char *path, size_t size)
{
    for (unsigned i = 1; i < 1000; i++) {
        char number[16] = "";
        if (i > 1) {
            snprintf(number, sizeof(number), "-%u", i);
        }
        int n = snprintf(path, size, "%s/Greenroom-notes%s.pdf", folder, number);
        if (n < 0 || (size_t)n >= size) {
            errno = ENAMETOOLONG;
            return -1;
        }
        int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644);
        if (fd >= 0 || errno != EEXIST) {
            return fd;
        }
    }
    return -1;
}

bool takeaway_save_in(const struct takeaway *t, const char *folder, char *where, size_t size)
{
    char err[200];
    int fd = create_new(folder, where, size);
    if (fd < 0) {
        return false;
    }
    bool written = takeaway_pdf(t, write_fd, &fd, err, sizeof(err));
    /* People pull the stick at once: the notes must be on it by then. */
    bool synced = fsync(fd) == 0;
    if (close(fd) != 0 || !synced || !written) {
        unlink(where);
        return false;
    }
    return true;
}

static bool save_on(const void *takeaway, const char *folder)
{
    char where[PATH_MAX];
    return takeaway_save_in(takeaway, folder, where, sizeof(where));
}

const char *takeaway_save(const struct takeaway *t)
{
    const char *trouble = stick_save(save_on, t);
    return trouble == NULL ? "summary.saved" : trouble;
}
