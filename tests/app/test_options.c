/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <options.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define ARGS_MAX 8

struct chosen {
    bool loud;
    const char *name;
    int count;
    float share;
    struct option_size size;
};

static const struct option_row table[] = {
    { .name = "loud", .letter = 'l', .kind = OPTION_FLAG, .offset = offsetof(struct chosen, loud) },
    { .name = "name", .letter = 'n', .kind = OPTION_TEXT, .offset = offsetof(struct chosen, name),
      .value = "NAME" },
    { .name = "count", .kind = OPTION_WHOLE, .offset = offsetof(struct chosen, count), .min = -5,
      .max = 100, .value = "N" },
    { .name = "share", .kind = OPTION_SHARE, .offset = offsetof(struct chosen, share),
      .value = "SHARE" },
    { .name = "size", .kind = OPTION_SIZE, .offset = offsetof(struct chosen, size),
      .value = "WxH" },
    { 0 },
};

static int parse(const char *const *args, struct chosen *out, char *err, size_t err_size,
                 char **argv)
{
    int argc = 1;
    argv[0] = (char *)"test";
    for (; args[argc - 1] != NULL; argc++) {
        argv[argc] = (char *)args[argc - 1];
    }
    argv[argc] = NULL;
    return options_parse(table, argc, argv, out, err, err_size);
}

static void test_good(void **state)
{
    (void)state;
    static const struct {
        const char *args[ARGS_MAX];
        struct chosen want;
        const char *rest[3];
    } rows[] = {
        { { NULL }, { 0 }, { NULL } },
        { { "-l" }, { .loud = true }, { NULL } },
        { { "--loud", "a", "b" }, { .loud = true }, { "a", "b" } },
        { { "a", "--name", "x", "b" }, { .name = "x" }, { "a", "b" } },
        { { "--name=x=y" }, { .name = "x=y" }, { NULL } },
        { { "-nx", "-n", "y" }, { .name = "y" }, { NULL } },
        { { "--name", "--loud" }, { .name = "--loud" }, { NULL } },
        { { "--", "--loud", "-n" }, { 0 }, { "--loud", "-n" } },
        { { "-", "-l" }, { .loud = true }, { "-" } },
        { { "--count", "-5" }, { .count = -5 }, { NULL } },
        { { "--count=100" }, { .count = 100 }, { NULL } },
        { { "--share", "80%" }, { .share = 0.8F }, { NULL } },
        { { "--share", "0.5" }, { .share = 0.5F }, { NULL } },
        { { "--share", "1" }, { .share = 1 }, { NULL } },
        { { "--share", "0" }, { .share = 0 }, { NULL } },
        { { "--size", "1280x720" }, { .size = { 1280, 720 } }, { NULL } },
    };
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        struct chosen got = { 0 };
        char *argv[ARGS_MAX + 2];
        char err[200] = "";
        int first = parse(rows[i].args, &got, err, sizeof(err), argv);
        const char *name = rows[i].want.name != NULL ? rows[i].want.name : "";
        if (first < 0 || got.loud != rows[i].want.loud || got.count != rows[i].want.count ||
            got.share != rows[i].want.share || got.size.width != rows[i].want.size.width ||
            got.size.height != rows[i].want.size.height ||
            strcmp(got.name != NULL ? got.name : "", name) != 0) {
            fail_msg("row %zu (%s): %d %s", i, rows[i].args[0], first, err);
        }
        for (int j = 0; j < 3 && rows[i].rest[j] != NULL; j++) {
            assert_string_equal(argv[first + j], rows[i].rest[j]);
        }
    }
}

static void test_bad(void **state)
{
    (void)state;
    static const struct {
        const char *args[ARGS_MAX];
        int want;
        const char *sentence;
    } rows[] = {
        { { "--help" }, OPTIONS_HELP, "" },
        { { "-h", "--nonsense" }, OPTIONS_HELP, "" },
        { { "-V" }, OPTIONS_VERSION, "" },
        { { "--lod" }, OPTIONS_WRONG, "unknown option \"--lod\"; did you mean --loud?" },
        { { "--zzzzzz" }, OPTIONS_WRONG, "unknown option \"--zzzzzz\"; see --help" },
        { { "-z" }, OPTIONS_WRONG, "unknown option \"-z\"; see --help" },
        { { "--loud=1" }, OPTIONS_WRONG, "--loud takes no value" },
        { { "--name" }, OPTIONS_WRONG, "--name needs a value (NAME)" },
        { { "--count", "101" }, OPTIONS_WRONG,
          "--count: \"101\" is not a whole number from -5 to 100" },
        { { "--count", "1x" }, OPTIONS_WRONG, "--count: \"1x\" is not a whole number from -5 to 100" },
        { { "--count", "" }, OPTIONS_WRONG, "--count: \"\" is not a whole number from -5 to 100" },
        { { "--count", "99999999999999999999" }, OPTIONS_WRONG,
          "--count: \"99999999999999999999\" is not a whole number from -5 to 100" },
        { { "--share", "101%" }, OPTIONS_WRONG, "--share: \"101%\" is not a share from 0% to 100%" },
        { { "--share", "2" }, OPTIONS_WRONG, "--share: \"2\" is not a share from 0% to 100%" },
        { { "--share", "0,5" }, OPTIONS_WRONG, "--share: \"0,5\" is not a share from 0% to 100%" },
        { { "--size", "10x10" }, OPTIONS_WRONG,
          "--size: \"10x10\" is not a size like 1280x720 (at least 320x240)" },
        { { "--size", "1280x720x2" }, OPTIONS_WRONG,
          "--size: \"1280x720x2\" is not a size like 1280x720 (at least 320x240)" },
    };
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        struct chosen got = { 0 };
        char *argv[ARGS_MAX + 2];
        char err[200] = "";
        int result = parse(rows[i].args, &got, err, sizeof(err), argv);
        if (result != rows[i].want || strcmp(err, rows[i].sentence) != 0) {
            fail_msg("row %zu (%s): %d \"%s\"", i, rows[i].args[0], result, err);
        }
    }
}

static void test_nearest(void **state)
{
    (void)state;
    static const char *const names[] = { "score", "say", "stats", "transcribe", NULL };
    static const struct {
        const char *word, *want;
    } rows[] = {
        { "scroe", "score" }, { "trans", "transcribe" }, { "stat", "stats" }, { "sya", NULL },
        { "sai", "say" },     { "practise", NULL },      { "", NULL },
        { "a word that is much longer than any name could be", NULL },
    };
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        const char *got = options_nearest(rows[i].word, names);
        bool same = got == rows[i].want ||
                    (got != NULL && rows[i].want != NULL && strcmp(got, rows[i].want) == 0);
        if (!same) {
            fail_msg("\"%s\": %s", rows[i].word, got != NULL ? got : "(none)");
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_good),
        cmocka_unit_test(test_bad),
        cmocka_unit_test(test_nearest),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
