/* SPDX-License-Identifier: MIT */
#include "case.h"

#include "pattern.h"

static void define(struct pattern_set *set)
{
    char err[PATTERN_ERROR_SIZE];
    assert_true(patterns_init(set));
    assert_true(patterns_add_class(set, "fruit", "apple pear* *berry", err) >= 0);
    assert_true(patterns_add_class(set, "food", "<fruit> bread", err) >= 0);
    int soft = patterns_add_phrase(set, "soft", err);
    assert_true(patterns_add_alternative(set, soft, "really", err) >= 0);
    assert_true(patterns_add_alternative(set, soft, "you know", err) >= 0);
    int meal = patterns_add_phrase(set, "meal", err);
    assert_true(patterns_add_alternative(set, meal, "<food>", err) >= 0);
    assert_true(patterns_add_alternative(set, meal, "<food> and <food>", err) >= 0);
}

struct found {
    const struct text *text;
    char words[1024];
};

static bool note(void *user, const struct pattern_match *match)
{
    struct found *found = user;
    size_t used = strlen(found->words);
    snprintf(found->words + used, sizeof(found->words) - used, "%s", used > 0 ? "; " : "");
    for (size_t i = match->evidence_from; i < match->evidence_to; i++) {
        used = strlen(found->words);
        snprintf(found->words + used, sizeof(found->words) - used, "%s%s",
                 i > match->evidence_from ? " " : "", found->text->tokens[i].text);
    }
    return true;
}

/* The evidence of every match of the set in a text. */
static void find_in(const struct pattern_set *set, const char *string, struct found *found)
{
    size_t count;
    struct rubric_word *words = rubric_words_from_text(string, &count);
    struct text text;
    struct pattern_text ready;
    *found = (struct found){ &text, "" };
    assert_true(text_read(&text, words, count));
    assert_true(pattern_text_init(&ready, set, &text));
    assert_true(patterns_find(&ready, note, found));
    pattern_text_finish(&ready);
    text_finish(&text);
    rubric_words_free(words);
    found->text = NULL;
}

static void assert_found(const struct pattern_set *set, const char *string, const char *want)
{
    struct found found;
    find_in(set, string, &found);
    assert_string_equal(found.words, want);
}

static void test_matches(void **state)
{
    (void)state;
    static const struct { const char *pattern, *text, *want; } rows[] = {
        { "i eat", "i eat now and i eat later", "i eat; i eat" },
        { "i eat", "they eat", "" },
        { "i'm here", "I am here", "i am here" },
        { "i eat <fruit>", "i eat strawberry and i eat pears", "i eat strawberry; i eat pears" },
        { "i eat <fruit>", "i eat bread", "" },
        { "i eat <food>", "i eat bread", "i eat bread" },
        { "i eat <meal> today", "i eat bread and apple today", "i eat bread and apple today" },
        { "i eat <meal>", "i eat bread and apple", "i eat bread" },
        { "i (eat | drink up)", "i drink up", "i drink up" },
        { "i do? eat", "i eat i do eat", "i eat; i do eat" },
        { "i (never | really)? eat", "i never eat", "i never eat" },
        { "i ~2 eat", "i big old eat", "i big old eat" },
        { "i ~2 eat", "i big old red eat", "" },
        { "i eat _", "i eat", "" },
        { "i eat _", "i eat rocks", "i eat rocks" },
        { "i eat !bread", "i eat bread i eat apples", "i eat" },
        { "i eat !(bread | apples) _", "i eat bread i eat soup", "i eat soup" },
        { "i {eat _} now", "i eat soup now", "eat soup" },
        { "i eat", "i you know eat", "i you know eat" },
        { "i eat (soup and soup | soup) now", "i eat soup now", "i eat soup now" },
        { "i eat (soup | bread and soup) and now", "i eat soup and now", "i eat soup and now" },
        { "i eat (soup | bread) and (soup | bread)", "i eat soup and bread",
          "i eat soup and bread" },
        { "i (now | then)? eat (more | less)? soup", "i eat soup", "i eat soup" },
        { "i eat soup", "soup i eat", "" },
        { "i eat", "i really, really eat", "i really really eat" },
        { "really good", "really good", "good" },
        { "i eat", "i i eat", "i eat" },
        { "i eat", "that is i. Eat it", "" },
        { "*ing here", "standing here or ing here", "standing here" },
        { "plan* it", "plan it planning it", "plan it; planning it" },
        { "<number> <number>?  boats", "20 boats and 21 boats", "twenty boats; twenty one boats; "
          "one boats" },
        { "the <letters> exam", "the C.P.A. exam", "the cpa exam" },
        { "let 's go", "it 's let us go", "" },
        { "it 's", "it's", "it 's" },
        { "i (ant bee)? cat", "i cat", "i cat" },
        { "i (ant bee | cat dog) ~2 (elk fox | gnu)", "i cat dog ant gnu", "i cat dog ant gnu" },
        { "i (ant bee | cat dog) ~2 (elk fox | gnu)", "i cat dog ant fox", "" },
        { "i (ant bee)? (ant | cat dog)", "i ant", "i ant" },
        { "i ~1 (ant bee | bee)", "i fox bee", "i fox bee" },
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct pattern_set set;
        char err[PATTERN_ERROR_SIZE] = "";
        define(&set);
        if (patterns_add(&set, rows[i].pattern, err) < 0) {
            fail_msg("%s: %s", rows[i].pattern, err);
        }
        assert_true(patterns_seal(&set));
        struct found found;
        find_in(&set, rows[i].text, &found);
        if (strcmp(found.words, rows[i].want) != 0) {
            fail_msg("\"%s\" in \"%s\": got \"%s\", want \"%s\"", rows[i].pattern, rows[i].text,
                     found.words, rows[i].want);
        }
        patterns_finish(&set);
    }
}

static const char *const animals[] = { "ant", "bee", "cat", "dog", "elk", "fox" };

static unsigned draw(unsigned *seed, unsigned below)
{
    *seed = *seed * 1103515245u + 12345u;
    return (*seed >> 16) % below;
}

/* A pattern of words, brackets and gaps, at most as deep as `depth`. */
static void make_pattern(unsigned *seed, unsigned depth, char *out, size_t size)
{
    unsigned parts = 1 + draw(seed, 3);
    for (unsigned i = 0; i < parts; i++) {
        unsigned kind = depth > 0 ? draw(seed, 6) : draw(seed, 2);
        char first[200] = "", second[200] = "";
        size_t used = strlen(out);
        if (kind < 2) {
            snprintf(out + used, size - used, "%s ", animals[draw(seed, COUNT(animals))]);
        } else if (kind == 2) {
            snprintf(out + used, size - used, "ant ~%u bee ", 1 + draw(seed, 3));
        } else {
            make_pattern(seed, depth - 1, first, sizeof(first));
            make_pattern(seed, depth - 1, second, sizeof(second));
            snprintf(out + used, size - used, kind == 3 ? "(%s)? %s" : "(%s | %s) ", first, second);
        }
    }
}

/* What spares the engine most tries must lose no match: the same set without it finds the same. */
static void test_needs_lose_nothing(void **state)
{
    (void)state;
    unsigned seed = 1, matches = 0;
    for (int round = 0; round < 400; round++) {
        struct pattern_set set;
        char err[PATTERN_ERROR_SIZE] = "", pattern[512] = "";
        define(&set);
        make_pattern(&seed, 2, pattern, sizeof(pattern));
        if (patterns_add(&set, pattern, err) < 0) {
            patterns_finish(&set);
            continue;   /* it may begin with nothing */
        }
        assert_true(patterns_seal(&set));
        struct pattern_needs needs = set.patterns[0].needs;
        for (int text = 0; text < 20; text++) {
            char words[400] = "";
            for (size_t i = 0; i < 80 + 16 * (size_t)text; i += 4) {
                snprintf(words + i, sizeof(words) - i, "%s ", animals[draw(&seed, COUNT(animals))]);
            }
            struct found with, without;
            find_in(&set, words, &with);
            set.patterns[0].needs = (struct pattern_needs){ .reach = 1 };
            find_in(&set, words, &without);
            set.patterns[0].needs = needs;
            if (strcmp(with.words, without.words) != 0) {
                fail_msg("\"%s\" in \"%s\": \"%s\", without needs \"%s\"", pattern, words,
                         with.words, without.words);
            }
            matches += with.words[0] != '\0';
        }
        patterns_finish(&set);
    }
    assert_true(matches > 1000);
}

static void test_mistakes(void **state)
{
    (void)state;
    static const struct { const char *pattern, *want; } rows[] = {
        { "", "it must begin with a word or a name that is always there" },
        { "a?", "it must begin with a word or a name that is always there" },
        { "~2 a", "it must begin with a word or a name that is always there" },
        { "_ a", "it must begin with a word or a name that is always there" },
        { "!a", "it must begin with a word or a name that is always there" },
        { "(a | b?) c", NULL },
        { "(a", "a ) is missing" },
        { "a)", "a ( is missing before \")\"" },
        { "a ~", "a ~ needs a number from 1 to 12 behind it" },
        { "a ~13", "a ~ needs a number from 1 to 12 behind it" },
        { "a <b", "a < needs a name and > behind it" },
        { "a <>", "a < needs a name and > behind it" },
        { "a <nothing>", "<nothing> is not defined above" },
        { "a ?", "\"?\" is not expected here" },
        { "a um", "\"um\" is not a word" },
        { "((((((((((((((((((((((a", "brackets are nested too deeply" },
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct pattern_set set;
        char err[PATTERN_ERROR_SIZE] = "";
        define(&set);
        int result = patterns_add(&set, rows[i].pattern, err);
        bool right = rows[i].want == NULL
                         ? result >= 0
                         : result == PATTERN_NONE && strcmp(err, rows[i].want) == 0;
        if (!right) {
            fail_msg("\"%s\": %d \"%s\", want \"%s\"", rows[i].pattern, result, err,
                     rows[i].want != NULL ? rows[i].want : "no mistake");
        }
        patterns_finish(&set);
    }
}

static void test_names(void **state)
{
    (void)state;
    struct pattern_set set;
    char err[PATTERN_ERROR_SIZE] = "";
    define(&set);
    assert_int_equal(patterns_add_class(&set, "fruit", "fig", err), PATTERN_NONE);
    assert_string_equal(err, "<fruit> is defined twice");
    assert_int_equal(patterns_add_class(&set, "more", "<meal>", err), PATTERN_NONE);
    assert_string_equal(err, "<meal> is no word class defined above");
    assert_int_equal(patterns_find_phrase(&set, "nothing"), PATTERN_NONE);
    patterns_finish(&set);
}

/* Gaps in gaps would take for ever; the engine gives up after a fixed number of steps. */
static void test_no_hang(void **state)
{
    (void)state;
    struct pattern_set set;
    char err[PATTERN_ERROR_SIZE] = "", many[4001];
    define(&set);
    assert_true(patterns_add(&set, "a ~12 a ~12 a ~12 a ~12 a ~12 a ~12 a ~12 b", err) >= 0);
    assert_true(patterns_seal(&set));
    for (size_t i = 0; i + 1 < sizeof(many); i += 2) {
        memcpy(many + i, i % 4 == 0 ? "a " : "c ", 2);
    }
    many[sizeof(many) - 1] = '\0';
    assert_found(&set, many, "");
    patterns_finish(&set);
}

/* In a long text, too, parts that stand far apart or in the wrong order are no match. */
static void test_long_text(void **state)
{
    (void)state;
    static const char end[] = "soup now i ham ham ham eat soup i eat warm soup now";
    char err[PATTERN_ERROR_SIZE], many[6 * 300 + sizeof(end)];
    struct pattern_set set;
    define(&set);
    assert_true(patterns_add(&set, "i eat ~2 {soup now}", err) >= 0);
    assert_true(patterns_seal(&set));
    for (size_t i = 0; i < 300; i++) {
        memcpy(many + 6 * i, "green ", 6);
    }
    memcpy(many + 6 * 300, end, sizeof(end));
    assert_found(&set, many, "soup now");
    patterns_finish(&set);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_matches),
        cmocka_unit_test(test_needs_lose_nothing),
        cmocka_unit_test(test_mistakes),
        cmocka_unit_test(test_names),
        cmocka_unit_test(test_no_hang),
        cmocka_unit_test(test_long_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
