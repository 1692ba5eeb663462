/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Several recognizers heard one sound: what is believed of all. */
#include <agreement.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { MOST_WORDS = 12 };

/* "word@seconds:percent", blanks between; a word lasts 0.3 s. */
static struct word_list list_of(const char *text)
{
    struct word_list list = { 0 };
    char copy[400], *rest = copy, *part;
    snprintf(copy, sizeof(copy), "%s", text);
    while ((part = strtok_r(rest, " ", &rest)) != NULL) {
        char word[40];
        double start_s, percent;
        assert_int_equal(sscanf(part, "%39[^@]@%lf:%lf", word, &start_s, &percent), 3);
        const struct heard_word heard = { .text = word, .start_s = start_s,
                                          .end_s = start_s + 0.3,
                                          .confidence = (float)(percent / 100) };
        assert_true(word_list_add(&list, &heard, 0));
    }
    return list;
}

static void check_all(const char *const texts[], size_t count, const char *wanted)
{
    struct word_list lists[AGREEMENT_MOST] = { { 0 } }, merged = { 0 };
    char found[400] = "";
    for (size_t k = 0; k < count; k++) {
        lists[k] = list_of(texts[k]);
    }
    assert_true(agreement_merge(lists, count, &merged));
    for (size_t i = 0; i < merged.count; i++) {
        size_t used = strlen(found);
        snprintf(found + used, sizeof(found) - used, "%s%s", i > 0 ? " " : "",
                 merged.words[i].text);
        assert_true(merged.words[i].confidence >= 0 && merged.words[i].confidence <= 1);
        assert_true(i == 0 || merged.words[i].start_s >= merged.words[i - 1].start_s);
    }
    assert_string_equal(found, wanted);
    for (size_t k = 0; k < count; k++) {
        word_list_clear(&lists[k]);
    }
    word_list_clear(&merged);
}

static void check(const char *first, const char *second, const char *wanted)
{
    check_all((const char *[]){ first, second }, 2, wanted);
}

static void the_more_confident_is_believed(void **state)
{
    (void)state;
    check("", "", "");
    check("my@0:60 team@0.3:70", "my@0:60 steam@0.3:40", "my team");
    check("my@0:60 team@0.3:30", "my@0:60 steam@0.3:40", "my steam");
    check("i@0:90 led@0.3:90 a@0.6:40 crew@0.9:90", "i@0:90 let@0.3:50 a@0.6:40 crew@0.9:30",
          "i led a crew");
}

static void a_word_alone_must_be_sure(void **state)
{
    (void)state;
    check("so@0:90 well@0.3:50 yes@0.6:90", "so@0:90 yes@0.6:90", "so yes");
    check("so@0:90 well@0.3:95 yes@0.6:90", "so@0:90 yes@0.6:90", "so well yes");
    check("", "so@0:20", "");
    check("", "so@0:99 yes@0.3:99", "so yes");
}

static void three_vote(void **state)
{
    (void)state;
    static const char *const lists[][AGREEMENT_MOST] = {
        { "my@0:60 team@0.3:80", "my@0:60 steam@0.3:50", "my@0:60 steam@0.3:50" },
        { "my@0:60 team@0.3:95", "my@0:60 steam@0.3:40", "my@0:60 steam@0.3:40" },
        { "so@0:90 well@0.3:90 yes@0.6:90", "so@0:90 yes@0.6:90", "so@0:90 yes@0.6:90" },
        { "so@0:90 yes@0.6:90", "so@0:90 well@0.3:70 yes@0.6:90", "so@0:90 well@0.3:70 yes@0.6:90" },
        { "", "", "yes@0:95" },
        { "i@0:90", "i@0:90 led@0.3:90", "i@0:90 led@0.3:90 it@0.6:90" },
    };
    static const char *const wanted[] = { "my steam", "my team", "so yes", "so well yes", "",
                                          "i led" };
    for (size_t i = 0; i < sizeof(wanted) / sizeof(wanted[0]); i++) {
        check_all(lists[i], AGREEMENT_MOST, wanted[i]);
    }
}

static void one_alone_is_believed(void **state)
{
    (void)state;
    check_all((const char *[]){ "so@0:20 well@0.3:10" }, 1, "so well");
}

static void words_at_other_times_are_other_words(void **state)
{
    (void)state;
    check("go@0:90", "go@2:90", "go go");
    check("one@0:90 two@3:90", "two@0:70 two@3:90", "one two");
}

static void agreement_is_surer_than_either(void **state)
{
    (void)state;
    struct word_list a = list_of("team@0:60"), b = list_of("team@0.05:60"), merged = { 0 };
    assert_true(agreement_merge((struct word_list[]){ a, b }, 2, &merged));
    assert_int_equal(merged.count, 1);
    assert_true(merged.words[0].confidence > 0.7f);
    word_list_clear(&a);
    word_list_clear(&b);
    word_list_clear(&merged);
}

/* Nothing is said in another order and nothing twice, whatever comes. */
static void any_lists_can_be_merged(void **state)
{
    (void)state;
    uint32_t seed = 3;
    for (int round = 0; round < 300; round++) {
        struct word_list lists[AGREEMENT_MOST] = { { 0 } }, merged = { 0 };
        for (int side = 0; side < AGREEMENT_MOST; side++) {
            double at_s = 0;
            for (int i = (int)(seed >> 20) % MOST_WORDS; i > 0; i--) {
                seed = seed * 1103515245u + 12345u;
                char word[2] = { (char)('a' + (seed >> 16) % 3), '\0' };
                const struct heard_word heard = {
                    .text = word, .start_s = at_s, .end_s = at_s + 0.2,
                    .confidence = (float)((seed >> 18) % 101) / 100 };
                at_s += 0.1 * (double)((seed >> 12) % 6);
                assert_true(word_list_add(&lists[side], &heard, 0));
            }
        }
        assert_true(agreement_merge(lists, AGREEMENT_MOST, &merged));
        assert_true(merged.count <= lists[0].count + lists[1].count + lists[2].count);
        for (size_t i = 1; i < merged.count; i++) {
            assert_true(merged.words[i].start_s >= merged.words[i - 1].end_s);
            assert_true(merged.words[i].end_s > merged.words[i].start_s);
        }
        for (int side = 0; side < AGREEMENT_MOST; side++) {
            word_list_clear(&lists[side]);
        }
        word_list_clear(&merged);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_more_confident_is_believed),
        cmocka_unit_test(a_word_alone_must_be_sure),
        cmocka_unit_test(three_vote),
        cmocka_unit_test(one_alone_is_believed),
        cmocka_unit_test(words_at_other_times_are_other_words),
        cmocka_unit_test(agreement_is_surer_than_either),
        cmocka_unit_test(any_lists_can_be_merged),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
