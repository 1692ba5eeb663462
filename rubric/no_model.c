/* SPDX-License-Identifier: MIT */
/* For builds without the trained part. */
#include "model.h"

#include <stdio.h>

struct model *model_load(const char *path, char *err, size_t err_size)
{
    snprintf(err, err_size, "%s:1: this build of the library reads no model; load without one",
             path);
    return NULL;
}

void model_destroy(struct model *model)
{
    (void)model;
}

size_t model_criterion_count(const struct model *model)
{
    (void)model;
    return 0;
}

const char *model_criterion_id(const struct model *model, size_t criterion)
{
    (void)model;
    (void)criterion;
    return "";
}

size_t model_find_criterion(const struct model *model, const char *id)
{
    (void)model;
    (void)id;
    return 0;
}

bool model_judge(const struct model *model, const char *question, const struct text *text,
                 struct model_verdict verdicts[MODEL_CRITERIA_MAX])
{
    (void)model;
    (void)question;
    (void)text;
    (void)verdicts;
    return false;
}

bool model_explain(const struct model *model, const char *question,
                   const struct text *text, size_t criterion, struct model_span span, size_t max,
                   char *out, size_t size)
{
    (void)model;
    (void)question;
    (void)text;
    (void)criterion;
    (void)span;
    (void)max;
    (void)out;
    (void)size;
    return false;
}
