/* SPDX-License-Identifier: MIT */
#include "schema_walk.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "value.h"

enum {
    VALUES_MAX = 200000,        /* aliases can make a small file endless */
    KEYS_MAX = 1000             /* of one mapping: each is compared with all before it */
};

struct schema_place walk_place(const yaml_node_t *node)
{
    return (struct schema_place){ (unsigned)node->start_mark.line + 1,
                                  (unsigned)node->start_mark.column + 1 };
}

void walk_complain(struct walk *walk, struct schema_place place, const char *format, ...)
{
    char text[SCHEMA_LINE];
    va_list args;
    va_start(args, format);
    vsnprintf(text, sizeof(text), format, args);
    va_end(args);
    walk->mistakes++;
    schema_complain(walk->report, walk->user, walk->name, place, "%s%s%s", walk->key,
                    walk->key[0] != '\0' ? ": " : "", text);
}

#define complain_at(walk, node, ...) walk_complain(walk, walk_place(node), __VA_ARGS__)

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
        complain_at(walk, node, "has a zero byte; only text is expected");
    } else if (!in_range(field, (double)size)) {
        if ((double)size < field->min) {
            complain_at(walk, node, "is empty or too short; at least %.0f characters are "
                     "expected", field->min);
        } else {
            complain_at(walk, node, "has %zu characters; at most %.0f are expected", size,
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
        complain_at(walk, node, "\"%.60s\" is not a number", scalar_text(node));
    } else if (!in_range(field, value)) {
        complain_at(walk, node, "%.60s is outside %g to %g", scalar_text(node), field->min,
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
        complain_at(walk, node, "\"%.60s\" is not a whole number", scalar_text(node));
    } else if (!in_range(field, value)) {
        complain_at(walk, node, "%.60s is outside %g to %g", scalar_text(node), field->min,
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
        complain_at(walk, node, "\"%.60s\" is neither true nor false", scalar_text(node));
    }
}

static void read_choice(struct walk *walk, const struct schema_field *field, yaml_node_t *node,
                        char *out)
{
    char list[SCHEMA_LINE / 2] = "";
    for (int i = 0; field->choices[i] != NULL; i++) {
        if (strcmp(field->choices[i], scalar_text(node)) == 0) {
            *(int *)(void *)out = i;
            return;
        }
        size_t used = strlen(list);
        snprintf(list + used, sizeof(list) - used, "%s%s", i > 0 ? ", " : "", field->choices[i]);
    }
    complain_at(walk, node, "\"%.60s\" is not one of: %s", scalar_text(node), list);
}

static void read_list(struct walk *walk, const struct schema_field *field, yaml_node_t *node,
                      char *out, char *base)
{
    size_t count = (size_t)(node->data.sequence.items.top - node->data.sequence.items.start);
    if (!in_range(field, (double)count)) {
        complain_at(walk, node, "has %zu items; %.0f to %.0f are expected", count,
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

/* False, and told once: there are more values in the file than any needs. */
static bool count_value(struct walk *walk, const yaml_node_t *node)
{
    if (++walk->values == VALUES_MAX + 1) {
        complain_at(walk, node, "the file has too many values");
    }
    return walk->values <= VALUES_MAX;
}

static bool has_few_keys(struct walk *walk, const yaml_node_t *map)
{
    size_t count = (size_t)(map->data.mapping.pairs.top - map->data.mapping.pairs.start);
    if (count > KEYS_MAX) {
        complain_at(walk, map, "has %zu keys; at most %d are expected", count, KEYS_MAX);
    }
    return count <= KEYS_MAX;
}

/* Text keys only, each once. */
static bool check_key(struct walk *walk, const yaml_node_t *map, const yaml_node_pair_t *pair)
{
    const yaml_node_t *key = yaml_document_get_node(&walk->document, pair->key);
    if (key->type != YAML_SCALAR_NODE) {
        complain_at(walk, key, "a key must be a plain word");
        return false;
    }
    for (const yaml_node_pair_t *p = map->data.mapping.pairs.start; p < pair; p++) {
        const yaml_node_t *other = yaml_document_get_node(&walk->document, p->key);
        if (other->type == YAML_SCALAR_NODE && strcmp(scalar_text(other), scalar_text(key)) == 0) {
            complain_at(walk, key, "the key \"%.60s\" stands here a second time; the first "
                     "is in line %u", scalar_text(key), walk_place(other).line);
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
        complain_at(walk, node, "has %zu entries; %.0f to %.0f are expected", count,
                 field->min, field->max);
        return;
    }
    if (!has_few_keys(walk, node)) {
        return;
    }
    struct schema_pair *pairs = allocate(walk, count, sizeof(*pairs));
    for (size_t i = 0; pairs != NULL && i < count; i++) {
        const yaml_node_pair_t *pair = &node->data.mapping.pairs.start[i];
        if (!count_value(walk, node) || !check_key(walk, node, pair)) {
            continue;
        }
        yaml_node_t *key = yaml_document_get_node(&walk->document, pair->key);
        yaml_node_t *value = yaml_document_get_node(&walk->document, pair->value);
        if (value->type != YAML_SCALAR_NODE) {
            complain_at(walk, value, "\"%.60s\" is expected to be text", scalar_text(key));
            continue;
        }
        pairs[i] = (struct schema_pair){ copy_scalar(walk, key), copy_scalar(walk, value),
                                         walk_place(value) };
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
    char list[SCHEMA_LINE / 2] = "";
    for (const struct schema_field *field = fields; field->key != NULL; field++) {
        size_t used = strlen(list);
        snprintf(list + used, sizeof(list) - used, "%s%s", used > 0 ? ", " : "", field->key);
    }
    complain_at(walk, key, "\"%.60s\" is not known here; expected: %s", scalar_text(key),
             list);
}

void walk_record(struct walk *walk, const struct schema_field *fields, yaml_node_t *node,
                 char *record)
{
    const yaml_node_pair_t *end = node->data.mapping.pairs.top;
    if (!has_few_keys(walk, node)) {
        return;
    }
    for (yaml_node_pair_t *pair = node->data.mapping.pairs.start; pair < end; pair++) {
        if (!count_value(walk, node) || !check_key(walk, node, pair)) {
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
            complain_at(walk, node, "\"%s\" is missing", field->key);
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
    if (!count_value(walk, node)) {
        return;
    }
    if (field->place_offset != 0) {
        *(struct schema_place *)(void *)(base + field->place_offset) = walk_place(node);
    }
    if (node->type != kinds[field->type].node) {
        complain_at(walk, node, "expected here: %s", kinds[field->type].expected);
    } else if (kinds[field->type].read != NULL) {
        kinds[field->type].read(walk, field, node, out);
    } else if (field->type == SCHEMA_RECORD) {
        walk_record(walk, field->fields, node, out);
    } else if (field->type == SCHEMA_LIST) {
        read_list(walk, field, node, out, base);
    } else {
        read_map(walk, field, node, out, base);
    }
}
