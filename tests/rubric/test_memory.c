/* SPDX-License-Identifier: MIT */
/* Every allocation of the engine fails in turn: no crash, no leak, an honest answer. */
#include "case.h"


/* The linker sends the engine's allocations here (--wrap). */
static struct {
    size_t made, live;
    size_t fail_at;     /* this one fails, counted from 1; 0: none does */
} heap;

void *__real_malloc(size_t size);
void *__real_calloc(size_t count, size_t size);
void *__real_realloc(void *old, size_t size);
void __real_free(void *memory);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__wrap_realloc(void *old, size_t size);
void __wrap_free(void *memory);
char *__wrap_strdup(const char *text);
char *__wrap_strndup(const char *text, size_t size);

static bool fails(void)
{
    return ++heap.made == heap.fail_at;
}

void *__wrap_malloc(size_t size)
{
    void *memory = fails() ? NULL : __real_malloc(size);
    heap.live += memory != NULL;
    return memory;
}

void *__wrap_calloc(size_t count, size_t size)
{
    void *memory = fails() ? NULL : __real_calloc(count, size);
    heap.live += memory != NULL;
    return memory;
}

void *__wrap_realloc(void *old, size_t size)
{
    void *memory = fails() ? NULL : __real_realloc(old, size);
    heap.live += memory != NULL && old == NULL;
    return memory;
}

void __wrap_free(void *memory)
{
    heap.live -= memory != NULL;
    __real_free(memory);
}

char *__wrap_strndup(const char *text, size_t size)
{
    size_t length = strnlen(text, size);
    char *copy = __wrap_malloc(length + 1);
    if (copy != NULL) {
        memcpy(copy, text, length);
        copy[length] = '\0';
    }
    return copy;
}

char *__wrap_strdup(const char *text)
{
    return __wrap_strndup(text, strlen(text));
}

static const char *answer_text =
    "Um, I want to become a nurse by next spring. Last winter our oven broke, you know, and I "
    "called everybody. In the end it went out on time, like it was nothing. Time, time, time.";

static struct rubric *shared;           /* for the steps that need one */

static bool load_rubric(void)
{
    struct rubric *rubric = rubric_load(getenv("RUBRIC_CRITERIA"), NULL, NULL);
    rubric_destroy(rubric);
    return rubric != NULL;
}

static bool load_bank(void)
{
    char path[512];
    const char *paths[] = { path };
    snprintf(path, sizeof(path), "%s/10-career-goals.yaml", getenv("RUBRIC_BANKS"));
    struct rubric_bank *bank = rubric_bank_load(paths, 1, shared, NULL);
    rubric_bank_destroy(bank);
    return bank != NULL;
}

static bool cut_words(void)
{
    size_t count;
    struct rubric_word *words = rubric_words_from_text(answer_text, &count);
    rubric_words_free(words);
    return words != NULL;
}

static bool assess(void)
{
    struct rubric_answer answer = { .length_s = 30, .explain = true,
                                    .job_terms = "You nurse people and repair ovens." };
    struct rubric_word *words = rubric_words_from_text(answer_text, &answer.word_count);
    answer.words = words;
    for (size_t i = 0; words != NULL && i < answer.word_count; i++) {
        words[i].start_s = (double)i;
        words[i].end_s = (double)i + 0.4;
    }
    struct rubric_report *report = words != NULL ? rubric_assess(shared, NULL, &answer, NULL)
                                                 : NULL;
    rubric_report_destroy(report);
    rubric_words_free(words);
    return report != NULL;
}

static void test_every_allocation(void **state)
{
    (void)state;
    /* Loading makes thousands of alike small copies: there every 97th is enough. */
    static const struct { const char *name; bool (*run)(void); size_t step; } rows[] = {
        { "load the criteria", load_rubric, 97 }, { "load a bank", load_bank, 1 },
        { "cut words", cut_words, 1 },            { "assess", assess, 1 },
    };
    shared = case_rubric_with_model();
    for (size_t i = 0; i < COUNT(rows); i++) {
        size_t live = heap.live;
        heap.fail_at = 0;
        heap.made = 0;
        assert_true(rows[i].run());
        size_t all = heap.made;
        assert_true(all > 0 && heap.live == live);
        for (size_t at = 1; at <= all; at += at < 200 ? 1 : rows[i].step) {
            heap.made = 0;
            heap.fail_at = at;
            bool done = rows[i].run();
            if (done || heap.live != live) {
                fail_msg("%s, allocation %zu of %zu: %s, %zu blocks lost", rows[i].name, at, all,
                         done ? "said it was done" : "failed", heap.live - live);
            }
        }
        heap.fail_at = 0;
    }
    rubric_destroy(shared);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(test_every_allocation) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
