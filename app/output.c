/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "output.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "command.h"

json_t *output_number(double value, double unit)
{
    return value < 0 ? json_null() : json_real((double)(long long)(value * unit + 0.5) / unit);
}

bool output_json(json_t *json)
{
    if (json == NULL) {
        command_fail("out of memory");
        return false;
    }
    char *line = json_dumps(json, JSON_COMPACT | JSON_REAL_PRECISION(8));
    json_decref(json);
    if (line != NULL) {
        puts(line);
        free(line);
    } else {
        command_fail("out of memory");
    }
    return line != NULL;
}

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
