/* SPDX-License-Identifier: GPL-3.0-or-later */
/** The criteria and questions that come with the program. */
#ifndef CONTENT_H
#define CONTENT_H

#include <rubric.h>
#include <stdbool.h>
#include <stddef.h>

struct content {
    struct rubric *rubric;
    struct rubric_bank *bank;
};

/**
 * Load both from the data folders (paths.h). False after writing one sentence,
 * the first mistake, to `err`; `content` is then untouched.
 */
bool content_load(struct content *content, char *err, size_t err_size);
/** Only the criteria; NULL after one sentence to `err`. */
struct rubric *content_load_rubric(char *err, size_t err_size);
/** Questions of all practices, each counted once. */
size_t content_question_count(const struct rubric_bank *bank);
void content_free(struct content *content);

#endif
