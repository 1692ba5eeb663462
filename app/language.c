/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "language.h"

#include "mistake.h"

#include <schema.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct content {
    const char *language;
    struct schema_pair *texts;
    size_t text_count;
};

struct strings {
    struct content content;
    struct schema_file *file;
    struct schema_pair *sorted; /* by key; points into the file */
    const char *missed;
};

static const struct schema_field fields[] = {
    { .key = "language", .type = SCHEMA_STRING, .offset = offsetof(struct content, language),
      .required = true },
    { .key = "texts", .type = SCHEMA_MAP, .offset = offsetof(struct content, texts),
      .count_offset = offsetof(struct content, text_count), .required = true },
    { .key = NULL },
};

static int compare_keys(const void *a, const void *b)
{
    return strcmp(((const struct schema_pair *)a)->key, ((const struct schema_pair *)b)->key);
}

struct strings *strings_load(const char *path, char *err, size_t err_size)
{
    struct first_mistake mistake = { err, err_size };
    struct strings *s = calloc(1, sizeof(*s));
    err[0] = '\0';
    if (s == NULL) {
        snprintf(err, err_size, "%s: out of memory", path);
        return NULL;
    }
    s->file = schema_load(path, fields, &s->content, sizeof(s->content), mistake_keep_first,
                          &mistake);
    if (s->file == NULL) {
        strings_destroy(s);
        return NULL;
    }
    s->sorted = malloc((s->content.text_count + 1) * sizeof(*s->sorted));
    if (s->sorted == NULL) {
        snprintf(err, err_size, "%s: out of memory", path);
        strings_destroy(s);
        return NULL;
    }
    memcpy(s->sorted, s->content.texts, s->content.text_count * sizeof(*s->sorted));
    qsort(s->sorted, s->content.text_count, sizeof(*s->sorted), compare_keys);
    return s;
}

void strings_destroy(struct strings *s)
{
    if (s != NULL) {
        schema_destroy(s->file);
        free(s->sorted);
        free(s);
    }
}

const char *strings_language(const struct strings *s)
{
    return s->content.language;
}

const char *strings_get(struct strings *s, const char *id)
{
    struct schema_pair wanted = { .key = id };
    const struct schema_pair *found =
        bsearch(&wanted, s->sorted, s->content.text_count, sizeof(wanted), compare_keys);
    if (found == NULL) {
        s->missed = id;
        return id;
    }
    return found->value;
}

const char *strings_missed(const struct strings *s)
{
    return s->missed;
}

static const char *value_of(const struct string_value *values, const char *name, size_t length)
{
    for (const struct string_value *v = values; v->name != NULL; v++) {
        if (strlen(v->name) == length && memcmp(v->name, name, length) == 0) {
            return v->value;
        }
    }
    return NULL;
}

char *strings_fill(char *out, size_t size, const char *pattern, const struct string_value *values)
{
    size_t at = 0;
    for (const char *p = pattern; *p != '\0' && at + 1 < size;) {
        size_t length = *p == '{' ? strcspn(p + 1, "}") : 0;
        bool closed = *p == '{' && p[1 + length] == '}';
        const char *value = closed ? value_of(values, p + 1, length) : NULL;
        if (value == NULL) {
            out[at++] = *p++;
            continue;
        }
        size_t n = strlen(value);
        n = n < size - 1 - at ? n : size - 1 - at;
        memcpy(out + at, value, n);
        at += n;
        p += length + 2;
    }
    out[at] = '\0';
    return out;
}
