/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * Whether a process that says nothing is hung, or on a busy machine only has too little of the
 * processor. One that sleeps, was stopped or turns in circles is hung. One thread.
 */
#ifndef PATIENCE_H
#define PATIENCE_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

struct patience {
    int64_t since_ns, used_ns;      /* the last sign of life, and the processor time used by then */
    int64_t mark_ns, mark_used_ns;  /* the same when it was looked at last */
    bool works;                     /* between the last two looks it did something */
};

/** Processor time of all threads of the process so far; 0: it is gone. */
int64_t patience_used_ns(pid_t pid);
/** The process gave a sign of life, or silence only begins to mean something. */
void patience_renew(struct patience *p, pid_t pid);
/**
 * Ask often. True once the process was silent for longer than `limit_ns` and is hung: it does
 * nothing meanwhile, has used as much processor time without a word, or six times as long went by.
 */
bool patience_is_over(struct patience *p, pid_t pid, int64_t limit_ns);

#endif
