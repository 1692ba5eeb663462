/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rig.h"

#include <clock.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>
#include <wav.h>

#include "signals.h"

static bool run_one(const struct CMUnitTest *test)
{
    int status = -1;
    fflush(stdout);
    fflush(stderr);
    pid_t child = fork();
    if (child == 0) {
        exit(_cmocka_run_group_tests(test->name, test, 1, NULL, NULL));
    }
    return child > 0 && waitpid(child, &status, 0) == child && status == 0;
}

/* More wants to run than there are processors for it. */
static bool is_busy(void)
{
    double load = 0;
    return getloadavg(&load, 1) == 1 && load > (double)sysconf(_SC_NPROCESSORS_ONLN);
}

int rig_run(const struct CMUnitTest *tests, size_t count)
{
    int failed = 0;
    for (size_t i = 0; i < count; i++) {
        bool good = run_one(&tests[i]);
        for (int again = 0; !good && again < 2 && is_busy(); again++) {
            printf("%s: once more, the machine is busy\n", tests[i].name);
            if (system("fault restart") != 0) {     /* also of a server that was killed or hangs */
                break;
            }
            good = run_one(&tests[i]);
        }
        failed += !good;
    }
    return failed;
}

void rig(const char *command)
{
    int status = system(command);
    if (status != 0) {
        fail_msg("\"%s\" returned %d", command, status);
    }
}

pid_t rig_begin(const char *command)
{
    pid_t child = fork();

    if (child == 0) {
        execl("/bin/sh", "sh", "-c", command, (char *)NULL);
        _exit(127);
    }
    assert_true(child > 0);
    return child;
}

void rig_finish(pid_t command)
{
    int status = -1;
    assert_int_equal(waitpid(command, &status, 0), command);
    assert_int_equal(status, 0);
}

bool rig_finished(pid_t command)
{
    int status = 0;
    pid_t ended = waitpid(command, &status, WNOHANG);
    assert_true(ended == 0 || ended == command);
    assert_int_equal(status, 0);
    return ended == command;
}

double rig_time(void)
{
    return (double)clock_ns() / CLOCK_SECOND;
}

double rig_wait(bool (*is_so)(void *user), void *user, double limit_s)
{
    double began = rig_time();

    while (!is_so(user) && rig_time() - began < limit_s) {
        clock_sleep_ms(5);
    }
    return rig_time() - began;
}

static size_t entries(const char *folder)
{
    DIR *dir = opendir(folder);
    size_t count = 0;

    while (dir != NULL && readdir(dir) != NULL) {
        count++;
    }
    if (dir != NULL) {
        closedir(dir);
    }
    return count;
}

/* Threads may have tables of their own: this one's, and the fullest of the others. */
size_t rig_open_files(void)
{
    DIR *dir = opendir("/proc/self/task");
    struct dirent *task;
    size_t most = 0;

    assert_non_null(dir);
    while ((task = readdir(dir)) != NULL) {
        char folder[300];
        snprintf(folder, sizeof(folder), "/proc/self/task/%s/fd", task->d_name);
        size_t count = task->d_name[0] != '.' ? entries(folder) : 0;
        most = count > most ? count : most;
    }
    closedir(dir);
    return entries("/proc/self/fd") + most;
}

static bool is_no_more(void *user)
{
    return rig_open_files() <= *(size_t *)user;
}

void rig_check_growth(size_t files, size_t kilobytes)
{
    rig_wait(is_no_more, &files, 3);    /* connections are being made and given up in between */
    print_message("files %zu, then %zu; memory %zu kB, then %zu kB\n", files, rig_open_files(),
                  kilobytes, rig_resident_kb());
    assert_true(rig_open_files() <= files);
    assert_true(rig_resident_kb() < kilobytes + 1024);
}

size_t rig_resident_kb(void)
{
    FILE *file = fopen("/proc/self/statm", "r");
    unsigned long all = 0, resident = 0;

    assert_non_null(file);
    assert_int_equal(fscanf(file, "%lu %lu", &all, &resident), 2);
    fclose(file);
    return resident * (size_t)sysconf(_SC_PAGESIZE) / 1024;
}

int16_t *rig_noise(const char *path, size_t count, unsigned rate, uint32_t seed)
{
    int16_t *samples = malloc(count * sizeof(*samples));
    char err[256] = "";

    assert_non_null(samples);
    for (size_t i = 0; i < count; i++) {
        samples[i] = signal_noise(&seed);
    }
    if (!wav_write(path, samples, count, rate, err, sizeof(err))) {
        fail_msg("%s", err);
    }
    return samples;
}

const char *rig_path(const char *name)
{
    static char paths[16][128];
    static size_t next;
    char *path = paths[next++ % ARRAY_LEN(paths)];

    assert_non_null(getenv("RIG"));
    snprintf(path, sizeof(paths[0]), "%s/%s", getenv("RIG"), name);
    return path;
}
