/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * The counts as staff see them: added up by question, day and hour of the day,
 * and as a table for a spreadsheet. Small numbers are hidden, and with them as
 * many others as it takes that none can be worked out from a total: what is
 * hidden is not in these structures any more. Main thread only.
 */
#ifndef COUNTS_H
#define COUNTS_H

#include <stdbool.h>
#include <stddef.h>
#include <time.h>

#define COUNTS_FEW 3        /* smaller numbers are not shown: they could point at somebody */

enum count_kind { COUNT_BEGUN, COUNT_COMPLETED, COUNT_KINDS };

struct count {
    char name[64];          /* a question's id or a day */
    unsigned of[COUNT_KINDS];
    bool hidden[COUNT_KINDS];   /* `of` is then 1: fewer than COUNTS_FEW, that: so many or more,
                                   0: nothing is told */
};

struct count_list {
    struct count *items;
    size_t count;
};

struct counts {
    /* Each list is empty where all that it has could be worked out. */
    struct count_list questions;    /* most asked first */
    struct count_list by_day;       /* "2026-05-04", in order */
    struct count all;
    struct count hours[24];         /* of the day; names are "09:00" */
    struct count days[7], week;     /* begun in the week of the given day, from Monday on; the week
                                       is the sum of the days that are shown */
    unsigned today;                 /* 0: Monday */
};

/**
 * Add up the file at `path`, NULL: history_path(). False after one sentence to
 * `err`; `counts` is then empty. Free with counts_free() in any case.
 */
bool counts_read(struct counts *counts, const char *path, time_t today, char *err,
                 size_t err_size);
void counts_free(struct counts *counts);
/** "14", "<3", "3+" or "-"; writes into `text` and returns it. */
const char *counts_text(const struct count *c, enum count_kind kind, char *text, size_t size);
/** Whether anything was counted in it. */
bool counts_any(const struct count *c);
/** Lines "by,what,begun,answered": total, days, hours and questions. New string or NULL. */
char *counts_csv(const struct counts *counts);

/* counts.c and its tests only: hide in all lists what must not be known. */
void counts_hide(struct counts *counts);

#endif
