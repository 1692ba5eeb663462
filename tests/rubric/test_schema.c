/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "schema.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

struct dish {
    const char *name;
    double price;
    unsigned plates;
    struct schema_place place;
};

struct word {
    const char *text;
    struct schema_place place;
};

struct menu {
    const char *title;
    bool open;
    int day;
    struct dish special;
    struct dish *dishes;
    size_t dish_count;
    struct word *words;
    size_t word_count;
    struct schema_pair *notes;
    size_t note_count;
};

static const char *const days[] = { "monday", "tuesday", NULL };

static const struct schema_field dish_fields[] = {
    { .key = "name", .type = SCHEMA_STRING, .offset = offsetof(struct dish, name),
      .required = true, .min = 1, .max = 8 },
    { .key = "price", .type = SCHEMA_NUMBER, .offset = offsetof(struct dish, price), .min = 0.5,
      .max = 9 },
    { .key = "plates", .type = SCHEMA_WHOLE, .offset = offsetof(struct dish, plates), .min = 1,
      .max = 4 },
    { .key = NULL },
};
static const struct schema_field dish_item = {
    .type = SCHEMA_RECORD, .fields = dish_fields, .place_offset = offsetof(struct dish, place),
};
static const struct schema_field word_item = {
    .type = SCHEMA_STRING, .min = 1, .max = 6, .place_offset = offsetof(struct word, place),
};
static const struct schema_field fields[] = {
    { .key = "title", .type = SCHEMA_STRING, .offset = offsetof(struct menu, title),
      .required = true },
    { .key = "open", .type = SCHEMA_BOOL, .offset = offsetof(struct menu, open) },
    { .key = "day", .type = SCHEMA_CHOICE, .offset = offsetof(struct menu, day), .choices = days },
    { .key = "special", .type = SCHEMA_RECORD, .offset = offsetof(struct menu, special),
      .fields = dish_fields },
    { .key = "dishes", .type = SCHEMA_LIST, .offset = offsetof(struct menu, dishes),
      .item = &dish_item, .item_size = sizeof(struct dish), .min = 1, .max = 3,
      .count_offset = offsetof(struct menu, dish_count) },
    { .key = "words", .type = SCHEMA_LIST, .offset = offsetof(struct menu, words),
      .item = &word_item, .item_size = sizeof(struct word),
      .count_offset = offsetof(struct menu, word_count) },
    { .key = "notes", .type = SCHEMA_MAP, .offset = offsetof(struct menu, notes),
      .count_offset = offsetof(struct menu, note_count), .min = 0, .max = 2 },
    { .key = NULL },
};

struct heard {
    char text[2048];
};

static void hear(void *user, const char *message)
{
    struct heard *heard = user;
    size_t used = strlen(heard->text);
    snprintf(heard->text + used, sizeof(heard->text) - used, "%s\n", message);
}

static struct schema_file *parse(const char *text, struct menu *menu, struct heard *heard)
{
    memset(menu, 0, sizeof(*menu));
    heard->text[0] = '\0';
    return schema_parse("m", text, strlen(text), fields, menu, sizeof(*menu), hear, heard);
}

static void test_values(void **state)
{
    (void)state;
    struct menu menu;
    struct heard heard;
    struct schema_file *file = parse("title: Lunch\nopen: yes\nday: tuesday\n"
                                     "special: {name: soup, price: 4.5}\n"
                                     "dishes:\n- {name: rice}\n- name: fish\n  plates: 2\n"
                                     "words: [one, \"\xc3\xa9\"]\nnotes: {a: b}\n",
                                     &menu, &heard);
    assert_non_null(file);
    assert_string_equal(menu.title, "Lunch");
    assert_true(menu.open);
    assert_int_equal(menu.day, 1);
    assert_string_equal(menu.special.name, "soup");
    assert_true(menu.special.price == 4.5);
    assert_int_equal(menu.dish_count, 2);
    assert_int_equal(menu.dishes[1].plates, 2);
    assert_int_equal(menu.dishes[1].place.line, 7);
    assert_int_equal(menu.dishes[1].place.column, 3);
    assert_int_equal(menu.word_count, 2);
    assert_int_equal(menu.words[1].place.column, 14);
    assert_string_equal(menu.notes[0].key, "a");
    assert_string_equal(menu.notes[0].value, "b");
    assert_string_equal(heard.text, "");
    schema_destroy(file);
}

static void test_mistakes(void **state)
{
    (void)state;
    static const struct { const char *text, *want; } rows[] = {
        { "", "m:1:1: the file is empty\n" },
        { "# only a remark\n", "m:1:1: the file is empty\n" },
        { "[1]", "m:1:1: expected here: keys with values\n" },
        { "open: true", "m:1:1: \"title\" is missing\n" },
        { "title: a\nopen: maybe", "m:2:7: open: \"maybe\" is neither true nor false\n" },
        { "title: a\nday: friday",
          "m:2:6: day: \"friday\" is not one of: monday, tuesday\n" },
        { "title: a\ntitle: b",
          "m:2:1: the key \"title\" stands here a second time; the first is in line 1\n" },
        { "titel: a\ntitle: b",
          "m:1:1: \"titel\" is not known here; expected: title, open, day, special, dishes, words, "
          "notes\n" },
        { "title: a\nspecial: {price: 3,5, name: x}",
          "m:2:20: special: \"5\" is not known here; expected: name, price, plates\n" },
        { "title: a\nspecial: {name: x, price: 12}",
          "m:2:27: special.price: 12 is outside 0.5 to 9\n" },
        { "title: a\ndishes: []", "m:2:9: dishes: has 0 items; 1 to 3 are expected\n" },
        { "title: a\ndishes:\n- {name: x, plates: 1.5}\n- {plates: 7}\n- 3",
          "m:3:21: dishes[1].plates: \"1.5\" is not a whole number\n"
          "m:4:12: dishes[2].plates: 7 is outside 1 to 4\n"
          "m:4:3: dishes[2]: \"name\" is missing\n"
          "m:5:3: dishes[3]: expected here: keys with values\n" },
        { "title: a\nwords: [abcdefg, \"\"]",
          "m:2:9: words[1]: has 7 characters; at most 6 are expected\n"
          "m:2:18: words[2]: is empty or too short; at least 1 characters are expected\n" },
        { "title: a\nnotes: {a: [b]}", "m:2:12: notes: \"a\" is expected to be text\n" },
        { "title: [a]", "m:1:8: title: expected here: text\n" },
        { "title: a\n---\ntitle: b", "m:3:1: a second document begins here; one is expected\n" },
        { "? [a]\n: b\ntitle: c", "m:1:3: a key must be a plain word\n" },
        { "title: \"a\\0b\"", "m:1:8: title: has a zero byte; only text is expected\n" },
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct menu menu;
        struct heard heard;
        struct schema_file *file = parse(rows[i].text, &menu, &heard);
        if (file != NULL || strcmp(heard.text, rows[i].want) != 0) {
            fail_msg("\"%s\": got \"%s\", want \"%s\"", rows[i].text, heard.text, rows[i].want);
        }
        static const struct menu zero;
        assert_memory_equal(&menu, &zero, sizeof(menu));
    }
}

static void test_syntax(void **state)
{
    (void)state;
    static const char *const rows[] = { "title: [a", "title: \"a", "\t: x", "a: &x [*x", "%YAML 9",
                                        "title: a\n  b: c", "\xff\xfe\xff" };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct menu menu;
        struct heard heard;
        assert_null(parse(rows[i], &menu, &heard));
        if (strncmp(heard.text, "m:", 2) != 0 || strstr(heard.text, "YAML") == NULL) {
            fail_msg("\"%s\": \"%s\"", rows[i], heard.text);
        }
    }
}

/* Files that would keep the parser, or us, busy for hours: much of one thing. */
static void test_too_much(void **state)
{
    (void)state;
    static const struct { const char *begin, *more, *want; } rows[] = {
        { "words:\n", "- &a x\n", "m:102:3: more than 100 anchors" },
        { "words: ", "[", "m:1:108: more than 100 brackets" },
        { "", "k%zu: 1\n", "m:1:1: has 100000 keys; at most 1000 are expected\n" },
        { "notes:\n", "  k%zu: 1\n", "m:2:3: notes: has 100000 entries; 0 to 2 are expected\n" },
    };
    enum { MANY = 100000, LONGEST = 16 };
    char *text = malloc(MANY * LONGEST + LONGEST);
    assert_non_null(text);
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct menu menu;
        struct heard heard;
        char *end = stpcpy(text, rows[i].begin);
        for (size_t k = 0; k < MANY; k++) {
            const char *number = strstr(rows[i].more, "%zu");
            end += number == NULL
                ? snprintf(end, LONGEST, "%s", rows[i].more)
                : snprintf(end, LONGEST, "%.*s%zu%s", (int)(number - rows[i].more), rows[i].more, k,
                           number + 3);
        }
        clock_t began = clock();
        assert_null(parse(text, &menu, &heard));
        if (strncmp(heard.text, rows[i].want, strlen(rows[i].want)) != 0
            || clock() - began > 5 * CLOCKS_PER_SEC) {
            fail_msg("row %zu: \"%.200s\", want \"%s\"", i, heard.text, rows[i].want);
        }
    }
    free(text);
}

static void test_files(void **state)
{
    (void)state;
    struct menu menu = { 0 };
    struct heard heard = { "" };
    assert_null(schema_load("no-such-file", fields, &menu, sizeof(menu), hear, &heard));
    assert_string_equal(heard.text,
                        "no-such-file:1:1: the file cannot be read: No such file or directory\n");
    heard.text[0] = '\0';
    assert_null(schema_load("/", fields, &menu, sizeof(menu), hear, &heard));
    assert_string_equal(heard.text, "/:1:1: the file cannot be read: Is a directory\n");
    assert_null(schema_load("no-such-file", fields, &menu, sizeof(menu), NULL, NULL));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_values),
        cmocka_unit_test(test_mistakes),
        cmocka_unit_test(test_syntax),
        cmocka_unit_test(test_too_much),
        cmocka_unit_test(test_files),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
