/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "measure_verdicts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const struct rubric *verdicts_load(const char *paths)
{
    char criteria[1024];
    const char *model = strchr(paths, ',');
    snprintf(criteria, sizeof(criteria), "%.*s", (int)strcspn(paths, ","), paths);
    const struct rubric *rubric = rubric_load(criteria, model != NULL ? model + 1 : NULL, NULL);
    if (rubric == NULL) {
        fprintf(stderr, "%s: cannot read these criteria\n", paths);
        exit(1);
    }
    return rubric;
}

static struct rubric_report *assess(const struct rubric *rubric, const char *text)
{
    size_t count = 0;
    struct rubric_word *words = rubric_words_from_text(text, &count);
    const struct rubric_answer answer = { .words = words, .word_count = count, .length_s = -1 };
    struct rubric_report *report = rubric_assess(rubric, NULL, &answer, NULL);
    rubric_words_free(words);
    return report;
}

static bool is_there(const struct rubric_finding *f)
{
    return f->verdict == RUBRIC_MET || f->verdict == RUBRIC_FLAGGED;
}

void verdicts_compare(struct verdicts *v, const struct rubric *rubric, const char *said,
                      const char *heard)
{
    if (rubric == NULL) {
        return;
    }
    struct rubric_report *a = assess(rubric, said), *b = assess(rubric, heard);
    for (size_t i = 0; a != NULL && b != NULL && i < a->finding_count; i++) {
        const struct rubric_finding *was = &a->findings[i];
        const struct rubric_finding *is = rubric_report_find(b, was->criterion->id);
        bool heard_too = is != NULL && is_there(is);
        v->said += is_there(was);
        v->kept += is_there(was) && heard_too;
        v->added += !is_there(was) && heard_too;
    }
    rubric_report_destroy(a);
    rubric_report_destroy(b);
}

void verdicts_print(const char *group, const char *who, const struct verdicts *v)
{
    printf("%-20s %-5s of %zu met or flagged %zu kept, %zu added\n", group, who, v->said, v->kept,
           v->added);
}
