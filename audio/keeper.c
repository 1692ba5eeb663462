/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "keeper.h"

#include <fcntl.h>
#include <linux/close_range.h>
#include <pthread.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "clock.h"
#include "device.h"
#include "pulse.h"

/* The thread sanitizer believes that all threads share one table of files. */
#if defined(__has_feature)
#if __has_feature(thread_sanitizer)
#define ONE_FILE_TABLE
#endif
#elif defined(__SANITIZE_THREAD__)
#define ONE_FILE_TABLE
#endif

/* All protected by `lock`, which is never held during a call into PortAudio. */
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t work = PTHREAD_COND_INITIALIZER;      /* `woken` was set */
static pthread_cond_t finished = PTHREAD_COND_INITIALIZER;  /* something left, or `in_use` fell */
static struct kept *list;
static const struct kept *finishing;    /* already out of the list, not yet freed */
static bool running, woken;
static bool in_use;                     /* PortAudio is not put away */

static void finish_one(struct kept **link)
{
    struct kept *k = *link;

    *link = k->next;
    finishing = k;
    pthread_mutex_unlock(&lock);
    k->finish(k);
    pthread_mutex_lock(&lock);
    finishing = NULL;
    pthread_cond_broadcast(&finished);
}

/* Only this thread takes out of the list and others only add at its head, so that a place in it
 * stays right while the lock is open. True: somebody wants another round. */
static bool look_after_all(void)
{
    struct kept **link = &list;
    bool again = false;

    while (*link != NULL) {
        struct kept *k = *link;
        if (k->leaving) {
            finish_one(link);
            continue;
        }
        pthread_mutex_unlock(&lock);
        again |= k->tend(k);
        pthread_mutex_lock(&lock);
        /* what was added at the head meanwhile has its turn in the next round */
        link = &k->next;
    }
    return again;
}

static void wait_for_work(bool again)
{
    struct timespec until = clock_timespec(clock_ns() + KEEPER_ROUND_MS * (CLOCK_SECOND / 1000));

    while (!woken) {
        if (!again) {
            pthread_cond_wait(&work, &lock);
        } else if (pthread_cond_clockwait(&work, &lock, CLOCK_MONOTONIC, &until) != 0) {
            break;
        }
    }
    woken = false;
}

/* PortAudio and JACK write each failed attempt to standard error, and some cannot be told not to.
 * This thread gets a table of file descriptors of its own, in which that is nowhere; the threads
 * that PortAudio starts share it. The copies of other people's files are closed. */
#ifdef ONE_FILE_TABLE
static void be_quiet(void)
{
}
#else
static void be_quiet(void)
{
    int nowhere;

    if (close_range(3, ~0U, CLOSE_RANGE_UNSHARE) != 0) {
        return;     /* an old kernel: noisy, but it works */
    }
    nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC);
    if (nowhere >= 0) {
        dup2(nowhere, STDERR_FILENO);
        close(nowhere);
    }
}
#endif

static void put_away(void)
{
    pthread_mutex_unlock(&lock);
    device_release();
    pulse_release();
    pthread_mutex_lock(&lock);
    in_use = list != NULL;
    pthread_cond_broadcast(&finished);
}

static void *keep(void *unused)
{
    (void)unused;
    pthread_setname_np(pthread_self(), "keeper");      /* also of what PortAudio starts */
    be_quiet();
    pthread_mutex_lock(&lock);
    for (;;) {
        bool again = look_after_all();
        if (list == NULL && in_use) {
            put_away();
        }
        wait_for_work(again);
    }
    return NULL;
}

/* The thread may be deep in a sound library, which loads others as it goes: an orderly end would
 * take them down around it. So the program ends at once then. */
static void end_around_it(int status, void *unused)
{
    bool busy;

    (void)unused;
    pthread_mutex_lock(&lock);
    busy = in_use;
    pthread_mutex_unlock(&lock);
    if (busy) {
        fflush(NULL);
        _exit(status);
    }
}

static bool start_thread(void)
{
    pthread_t thread;

    if (on_exit(end_around_it, NULL) != 0 || pthread_create(&thread, NULL, keep, NULL) != 0) {
        return false;
    }
    pthread_detach(thread);
    return true;
}

bool keeper_add(struct kept *k)
{
    bool done = true;

    pthread_mutex_lock(&lock);
    k->next = list;
    list = k;
    if (!running) {
        running = done = start_thread();
        list = done ? k : NULL;
    }
    in_use |= done;
    woken = true;
    pthread_cond_signal(&work);
    pthread_mutex_unlock(&lock);
    return done;
}

void keeper_wake(void)
{
    pthread_mutex_lock(&lock);
    woken = true;
    pthread_cond_signal(&work);
    pthread_mutex_unlock(&lock);
}

static bool is_kept(const struct kept *k)
{
    const struct kept *at = list;

    while (at != NULL && at != k) {
        at = at->next;
    }
    return at != NULL || finishing == k;
}

void keeper_remove(struct kept *k, unsigned wait_ms)
{
    struct timespec until = clock_timespec(clock_ns() + wait_ms * (CLOCK_SECOND / 1000));

    pthread_mutex_lock(&lock);
    k->leaving = true;
    woken = true;
    pthread_cond_signal(&work);
    /* the last one also waits for PortAudio to be put away, so that a program can end after it */
    while ((is_kept(k) || (list == NULL && in_use))
           && pthread_cond_clockwait(&finished, &lock, CLOCK_MONOTONIC, &until) == 0) {
    }
    pthread_mutex_unlock(&lock);
}
