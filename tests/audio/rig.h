/* SPDX-License-Identifier: GPL-3.0-or-later */
/** The rig's scripts (tests/rig), for test programs that run within it. */
#ifndef RIG_H
#define RIG_H

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include <cmocka.h>

/**
 * Runs the tests, each in a process of its own. What they promise about time holds on a machine that
 * has time: one that fails while others keep the machine busy is told and tried again with a fresh
 * sound server, three times at most. Returns how many failed.
 */
int rig_run(const struct CMUnitTest *tests, size_t count);

/** Runs a shell command; the test fails when it does. */
void rig(const char *command);
/** Begins one in the background; rig_finish() waits for it and fails the test when it failed. */
pid_t rig_begin(const char *command);
void rig_finish(pid_t command);
/** Whether it has ended; the test fails when it failed. */
bool rig_finished(pid_t command);

/** Seconds that only go forward. */
double rig_time(void);
/** Waits until `is_so` or `limit_s` is over, looking every 5 ms. Returns the seconds it took. */
double rig_wait(bool (*is_so)(void *user), void *user, double limit_s);

/** Open files and resident kilobytes of this process and its threads. */
size_t rig_open_files(void);
size_t rig_resident_kb(void);
/** Fails when there are more files, or a megabyte more memory, than there were. */
void rig_check_growth(size_t files, size_t kilobytes);

/** A noise of `count` samples in a new buffer, and in the file `path`. */
int16_t *rig_noise(const char *path, size_t count, unsigned rate, uint32_t seed);
/** Full path of `name` in the rig's folder; valid until the program ends. */
const char *rig_path(const char *name);

#endif
