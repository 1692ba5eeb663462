/* SPDX-License-Identifier: MIT */
/* Many threads use one rubric and one bank; each gets what one thread alone gets. */
#include "case.h"

#include <pthread.h>

enum { THREADS = 8, ROUNDS = 40 };

static const char *const texts[] = {
    "I want to become a nurse and I signed up for an evening class.",
    "Last winter our oven broke. I called everybody. In the end it all went out on time.",
    "I just want to grow, and the salary should be good.",
};

struct worker {
    const struct rubric *rubric;
    pthread_t thread;
    double beliefs[COUNT(texts)];       /* sums over all findings */
    size_t evidence;
    bool same;
};

static double add_up(const struct rubric *rubric, const char *text, size_t *evidence)
{
    double sum = 0;
    struct rubric_report *report = case_assess(rubric, NULL, text);
    for (size_t i = 0; i < report->finding_count; i++) {
        sum += report->findings[i].belief;
        *evidence += report->findings[i].evidence_count;
    }
    rubric_report_destroy(report);
    return sum;
}

static void *work(void *user)
{
    struct worker *worker = user;
    worker->same = true;
    for (size_t round = 0; round < ROUNDS; round++) {
        size_t evidence = 0;
        for (size_t i = 0; i < COUNT(texts); i++) {
            double sum = add_up(worker->rubric, texts[i], &evidence);
            worker->same = worker->same && memcmp(&sum, &worker->beliefs[i], sizeof(sum)) == 0;
        }
        worker->same = worker->same && evidence == worker->evidence;
    }
    return NULL;
}

static void test_threads(void **state)
{
    (void)state;
    struct rubric *rubric = case_rubric_with_model();
    struct worker first = { .rubric = rubric };
    struct worker workers[THREADS];
    for (size_t i = 0; i < COUNT(texts); i++) {
        first.beliefs[i] = add_up(rubric, texts[i], &first.evidence);
    }
    for (size_t i = 0; i < THREADS; i++) {
        workers[i] = first;
        assert_int_equal(pthread_create(&workers[i].thread, NULL, work, &workers[i]), 0);
    }
    for (size_t i = 0; i < THREADS; i++) {
        pthread_join(workers[i].thread, NULL);
        assert_true(workers[i].same);
    }
    rubric_destroy(rubric);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(test_threads) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
