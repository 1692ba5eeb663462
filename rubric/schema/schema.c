/* SPDX-License-Identifier: MIT */
#include "schema.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <yaml.h>

#include "arena.h"
#include "value.h"

enum {
    FILE_MAX = 8 * 1024 * 1024,
    VALUES_MAX = 200000,    /* aliases can make a small file endless */
    LINE_SIZE = 512,
};

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

void schema_complain(schema_report_fn report, void *user, const char *path,
                     struct schema_place place, const char *format, ...)
{
    char line[LINE_SIZE * 2];
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

static struct schema_place place_of(const yaml_node_t *node)
{
    return (struct schema_place){ (unsigned)node->start_mark.line + 1,
                                  (unsigned)node->start_mark.column + 1 };
}

static void complain(struct walk *walk, struct schema_place place, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

static void complain(struct walk *walk, struct schema_place place, const char *format, ...)
{
    char text[LINE_SIZE];
    va_list args;
    va_start(args, format);
    vsnprintf(text, sizeof(text), format, args);
    va_end(args);
    walk->mistakes++;
    schema_complain(walk->report, walk->user, walk->name, place, "%s%s%s", walk->key,
                    walk->key[0] != '\0' ? ": " : "", text);
}

/* Goes one step deeper in walk->key; give the result to leave_key() afterwards. */
static size_t enter_key(struct walk *walk, const char *key, size_t index)
{
    size_t used = strlen(walk->key);
    if (key != NULL) {
        snprintf(walk->key + used, sizeof(walk->key) - used, "%s%s", used > 0 ? "." : "", key);
    } else {
        snprintf(walk->key + used, sizeof(walk->key) - used, "[%zu]", index + 1);
    }
    return used;
}

static void leave_key(struct walk *walk, size_t used)
{
    walk->key[used] = '\0';
}

static void *allocate(struct walk *walk, size_t count, size_t size)
{
    void *memory = arena_array(&walk->file->arena, count, size);
    walk->no_memory = walk->no_memory || memory == NULL;
    return memory;
}

static const char *copy_scalar(struct walk *walk, const yaml_node_t *node)
{
    const char *copy = arena_copy(&walk->file->arena, (const char *)node->data.scalar.value,
                                  node->data.scalar.length);
    walk->no_memory = walk->no_memory || copy == NULL;
    return copy != NULL ? copy : "";
}

static const char *scalar_text(const yaml_node_t *node)
{
    return (const char *)node->data.scalar.value;
}

static bool in_range(const struct schema_field *field, double value)
{
    return (field->min == 0 && field->max == 0) || (value >= field->min && value <= field->max);
}

static void read_value(struct walk *walk, const struct schema_field *field, yaml_node_t *node,
                       char *out, char *base);

static void read_string(struct walk *walk, const struct schema_field *field, yaml_node_t *node,
                        char *out)
{
    size_t size = node->data.scalar.length;
    if (strlen(scalar_text(node)) != size) {
        complain(walk, place_of(node), "has a zero byte; only text is expected");
    } else if (!in_range(field, (double)size)) {
        if ((double)size < field->min) {
            complain(walk, place_of(node), "is empty or too short; at least %.0f characters are "
                     "expected", field->min);
        } else {
            complain(walk, place_of(node), "has %zu characters; at most %.0f are expected", size,
                     field->max);
        }
    } else {
        *(const char **)(void *)out = copy_scalar(walk, node);
    }
}

static void read_number(struct walk *walk, const struct schema_field *field, yaml_node_t *node,
                        char *out)
{
    double value;
    if (!value_number(scalar_text(node), &value)) {
        complain(walk, place_of(node), "\"%.60s\" is not a number", scalar_text(node));
    } else if (!in_range(field, value)) {
        complain(walk, place_of(node), "%.60s is outside %g to %g", scalar_text(node), field->min,
                 field->max);
    } else {
        *(double *)(void *)out = value;
    }
}

static void read_whole(struct walk *walk, const struct schema_field *field, yaml_node_t *node,
                       char *out)
{
    unsigned value;
    if (!value_whole(scalar_text(node), &value)) {
        complain(walk, place_of(node), "\"%.60s\" is not a whole number", scalar_text(node));
    } else if (!in_range(field, value)) {
        complain(walk, place_of(node), "%.60s is outside %g to %g", scalar_text(node), field->min,
                 field->max);
    } else {
        *(unsigned *)(void *)out = value;
    }
}

static void read_bool(struct walk *walk, const struct schema_field *field, yaml_node_t *node,
                      char *out)
{
    (void)field;
    if (!value_bool(scalar_text(node), (bool *)(void *)out)) {
        complain(walk, place_of(node), "\"%.60s\" is neither true nor false", scalar_text(node));
    }
}

static void read_choice(struct walk *walk, const struct schema_field *field, yaml_node_t *node,
                        char *out)
{
    char list[LINE_SIZE / 2] = "";
    for (int i = 0; field->choices[i] != NULL; i++) {
        if (strcmp(field->choices[i], scalar_text(node)) == 0) {
            *(int *)(void *)out = i;
            return;
        }
        size_t used = strlen(list);
        snprintf(list + used, sizeof(list) - used, "%s%s", i > 0 ? ", " : "", field->choices[i]);
    }
    complain(walk, place_of(node), "\"%.60s\" is not one of: %s", scalar_text(node), list);
}

static void read_list(struct walk *walk, const struct schema_field *field, yaml_node_t *node,
                      char *out, char *base)
{
    size_t count = (size_t)(node->data.sequence.items.top - node->data.sequence.items.start);
    if (!in_range(field, (double)count)) {
        complain(walk, place_of(node), "has %zu items; %.0f to %.0f are expected", count,
                 field->min, field->max);
        return;
    }
    char *items = allocate(walk, count, field->item_size);
    for (size_t i = 0; items != NULL && i < count; i++) {
        yaml_node_t *child = yaml_document_get_node(&walk->document,
                                                    node->data.sequence.items.start[i]);
        size_t used = enter_key(walk, NULL, i);
        char *item = items + i * field->item_size;
        read_value(walk, field->item, child, item, item);
        leave_key(walk, used);
    }
    *(void **)(void *)out = items;
    *(size_t *)(void *)(base + field->count_offset) = items != NULL ? count : 0;
}

/* Text keys only, each once. */
static bool check_key(struct walk *walk, const yaml_node_t *map, const yaml_node_pair_t *pair)
{
    const yaml_node_t *key = yaml_document_get_node(&walk->document, pair->key);
    if (key->type != YAML_SCALAR_NODE) {
        complain(walk, place_of(key), "a key must be a plain word");
        return false;
    }
    for (const yaml_node_pair_t *p = map->data.mapping.pairs.start; p < pair; p++) {
        const yaml_node_t *other = yaml_document_get_node(&walk->document, p->key);
        if (other->type == YAML_SCALAR_NODE && strcmp(scalar_text(other), scalar_text(key)) == 0) {
            complain(walk, place_of(key), "the key \"%.60s\" stands here a second time; the first "
                     "is in line %u", scalar_text(key), place_of(other).line);
            return false;
        }
    }
    return true;
}

static void read_map(struct walk *walk, const struct schema_field *field, yaml_node_t *node,
                     char *out, char *base)
{
    size_t count = (size_t)(node->data.mapping.pairs.top - node->data.mapping.pairs.start);
    if (!in_range(field, (double)count)) {
        complain(walk, place_of(node), "has %zu entries; %.0f to %.0f are expected", count,
                 field->min, field->max);
        return;
    }
    struct schema_pair *pairs = allocate(walk, count, sizeof(*pairs));
    for (size_t i = 0; pairs != NULL && i < count; i++) {
        const yaml_node_pair_t *pair = &node->data.mapping.pairs.start[i];
        if (!check_key(walk, node, pair)) {
            continue;
        }
        yaml_node_t *key = yaml_document_get_node(&walk->document, pair->key);
        yaml_node_t *value = yaml_document_get_node(&walk->document, pair->value);
        if (value->type != YAML_SCALAR_NODE) {
            complain(walk, place_of(value), "\"%.60s\" is expected to be text", scalar_text(key));
            continue;
        }
        pairs[i] = (struct schema_pair){ copy_scalar(walk, key), copy_scalar(walk, value),
                                         place_of(value) };
    }
    *(void **)(void *)out = pairs;
    *(size_t *)(void *)(base + field->count_offset) = pairs != NULL ? count : 0;
}

static const struct schema_field *find_field(const struct schema_field *fields, const char *key)
{
    for (; fields->key != NULL; fields++) {
        if (strcmp(fields->key, key) == 0) {
            return fields;
        }
    }
    return NULL;
}

static void complain_unknown(struct walk *walk, const struct schema_field *fields,
                             const yaml_node_t *key)
{
    char list[LINE_SIZE / 2] = "";
    for (const struct schema_field *field = fields; field->key != NULL; field++) {
        size_t used = strlen(list);
        snprintf(list + used, sizeof(list) - used, "%s%s", used > 0 ? ", " : "", field->key);
    }
    complain(walk, place_of(key), "\"%.60s\" is not known here; expected: %s", scalar_text(key),
             list);
}

static void read_record(struct walk *walk, const struct schema_field *fields, yaml_node_t *node,
                        char *record)
{
    const yaml_node_pair_t *end = node->data.mapping.pairs.top;
    for (yaml_node_pair_t *pair = node->data.mapping.pairs.start; pair < end; pair++) {
        if (!check_key(walk, node, pair)) {
            continue;
        }
        yaml_node_t *key = yaml_document_get_node(&walk->document, pair->key);
        const struct schema_field *field = find_field(fields, scalar_text(key));
        if (field == NULL) {
            complain_unknown(walk, fields, key);
            continue;
        }
        size_t used = enter_key(walk, field->key, 0);
        read_value(walk, field, yaml_document_get_node(&walk->document, pair->value),
                   record + field->offset, record);
        leave_key(walk, used);
    }
    for (const struct schema_field *field = fields; field->key != NULL; field++) {
        bool found = false;
        for (yaml_node_pair_t *pair = node->data.mapping.pairs.start; pair < end; pair++) {
            const yaml_node_t *key = yaml_document_get_node(&walk->document, pair->key);
            found = found || (key->type == YAML_SCALAR_NODE
                              && strcmp(scalar_text(key), field->key) == 0);
        }
        if (field->required && !found) {
            complain(walk, place_of(node), "\"%s\" is missing", field->key);
        }
    }
}

typedef void (*scalar_reader)(struct walk *walk, const struct schema_field *field,
                              yaml_node_t *node, char *out);

static const struct {
    yaml_node_type_t node;
    const char *expected;
    scalar_reader read; /* scalars only */
} kinds[] = {
    [SCHEMA_STRING] = { YAML_SCALAR_NODE, "text", read_string },
    [SCHEMA_NUMBER] = { YAML_SCALAR_NODE, "a number", read_number },
    [SCHEMA_WHOLE] = { YAML_SCALAR_NODE, "a whole number", read_whole },
    [SCHEMA_BOOL] = { YAML_SCALAR_NODE, "true or false", read_bool },
    [SCHEMA_CHOICE] = { YAML_SCALAR_NODE, "one of the known words", read_choice },
    [SCHEMA_RECORD] = { YAML_MAPPING_NODE, "keys with values", NULL },
    [SCHEMA_LIST] = { YAML_SEQUENCE_NODE, "a list", NULL },
    [SCHEMA_MAP] = { YAML_MAPPING_NODE, "keys with texts", NULL },
};

static void read_value(struct walk *walk, const struct schema_field *field, yaml_node_t *node,
                       char *out, char *base)
{
    if (++walk->values > VALUES_MAX) {
        if (walk->values == VALUES_MAX + 1) {
            complain(walk, place_of(node), "the file has too many values");
        }
        return;
    }
    if (field->place_offset != 0) {
        *(struct schema_place *)(void *)(base + field->place_offset) = place_of(node);
    }
    if (node->type != kinds[field->type].node) {
        complain(walk, place_of(node), "expected here: %s", kinds[field->type].expected);
    } else if (kinds[field->type].read != NULL) {
        kinds[field->type].read(walk, field, node, out);
    } else if (field->type == SCHEMA_RECORD) {
        read_record(walk, field->fields, node, out);
    } else if (field->type == SCHEMA_LIST) {
        read_list(walk, field, node, out, base);
    } else {
        read_map(walk, field, node, out, base);
    }
}

static void complain_syntax(struct walk *walk, const yaml_parser_t *parser)
{
    if (parser->error == YAML_MEMORY_ERROR) {
        walk->no_memory = true;
        return;
    }
    const yaml_mark_t *mark = &parser->problem_mark;
    struct schema_place place = { (unsigned)mark->line + 1, (unsigned)mark->column + 1 };
    complain(walk, place, "not readable as YAML: %s%s%s",
             parser->problem != NULL ? parser->problem : "unknown problem",
             parser->context != NULL ? ", " : "", parser->context != NULL ? parser->context : "");
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
        complain(walk, place_of(root), "a second document begins here; one is expected");
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
            complain(walk, (struct schema_place){ 1, 1 }, "the file is empty");
        } else if (root->type != YAML_MAPPING_NODE) {
            complain(walk, place_of(root), "expected here: keys with values");
        } else {
            check_single(walk, &parser);
            read_record(walk, fields, root, out);
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
    if (walk.file != NULL) {
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

static char *read_whole_file(const char *path, size_t *size, const char **problem)
{
    char *text = NULL;
    FILE *file = fopen(path, "rb");
    *problem = NULL;
    if (file == NULL) {
        *problem = strerror(errno);
        return NULL;
    }
    text = malloc(FILE_MAX + 1);
    if (text == NULL) {
        *problem = "not enough memory";
    } else {
        *size = fread(text, 1, FILE_MAX + 1, file);
        *problem = ferror(file) ? strerror(errno) : *size > FILE_MAX ? "larger than 8 MB" : NULL;
    }
    fclose(file);
    if (*problem != NULL) {
        free(text);
        text = NULL;
    }
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
