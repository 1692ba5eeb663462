/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * The notes on their way to lp(1): from memory to its standard input, without ever waiting for it.
 * A printer that hangs is given up after a while. Main thread only; SIGPIPE is ignored.
 */
#ifndef PRINTING_H
#define PRINTING_H

#include <child.h>

#include "takeaway.h"

/** Zero it before the first use. */
struct printing {
    struct child lp;            /* while `running` */
    unsigned char *page;        /* secret; NULL: handed out, or forgotten */
    size_t size, room, sent;
    double until_s;             /* then it is given up */
    bool running;               /* something is being printed */
    bool whole;                 /* lp was given all of the page */
    bool forgotten;             /* whoever wanted it is gone */
};

/** The id of the text that tells what came of it: "summary.printing", or why not. */
const char *printing_begin(struct printing *p, const struct takeaway *t, double now_s);
/** Goes on with it; often. The id of the text that tells how it ended, once; else NULL. */
const char *printing_go_on(struct printing *p, double now_s);
/** Overwrites the page; what lp has whole it may bring to its end, for a moment. */
void printing_forget(struct printing *p, double now_s);
/** Ends it at once. */
void printing_finish(struct printing *p);

#endif
