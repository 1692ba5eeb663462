/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "as_file.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

const char *as_file_with_hole(const uint8_t *data, size_t size, size_t at, size_t hole)
{
    static int fd = -1;
    static char path[64];
    if (fd >= 0) {
        close(fd);
    }
    at = at < size ? at : size;
    fd = memfd_create("fuzz", MFD_CLOEXEC);
    require(fd >= 0 && pwrite(fd, data, at, 0) == (ssize_t)at
            && pwrite(fd, data + at, size - at, (off_t)(at + hole)) == (ssize_t)(size - at)
            && (hole == 0 || ftruncate(fd, (off_t)(size + hole)) == 0), "a file in memory");
    snprintf(path, sizeof(path), "/proc/self/fd/%d", fd);
    return path;
}

const char *as_file(const uint8_t *data, size_t size)
{
    return as_file_with_hole(data, size, size, 0);
}

char *as_string(const uint8_t *data, size_t size)
{
    char *text = malloc(size + 1);
    require(text != NULL, "memory");
    memcpy(text, data, size);
    text[size] = '\0';
    return text;
}

void print_nothing(void)
{
    static FILE *nowhere;
    if (nowhere == NULL) {
        nowhere = fopen("/dev/null", "w");
        require(nowhere != NULL, "/dev/null");
        stdout = nowhere;
        stderr = nowhere;
    }
}

void require(int holds, const char *what)
{
    if (!holds) {
        dprintf(STDERR_FILENO, "fuzz: %s: does not hold\n", what);
        abort();
    }
}
