/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which phrases of the grammars begin longer ones. Argument: the folder of the grammars. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <phrases.h>

#define ARRAY_LEN(a) (sizeof(a) / sizeof((a)[0]))

static const char *folder;

static void test_which_go_on(void **state)
{
    (void)state;
    static const struct {
        const char *grammar, *phrase;
        bool want;
    } rows[] = {
        { "feedback", "next", true },
        { "feedback", "next question", false },
        { "feedback", "nex", false },               /* whole words only */
        { "feedback", "question", false },          /* begins nothing */
        { "sheet", "leave", true },
        { "sheet", "leave and", true },
        { "sheet", "leave and erase", false },
        { "attract", "start", false },              /* the first ... */
        { "answer", "start", true },
        { "answer", "start over", false },          /* ... and the last one */
        { "answer", "answer", false },              /* its name is no phrase */
        { "no-such-grammar", "start", false },
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct phrases phrases;
        char path[1024];
        snprintf(path, sizeof(path), "%s/%s.gram", folder, rows[i].grammar);
        phrases_read(&phrases, path);
        if (phrases_go_on(&phrases, rows[i].phrase) != rows[i].want) {
            fail_msg("%s: \"%s\" should %s", rows[i].grammar, rows[i].phrase,
                     rows[i].want ? "go on" : "be all");
        }
    }
}

static void test_too_long(void **state)
{
    (void)state;
    struct phrases phrases;
    char path[] = "/tmp/phrases-XXXXXX";
    int fd = mkstemp(path);
    FILE *f = fd >= 0 ? fdopen(fd, "w") : NULL;
    assert_non_null(f);
    fputs("public <c> = go | go on", f);
    for (int i = 0; i < 1000; i++) {
        fputs(" | again and\n again", f);
    }
    fputs(" | last | last one;", f);
    fclose(f);
    phrases_read(&phrases, path);
    remove(path);
    assert_true(memchr(phrases.text, '\0', sizeof(phrases.text)) != NULL);
    assert_true(phrases_go_on(&phrases, "go"));
    assert_true(phrases_go_on(&phrases, "again and"));
    assert_false(phrases_go_on(&phrases, "last"));
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_which_go_on),
        cmocka_unit_test(test_too_long),
    };
    if (argc != 2) {
        fprintf(stderr, "usage: %s GRAMMARS\n", argv[0]);
        return 2;
    }
    folder = argv[1];
    return cmocka_run_group_tests(tests, NULL, NULL);
}
