/* SPDX-License-Identifier: MIT */
/* Any bytes as a criteria file and as a bank file. */
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "fuzz.h"
#include "rubric.h"

static void count(void *user, const char *message)
{
    *(unsigned *)user += message[0] != '\0';
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char path[64];
    const char *paths[] = { path };
    unsigned bank_messages = 0, rubric_messages = 0;
    struct rubric_diagnostics bank_told = { count, &bank_messages };
    struct rubric_diagnostics rubric_told = { count, &rubric_messages };
    int fd = memfd_create("fuzz", 0);
    if (fd < 0 || write(fd, data, size) != (ssize_t)size) {
        abort();
    }
    snprintf(path, sizeof(path), "/proc/self/fd/%d", fd);
    struct rubric *rubric = rubric_load(path, NULL, &rubric_told);
    struct rubric_bank *bank = rubric_bank_load(paths, 1, NULL, &bank_told);
    /* Whatever is refused is refused with a sentence. */
    if ((rubric == NULL) != (rubric_messages > 0) || (bank == NULL) != (bank_messages > 0)) {
        abort();
    }
    struct rubric_word *words = NULL;
    if (rubric != NULL) {
        struct rubric_answer answer = { .length_s = -1 };
        words = rubric_words_from_text("I want to become a nurse by next spring, you know, and I "
                                       "signed up for a class.", &answer.word_count);
        answer.words = words;
        rubric_report_destroy(rubric_assess(rubric, NULL, &answer, NULL));
    }
    rubric_words_free(words);
    rubric_bank_destroy(bank);
    rubric_destroy(rubric);
    close(fd);
    return 0;
}
