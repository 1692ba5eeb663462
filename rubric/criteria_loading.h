/* SPDX-License-Identifier: MIT */
/** A criteria file on its way to a rubric: what is wrong with it is told at once, and counted. */
#ifndef CRITERIA_LOADING_H
#define CRITERIA_LOADING_H

#include "internal.h"

struct criteria_loading {
    struct rubric *rubric;
    const char *path;
    schema_report_fn report;    /* may be NULL */
    void *user;
    unsigned mistakes;
    bool no_memory;
};

#define COMPLAIN(loading, place, ...) \
    ((loading)->mistakes++, \
     schema_complain((loading)->report, (loading)->user, (loading)->path, place, __VA_ARGS__))

/** Compiles all words, phrases and patterns of the file, and notes what each pattern is for. */
void criteria_add_patterns(struct criteria_loading *loading);

#endif
