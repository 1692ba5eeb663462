/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What two sentences that were read tell of a voice. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <understood.h>

#define ARRAY_LEN(a) (sizeof(a) / sizeof((a)[0]))

static struct understood reading(const char *sentence, const char *heard, float confidence)
{
    struct understood u = { 0 };
    size_t count = 0;
    struct rubric_word *words = rubric_words_from_text(heard, &count);
    for (size_t i = 0; i < count; i++) {
        words[i].confidence = confidence;
    }
    understood_add(&u, sentence, words, count);
    rubric_words_free(words);
    return u;
}

static void test_words_are_counted(void **state)
{
    (void)state;
    static const struct {
        const char *sentence, *heard;
        unsigned said, right;
        enum understanding grade;
    } rows[] = {
        { "I am ready, now.", "i am ready now", 4, 4, UNDERSTANDING_WELL },
        { "I am ready, now.", "i'm ready now", 4, 2, UNDERSTANDING_SOME },
        { "I am ready, now.", "oh i am really ready", 4, 3, UNDERSTANDING_MOST },
        { "I am ready, now.", "now ready am i", 4, 1, UNDERSTANDING_SOME },
        { "one two one two", "two one two", 4, 3, UNDERSTANDING_MOST },
        { "one one one one", "one", 4, 1, UNDERSTANDING_SOME },
        { "I am ready, now.", "", 4, 0, UNDERSTANDING_SOME },
        { "", "i am ready", 0, 0, UNDERSTANDING_UNKNOWN },
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct understood u = reading(rows[i].sentence, rows[i].heard, 0.8F);
        if (u.said != rows[i].said || u.right != rows[i].right
            || understood_grade(&u) != rows[i].grade) {
            fail_msg("\"%s\" heard as \"%s\": %u of %u, grade %d; want %u of %u, grade %d",
                     rows[i].sentence, rows[i].heard, u.right, u.said, (int)understood_grade(&u),
                     rows[i].right, rows[i].said, (int)rows[i].grade);
        }
    }
}

static void test_long_speech_is_no_harm(void **state)
{
    (void)state;
    char heard[600] = "";
    for (size_t i = 0; i + 3 < sizeof(heard); i += 2) {
        heard[i] = 'i';
        heard[i + 1] = ' ';
        heard[i + 2] = '\0';
    }
    struct understood u = reading("I am I", heard, 0.5F);
    assert_int_equal(u.right, 2);
    assert_true(u.heard > 200);
}

static void test_half_is_a_reading(void **state)
{
    (void)state;
    assert_false(understood_enough("one two three four five", 2));
    assert_true(understood_enough("one two three four five", 3));
}

static void test_confidence_follows(void **state)
{
    (void)state;
    static const char sentence[] = "one two three four five six seven eight nine ten";
    const struct understood none = { 0 };
    const struct understood as_stated = reading(sentence, "one two three four five a b c d e", 0.5F);
    const struct understood worse = reading(sentence, "one a b c d e f g h i", 0.9F);
    const struct understood better = reading(sentence, sentence, 0.5F);
    assert_float_equal(understood_confidence(&none, 0.7F), 0.7F, 0.001F);
    assert_float_equal(understood_confidence(&as_stated, 0.7F), 0.7F, 0.01F);
    for (float c = 0.05F; c < 1; c += 0.1F) {
        assert_true(understood_confidence(&worse, c) < c);
        assert_true(understood_confidence(&better, c) > c);
        assert_true(understood_confidence(&better, c) < 1);
        assert_true(understood_confidence(&worse, c) > 0);
        assert_true(understood_confidence(&worse, c) < understood_confidence(&worse, c + 0.05F));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_words_are_counted),
        cmocka_unit_test(test_long_speech_is_no_harm),
        cmocka_unit_test(test_half_is_a_reading),
        cmocka_unit_test(test_confidence_follows),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
