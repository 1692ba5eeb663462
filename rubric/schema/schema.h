/* SPDX-License-Identifier: MIT */
/**
 * Checked YAML: reads a file into C structs by a table of fields and names every
 * mistake with line and column in one pass, also the mistakes that only the
 * caller can see (schema_complain). On libyaml's node tree, because libcyaml
 * stops at the first mistake and forgets where a value stood.
 *
 * Static library for librubric and the program. No globals, any thread.
 */
#ifndef SCHEMA_H
#define SCHEMA_H

#include <stdbool.h>
#include <stddef.h>

enum schema_type {
    SCHEMA_STRING,      /* const char * */
    SCHEMA_NUMBER,      /* double, min..max */
    SCHEMA_WHOLE,       /* unsigned, min..max */
    SCHEMA_BOOL,        /* bool: true/false, yes/no, on/off */
    SCHEMA_CHOICE,      /* int: index into `choices` */
    SCHEMA_RECORD,      /* struct inside: `fields` */
    SCHEMA_LIST,        /* pointer to items + size_t count at `count_offset`; each item is `item` */
    SCHEMA_MAP,         /* like LIST, items struct schema_pair: any keys, text values */
};

/** Where a value stood in its file. */
struct schema_place { unsigned line, column; };

struct schema_pair {
    const char *key, *value;
    struct schema_place place;  /* of the value */
};

struct schema_field {
    const char *key;
    enum schema_type type;
    size_t offset;                      /* in the struct */
    bool required;
    double min, max;                    /* values, bytes of a STRING, items; 0,0: free */
    const char *const *choices;         /* NULL-terminated; CHOICE */
    const struct schema_field *fields;  /* ends with key NULL; RECORD */
    const struct schema_field *item;    /* LIST: one item; its key and offset are not used */
    size_t item_size;                   /* LIST: sizeof one item */
    size_t count_offset;                /* LIST, MAP */
    size_t place_offset;                /* 0: not wanted; else a struct schema_place of the value */
};

typedef void (*schema_report_fn)(void *user, const char *message);

struct schema_file; /* opaque: the text of all values; immutable after loading */

/**
 * Read `path` into the zeroed struct `out` by `fields`. NULL after reporting
 * every mistake as "path:line:column: key: what is wrong and what is expected";
 * `out` is then zeroed again. The strings and lists in `out` belong to the file.
 */
struct schema_file *schema_load(const char *path, const struct schema_field *fields, void *out,
                                size_t out_size, schema_report_fn report, void *user);
/** The same from memory; `name` stands for the path in messages. */
struct schema_file *schema_parse(const char *name, const char *text, size_t size,
                                 const struct schema_field *fields, void *out, size_t out_size,
                                 schema_report_fn report, void *user);
void schema_destroy(struct schema_file *file);

/** Report one mistake found by the caller, in the same form. */
void schema_complain(schema_report_fn report, void *user, const char *path,
                     struct schema_place place, const char *format, ...)
    __attribute__((format(printf, 5, 6)));

#endif
