/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * Counts for staff: practices begun and completed by question and hour. No
 * words, no people. Whatever is wrong with the file, an interview never
 * notices: counting then stops until the program starts again. Main thread.
 */
#ifndef HISTORY_H
#define HISTORY_H

#include <stdbool.h>
#include <stddef.h>
#include <time.h>

struct history; /* opaque */

enum history_count { HISTORY_BEGUN, HISTORY_COMPLETED };

struct history_row {
    const char *hour;       /* "2026-05-04 15", local time */
    const char *question;   /* id */
    unsigned begun, completed;
};

/** Where the counts are kept; new string or NULL. $STATE_DIRECTORY, else below $XDG_STATE_HOME. */
char *history_path(void);
/** Nothing is opened before the first count. `path` NULL: history_path(). NULL: no memory. */
struct history *history_create(const char *path);
void history_destroy(struct history *h);
/** Count one; while another program locks the file, it waits here for the next one or the end.
 *  False when counting is given up, after one sentence in history_trouble(). */
bool history_add(struct history *h, enum history_count what, const char *question, time_t now);
/** Why counting was given up; "" while all is well. */
const char *history_trouble(const struct history *h);

/**
 * Whether the file can be read and written, and its disk has room; `place` then names it. False
 * after one sentence to `err`.
 */
bool history_place(char *place, size_t size, char *err, size_t err_size);

/**
 * Give every row to `each`, by hour and question. A file that does not exist is
 * empty. False after writing one sentence to `err`.
 */
bool history_read(const char *path, void (*each)(void *user, const struct history_row *row),
                  void *user, char *err, size_t err_size);

#endif
