/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Counts for staff, and files that cannot keep them. */
#include <fcntl.h>
#include <history.h>
#include <setjmp.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

static char folder[64];
static char path[128];

static int make_folder(void **state)
{
    (void)state;
    snprintf(folder, sizeof(folder), "/tmp/greenroom-history-XXXXXX");
    if (mkdtemp(folder) == NULL) {
        return -1;
    }
    snprintf(path, sizeof(path), "%s/below/history.db", folder);
    return 0;
}

static int remove_folder(void **state)
{
    char command[160];
    (void)state;
    snprintf(command, sizeof(command), "rm -rf '%s'", folder);
    return system(command);
}

struct seen {
    size_t rows;
    unsigned begun, completed;
    char hour[32];
};

static void see(void *user, const struct history_row *row)
{
    struct seen *s = user;
    s->rows++;
    s->begun += row->begun;
    s->completed += row->completed;
    snprintf(s->hour, sizeof(s->hour), "%s", row->hour);
}

static struct seen read_all(void)
{
    struct seen s = { 0 };
    char err[300];
    assert_true(history_read(path, see, &s, err, sizeof(err)));
    return s;
}

static void write_file(const char *text, size_t size)
{
    char below[128];
    snprintf(below, sizeof(below), "%s/below", folder);
    mkdir(below, 0700);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    assert_int_equal(fwrite(text, 1, size, file), size);
    fclose(file);
}

static void run_sql(const char *sql)
{
    sqlite3 *db = NULL;
    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(db);
}

static void test_counts(void **state)
{
    (void)state;
    const time_t noon = 1767268800;     /* 2026-01-01 12:00 UTC */
    setenv("TZ", "UTC", 1);
    tzset();
    assert_int_equal(read_all().rows, 0);
    struct history *h = history_create(path);
    assert_true(access(path, F_OK) != 0);   /* nothing before the first count */
    assert_true(history_add(h, HISTORY_BEGUN, "a", noon));
    assert_true(history_add(h, HISTORY_BEGUN, "a", noon + 60));
    assert_true(history_add(h, HISTORY_COMPLETED, "a", noon + 90));
    assert_true(history_add(h, HISTORY_BEGUN, "b'; DROP TABLE counts; --", noon));
    assert_true(history_add(h, HISTORY_BEGUN, "a", noon + 3600));
    history_destroy(h);
    struct seen s = read_all();
    assert_int_equal(s.rows, 3);
    assert_int_equal(s.begun, 4);
    assert_int_equal(s.completed, 1);
    assert_string_equal(s.hour, "2026-01-01 13");
}

static void test_goes_on_where_it_was(void **state)
{
    (void)state;
    for (int i = 0; i < 3; i++) {
        struct history *h = history_create(path);
        assert_true(history_add(h, HISTORY_BEGUN, "a", 0));
        history_destroy(h);
    }
    assert_int_equal(read_all().begun, 3);
}

/* Each gives one sentence that names the file, and every later count is refused at once. */
static void expect_given_up(const char *why)
{
    struct history *h = history_create(path);
    assert_non_null(h);
    assert_string_equal(history_trouble(h), "");
    assert_false(history_add(h, HISTORY_BEGUN, "a", 0));
    if (strstr(history_trouble(h), path) == NULL || strstr(history_trouble(h), why) == NULL) {
        fail_msg("want \"%s\" and the path in: %s", why, history_trouble(h));
    }
    assert_false(history_add(h, HISTORY_COMPLETED, "a", 0));
    history_destroy(h);
}

static void test_corrupt(void **state)
{
    (void)state;
    static const char text[] = "this is no database, but it is long enough to be taken for one by "
                               "its length: it has more than a hundred bytes, which is a header";
    write_file(text, sizeof(text));
    expect_given_up("not a database");
    char err[300] = "";
    struct seen s = { 0 };
    assert_false(history_read(path, see, &s, err, sizeof(err)));
    assert_non_null(strstr(err, path));
}

static void test_newer(void **state)
{
    (void)state;
    write_file("", 0);
    run_sql("CREATE TABLE other (x); PRAGMA user_version = 99;");
    expect_given_up("newer Greenroom");
}

static void test_locked(void **state)
{
    (void)state;
    struct history *h = history_create(path);
    assert_true(history_add(h, HISTORY_BEGUN, "a", 0));
    history_destroy(h);
    sqlite3 *db = NULL;
    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, "BEGIN EXCLUSIVE", NULL, NULL, NULL), SQLITE_OK);
    h = history_create(path);
    assert_true(history_add(h, HISTORY_BEGUN, "b", 0));
    assert_true(history_add(h, HISTORY_COMPLETED, "b", 0));
    sqlite3_close(db);
    assert_int_equal(read_all().begun, 1);
    assert_true(history_add(h, HISTORY_BEGUN, "c", 0));     /* and with it those that waited */
    assert_int_equal(read_all().begun, 3);
    assert_int_equal(read_all().completed, 1);
    assert_string_equal(history_trouble(h), "");
    history_destroy(h);
}

/* Somebody forgot to close it: memory is not endless, and staff are told. */
static void test_locked_for_long(void **state)
{
    (void)state;
    sqlite3 *db = NULL;
    write_file("", 0);
    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, "BEGIN EXCLUSIVE", NULL, NULL, NULL), SQLITE_OK);
    struct history *h = history_create(path);
    unsigned counted = 0;
    while (counted < 1000 && history_add(h, HISTORY_BEGUN, "a", 0)) {
        counted++;
    }
    assert_in_range(counted, 100, 999);
    assert_non_null(strstr(history_trouble(h), "locked"));
    sqlite3_close(db);
    history_destroy(h);
}

static void test_folder_is_a_file(void **state)
{
    (void)state;
    write_file("x", 1);
    snprintf(path, sizeof(path), "%s/below/history.db/history.db", folder);
    expect_given_up("unable to open");
}

static void test_paths(void **state)
{
    (void)state;
    static const struct {
        const char *state, *xdg, *home, *want;
    } rows[] = {
        { "/var/lib/greenroom", "/x", "/h", "/var/lib/greenroom/history.db" },
        { "/var/lib/greenroom:/other", NULL, "/h", "/var/lib/greenroom/history.db" },
        { NULL, "/x", "/h", "/x/greenroom/history.db" },
        { NULL, "relative", "/h", "/h/.local/state/greenroom/history.db" },
        { NULL, NULL, "/h", "/h/.local/state/greenroom/history.db" },
    };
    static const char *const names[] = { "STATE_DIRECTORY", "XDG_STATE_HOME", "HOME" };
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        const char *const values[] = { rows[i].state, rows[i].xdg, rows[i].home };
        for (size_t j = 0; j < 3; j++) {
            if (values[j] != NULL) {
                setenv(names[j], values[j], 1);
            } else {
                unsetenv(names[j]);
            }
        }
        char *got = history_path();
        assert_string_equal(got, rows[i].want);
        free(got);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_counts, make_folder, remove_folder),
        cmocka_unit_test_setup_teardown(test_goes_on_where_it_was, make_folder, remove_folder),
        cmocka_unit_test_setup_teardown(test_corrupt, make_folder, remove_folder),
        cmocka_unit_test_setup_teardown(test_newer, make_folder, remove_folder),
        cmocka_unit_test_setup_teardown(test_locked, make_folder, remove_folder),
        cmocka_unit_test_setup_teardown(test_locked_for_long, make_folder, remove_folder),
        cmocka_unit_test_setup_teardown(test_folder_is_a_file, make_folder, remove_folder),
        cmocka_unit_test(test_paths),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
