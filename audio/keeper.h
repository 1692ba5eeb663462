/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * The keeper: the one thread that calls PortAudio. PortAudio is not made for
 * several threads, and its calls block for as long as a sound server hangs; so
 * everybody else leaves work here and never waits longer than they choose.
 *
 * The thread begins with the first work, sleeps when there is none, and ends with the program:
 * at once by _exit(), after flushing, when it is still held up in a call then.
 * PortAudio is put away while nobody needs it.
 */
#ifndef KEEPER_H
#define KEEPER_H

#include <stdbool.h>

#define KEEPER_ROUND_MS 100     /* how often work that wants it is looked after */

/** A piece of work, the first member of the struct that does it. */
struct kept {
    /** Look after it. False: not again before keeper_wake(). The keeper's thread. */
    bool (*tend)(struct kept *k);
    /** End and free it. The keeper's thread, once, after keeper_remove(). */
    void (*finish)(struct kept *k);
    /* the keeper's own, under its lock */
    struct kept *next;
    bool leaving;
};

/** Takes `k` over. False when there can be no thread; then `k` is still the caller's. */
bool keeper_add(struct kept *k);
/** Look after everything now. Any thread; returns at once. */
void keeper_wake(void);
/**
 * Have `k` finished, waiting at most `wait_ms`. It must not be touched any more.
 * With a hung sound server it is finished when the server answers or dies, if
 * ever: a thread cannot be pulled out of a library call safely, so thread and
 * memory are left behind until then.
 */
void keeper_remove(struct kept *k, unsigned wait_ms);

#endif
