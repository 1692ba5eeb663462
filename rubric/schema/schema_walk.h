/* SPDX-License-Identifier: MIT */
/** From libyaml's node tree to C structs; what schema.c and schema_walk.c share. */
#ifndef SCHEMA_WALK_H
#define SCHEMA_WALK_H

#include <yaml.h>

#include "arena.h"
#include "schema.h"

enum { SCHEMA_LINE = 512 };

struct schema_file {
    struct arena arena;
};

struct walk {
    struct schema_file *file;
    yaml_document_t document;
    const char *name;
    schema_report_fn report;
    void *user;
    unsigned mistakes, values;
    bool no_memory;
    char key[160];          /* where we are: "questions[2].target" */
};

struct schema_place walk_place(const yaml_node_t *node);
void walk_complain(struct walk *walk, struct schema_place place, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
/** Reads the mapping `node` into the struct at `record`. */
void walk_record(struct walk *walk, const struct schema_field *fields, yaml_node_t *node,
                 char *record);

#endif
