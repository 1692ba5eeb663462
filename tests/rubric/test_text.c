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

#include "rubric.h"
#include "text.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static void join(const struct text *text, char *out, size_t size)
{
    out[0] = '\0';
    for (size_t i = 0; i < text->count; i++) {
        size_t used = strlen(out);
        snprintf(out + used, size - used, "%s%s%s", i > 0 ? " " : "", text->tokens[i].text,
                 text->tokens[i].flags & TOKEN_ENDS ? " /" : "");
    }
}

static void test_tokens(void **state)
{
    (void)state;
    static const struct { const char *text, *want; } rows[] = {
        { "so um I'm in my last year", "so i am in my last year" },
        { "i don't, I won't & can't.", "i do not i will not and can not /" },
        { "gonna wanna kinda", "going to want to kind of" },
        { "My uncle\xe2\x80\x99s shop", "my uncle 's shop" },
        { "I'd say \xe2\x80\x9chello\xe2\x80\x9d", "i 'd say hello" },
        { "a long-term goal", "a long term goal" },
        { "scored 88% in 2027", "scored eighty eight percent in twenty twenty seven" },
        { "raised $2,000 by 9:30", "raised two thousand dollars by nine thirty" },
        { "the 3rd of 21st", "the third of twenty first" },
        { "3.5 GPA!", "three point five gpa /" },
        { "c p a exams", "cpa exams" },
        { "my C.P.A. exams", "my cpa exams" },
        { "got a c d l and i ran", "got a cdl and i ran" },
        { "in the i c u", "in the icu" },
        { "i t support", "it support" },
        { "um uh er, hmm", "" },
        { "...", "" },
        { "10-12 people", "ten twelve people" },
        { "'quoted' words'", "quoted words" },
        { "\xe2\x80\x98quoted\xe2\x80\x99 words\xe2\x80\x99", "quoted words" },
        { "my students\xe2\x80\x99\xe2\x80\x9d", "my students" },
        { "123456789012345678901234567890", "123456789012345678901234567890" },
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        size_t count;
        struct rubric_word *words = rubric_words_from_text(rows[i].text, &count);
        struct text text;
        char got[512];
        assert_true(text_read(&text, words, count));
        join(&text, got, sizeof(got));
        if (strcmp(got, rows[i].want) != 0) {
            fail_msg("\"%s\": got \"%s\", want \"%s\"", rows[i].text, got, rows[i].want);
        }
        text_finish(&text);
        rubric_words_free(words);
    }
}

/* Letters that spell nothing, as many as a file may hold, take no longer than other words. */
static void test_many_letters(void **state)
{
    (void)state;
    static const char *const letters[] = { "a ", "i ", "a i ", "a, " };
    enum { MANY = 300000, LONGEST = 4 };
    char *all = malloc(MANY * LONGEST + 1);
    assert_non_null(all);
    for (size_t i = 0; i < COUNT(letters); i++) {
        struct text text;
        size_t count;
        char *end = all;
        for (size_t k = 0; k < MANY; k++) {
            end = stpcpy(end, letters[i]);
        }
        struct rubric_word *words = rubric_words_from_text(all, &count);
        clock_t began = clock();
        assert_true(text_read(&text, words, count));
        assert_true(clock() - began < 5 * CLOCKS_PER_SEC);
        assert_int_equal(text.count, count);
        text_finish(&text);
        rubric_words_free(words);
    }
    free(all);
}

static void test_origin(void **state)
{
    (void)state;
    size_t count;
    struct rubric_word *words = rubric_words_from_text("i'm um a c d l driver", &count);
    struct text text;
    assert_true(text_read(&text, words, count));
    static const struct { const char *token; size_t from, to; } rows[] = {
        { "i", 0, 1 }, { "am", 0, 1 }, { "a", 2, 3 }, { "cdl", 3, 6 }, { "driver", 6, 7 },
    };
    assert_int_equal(text.count, COUNT(rows));
    for (size_t i = 0; i < COUNT(rows); i++) {
        assert_string_equal(text.tokens[i].text, rows[i].token);
        assert_int_equal(text.tokens[i].from, rows[i].from);
        assert_int_equal(text.tokens[i].to, rows[i].to);
    }
    struct rubric_span span = text_words(&text, 1, 4);
    assert_int_equal(span.from, 0);
    assert_int_equal(span.to, 6);
    text_finish(&text);
    rubric_words_free(words);
}

static void test_flags(void **state)
{
    (void)state;
    static const struct { const char *text; size_t token; unsigned flags; } rows[] = {
        { "I met Karen.", 2, TOKEN_NAME | TOKEN_ENDS },
        { "Karen met me", 0, 0 },
        { "the CPA exam", 1, TOKEN_LETTERS },
        { "the c p a exam", 1, TOKEN_LETTERS },
        { "eighty people", 0, TOKEN_NUMBER },
        { "80 people", 0, TOKEN_NUMBER },
        { "well, i", 0, TOKEN_COMMA },
        { "i i want", 0, TOKEN_REPEAT },
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        size_t count;
        struct rubric_word *words = rubric_words_from_text(rows[i].text, &count);
        struct text text;
        assert_true(text_read(&text, words, count));
        if (text.tokens[rows[i].token].flags != rows[i].flags) {
            fail_msg("\"%s\": flags %u, want %u", rows[i].text,
                     text.tokens[rows[i].token].flags, rows[i].flags);
        }
        text_finish(&text);
        rubric_words_free(words);
    }
}

static void test_words(void **state)
{
    (void)state;
    static const struct { const char *text; size_t count; const char *last; } rows[] = {
        { "", 0, NULL }, { " \t\n", 0, NULL }, { "one", 1, "one" },
        { "  two\nwords, ", 2, "words," }, { "\xff\xfe bad", 2, "bad" },
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        size_t count;
        struct rubric_word *words = rubric_words_from_text(rows[i].text, &count);
        assert_int_equal(count, rows[i].count);
        if (count > 0) {
            assert_string_equal(words[count - 1].text, rows[i].last);
            assert_true(words[0].confidence == 1.0F && words[0].start_s < 0);
        } else {
            assert_null(words);
        }
        rubric_words_free(words);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_tokens),
        cmocka_unit_test(test_many_letters),
        cmocka_unit_test(test_origin),
        cmocka_unit_test(test_flags),
        cmocka_unit_test(test_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
