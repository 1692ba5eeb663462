/* SPDX-License-Identifier: GPL-3.0-or-later */
/** A process with a pipe to its input and one from its output. */
#ifndef CHILD_H
#define CHILD_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

struct child {
    pid_t pid;          /* 0: not running */
    bool well;          /* it has ended, with status 0 */
    int to_fd;          /* its stdin; does not block; -1 closed */
    int from_fd;        /* its stdout; does not block; -1 closed */
};

/** False after one sentence to `err`; `c` is then safe to end. */
bool child_start(struct child *c, const char *const *argv, char *err, size_t err_size);
/** Closes the pipes, waits at most `patience_s`, then kills. No zombie stays. */
void child_end(struct child *c, double patience_s);
/** How it ended, as words ("it ended with status 1"), when it has; false while it runs. */
bool child_has_ended(struct child *c, char *how, size_t size);

#endif
