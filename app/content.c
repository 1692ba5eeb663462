/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "content.h"

#include <stdio.h>
#include <stdlib.h>

#include "log.h"
#include "paths.h"

struct first_complaint {
    char *err;
    size_t size;
    bool told;
};

static void keep_first(void *user, const char *message)
{
    struct first_complaint *c = user;
    if (!c->told) {
        c->told = true;
        snprintf(c->err, c->size, "%s", message);
    }
}

struct rubric *content_load_rubric(char *err, size_t err_size)
{
    struct first_complaint first = { .err = err, .size = err_size };
    const struct rubric_diagnostics diagnostics = { .report = keep_first, .user = &first };
    char *path = paths_find("rubrics/interview.yaml");
    char *model = paths_find("models/rubric/weights.txt");
    struct rubric *rubric = NULL;
    if (path == NULL) {
        snprintf(err, err_size, "rubrics/interview.yaml was not found: install Greenroom again, or "
                                "set GREENROOM_DATA to the folder that holds it");
    } else {
        rubric = rubric_load(path, model, &diagnostics);
        if (rubric == NULL && model != NULL) {
            /* A broken model costs accuracy, not the interview. */
            log_note("%s; answers are read by patterns alone", first.told ? err : model);
            first.told = false;
            rubric = rubric_load(path, NULL, &diagnostics);
        }
        if (rubric == NULL && !first.told) {
            snprintf(err, err_size, "%s: cannot be loaded: out of memory", path);
        }
    }
    free(path);
    free(model);
    return rubric;
}

static struct rubric_bank *load_bank(const struct rubric *rubric, char *err, size_t err_size)
{
    struct first_complaint first = { .err = err, .size = err_size };
    const struct rubric_diagnostics diagnostics = { .report = keep_first, .user = &first };
    char **files = paths_list("banks", ".yaml");
    size_t count = 0;
    while (files != NULL && files[count] != NULL) {
        count++;
    }
    struct rubric_bank *bank = NULL;
    if (count == 0) {
        snprintf(err, err_size, "no question bank (banks/*.yaml) was found: install Greenroom "
                                "again, or set GREENROOM_DATA to the folder that holds it");
    } else {
        bank = rubric_bank_load((const char *const *)files, count, rubric, &diagnostics);
        if (bank == NULL && !first.told) {
            snprintf(err, err_size, "%s: cannot be loaded: out of memory", files[0]);
        }
    }
    paths_free(files);
    return bank;
}

bool content_load(struct content *content, char *err, size_t err_size)
{
    struct content made = { 0 };
    made.rubric = content_load_rubric(err, err_size);
    if (made.rubric != NULL) {
        made.bank = load_bank(made.rubric, err, err_size);
    }
    if (made.bank == NULL) {
        content_free(&made);
        return false;
    }
    *content = made;
    return true;
}

/* A question asked by several practices is counted with the first of them. */
static bool is_in_earlier(const struct rubric_bank *bank, size_t practice,
                          const struct rubric_question *q)
{
    for (size_t i = 0; i < practice; i++) {
        const struct rubric_practice *p = rubric_bank_practice_at(bank, i);
        for (size_t j = 0; j < p->question_count; j++) {
            if (p->questions[j] == q) {
                return true;
            }
        }
    }
    return false;
}

size_t content_question_count(const struct rubric_bank *bank)
{
    size_t count = 0;
    for (size_t i = 0; i < rubric_bank_practice_count(bank); i++) {
        const struct rubric_practice *p = rubric_bank_practice_at(bank, i);
        for (size_t j = 0; j < p->question_count; j++) {
            count += !is_in_earlier(bank, i, p->questions[j]);
        }
    }
    return count;
}

void content_free(struct content *content)
{
    rubric_bank_destroy(content->bank);
    rubric_destroy(content->rubric);
    *content = (struct content){ 0 };
}
