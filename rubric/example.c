/* SPDX-License-Identifier: MIT */
/* cc example.c $(pkg-config --cflags --libs rubric) && ./a.out interview.yaml "I want to ..." */
#include <rubric.h>
#include <stdio.h>

static void tell(void *user, const char *message)
{
    fprintf(user, "%s\n", message);
}

int main(int argc, char **argv)
{
    const struct rubric_diagnostics diagnostics = { tell, stderr };
    struct rubric *rubric = argc == 3 ? rubric_load(argv[1], NULL, &diagnostics) : NULL;
    if (rubric == NULL) {
        return 1;
    }
    struct rubric_answer answer = { .length_s = -1 };
    struct rubric_word *words = rubric_words_from_text(argv[2], &answer.word_count);
    answer.words = words;
    struct rubric_report *report = rubric_assess(rubric, NULL, &answer, NULL);
    for (size_t i = 0; report != NULL && i < report->finding_count; i++) {
        const struct rubric_finding *finding = &report->findings[i];
        printf("%-20s %s\n", finding->criterion->id, rubric_verdict_name(finding->verdict));
    }
    printf("Try this next: %s\n", report != NULL ? report->next_step : "");
    rubric_report_destroy(report);
    rubric_words_free(words);
    rubric_destroy(rubric);
}
