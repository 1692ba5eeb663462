/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "content.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "paths.h"
#include "trouble.h"

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

/* A broken model costs accuracy, not the interview. */
static struct rubric *load_rubric(const char *path, struct first_complaint *first)
{
    const struct rubric_diagnostics diagnostics = { .report = keep_first, .user = first };
    char *model = paths_find("models/rubric/weights.txt");
    struct rubric *rubric = rubric_load(path, model, &diagnostics);
    trouble_over(TROUBLE_MODEL);
    if (rubric == NULL && model != NULL) {
        char why[400];
        snprintf(why, sizeof(why), "%s", first->told ? first->err : model);
        first->told = false;
        rubric = rubric_load(path, NULL, &diagnostics);
        if (rubric != NULL) {
            trouble_tell(TROUBLE_MODEL, "%s; answers are read by patterns alone", why);
        }
    }
    if (rubric == NULL && !first->told) {
        snprintf(first->err, first->size, "%s: cannot be loaded: out of memory", path);
    }
    free(model);
    return rubric;
}

char *content_rubric_path(const char *packs)
{
    char *path = paths_in(packs, CONTENT_RUBRIC);
    return path != NULL ? path : paths_find(CONTENT_RUBRIC);
}

static struct rubric *load_rubric_with(const char *packs, char *err, size_t err_size)
{
    struct first_complaint first = { .err = err, .size = err_size };
    char *path = content_rubric_path(packs);
    struct rubric *rubric = path != NULL ? load_rubric(path, &first) : NULL;
    if (path == NULL) {
        snprintf(err, err_size, "rubrics/interview.yaml was not found: install Greenroom again, or "
                                "set GREENROOM_DATA to the folder that holds it");
    }
    free(path);
    return rubric;
}

struct rubric *content_load_rubric(char *err, size_t err_size)
{
    char *packs = paths_packs();
    struct rubric *rubric = load_rubric_with(packs, err, err_size);
    if (rubric == NULL && packs != NULL) {
        rubric = load_rubric_with(NULL, err, err_size);
    }
    free(packs);
    return rubric;
}

static const char *base_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash != NULL ? slash + 1 : path;
}

static bool has_name(char *const *paths, const char *name)
{
    for (size_t i = 0; paths != NULL && paths[i] != NULL; i++) {
        if (strcmp(base_name(paths[i]), name) == 0) {
            return true;
        }
    }
    return false;
}

char **content_bank_files(const char *packs)
{
    char *folder = paths_in(packs, "banks");
    char **own = paths_list_in(folder, ".yaml"), **installed = paths_list("banks", ".yaml");
    size_t count = 0;
    char **all = calloc(paths_count(own) + paths_count(installed) + 1, sizeof(*all));
    for (size_t i = 0; all != NULL && installed != NULL && installed[i] != NULL; i++) {
        if (!has_name(own, base_name(installed[i]))) {
            all[count++] = strdup(installed[i]);
        }
    }
    for (size_t i = 0; all != NULL && own != NULL && own[i] != NULL; i++) {
        all[count++] = strdup(own[i]);
    }
    paths_free(own);
    paths_free(installed);
    free(folder);
    return all;
}

static struct rubric_bank *load_bank(const struct rubric *rubric, const char *packs, char *err,
                                     size_t err_size)
{
    struct first_complaint first = { .err = err, .size = err_size };
    const struct rubric_diagnostics diagnostics = { .report = keep_first, .user = &first };
    char **files = content_bank_files(packs);
    size_t count = paths_count(files);
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

static bool load_with(struct content *content, const char *packs, char *err, size_t err_size)
{
    struct content made = { 0 };
    made.rubric = load_rubric_with(packs, err, err_size);
    if (made.rubric != NULL) {
        made.bank = load_bank(made.rubric, packs, err, err_size);
    }
    if (made.bank == NULL) {
        content_free(&made);
        return false;
    }
    *content = made;
    return true;
}

bool content_load(struct content *content, char *err, size_t err_size)
{
    char *packs = paths_packs();
    bool any = packs != NULL && access(packs, F_OK) == 0;
    bool good = any && load_with(content, packs, err, err_size);
    trouble_over(TROUBLE_PACKS);
    if (any && !good) {     /* a newer Greenroom may no longer fit what was imported long ago */
        char why[400];
        snprintf(why, sizeof(why), "%s", err);
        good = load_with(content, NULL, err, err_size);
        if (good) {
            trouble_tell(TROUBLE_PACKS, "%s; what was imported is left out", why);
        }
    } else if (!any) {
        good = load_with(content, NULL, err, err_size);
    }
    free(packs);
    return good;
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
