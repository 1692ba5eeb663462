/* SPDX-License-Identifier: GPL-3.0-or-later */
/** Time that only goes forward, whatever is done to the wall clock. */
#ifndef CLOCK_H
#define CLOCK_H

#include <stdint.h>
#include <time.h>

#define CLOCK_SECOND INT64_C(1000000000)

/** Nanoseconds since the machine started. Any thread, PortAudio's callbacks too. */
static inline int64_t clock_ns(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * CLOCK_SECOND + now.tv_nsec;
}

static inline struct timespec clock_timespec(int64_t ns)
{
    return (struct timespec) { .tv_sec = ns / CLOCK_SECOND, .tv_nsec = ns % CLOCK_SECOND };
}

static inline void clock_sleep_ms(unsigned ms)
{
    struct timespec wait = clock_timespec((int64_t)ms * 1000000);
    nanosleep(&wait, NULL);
}

#endif
