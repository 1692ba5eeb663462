/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * The counts as staff see them: added up by question, day and hour of the day,
 * small numbers hidden, and as a table for a spreadsheet. Main thread only.
 */
#ifndef COUNTS_H
#define COUNTS_H

#include <stdbool.h>
#include <stddef.h>
#include <time.h>

#define COUNTS_FEW 3        /* smaller numbers are not shown: they could point at somebody */

struct count {
    char name[64];          /* a question's id or a day */
    unsigned begun, completed;
};

struct count_list {
    struct count *items;
    size_t count;
};

struct counts {
    struct count_list questions;    /* most asked first */
    struct count_list by_day;       /* "2026-05-04", in order */
    struct count all;
    struct count hours[24];         /* of the day; names are "09:00" */
    unsigned days[7], week;         /* begun in the week of the given day, from Monday on */
    unsigned today;                 /* 0: Monday */
};

/**
 * Add up the file at `path`, NULL: history_path(). False after one sentence to
 * `err`; `counts` is then empty. Free with counts_free() in any case.
 */
bool counts_read(struct counts *counts, const char *path, time_t today, char *err,
                 size_t err_size);
void counts_free(struct counts *counts);
/** "<3" instead of 1 or 2; writes into `text` and returns it. */
const char *counts_text(unsigned count, char *text, size_t size);
/** Lines "by,what,begun,answered": total, days, hours and questions. New string or NULL. */
char *counts_csv(const struct counts *counts);

#endif
