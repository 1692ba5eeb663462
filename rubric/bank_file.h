/* SPDX-License-Identifier: MIT */
/** A practice file as it stands on disk, before it is checked against the others. */
#ifndef BANK_FILE_H
#define BANK_FILE_H

#include <stdbool.h>
#include <stddef.h>

#include "schema.h"

struct bank_name {                  /* a list item that is a word */
    const char *text;
    struct schema_place place;
};

struct bank_note {
    const char *words, *criterion, *why;
    struct schema_place words_place, criterion_place;
};

struct bank_question {
    const char *id, *wording, *why;
    struct schema_place id_place, wording_place;
    double target_s, think_s;
    struct bank_name *criteria, *tips;
    size_t criteria_count, tip_count;
    struct {
        const char *text;
        struct bank_note *notes;
        size_t note_count;
    } sample;
};

struct bank_file {
    unsigned version;
    const char *id, *name, *line, *icon;
    struct schema_place id_place, ask_place;
    unsigned order, minutes, ask;
    bool shuffle;
    struct bank_name *include;
    size_t include_count;
    struct bank_question *questions;
    size_t question_count;
};

/** NULL after reporting every mistake; `file` is then zero. Its texts belong to the result. */
struct schema_file *bank_file_load(const char *path, struct bank_file *file,
                                   schema_report_fn report, void *user);

#endif
