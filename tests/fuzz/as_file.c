/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "as_file.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

const char *as_file(const uint8_t *data, size_t size)
{
    static int fd = -1;
    static char path[64];
    if (fd >= 0) {
        close(fd);
    }
    fd = memfd_create("fuzz", MFD_CLOEXEC);
    require(fd >= 0 && write(fd, data, size) == (ssize_t)size, "a file in memory");
    snprintf(path, sizeof(path), "/proc/self/fd/%d", fd);
    return path;
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
