/* SPDX-License-Identifier: MIT */
#include "case.h"

#include <unistd.h>

void case_hear(void *user, const char *message)
{
    struct case_messages *messages = user;
    size_t used = strlen(messages->text);
    snprintf(messages->text + used, sizeof(messages->text) - used, "%s\n", message);
}

void case_write(char path[64], const char *text, size_t size)
{
    const char *folder = getenv("TMPDIR");
    snprintf(path, 64, "%.40s/rubric-XXXXXX", folder != NULL ? folder : "/tmp");
    int fd = mkstemp(path);
    assert_true(fd >= 0);
    assert_int_equal(write(fd, text, size), (ssize_t)size);
    close(fd);
}

static struct rubric *load(const char *model)
{
    struct case_messages messages = { "" };
    struct rubric_diagnostics diagnostics = { case_hear, &messages };
    const char *path = getenv("RUBRIC_CRITERIA");
    assert_non_null(path);
    struct rubric *rubric = rubric_load(path, model, &diagnostics);
    assert_string_equal(messages.text, "");
    assert_non_null(rubric);
    return rubric;
}

struct rubric *case_rubric(void)
{
    return load(NULL);
}

struct rubric *case_rubric_with_model(void)
{
    assert_non_null(getenv("RUBRIC_MODEL"));
    return load(getenv("RUBRIC_MODEL"));
}

int case_open(void **state)
{
    *state = case_rubric();
    return 0;
}

int case_close(void **state)
{
    rubric_destroy(*state);
    return 0;
}

void case_check_verdict(const struct rubric_report *report, const struct case_verdict *row)
{
    const struct rubric_finding *finding = rubric_report_find(report, row->criterion);
    assert_non_null(finding);
    if (finding->verdict != row->want) {
        fail_msg("\"%s\": %s is %s, want %s", row->text, row->criterion,
                 rubric_verdict_name(finding->verdict), rubric_verdict_name(row->want));
    }
}

struct case_said case_say(const char *text)
{
    struct case_said said = { .answer = { .length_s = -1 } };
    said.words = rubric_words_from_text(text, &said.answer.word_count);
    assert_non_null(said.words);
    said.answer.words = said.words;
    return said;
}

struct rubric_report *case_assess(const struct rubric *rubric,
                                  const struct rubric_question *question, const char *text)
{
    struct rubric_answer answer = { .length_s = -1 };
    struct rubric_word *words = rubric_words_from_text(text, &answer.word_count);
    answer.words = words;
    struct rubric_report *report = rubric_assess(rubric, question, &answer, NULL);
    rubric_words_free(words);
    assert_non_null(report);
    return report;
}
