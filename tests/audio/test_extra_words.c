/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include <extra_words.h>
#include <listen.h>
#include <topic_words.h>

#define ARRAY_LEN(a) (sizeof(a) / sizeof((a)[0]))

static const struct {
    const char *text, *want;    /* "word=phones;" for each; or a part of the complaint */
    bool good;
} rows[] = {
    { "", "", true },
    { "# a remark\n\n  \n", "", true },
    { "Siobhan SH IH V AO N\n", "siobhan=SH IH V AO N;", true },
    { "siobhan\tSH IH V AO N # said so\r\n", "siobhan=SH IH V AO N;", true },
    { "ok OW K EY\nblick\n", "ok=OW K EY;blick=B L IH K;", true },
    { "ok OW K EY\nbad QQ\n", ":2: \"bad\" has phones", false },
    { "two(2) T UW\n", ":1: \"two(2)\" is no word", false },
    { "<sil> T UW\n", "is no word", false },
};

static bool read_text(const char *text, struct extra_words *extra, char *err, size_t err_size)
{
    char path[] = "/tmp/greenroom-words-XXXXXX";
    int fd = mkstemp(path);
    assert_true(fd >= 0);
    assert_int_equal(write(fd, text, strlen(text)), strlen(text));
    close(fd);
    bool good = extra_words_read(extra, path, err, err_size);
    unlink(path);
    return good;
}

static void test_lines(void **state)
{
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct extra_words extra;
        char err[400] = "", got[400] = "";
        bool good = read_text(rows[i].text, &extra, err, sizeof(err));
        for (size_t w = 0; w < extra.count; w++) {
            size_t used = strlen(got);
            snprintf(got + used, sizeof(got) - used, "%s=%s;", extra.words[w].text,
                     extra.words[w].phones);
        }
        if (good != rows[i].good
            || (good ? strcmp(got, rows[i].want) != 0 : strstr(err, rows[i].want) == NULL)) {
            fail_msg("\"%s\": \"%s\" \"%s\", want \"%s\"", rows[i].text, got, err, rows[i].want);
        }
        extra_words_free(&extra);
    }
}

static void test_no_file(void **state)
{
    (void)state;
    struct extra_words extra;
    char err[400] = "";
    assert_false(extra_words_read(&extra, "/no/such/words", err, sizeof(err)));
    assert_non_null(strstr(err, "/no/such/words: cannot read"));
    assert_int_equal(extra.count, 0);
}

static void write_file(const char *path, const char *text)
{
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fputs(text, file);
    fclose(file);
}

/* "CRM" is spelled, "tungsten" is in the larger dictionary only, "welder" in both. */
static const struct {
    const char *topics, *want;
} topic_rows[] = {
    { "", "" },
    { "The welder's WELDER, the 'welder'", "welder's=W EH L D ER Z;" },
    { "Tungsten!", "tungsten=T AH NG S T AH N;" },
    { "the CRM", "crm=S IY AA R EH M;" },
    { "mp3 c++ a 401k caf\xc3\xa9 x@y.z", "" },
    { "blick blick\nBlick", "blick=B L IH K;" },
};

static void test_topics(void **state)
{
    (void)state;
    char folder[] = "/tmp/greenroom-topics-XXXXXX", dict[100], larger[100], model[100], got[400];
    assert_non_null(mkdtemp(folder));
    snprintf(dict, sizeof(dict), "%s/own.dict", folder);
    snprintf(larger, sizeof(larger), "%s/cmudict-en-us.dict", folder);
    snprintf(model, sizeof(model), "%s/en-us", folder);
    assert_int_equal(mkdir(model, 0700), 0);
    write_file(dict, "the DH AH\nwelder W EH L D ER\n");
    write_file(larger, "the DH AH\ntungsten T AH NG S T AH N\nwelder W EH L D ER\n");
    for (size_t i = 0; i < ARRAY_LEN(topic_rows); i++) {
        struct extra_words extra = { 0 };
        const struct listen_settings settings = { .model_dir = model, .dictionary = dict,
                                                  .topics = topic_rows[i].topics };
        got[0] = '\0';
        topic_words_add(&extra, &settings);
        for (size_t w = 0; w < extra.count; w++) {
            size_t used = strlen(got);
            snprintf(got + used, sizeof(got) - used, "%s=%s;", extra.words[w].text,
                     extra.words[w].phones);
        }
        if (strcmp(got, topic_rows[i].want) != 0) {
            fail_msg("\"%s\": \"%s\", want \"%s\"", topic_rows[i].topics, got,
                     topic_rows[i].want);
        }
        extra_words_free(&extra);
    }
    unlink(dict);
    unlink(larger);
    rmdir(model);
    rmdir(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_lines),
        cmocka_unit_test(test_no_file),
        cmocka_unit_test(test_topics),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
