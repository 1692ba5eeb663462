/* SPDX-License-Identifier: MIT */
/** A bank while it is loaded; shared by its loader and its checks. */
#ifndef BANK_PARTS_H
#define BANK_PARTS_H

#include "arena.h"
#include "bank_file.h"
#include "rubric.h"

struct source {
    const char *path;           /* as given; in the bank's arena */
    struct schema_file *texts;
    struct bank_file file;
    struct rubric_question *questions;  /* its own, file.question_count */
};

struct rubric_bank {
    struct arena arena;
    struct source *sources;
    size_t source_count;
    struct rubric_practice *practices;
};

/** What is known while the files are read, checked and made into practices. */
struct loading {
    struct rubric_bank *bank;
    const struct rubric *rubric;        /* may be NULL */
    schema_report_fn report;            /* may be NULL */
    void *user;
    unsigned mistakes;
    bool incomplete;                    /* a file is left out, so questions may be missing */
    bool no_memory;
};

/** The question of that id, or NULL. */
const struct rubric_question *bank_find_question(const struct rubric_bank *bank, const char *id);

/** Tell every mistake of the practice `at`, also against those before it. */
void bank_check_practice(struct loading *loading, size_t at);

#endif
