/* SPDX-License-Identifier: MIT */
/* With a comma for a point, files are read and reports made as ever. */
#include "case.h"

#include <locale.h>

enum { SKIPPED = 77 };

static double sum_of_beliefs(void)
{
    double sum = 0;
    struct rubric *rubric = case_rubric_with_model();
    struct rubric_report *report = case_assess(
        rubric, NULL, "I want to become a nurse by next spring, 2.5 times better, for the salary.");
    for (size_t i = 0; i < report->finding_count; i++) {
        sum += report->findings[i].belief;
    }
    sum += report->delivery.pace_low + rubric_criterion_at(rubric, 0)->weight;
    rubric_report_destroy(report);
    rubric_destroy(rubric);
    return sum;
}

static void test_same(void **state)
{
    (void)state;
    setlocale(LC_ALL, "C");
    double plain = sum_of_beliefs();
    assert_non_null(setlocale(LC_ALL, "de_DE.UTF-8"));
    assert_string_equal(localeconv()->decimal_point, ",");
    double comma = sum_of_beliefs();
    assert_memory_equal(&plain, &comma, sizeof(plain));
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(test_same) };
    if (setlocale(LC_ALL, "de_DE.UTF-8") == NULL) {
        puts("there is no locale de_DE.UTF-8, nor the data to make one: skipped");
        return SKIPPED;
    }
    return cmocka_run_group_tests(tests, NULL, NULL);
}
