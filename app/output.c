/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "output.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "command.h"

bool output_broken(void)
{
    return ferror(stdout) != 0;
}

bool output_finish(void)
{
    struct stat info;
    errno = 0;
    if (fflush(stdout) == 0 && !output_broken()) {
        return true;
    }
    /* A reader who has seen enough (head) is no trouble worth a word. */
    bool pipe = fstat(STDOUT_FILENO, &info) == 0 && S_ISFIFO(info.st_mode);
    if (!pipe) {
        command_fail("standard output cannot be written%s%s", errno != 0 ? ": " : "",
                     errno != 0 ? strerror(errno) : "");
    }
    return false;
}
