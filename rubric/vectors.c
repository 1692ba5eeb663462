/* SPDX-License-Identifier: MIT */
#include "vectors.h"

#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    FILE_BYTES_MAX = 64 << 20,
    COUNT_MAX = 1000000,
    ROW_BYTES = 2 + VECTORS_SIZE,
};

static const float scale_unit = 1.0f / (1 << 22);
static const char magic[] = "greenroom-vectors 1 ";

struct vectors {
    char *data;                 /* the whole file, a NUL behind each word */
    size_t count;
    const unsigned char *rows;  /* in data */
    uint32_t *slots;            /* hash table: 0 is free, else 1 + the row */
    uint32_t *words;            /* offset in data of each word */
    size_t slot_mask;
};

static uint32_t hash(const char *word)
{
    uint32_t h = 2166136261u;
    for (; *word != '\0'; word++) {
        h = (h ^ (unsigned char)*word) * 16777619u;
    }
    return h ^ (h >> 15);
}

static bool read_file(const char *path, char **data, size_t *size, char *err, size_t err_size)
{
    FILE *file = fopen(path, "rb");
    if (file == NULL) {
        snprintf(err, err_size, "%s: cannot open the word vectors: %s", path, strerror(errno));
        return false;
    }
    char *buffer = NULL;
    long length = fseek(file, 0, SEEK_END) == 0 ? ftell(file) : -1;
    if (length > 0 && length <= FILE_BYTES_MAX && fseek(file, 0, SEEK_SET) == 0) {
        buffer = malloc((size_t)length + 1);
    }
    if (buffer == NULL || fread(buffer, 1, (size_t)length, file) != (size_t)length) {
        snprintf(err, err_size, "%s: cannot read the word vectors: empty, too large or no memory",
                 path);
        free(buffer);
        fclose(file);
        return false;
    }
    fclose(file);
    buffer[length] = '\0';
    *data = buffer;
    *size = (size_t)length;
    return true;
}

/* Finds the words and the rows. False: the file is not what its first line says. */
static bool cut(struct vectors *vectors, size_t size)
{
    char *end = vectors->data + size;
    char *at = memchr(vectors->data, '\n', size);
    for (size_t i = 0; at != NULL && i < vectors->count; i++) {
        *at++ = '\0';
        vectors->words[i] = (uint32_t)(at - vectors->data);
        at = memchr(at, '\n', (size_t)(end - at));
    }
    if (at == NULL || (size_t)(end - at - 1) != vectors->count * ROW_BYTES) {
        return false;
    }
    *at++ = '\0';
    vectors->rows = (const unsigned char *)at;
    return true;
}

static void index_words(struct vectors *vectors)
{
    for (size_t i = 0; i < vectors->count; i++) {
        size_t slot = hash(vectors->data + vectors->words[i]) & vectors->slot_mask;
        while (vectors->slots[slot] != 0) {
            slot = (slot + 1) & vectors->slot_mask;
        }
        vectors->slots[slot] = (uint32_t)i + 1;
    }
}

static bool read_count(struct vectors *vectors)
{
    if (strncmp(vectors->data, magic, sizeof(magic) - 1) != 0) {
        return false;
    }
    char *rest;
    unsigned long count = strtoul(vectors->data + sizeof(magic) - 1, &rest, 10);
    vectors->count = count;
    return count > 0 && count <= COUNT_MAX && strncmp(rest, " 100\n", 5) == 0;
}

static bool allocate(struct vectors *vectors)
{
    size_t slots = 1;
    while (slots < 2 * vectors->count) {
        slots *= 2;
    }
    vectors->slot_mask = slots - 1;
    vectors->slots = calloc(slots, sizeof(*vectors->slots));
    vectors->words = calloc(vectors->count, sizeof(*vectors->words));
    return vectors->slots != NULL && vectors->words != NULL;
}

struct vectors *vectors_parse(const char *path, char *data, size_t size, char *err,
                              size_t err_size)
{
    struct vectors *vectors = calloc(1, sizeof(*vectors));
    if (vectors == NULL) {
        snprintf(err, err_size, "%s: no memory for the word vectors", path);
        free(data);
        return NULL;
    }
    vectors->data = data;
    if (!read_count(vectors)) {
        snprintf(err, err_size, "%s:1: expected \"%sCOUNT 100\"", path, magic);
    } else if (!allocate(vectors)) {
        snprintf(err, err_size, "%s: no memory for the word vectors", path);
    } else if (!cut(vectors, size)) {
        snprintf(err, err_size, "%s: cut off or damaged: not the %zu words that line 1 promises",
                 path, vectors->count);
    } else {
        index_words(vectors);
        return vectors;
    }
    vectors_destroy(vectors);
    return NULL;
}

struct vectors *vectors_load(const char *path, char *err, size_t err_size)
{
    char *data = NULL;
    size_t size = 0;
    if (!read_file(path, &data, &size, err, err_size)) {
        return NULL;
    }
    return vectors_parse(path, data, size, err, err_size);
}

void vectors_destroy(struct vectors *vectors)
{
    if (vectors != NULL) {
        free(vectors->words);
        free(vectors->slots);
        free(vectors->data);
        free(vectors);
    }
}

bool vectors_find(const struct vectors *vectors, const char *word, float out[VECTORS_SIZE])
{
    size_t slot = hash(word) & vectors->slot_mask;
    for (; vectors->slots[slot] != 0; slot = (slot + 1) & vectors->slot_mask) {
        size_t i = vectors->slots[slot] - 1;
        if (strcmp(vectors->data + vectors->words[i], word) == 0) {
            const unsigned char *row = vectors->rows + i * ROW_BYTES;
            float scale = (float)(row[0] | row[1] << 8) * scale_unit;
            for (size_t k = 0; k < VECTORS_SIZE; k++) {
                out[k] = (float)(row[2 + k] < 128 ? row[2 + k] : row[2 + k] - 256) * scale;
            }
            return true;
        }
    }
    return false;
}
