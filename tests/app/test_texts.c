/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Text files of strangers, wrapping, and where data is found. */
#include <paths.h>
#include <report_words.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <terminal.h>
#include <text_file.h>
#include <unistd.h>

#include <cmocka.h>

static void test_utf8(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        size_t size, want;
    } rows[] = {
        { "", 0, 0 },
        { "plain", 5, 5 },
        { "caf\xc3\xa9", 5, 5 },
        { "\xe2\x80\x9cq\xe2\x80\x9d", 7, 7 },
        { "\xf0\x9f\x8c\xb1", 4, 4 },
        { "a\xff", 2, 1 },
        { "a\xc3", 2, 1 },                  /* cut */
        { "a\xc3(", 3, 1 },
        { "\xc0\xaf", 2, 0 },               /* overlong */
        { "\xe0\x80\xaf", 3, 0 },
        { "\xed\xa0\x80", 3, 0 },           /* half of a surrogate pair */
        { "\xf4\x90\x80\x80", 4, 0 },       /* beyond Unicode */
        { "a\0b", 3, 1 },
    };
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        size_t got = text_invalid_at(rows[i].text, rows[i].size);
        if (got != rows[i].want) {
            fail_msg("row %zu: %zu, want %zu", i, got, rows[i].want);
        }
    }
}

static void test_too_long(void **state)
{
    (void)state;
    char path[] = "/tmp/greenroom-long-XXXXXX";
    char err[200] = "";
    int fd = mkstemp(path);
    FILE *file = fdopen(fd, "w");
    for (unsigned i = 0; i <= TEXT_FILE_MAX; i++) {
        fputc('a', file);
    }
    fclose(file);
    assert_null(text_file_read(path, err, sizeof(err)));
    assert_non_null(strstr(err, "longer than 1 MB"));
    assert_int_equal(truncate(path, TEXT_FILE_MAX), 0);
    char *text = text_file_read(path, err, sizeof(err));
    assert_non_null(text);
    assert_int_equal(strlen(text), TEXT_FILE_MAX);
    free(text);
    unlink(path);
}

static void test_wrap(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        unsigned width, column, indent;
        const char *want;
    } rows[] = {
        { "one two three", 80, 0, 0, "one two three" },
        { "one two three", 9, 0, 2, "one two\n  three" },
        { "one  two\n three ", 80, 4, 0, "one two three" },
        { "caf\xc3\xa9 caf\xc3\xa9", 9, 0, 0, "caf\xc3\xa9 caf\xc3\xa9" },
        { "averyveryverylongword b", 10, 0, 0, "averyveryverylongword\nb" },
        { "", 10, 0, 0, "" },
    };
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        const struct text_style style = { .width = rows[i].width };
        char *got = NULL;
        size_t size = 0;
        FILE *out = open_memstream(&got, &size);
        terminal_wrap(out, &style, INK_BOLD, rows[i].text, rows[i].column, rows[i].indent);
        fclose(out);
        assert_string_equal(got, rows[i].want);
        free(got);
    }
}

static void test_clock(void **state)
{
    (void)state;
    char text[16];
    assert_string_equal(report_clock(77, text, sizeof(text)), "1:17");
    assert_string_equal(report_clock(59.6, text, sizeof(text)), "1:00");
    assert_string_equal(report_clock(0, text, sizeof(text)), "0:00");
    assert_string_equal(report_clock(-1, text, sizeof(text)), "0:00");
}

/* Folders named first are looked at first; a list is sorted and ends. */
static void test_paths(void **state)
{
    (void)state;
    char folder[] = "/tmp/greenroom-data-XXXXXX";
    char name[128];
    static const char *const files[] = { "b.yaml", "a.yaml", ".hidden.yaml", "c.txt", ".yaml" };
    assert_non_null(mkdtemp(folder));
    snprintf(name, sizeof(name), "%s/banks", folder);
    assert_int_equal(mkdir(name, 0700), 0);
    for (size_t i = 0; i < 5; i++) {
        snprintf(name, sizeof(name), "%s/banks/%s", folder, files[i]);
        fclose(fopen(name, "w"));
    }
    char *before = strdup(getenv("GREENROOM_DATA"));
    snprintf(name, sizeof(name), "::/no/such/folder:%s:", folder);
    setenv("GREENROOM_DATA", name, 1);
    char **list = paths_list("banks", ".yaml");
    assert_non_null(strstr(list[0], "/banks/a.yaml"));
    assert_non_null(strstr(list[1], "/banks/b.yaml"));
    assert_null(list[2]);
    paths_free(list);
    list = paths_list("no-such-folder", ".yaml");
    assert_null(list[0]);
    paths_free(list);
    char *found = paths_find("banks/c.txt");
    assert_non_null(strstr(found, folder));
    free(found);
    assert_null(paths_find("no/such/file"));
    setenv("GREENROOM_DATA", before, 1);
    free(before);
    snprintf(name, sizeof(name), "rm -rf '%s'", folder);
    assert_int_equal(system(name), 0);
}

/* In the program's copy, which was replaced or removed while it runs: where it lay is where it is. */
static int look_for_myself(const char *path)
{
    unlink(path);
    char *self = paths_self();
    bool found = self != NULL && strcmp(self, path) == 0;
    free(self);
    return found ? 0 : 1;
}

static void test_a_newer_program_is_found(void **state)
{
    (void)state;
    char folder[] = "/tmp/greenroom-self-XXXXXX", command[400];
    assert_non_null(mkdtemp(folder));
    snprintf(command, sizeof(command), "cp /proc/%d/exe %s/program && %s/program %s/program",
             (int)getpid(), folder, folder, folder);
    assert_int_equal(system(command), 0);
    assert_int_equal(rmdir(folder), 0);
}

/* Where a text is cut, its last character is whole or gone. */
static void test_fitting(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        size_t size, want;
    } rows[] = {
        { "", 1, 0 },           { "plain", 6, 5 },          { "plain", 5, 4 },
        { "plain", 0, 0 },      { "caf\xc3\xa9", 6, 5 },    { "caf\xc3\xa9", 5, 3 },
        { "caf\xc3\xa9", 4, 3 }, { "\xf0\x9f\x8c\xb1", 4, 0 }, { "a\xf0\x9f\x8c\xb1", 6, 5 },
    };
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        size_t got = text_fitting(rows[i].text, rows[i].size);
        if (got != rows[i].want) {
            fail_msg("row %zu: %zu, want %zu", i, got, rows[i].want);
        }
    }
}

int main(int argc, char **argv)
{
    if (argc == 2) {
        return look_for_myself(argv[1]);
    }
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_utf8),
        cmocka_unit_test(test_fitting),  cmocka_unit_test(test_too_long), cmocka_unit_test(test_wrap),
        cmocka_unit_test(test_clock), cmocka_unit_test(test_paths),
        cmocka_unit_test(test_a_newer_program_is_found),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
