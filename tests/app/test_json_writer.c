/* SPDX-License-Identifier: GPL-3.0-or-later */
/* JSON written piece by piece is read back as it was meant. */
#include <jansson.h>
#include <json_writer.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

struct written {
    struct json_writer writer;
    char *line;
    size_t size;
};

static void begin(struct written *w)
{
    *w = (struct written){ .line = NULL };
    w->writer.out = open_memstream(&w->line, &w->size);
    assert_non_null(w->writer.out);
    json_begin(&w->writer, NULL, '{');
}

static json_t *end(struct written *w)
{
    json_end(&w->writer, '}');
    json_end_line(&w->writer);
    assert_int_equal(fclose(w->writer.out), 0);
    json_t *read = json_loads(w->line, 0, NULL);
    assert_non_null(read);
    return read;
}

static void test_texts(void **state)
{
    (void)state;
    static const struct { const char *text, *want; } rows[] = {
        { "", "" },
        { "plain", "plain" },
        { "a \"b\" \\ c/d", "a \"b\" \\ c/d" },
        { "tab\tline\nbell\a\x7f", "tab\tline\nbell\a\x7f" },
        { "caf\xc3\xa9 \xf0\x9f\x8c\xb1", "caf\xc3\xa9 \xf0\x9f\x8c\xb1" },
        { "cut \xc3", "cut \xef\xbf\xbd" },
        { "\xff\"\xfe", "\xef\xbf\xbd\"\xef\xbf\xbd" },
    };
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        struct written w;
        const char *const words[] = { rows[i].text, "end" };
        char joined[64];
        snprintf(joined, sizeof(joined), "%s end", rows[i].want);
        begin(&w);
        json_write_text(&w.writer, "text", rows[i].text);
        json_write_text(&w.writer, "none", NULL);
        json_write_words(&w.writer, "words", words, 2);
        json_t *read = end(&w);
        assert_string_equal(json_string_value(json_object_get(read, "text")), rows[i].want);
        assert_true(json_is_null(json_object_get(read, "none")));
        assert_string_equal(json_string_value(json_object_get(read, "words")), joined);
        json_decref(read);
        free(w.line);
    }
}

static void test_numbers(void **state)
{
    (void)state;
    static const struct { double value; unsigned unit; const char *want; } rows[] = {
        { 0, 100, "0.0" },      { 1, 100, "1.0" },         { 12.345, 100, "12.35" },
        { 0.05, 100, "0.05" },  { 0.999, 1000, "0.999" },  { 0.9999, 1000, "1.0" },
        { 7.5, 10, "7.5" },     { 123456.7, 10, "123456.7" }, { -1, 100, "null" },
        { 1e300, 100, "null" },
    };
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        struct written w;
        char want[64];
        begin(&w);
        json_write_number(&w.writer, "n", rows[i].value, rows[i].unit);
        json_decref(end(&w));
        snprintf(want, sizeof(want), "{\"n\":%s}\n", rows[i].want);
        assert_string_equal(w.line, want);
        free(w.line);
    }
}

static void test_nesting(void **state)
{
    (void)state;
    struct written w;
    begin(&w);
    json_begin(&w.writer, "list", '[');
    json_write_count(&w.writer, NULL, 0);
    json_write_count(&w.writer, NULL, 1234567);
    json_begin(&w.writer, NULL, '{');
    json_end(&w.writer, '}');
    json_end(&w.writer, ']');
    json_write_flag(&w.writer, "yes", true);
    json_decref(end(&w));
    assert_string_equal(w.line, "{\"list\":[0,1234567,{}],\"yes\":true}\n");
    free(w.line);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_texts),
        cmocka_unit_test(test_numbers),
        cmocka_unit_test(test_nesting),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
