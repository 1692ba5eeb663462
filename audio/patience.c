/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "patience.h"

#include <time.h>

#include "clock.h"

#define LOOKS       2       /* in the time of the limit */
#define LEAST_SHARE 50      /* whoever gets less than one part in so many of a processor does nothing */
#define LONGEST     6       /* limits */

/* Not by /proc, where a kiosk's service hides processes that cannot be traced. */
int64_t patience_used_ns(pid_t pid)
{
    clockid_t id;
    struct timespec used;
    if (pid <= 0 || clock_getcpuclockid(pid, &id) != 0 || clock_gettime(id, &used) != 0) {
        return 0;
    }
    return used.tv_sec * CLOCK_SECOND + used.tv_nsec;
}

void patience_renew(struct patience *p, pid_t pid)
{
    p->since_ns = p->mark_ns = clock_ns();
    p->used_ns = p->mark_used_ns = patience_used_ns(pid);
    p->works = false;
}

bool patience_is_over(struct patience *p, pid_t pid, int64_t limit_ns)
{
    int64_t now_ns = clock_ns(), silent_ns = now_ns - p->since_ns;
    if (now_ns - p->mark_ns > limit_ns / LOOKS) {
        int64_t used_ns = patience_used_ns(pid);
        p->works = (used_ns - p->mark_used_ns) * LEAST_SHARE > now_ns - p->mark_ns
                   && used_ns - p->used_ns < limit_ns;
        p->mark_ns = now_ns;
        p->mark_used_ns = used_ns;
    }
    return silent_ns > limit_ns && (!p->works || silent_ns > LONGEST * limit_ns);
}
