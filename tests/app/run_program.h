/* SPDX-License-Identifier: GPL-3.0-or-later */
/** Runs the built program as a person would, and keeps what it writes. */
#ifndef RUN_PROGRAM_H
#define RUN_PROGRAM_H

#include <stddef.h>

#define RUN_ARGS_MAX 10

struct run_result {
    int status;             /* exit status; 128 and the signal when one ended it */
    char *out, *err;        /* everything it wrote; owned */
    double seconds;         /* by the clock */
    double cpu_s;           /* of processor time, its own children included */
};

/** `args` NULL-terminated, without the program's name; `input` NULL: nothing. Fails the test when
 *  the program cannot be started or runs longer than `limit_s`. */
struct run_result run_program(const char *program, const char *const *args, const char *input,
                              unsigned limit_s);
void run_result_free(struct run_result *r);
/** Lines of a text. */
size_t run_lines(const char *text);

#endif
