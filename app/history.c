/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "history.h"

#include <errno.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "settings_file.h"

#define VERSION        1
#define BUSY_MS        200  /* longer would be felt on the screen */
#define BUSY_READ_MS   3000
#define WAITING_MAX    200  /* counts of a busy day, while the file is locked */

struct waiting {
    enum history_count what;
    char hour[32], question[64];
};

struct history {
    char *path;
    sqlite3 *db;            /* NULL before the first count */
    sqlite3_stmt *add[2];   /* by enum history_count */
    bool given_up;
    struct waiting waiting[WAITING_MAX + 1];
    size_t waiting_count;
    char trouble[400];
};

static const char schema[] =
    "CREATE TABLE counts (hour TEXT NOT NULL, question TEXT NOT NULL,"
    " begun INTEGER NOT NULL DEFAULT 0, completed INTEGER NOT NULL DEFAULT 0,"
    " PRIMARY KEY (hour, question)) WITHOUT ROWID;"
    "PRAGMA user_version = 1;";

static const char *const add_one[] = {
    [HISTORY_BEGUN] = "INSERT INTO counts (hour, question, begun) VALUES (?1, ?2, 1)"
                      " ON CONFLICT (hour, question) DO UPDATE SET begun = begun + 1",
    [HISTORY_COMPLETED] = "INSERT INTO counts (hour, question, completed) VALUES (?1, ?2, 1)"
                          " ON CONFLICT (hour, question) DO UPDATE SET completed = completed + 1",
};

char *history_path(void)
{
    const char *state = getenv("STATE_DIRECTORY");
    const char *xdg = getenv("XDG_STATE_HOME");
    const char *home = getenv("HOME");
    char *path = NULL;
    int made = -1;
    if (state != NULL && state[0] == '/') {
        made = asprintf(&path, "%.*s/history.db", (int)strcspn(state, ":"), state);
    } else if (xdg != NULL && xdg[0] == '/') {
        made = asprintf(&path, "%s/greenroom/history.db", xdg);
    } else {
        made = asprintf(&path, "%s/.local/state/greenroom/history.db", home != NULL ? home : "");
    }
    return made >= 0 ? path : NULL;
}

struct history *history_create(const char *path)
{
    struct history *h = calloc(1, sizeof(*h));
    char *own = path != NULL ? strdup(path) : history_path();
    if (h == NULL || own == NULL) {
        free(h);
        free(own);
        return NULL;
    }
    h->path = own;
    return h;
}

static void close_file(struct history *h)
{
    sqlite3_finalize(h->add[HISTORY_BEGUN]);
    sqlite3_finalize(h->add[HISTORY_COMPLETED]);
    sqlite3_close(h->db);
    h->db = NULL;
    h->add[HISTORY_BEGUN] = h->add[HISTORY_COMPLETED] = NULL;
}

const char *history_trouble(const struct history *h)
{
    return h->trouble;
}

/* What to do about the database's own complaint. */
static const char *remedy(sqlite3 *db)
{
    static const struct { int error; const char *remedy; } rows[] = {
        { SQLITE_NOTADB, " (move it away, and a new one is made)" },
        { SQLITE_CORRUPT, " (move it away, and a new one is made)" },
        { SQLITE_FULL, " (make room on it)" },
        { SQLITE_READONLY, " (is the disk read-only?)" },
        { SQLITE_CANTOPEN, " (see that the folder can be written)" },
        { SQLITE_BUSY, " (another program uses it)" },
    };
    int error = db != NULL ? sqlite3_errcode(db) & 0xff : SQLITE_OK;
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        if (rows[i].error == error) {
            return rows[i].remedy;
        }
    }
    return "";
}

static bool give_up(struct history *h, const char *why)
{
    snprintf(h->trouble, sizeof(h->trouble),
             "%s: %s%s; practices are not counted until Greenroom starts again", h->path, why,
             remedy(h->db));
    h->given_up = true;
    close_file(h);
    return false;
}

static int read_version(sqlite3 *db, int *version)
{
    sqlite3_stmt *query = NULL;
    int rc = sqlite3_prepare_v2(db, "PRAGMA user_version", -1, &query, NULL);
    if (rc == SQLITE_OK) {
        rc = sqlite3_step(query);
        *version = rc == SQLITE_ROW ? sqlite3_column_int(query, 0) : 0;
    }
    sqlite3_finalize(query);
    return rc == SQLITE_ROW ? SQLITE_OK : rc;
}

/* "" when the file has the tables of this version; otherwise why it cannot be used. */
static const char *check_version(sqlite3 *db, bool create)
{
    int version = 0;
    if (read_version(db, &version) != SQLITE_OK) {
        return sqlite3_errmsg(db);
    }
    if (version > VERSION) {
        return "written by a newer Greenroom (install that one, or move the file away)";
    }
    if (version == 0 && create && sqlite3_exec(db, schema, NULL, NULL, NULL) != SQLITE_OK) {
        return sqlite3_errmsg(db);
    }
    return "";
}

static bool is_locked(struct history *h)
{
    int error = h->db != NULL ? sqlite3_errcode(h->db) & 0xff : SQLITE_OK;
    return error == SQLITE_BUSY || error == SQLITE_LOCKED;
}

/* A lock passes: what it kept from being counted is counted with the next one. */
static bool wait_or_give_up(struct history *h, const char *why)
{
    if (is_locked(h) && h->waiting_count < WAITING_MAX) {
        close_file(h);
        return true;
    }
    return give_up(h, why);
}

static bool open_file(struct history *h)
{
    settings_file_folders(h->path);
    int rc = sqlite3_open_v2(h->path, &h->db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, NULL);
    if (rc != SQLITE_OK) {
        return give_up(h, h->db != NULL ? sqlite3_errmsg(h->db) : "out of memory");
    }
    sqlite3_busy_timeout(h->db, h->waiting_count > 1 ? 0 : BUSY_MS);    /* it was locked before */
    const char *why = check_version(h->db, true);
    for (int i = 0; i < 2 && why[0] == '\0'; i++) {
        if (sqlite3_prepare_v2(h->db, add_one[i], -1, &h->add[i], NULL) != SQLITE_OK) {
            why = sqlite3_errmsg(h->db);
        }
    }
    return why[0] == '\0' || wait_or_give_up(h, why);
}

static int add_row(struct history *h, const struct waiting *w)
{
    sqlite3_stmt *add = h->add[w->what];
    sqlite3_bind_text(add, 1, w->hour, -1, SQLITE_STATIC);
    sqlite3_bind_text(add, 2, w->question, -1, SQLITE_STATIC);
    int rc = sqlite3_step(add);
    sqlite3_reset(add);
    sqlite3_clear_bindings(add);
    return rc;
}

/* False: counting was given up. */
static bool add_waiting(struct history *h)
{
    if (h->db == NULL && !open_file(h)) {
        return false;
    }
    while (h->db != NULL && h->waiting_count > 0) {
        if (add_row(h, &h->waiting[0]) != SQLITE_DONE) {
            return wait_or_give_up(h, sqlite3_errmsg(h->db));
        }
        h->waiting_count--;
        memmove(h->waiting, h->waiting + 1, h->waiting_count * sizeof(h->waiting[0]));
    }
    return true;
}

bool history_add(struct history *h, enum history_count what, const char *question, time_t now)
{
    if (h->given_up) {
        return false;
    }
    struct waiting *w = &h->waiting[h->waiting_count++];
    struct tm local;
    localtime_r(&now, &local);
    strftime(w->hour, sizeof(w->hour), "%Y-%m-%d %H", &local);
    snprintf(w->question, sizeof(w->question), "%s", question);
    w->what = what;
    return add_waiting(h);
}

void history_destroy(struct history *h)
{
    if (h != NULL) {
        if (!h->given_up && h->waiting_count > 0) {
            add_waiting(h);
        }
        close_file(h);
        free(h->path);
        free(h);
    }
}

static bool read_rows(sqlite3 *db, void (*each)(void *user, const struct history_row *row),
                      void *user)
{
    sqlite3_stmt *query = NULL;
    int rc = sqlite3_prepare_v2(db, "SELECT hour, question, begun, completed FROM counts"
                                    " ORDER BY hour, question", -1, &query, NULL);
    while (rc == SQLITE_OK && (rc = sqlite3_step(query)) == SQLITE_ROW) {
        const struct history_row row = {
            .hour = (const char *)sqlite3_column_text(query, 0),
            .question = (const char *)sqlite3_column_text(query, 1),
            .begun = (unsigned)sqlite3_column_int(query, 2),
            .completed = (unsigned)sqlite3_column_int(query, 3),
        };
        if (row.hour != NULL && row.question != NULL) {
            each(user, &row);
        }
        rc = SQLITE_OK;
    }
    sqlite3_finalize(query);
    return rc == SQLITE_DONE;
}

bool history_read(const char *path, void (*each)(void *user, const struct history_row *row),
                  void *user, char *err, size_t err_size)
{
    sqlite3 *db = NULL;
    if (access(path, F_OK) != 0 && errno == ENOENT) {
        return true;
    }
    const char *why = "";
    if (sqlite3_open_v2(path, &db, SQLITE_OPEN_READONLY, NULL) != SQLITE_OK) {
        why = db != NULL ? sqlite3_errmsg(db) : "out of memory";
    } else {
        sqlite3_busy_timeout(db, BUSY_READ_MS);
        why = check_version(db, false);
        if (why[0] == '\0' && !read_rows(db, each, user)) {
            why = sqlite3_errmsg(db);
        }
    }
    if (why[0] != '\0') {
        snprintf(err, err_size, "%s: %s%s", path, why, remedy(db));
    }
    bool good = why[0] == '\0';
    sqlite3_close(db);
    return good;
}
