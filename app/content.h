/* SPDX-License-Identifier: GPL-3.0-or-later */
/** The criteria and questions that come with the program, and those that staff imported. */
#ifndef CONTENT_H
#define CONTENT_H

#include <rubric.h>
#include <stdbool.h>
#include <stddef.h>

struct content {
    struct rubric *rubric;
    struct rubric_bank *bank;
};

#define CONTENT_RUBRIC "rubrics/interview.yaml"

/**
 * Load both from the data folders (paths.h) and what was imported (packs.h); the
 * latter is left out, and trouble.h tells, when it does not fit. False after
 * writing one sentence, the first mistake, to `err`; `content` is then untouched.
 */
bool content_load(struct content *content, char *err, size_t err_size);
/** Only the criteria; NULL after one sentence to `err`. */
struct rubric *content_load_rubric(char *err, size_t err_size);
/** The criteria's file: that in the folder `packs` (NULL: none), else the installed one. New string or NULL. */
char *content_rubric_path(const char *packs);
/** Installed banks and those in `packs`, which replace those of the same name; free with paths_free(). */
char **content_bank_files(const char *packs);
/** Questions of all practices, each counted once. */
size_t content_question_count(const struct rubric_bank *bank);
void content_free(struct content *content);

#endif
