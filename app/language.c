/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "language.h"

#include "mistake.h"

#include <schema.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define PARTS_MAX 4     /* "%s" in one text */

struct content {
    const char *language, *voice;
    struct schema_pair *texts, *content;
    size_t text_count, content_count;
};

struct strings {
    struct content content;
    struct schema_file *file;
    struct schema_pair *sorted, *translated;    /* by key; point into the file */
    const char *missed;
    char filled[512];
};

/* What stands for each "%s" of a pattern. */
struct parts {
    const char *text[PARTS_MAX];
    size_t length[PARTS_MAX];
    size_t count;
};

static const struct schema_field fields[] = {
    { .key = "language", .type = SCHEMA_STRING, .offset = offsetof(struct content, language),
      .required = true },
    { .key = "voice", .type = SCHEMA_STRING, .offset = offsetof(struct content, voice) },
    { .key = "texts", .type = SCHEMA_MAP, .offset = offsetof(struct content, texts),
      .count_offset = offsetof(struct content, text_count), .required = true },
    { .key = "content", .type = SCHEMA_MAP, .offset = offsetof(struct content, content),
      .count_offset = offsetof(struct content, content_count) },
    { .key = NULL },
};

static int compare_keys(const void *a, const void *b)
{
    return strcmp(((const struct schema_pair *)a)->key, ((const struct schema_pair *)b)->key);
}

static struct schema_pair *sort(const struct schema_pair *pairs, size_t count)
{
    struct schema_pair *sorted = malloc((count + 1) * sizeof(*sorted));
    if (sorted != NULL && count > 0) {
        memcpy(sorted, pairs, count * sizeof(*sorted));
        qsort(sorted, count, sizeof(*sorted), compare_keys);
    }
    return sorted;
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
    s->sorted = sort(s->content.texts, s->content.text_count);
    s->translated = sort(s->content.content, s->content.content_count);
    if (s->sorted == NULL || s->translated == NULL) {
        snprintf(err, err_size, "%s: out of memory", path);
        strings_destroy(s);
        return NULL;
    }
    return s;
}

void strings_destroy(struct strings *s)
{
    if (s != NULL) {
        schema_destroy(s->file);
        free(s->sorted);
        free(s->translated);
        free(s);
    }
}

const char *strings_language(const struct strings *s)
{
    return s->content.language;
}

const char *strings_voice(const struct strings *s)
{
    return s->content.voice;
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

/* Whether `text` is `pattern` with something for each "%s". */
static bool matches(const char *pattern, const char *text, struct parts *parts)
{
    const char *gap = strstr(pattern, "%s");
    size_t before = gap != NULL ? (size_t)(gap - pattern) : strlen(pattern);
    if (gap == NULL) {
        return strcmp(pattern, text) == 0;
    }
    if (strncmp(pattern, text, before) != 0 || parts->count == PARTS_MAX) {
        return false;
    }
    size_t part = parts->count++;
    for (size_t n = strlen(text + before); n > 0; n--) {    /* the longest that fits */
        parts->count = part + 1;
        if (matches(gap + 2, text + before + n, parts)) {
            parts->text[part] = text + before;
            parts->length[part] = n;
            return true;
        }
    }
    return false;
}

static void fill_parts(char *out, size_t size, const char *pattern, const struct parts *parts)
{
    size_t at = 0, part = 0;
    for (const char *p = pattern; *p != '\0' && at + 1 < size; p++) {
        if (strncmp(p, "%s", 2) == 0 && part < parts->count) {
            size_t n = parts->length[part] < size - 1 - at ? parts->length[part] : size - 1 - at;
            memcpy(out + at, parts->text[part++], n);
            at += n;
            p++;
        } else {
            out[at++] = *p;
        }
    }
    out[at] = '\0';
}

const char *strings_translate(struct strings *s, const char *english)
{
    struct schema_pair wanted = { .key = english };
    size_t count = s->content.content_count;
    const struct schema_pair *found =
        count > 0 ? bsearch(&wanted, s->translated, count, sizeof(wanted), compare_keys) : NULL;
    if (found != NULL) {
        return found->value;
    }
    for (size_t i = 0; i < count; i++) {
        struct parts parts = { .count = 0 };
        if (strstr(s->translated[i].key, "%s") != NULL &&
            matches(s->translated[i].key, english, &parts)) {
            fill_parts(s->filled, sizeof(s->filled), s->translated[i].value, &parts);
            return s->filled;
        }
    }
    return english;
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

/* Literal parts must stand in their order, the first at the beginning and the last at the end. */
static bool is_made_of(const char *shown, const char *pattern)
{
    size_t part = strcspn(pattern, "{");
    if (strncmp(shown, pattern, part) != 0) {
        return false;
    }
    shown += part;
    pattern += part;
    while (*pattern == '{') {
        char literal[256];
        pattern += strcspn(pattern, "}");
        pattern += *pattern == '}';
        part = strcspn(pattern, "{");
        snprintf(literal, sizeof(literal), "%.*s", (int)part, pattern);
        pattern += part;
        const char *at = *pattern == '\0' && strlen(shown) >= part
                         ? shown + strlen(shown) - part : strstr(shown, literal);
        if (at == NULL || strncmp(at, literal, strlen(literal)) != 0) {
            return false;
        }
        shown = at + part;
    }
    return *shown == '\0';
}

void strings_recognize(const struct strings *s, const char *shown,
                       void (*found)(void *user, const char *id), void *user)
{
    for (size_t i = 0; i < s->content.text_count; i++) {
        const char *pattern = s->sorted[i].value;
        bool nothing_fixed = pattern[0] == '{' && pattern[strcspn(pattern, "}")] == '}' &&
                             pattern[strcspn(pattern, "}") + 1] == '\0';
        if (!nothing_fixed && is_made_of(shown, pattern)) {
            found(user, s->sorted[i].key);
        }
    }
}
