/* SPDX-License-Identifier: MIT */
#include "schema.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "schema_walk.h"

enum { FILE_START = 16 * 1024, FILE_MAX = 8 * 1024 * 1024, ANCHORS_MAX = 100, NESTED_MAX = 100 };

void schema_complain(schema_report_fn report, void *user, const char *path,
                     struct schema_place place, const char *format, ...)
{
    char line[SCHEMA_LINE * 2];
    int used = snprintf(line, sizeof(line), "%s:%u:%u: ", path, place.line, place.column);
    if (report == NULL || used < 0) {
        return;
    }
    if ((size_t)used < sizeof(line)) {
        va_list args;
        va_start(args, format);
        vsnprintf(line + used, sizeof(line) - (size_t)used, format, args);
        va_end(args);
    }
    report(user, line);
}

static void complain_syntax(struct walk *walk, const yaml_parser_t *parser)
{
    if (parser->error == YAML_MEMORY_ERROR) {
        walk->no_memory = true;
        return;
    }
    const yaml_mark_t *mark = &parser->problem_mark;
    struct schema_place place = { (unsigned)mark->line + 1, (unsigned)mark->column + 1 };
    walk_complain(walk, place, "not readable as YAML: %s%s%s",
             parser->problem != NULL ? parser->problem : "unknown problem",
             parser->context != NULL ? ", " : "", parser->context != NULL ? parser->context : "");
}

static bool is_name(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

/*
 * libyaml compares each anchor with all before it, and looks at all open brackets for each thing
 * inside of them: a file of nothing else would keep it busy for hours. Text that holds so many by
 * chance is no loss.
 */
static bool is_simple(struct walk *walk, const char *text, size_t size)
{
    struct schema_place place = { 1, 0 };
    unsigned anchors = 0, depth = 0;
    for (size_t i = 0; i < size; i++) {
        const char c = text[i];
        place = c == '\n' ? (struct schema_place){ place.line + 1, 0 }
                          : (struct schema_place){ place.line, place.column + 1 };
        anchors += c == '&' && i + 1 < size && is_name(text[i + 1]);
        depth += c == '[' || c == '{';
        depth -= (c == ']' || c == '}') && depth > 0;
        if (anchors > ANCHORS_MAX) {
            walk_complain(walk, place, "more than %d anchors, &like_this, stand up to here; write "
                          "it without them", ANCHORS_MAX);
            return false;
        }
        if (depth > NESTED_MAX) {
            walk_complain(walk, place, "more than %d brackets are open here; close some",
                          NESTED_MAX);
            return false;
        }
    }
    return true;
}

/* More than one document would be skipped without a word. */
static void check_single(struct walk *walk, yaml_parser_t *parser)
{
    yaml_document_t next;
    if (!yaml_parser_load(parser, &next)) {
        complain_syntax(walk, parser);
        return;
    }
    const yaml_node_t *root = yaml_document_get_root_node(&next);
    if (root != NULL) {
        walk_complain(walk, walk_place(root), "a second document begins here; one is expected");
    }
    yaml_document_delete(&next);
}

static void read_document(struct walk *walk, const struct schema_field *fields, const char *text,
                          size_t size, void *out)
{
    yaml_parser_t parser;
    if (!yaml_parser_initialize(&parser)) {
        walk->no_memory = true;
        return;
    }
    yaml_parser_set_input_string(&parser, (const unsigned char *)text, size);
    if (!yaml_parser_load(&parser, &walk->document)) {
        complain_syntax(walk, &parser);
    } else {
        yaml_node_t *root = yaml_document_get_root_node(&walk->document);
        if (root == NULL) {
            walk_complain(walk, (struct schema_place){ 1, 1 }, "the file is empty");
        } else if (root->type != YAML_MAPPING_NODE) {
            walk_complain(walk, walk_place(root), "expected here: keys with values");
        } else {
            check_single(walk, &parser);
            walk_record(walk, fields, root, out);
        }
        yaml_document_delete(&walk->document);
    }
    yaml_parser_delete(&parser);
}

struct schema_file *schema_parse(const char *name, const char *text, size_t size,
                                 const struct schema_field *fields, void *out, size_t out_size,
                                 schema_report_fn report, void *user)
{
    struct walk walk = { .name = name, .report = report, .user = user };
    walk.file = calloc(1, sizeof(*walk.file));
    if (walk.file != NULL && is_simple(&walk, text, size)) {
        read_document(&walk, fields, text, size, out);
    }
    if (walk.file == NULL || walk.no_memory) {
        schema_complain(report, user, name, (struct schema_place){ 1, 1 },
                        "not enough memory to read the file");
    }
    if (walk.file == NULL || walk.no_memory || walk.mistakes > 0) {
        schema_destroy(walk.file);
        memset(out, 0, out_size);
        return NULL;
    }
    return walk.file;
}

/* All of `file`, or NULL and what was wrong. */
static char *read_all(FILE *file, size_t *size, const char **problem)
{
    size_t room = 0;
    char *text = NULL;
    *size = 0;
    do {
        char *more = room < FILE_MAX ? realloc(text, room * 2 + FILE_START) : NULL;
        if (more == NULL) {
            *problem = room < FILE_MAX ? "not enough memory" : "larger than 8 MB";
            free(text);
            return NULL;
        }
        text = more;
        room = room * 2 + FILE_START;
        *size += fread(text + *size, 1, room - *size, file);
    } while (*size == room);
    if (ferror(file)) {
        *problem = strerror(errno);
        free(text);
        return NULL;
    }
    return text;
}

static char *read_whole_file(const char *path, size_t *size, const char **problem)
{
    FILE *file = fopen(path, "rb");
    if (file == NULL) {
        *problem = strerror(errno);
        return NULL;
    }
    char *text = read_all(file, size, problem);
    fclose(file);
    return text;
}

struct schema_file *schema_load(const char *path, const struct schema_field *fields, void *out,
                                size_t out_size, schema_report_fn report, void *user)
{
    size_t size;
    const char *problem;
    char *text = read_whole_file(path, &size, &problem);
    if (text == NULL) {
        schema_complain(report, user, path, (struct schema_place){ 1, 1 },
                        "the file cannot be read: %s", problem);
        return NULL;
    }
    struct schema_file *file = schema_parse(path, text, size, fields, out, out_size, report, user);
    free(text);
    return file;
}

void schema_destroy(struct schema_file *file)
{
    if (file != NULL) {
        arena_finish(&file->arena);
        free(file);
    }
}
