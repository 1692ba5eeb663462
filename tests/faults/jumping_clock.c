/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Loaded before a program, it makes the wall clock jump while the program runs: the file named by
 * JUMPING_CLOCK holds the jump, 8 bytes, in seconds. Clocks that only measure go on as ever.
 */
#include <fcntl.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

#define EPOCH_LEAST 1000000000  /* seconds: earlier times are not the wall clock's */

static const volatile int64_t *jump;

__attribute__((constructor)) static void begin(void)
{
    const char *path = getenv("JUMPING_CLOCK");
    int fd = path != NULL ? open(path, O_RDONLY | O_CLOEXEC) : -1;
    void *shared = fd >= 0 ? mmap(NULL, 8, PROT_READ, MAP_SHARED, fd, 0) : MAP_FAILED;
    jump = shared != MAP_FAILED ? shared : NULL;
    if (fd >= 0) {
        close(fd);
    }
}

static time_t jumped(void)
{
    return jump != NULL ? (time_t)*jump : 0;
}

int clock_gettime(clockid_t clock, struct timespec *now)
{
    int rc = (int)syscall(SYS_clock_gettime, clock, now);
    if (rc == 0 && (clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE)) {
        now->tv_sec += jumped();
    }
    return rc;
}

int gettimeofday(struct timeval *restrict now, void *restrict zone)
{
    struct timespec precise;
    (void)zone;
    int rc = clock_gettime(CLOCK_REALTIME, &precise);
    now->tv_sec = precise.tv_sec;
    now->tv_usec = precise.tv_nsec / 1000;
    return rc;
}

time_t time(time_t *out)
{
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    if (out != NULL) {
        *out = now.tv_sec;
    }
    return now.tv_sec;
}

/* The kernel knows nothing of the jump: it waits until the same moment by its own clock. */
int pthread_cond_timedwait(pthread_cond_t *restrict cond, pthread_mutex_t *restrict mutex,
                           const struct timespec *restrict until)
{
    struct timespec real = *until;
    bool wall = until->tv_sec > EPOCH_LEAST;
    real.tv_sec -= wall ? jumped() : 0;
    return pthread_cond_clockwait(cond, mutex, wall ? CLOCK_REALTIME : CLOCK_MONOTONIC, &real);
}
