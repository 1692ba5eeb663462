/* SPDX-License-Identifier: MIT */
/* Any bytes as an answer: the first says how sure the words are and how they are timed. */
#include <stdlib.h>
#include <string.h>

#include "fuzz.h"
#include "rubric.h"

static struct rubric *rubric; /* made once, for the life of the process */

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (rubric == NULL) {
        rubric = rubric_load(getenv("RUBRIC_CRITERIA"), NULL, NULL);
        if (rubric == NULL) {
            abort();
        }
    }
    char *text = malloc(size + 1);
    if (text == NULL) {
        return 0;
    }
    memcpy(text, data, size);
    text[size] = '\0';
    struct rubric_answer answer = { .length_s = size % 7 == 0 ? 60 : -1, .job_terms = text,
                                    .explain = true };
    struct rubric_word *words = rubric_words_from_text(text, &answer.word_count);
    for (size_t i = 0; size % 2 == 0 && i < answer.word_count; i++) {
        words[i].start_s = (double)i * (double)(data[0] % 16) / 8 - (double)(i % 5);
        words[i].end_s = words[i].start_s + (double)(data[size - 1] % 8) / 4 - 0.5;
        words[i].confidence = (float)(data[i % size] % 5) / 4;
    }
    answer.words = words;
    struct rubric_report *report = rubric_assess(rubric, NULL, &answer, NULL);
    struct rubric_report *next = rubric_assess(rubric, NULL, &answer, report);
    if (report == NULL || next == NULL || report->next_step[0] == '\0') {
        abort();
    }
    rubric_compare(report, next, NULL, 0);
    rubric_report_destroy(report);
    rubric_report_destroy(next);
    rubric_words_free(words);
    free(text);
    return 0;
}
