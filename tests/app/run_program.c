/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "run_program.h"

#include <setjmp.h>
#include <signal.h>
#include <spawn.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

extern char **environ;

static double now_s(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static FILE *scratch(const char *text)
{
    FILE *file = tmpfile();
    assert_non_null(file);
    if (text != NULL) {
        fputs(text, file);
        fflush(file);
        rewind(file);
    }
    return file;
}

static char *read_back(FILE *file)
{
    long size = 0;
    fseek(file, 0, SEEK_END);
    size = ftell(file);
    rewind(file);
    char *text = calloc((size_t)size + 1, 1);
    assert_non_null(text);
    assert_int_equal(fread(text, 1, (size_t)size, file), size);
    fclose(file);
    return text;
}

static double spent_s(const struct rusage *spent)
{
    return (double)(spent->ru_utime.tv_sec + spent->ru_stime.tv_sec)
           + (double)(spent->ru_utime.tv_usec + spent->ru_stime.tv_usec) / 1e6;
}

static int wait_for(pid_t child, unsigned limit_s, double began_s, double *cpu_s)
{
    const struct timespec moment = { .tv_nsec = 5000000 };
    struct rusage spent = { 0 };
    int status = 0;
    while (wait4(child, &status, WNOHANG, &spent) == 0) {
        if (now_s() - began_s > limit_s) {
            kill(child, SIGKILL);
            waitpid(child, &status, 0);
            fail_msg("still running after %u s", limit_s);
        }
        nanosleep(&moment, NULL);
    }
    *cpu_s = spent_s(&spent);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

struct run_result run_program(const char *program, const char *const *args, const char *input,
                              unsigned limit_s)
{
    const char *argv[RUN_ARGS_MAX + 2] = { program };
    for (size_t i = 0; i < RUN_ARGS_MAX && args[i] != NULL; i++) {
        argv[i + 1] = args[i];
    }
    FILE *files[] = { scratch(input), scratch(NULL), scratch(NULL) };
    posix_spawn_file_actions_t actions;
    pid_t child = 0;
    posix_spawn_file_actions_init(&actions);
    for (int i = 0; i < 3; i++) {
        posix_spawn_file_actions_adddup2(&actions, fileno(files[i]), i);
    }
    double began_s = now_s();
    assert_int_equal(posix_spawn(&child, program, &actions, NULL, (char *const *)argv, environ), 0);
    posix_spawn_file_actions_destroy(&actions);
    double cpu_s = 0;
    int status = wait_for(child, limit_s, began_s, &cpu_s);
    double seconds = now_s() - began_s;
    fclose(files[0]);
    return (struct run_result){ .status = status, .out = read_back(files[1]),
                                .err = read_back(files[2]), .seconds = seconds,
                                .cpu_s = cpu_s };
}

void run_result_free(struct run_result *r)
{
    free(r->out);
    free(r->err);
    *r = (struct run_result){ 0 };
}

size_t run_lines(const char *text)
{
    size_t lines = 0;
    for (; *text != '\0'; text++) {
        lines += *text == '\n';
    }
    return lines;
}
