/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Better ears: settled pieces are heard again in the background, by an engine in
 * this process or by a command that speaks the protocol (argument: test_engine).
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <hearing.h>
#include <math.h>
#include <protocol.h>
#include <source.h>
#include <unistd.h>

#define ARRAY_LEN(a) (sizeof(a) / sizeof((a)[0]))

static const char *test_engine;
static struct ear *const an_ear = (struct ear *)&an_ear;
static bool better_opens, better_hears;

static struct ear *open_first(const struct listen_settings *settings, enum ear_kind kind, char *err,
                              size_t err_size)
{
    (void)settings;
    (void)kind;
    (void)err;
    (void)err_size;
    return an_ear;
}

static struct ear *open_better(const struct listen_settings *settings, enum ear_kind kind,
                               char *err, size_t err_size)
{
    (void)settings;
    (void)kind;
    snprintf(err, err_size, "no model today");
    return better_opens ? an_ear : NULL;
}

static void close_ear(struct ear *ear)
{
    (void)ear;
}

static bool add(struct word_list *words, const char *text, double start_s, double end_s,
                bool hesitation)
{
    return word_list_add(words, &(struct heard_word){ .text = text, .start_s = start_s,
        .end_s = end_s, .confidence = 0.5F, .hesitation = hesitation }, 0);
}

static bool hear_first(struct ear *ear, const int16_t *samples, size_t count,
                       struct word_list *words)
{
    (void)ear;
    (void)samples;
    (void)count;
    return add(words, "won", 0.3, 0.6, false) && add(words, "um", 0.6, 0.9, true)
        && add(words, "two", 1, 1.2, false);
}

static bool hear_better(struct ear *ear, const int16_t *samples, size_t count,
                        struct word_list *words)
{
    (void)ear;
    (void)samples;
    (void)count;
    return better_hears && add(words, "[music", 0.1, 0.2, false)
        && add(words, "plays]", 0.2, 0.3, false) && add(words, "One's", 0.3, 0.6, false)
        && add(words, "2.5, \"Three!\"", 1.0, 2.0, false) && add(words, "...", 2, 2.1, false);
}

static const struct engine first = { .name = "first", .open = open_first, .close = close_ear,
                                     .hear = hear_first };
static const struct engine better = { .name = "better", .open = open_better, .close = close_ear,
                                      .hear = hear_better };

static void speak(struct hearing *h)
{
    static int16_t samples[3 * SAMPLE_RATE];
    for (size_t i = 0; i < ARRAY_LEN(samples); i++) {
        double t = (double)i / SAMPLE_RATE;
        double voice = t > 1 && t < 2 ? sin(2 * 3.14159265 * 150 * t) * 3000 : 0;
        samples[i] = (int16_t)(voice + rand() % 21 - 10);
    }
    hearing_samples(h, samples, ARRAY_LEN(samples));
}

struct told {
    char replaced[400];         /* "word word|" for each line */
    unsigned improved, works, fails, settled;
    char better[64];
};

static void note(struct told *told, const struct answer *a)
{
    told->improved += a->type == ANSWER_IMPROVED;
    told->works += a->type == ANSWER_BETTER && a->works;
    told->fails += a->type == ANSWER_BETTER && !a->works && a->text[0] != '\0';
    told->settled += a->type == ANSWER_SETTLED;
    if (a->type == ANSWER_READY) {
        memcpy(told->better, a->better, sizeof(told->better));
    }
    if (a->type != ANSWER_REPLACED) {
        return;
    }
    assert_true(a->at_s < 1.2 && a->until_s > 1.9);
    for (size_t i = 0; i < a->words.count; i++) {
        size_t used = strlen(told->replaced);
        const struct heard_word *w = &a->words.words[i];
        assert_true(w->start_s >= a->at_s - 1e-6 && w->end_s >= w->start_s);
        snprintf(told->replaced + used, sizeof(told->replaced) - used, "%s%s ",
                 w->text, w->hesitation ? "*" : "");
    }
    strcat(told->replaced, "|");
}

/* One phrase, an utterance's end, and everything that is told about it. */
static struct told hear_phrase(const struct engine *improving, const char *engine, unsigned times)
{
    const struct listen_settings settings = { .engine = engine };
    struct told told = { .improved = 0 };
    char err[200] = "", *text = NULL;
    size_t size;
    FILE *out = open_memstream(&text, &size);
    struct hearing *h = hearing_create(&first, improving, &settings, out, err, sizeof(err));
    if (h == NULL) {
        fail_msg("%s", err);
    }
    for (unsigned i = 0; i < times; i++) {
        speak(h);
        hearing_finish(h);
        hearing_improve(h);
    }
    hearing_destroy(h);
    fclose(out);
    for (const char *line = text, *end; (end = strchr(line, '\n')) != NULL; line = end + 1) {
        struct answer a;
        assert_true(answer_parse(line, (size_t)(end - line), &a, err, sizeof(err)));
        note(&told, &a);
        answer_clear(&a);
    }
    free(text);
    return told;
}

static void test_words_are_replaced(void **state)
{
    (void)state;
    better_opens = better_hears = true;
    struct told told = hear_phrase(&better, NULL, 1);
    assert_string_equal(told.better, "better");
    assert_string_equal(told.replaced, "one's um* 2.5 three |");
    assert_int_equal(told.works, 1);
    assert_int_equal(told.improved, 1);
    assert_int_equal(told.settled, 1);
}

static void test_engine_that_cannot(void **state)
{
    (void)state;
    better_opens = true;
    better_hears = false;
    struct told told = hear_phrase(&better, NULL, 1);
    assert_string_equal(told.replaced, "");
    assert_int_equal(told.improved, 1);
    better_opens = false;
    told = hear_phrase(&better, NULL, 1);
    assert_string_equal(told.replaced, "");
    assert_int_equal(told.fails, 1);
    assert_int_equal(told.settled, 1);
    assert_true(told.improved >= 1);
}

static const struct {
    const char *behaviour;      /* of test_engine, for its first process */
    unsigned times, lines;      /* phrases; how many are heard better */
} commands[] = {
    { "good", 2, 2 },
    { "dies", 3, 2 },           /* the first phrase is lost, then a fresh process is good */
    { "nonsense", 2, 1 },
    { "killed", 2, 1 },
};

static void test_commands(void **state)
{
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(commands); i++) {
        char count_path[] = "/tmp/greenroom-better-XXXXXX", command[600];
        int fd = mkstemp(count_path);
        assert_true(fd >= 0);
        assert_int_equal(write(fd, "1 \n", 3), 3);
        close(fd);
        snprintf(command, sizeof(command), "'%s' %s %s", test_engine, commands[i].behaviour,
                 count_path);
        struct told told = hear_phrase(&engine_command, command, commands[i].times);
        unsigned lines = 0;
        for (const char *c = told.replaced; *c != '\0'; c++) {
            lines += *c == '|';
        }
        unlink(count_path);
        if (lines != commands[i].lines || told.improved != commands[i].times
            || told.settled != commands[i].times) {
            fail_msg("%s: heard better %u, want %u; improved %u; settled %u",
                     commands[i].behaviour, lines, commands[i].lines, told.improved, told.settled);
        }
    }
}

static void test_command_that_is_none(void **state)
{
    (void)state;
    struct told told = hear_phrase(&engine_command, "/no/such/program", 1);
    assert_int_equal(told.fails, 1);
    assert_string_equal(told.replaced, "");
}

static void test_names(void **state)
{
    (void)state;
    char err[300] = "";
    assert_ptr_equal(engine_find(NULL, err, sizeof(err)), &engine_pocketsphinx);
    assert_ptr_equal(engine_find("pocketsphinx", err, sizeof(err)), &engine_pocketsphinx);
    assert_ptr_equal(engine_find("/some/program with words", err, sizeof(err)), &engine_command);
    assert_ptr_equal(engine_find("sh -c true", err, sizeof(err)), &engine_command);
    assert_null(engine_find("no-such-program-anywhere", err, sizeof(err)));
    assert_non_null(strstr(err, "no-such-program-anywhere"));
    assert_null(engine_find("", err, sizeof(err)));
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_words_are_replaced),
        cmocka_unit_test(test_engine_that_cannot),
        cmocka_unit_test(test_commands),
        cmocka_unit_test(test_command_that_is_none),
        cmocka_unit_test(test_names),
    };
    if (argc != 2) {
        fprintf(stderr, "usage: %s TEST_ENGINE\n", argv[0]);
        return 2;
    }
    test_engine = argv[1];
    return cmocka_run_group_tests(tests, NULL, NULL);
}
