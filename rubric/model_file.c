/* SPDX-License-Identifier: MIT */
/*
 * Reads a model's weights. The file is text: one row a line, a keyword, a name
 * and whole numbers, each `scale` times the weight. Rows stand in a fixed order,
 * so that the reader needs no state but the line it is at.
 */
#include "model_parts.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FILE_BYTES_MAX = 64 << 20, NUMBER_DIGITS = 7, NAME_MAX_BYTES = 96 };

struct reader {
    const char *path;
    char *at;
    unsigned line;
    float scale;
    char *err;
    size_t err_size;
};

static bool fail(const struct reader *reader, const char *expected)
{
    snprintf(reader->err, reader->err_size, "%s:%u: expected %s; build the model again",
             reader->path, reader->line, expected);
    return false;
}

static bool no_memory(const struct reader *reader)
{
    snprintf(reader->err, reader->err_size, "%s: no memory for the model", reader->path);
    return false;
}

static char *read_file(struct reader *reader)
{
    FILE *file = fopen(reader->path, "rb");
    if (file == NULL) {
        snprintf(reader->err, reader->err_size, "%s: cannot open the model: %s", reader->path,
                 strerror(errno));
        return NULL;
    }
    char *data = NULL;
    long length = fseek(file, 0, SEEK_END) == 0 ? ftell(file) : -1;
    if (length > 0 && length <= FILE_BYTES_MAX && fseek(file, 0, SEEK_SET) == 0) {
        data = malloc((size_t)length + 1);
    }
    if (data == NULL || fread(data, 1, (size_t)length, file) != (size_t)length) {
        snprintf(reader->err, reader->err_size,
                 "%s: cannot read the model: empty, too large or no memory", reader->path);
        free(data);
        fclose(file);
        return NULL;
    }
    fclose(file);
    data[length] = '\0';
    return data;
}

/* Moves behind `keyword` of the next line that is no comment. */
static bool begin_row(struct reader *reader, const char *keyword)
{
    reader->line++;
    while (*reader->at == '#') {
        reader->at += strcspn(reader->at, "\n");
        reader->at += *reader->at == '\n';
        reader->line++;
    }
    size_t size = strlen(keyword);
    if (strncmp(reader->at, keyword, size) != 0 || reader->at[size] != ' ') {
        char expected[64];
        snprintf(expected, sizeof(expected), "\"%s\" here", keyword);
        return fail(reader, expected);
    }
    reader->at += size + 1;
    return true;
}

static bool read_name(struct reader *reader, char *name, size_t size)
{
    size_t length = strcspn(reader->at, " \n");
    if (length == 0 || length >= size) {
        return fail(reader, "a name");
    }
    memcpy(name, reader->at, length);
    name[length] = '\0';
    reader->at += length;
    return true;
}

static bool read_number(struct reader *reader, long *number)
{
    while (*reader->at == ' ') {
        reader->at++;
    }
    bool negative = *reader->at == '-';
    reader->at += negative;
    long value = 0;
    unsigned digits = 0;
    for (; *reader->at >= '0' && *reader->at <= '9' && digits <= NUMBER_DIGITS; digits++) {
        value = value * 10 + (*reader->at++ - '0');
    }
    if (digits == 0 || digits > NUMBER_DIGITS) {
        return fail(reader, "a whole number of at most seven digits");
    }
    *number = negative ? -value : value;
    return true;
}

static bool end_row(struct reader *reader)
{
    if (*reader->at != '\n') {
        return fail(reader, "the end of the line");
    }
    reader->at++;
    return true;
}

/* `count` weights to `out`, `stride` apart. */
static bool read_weights(struct reader *reader, float *out, size_t count, size_t stride)
{
    for (size_t i = 0; i < count; i++) {
        long number;
        if (!read_number(reader, &number)) {
            return false;
        }
        out[i * stride] = (float)number / reader->scale;
    }
    return end_row(reader);
}

static bool read_row(struct reader *reader, const char *keyword, char name[NAME_MAX_BYTES],
                     float *out, size_t count, size_t stride)
{
    return begin_row(reader, keyword) && read_name(reader, name, NAME_MAX_BYTES)
           && read_weights(reader, out, count, stride);
}

static bool read_counts(struct reader *reader, const char *keyword, size_t *out, size_t count)
{
    if (!begin_row(reader, keyword)) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        long number;
        if (!read_number(reader, &number) || number < 1) {
            return *reader->at == '\0' ? fail(reader, "a count") : fail(reader, "counts from 1 on");
        }
        out[i] = (size_t)number;
    }
    return end_row(reader);
}

static bool allocate(struct reader *reader, struct model *model)
{
    size_t units = model->units;
    size_t floats = units * (MODEL_SLOTS + VECTORS_SIZE + 1 + MODEL_ROW_MAX
                             + 2 * MODEL_CRITERIA_MAX + model->entries);
    size_t slots = 1;
    while (slots < 2 * model->entries) {
        slots *= 2;
    }
    model->table_mask = slots - 1;
    model->store = calloc(floats, sizeof(*model->store));
    model->names = calloc(model->entries, sizeof(*model->names));
    model->table = calloc(slots, sizeof(*model->table));
    if (model->store == NULL || model->names == NULL || model->table == NULL) {
        return no_memory(reader);
    }
    model->slots = model->store;
    model->vector = model->slots + MODEL_SLOTS * units;
    model->base = model->vector + VECTORS_SIZE * units;
    model->token = model->base + units;
    float *rest = model->token + MODEL_ROW_MAX * units;
    for (size_t i = 0; i < MODEL_CRITERIA_MAX; i++, rest += 2 * units) {
        model->criterion[i].mean = rest;
        model->criterion[i].most = rest + units;
    }
    model->rows = rest;
    return true;
}

static bool read_head(struct reader *reader, struct model *model)
{
    size_t version = 0, scale = 0, shape[3] = { 0 };
    if (!read_counts(reader, "greenroom-rubric-model", &version, 1)) {
        return false;
    }
    if (version != 1) {
        return fail(reader, "version 1");
    }
    if (!read_counts(reader, "scale", &scale, 1) || !read_counts(reader, "shape", shape, 3)) {
        return false;
    }
    reader->scale = (float)scale;
    model->units = shape[0];
    model->criteria = shape[1];
    model->entries = shape[2];
    if (model->units > MODEL_UNITS_MAX || model->units % 8 != 0
        || model->criteria > MODEL_CRITERIA_MAX || model->entries > MODEL_ENTRIES_MAX) {
        return fail(reader, "at most 256 units (a multiple of 8), 48 criteria, 100000 entries");
    }
    return allocate(reader, model);
}

static bool read_criterion(struct reader *reader, struct model *model, size_t index)
{
    struct model_criterion *criterion = &model->criterion[index];
    char name[NAME_MAX_BYTES];
    float numbers[6];
    if (!read_row(reader, "criterion", name, numbers, 6, 1)) {
        return false;
    }
    size_t length = strlen(name);
    if (length >= sizeof(criterion->id)) {
        return fail(reader, "an id of at most 31 letters");
    }
    memcpy(criterion->id, name, length + 1);
    criterion->threshold = numbers[0];
    criterion->slope = numbers[1];
    criterion->offset = numbers[2];
    criterion->bias = numbers[3];
    criterion->top = numbers[4];
    criterion->base = numbers[5];
    return read_row(reader, "second", name, criterion->second, model->criteria, 1)
           && read_row(reader, "others", name, criterion->others, model->criteria, 1)
           && read_row(reader, "mean", name, criterion->mean, model->units, 1)
           && read_row(reader, "most", name, criterion->most, model->units, 1)
           && read_row(reader, "token", name, model->token + index, model->units, MODEL_ROW_MAX);
}

static void index_entry(struct model *model, size_t entry)
{
    uint32_t hash = model_hash(MODEL_HASH_START, model->names[entry]);
    size_t slot = hash & model->table_mask;
    while (model->table[slot].entry != 0) {
        slot = (slot + 1) & model->table_mask;
    }
    model->table[slot] = (struct model_slot){ hash, (uint32_t)entry + 1 };
}

/* Names stay in the file's text, which the model keeps. */
static bool read_entry(struct reader *reader, struct model *model, size_t entry)
{
    if (!begin_row(reader, "entry")) {
        return false;
    }
    char *name = reader->at;
    size_t length = strcspn(name, " \n");
    if (length == 0 || length >= NAME_MAX_BYTES) {
        return fail(reader, "a word");
    }
    reader->at += length;
    if (!read_weights(reader, model->rows + entry * model->units, model->units, 1)) {
        return false;
    }
    name[length] = '\0';
    model->names[entry] = name;
    index_entry(model, entry);
    return true;
}

static bool read_rows(struct reader *reader, struct model *model)
{
    char name[NAME_MAX_BYTES];
    bool ok = true;
    for (size_t i = 0; ok && i < model->criteria; i++) {
        ok = read_criterion(reader, model, i);
    }
    for (size_t i = 0; ok && i < MODEL_SLOTS; i++) {
        ok = read_row(reader, "slot", name, model->slots + i * model->units, model->units, 1);
    }
    ok = ok && read_row(reader, "base", name, model->base, model->units, 1);
    for (size_t i = 0; ok && i < VECTORS_SIZE; i++) {
        ok = read_row(reader, "vector", name, model->vector + i * model->units, model->units, 1);
    }
    for (size_t i = 0; ok && i < model->entries; i++) {
        ok = read_entry(reader, model, i);
    }
    if (ok && *reader->at != '\0') {
        reader->line++;
        return fail(reader, "the end of the file");
    }
    return ok;
}

struct model *model_parse(const char *path, char *text, struct vectors *vectors, char *err,
                          size_t err_size)
{
    struct reader reader = {
        .path = path, .at = text, .scale = 1, .err = err, .err_size = err_size,
    };
    struct model *model = calloc(1, sizeof(*model));
    if (model == NULL) {
        no_memory(&reader);
        vectors_destroy(vectors);
        free(text);
        return NULL;
    }
    model->text = text;
    model->vectors = vectors;
    if (vectors == NULL || !read_head(&reader, model) || !read_rows(&reader, model)) {
        model_destroy(model);
        return NULL;
    }
    return model;
}

/* The vectors lie beside the model: the same path with another last part. */
static char *vectors_path(const char *path)
{
    static const char name[] = "vectors.bin";
    const char *slash = strrchr(path, '/');
    size_t folder = slash == NULL ? 0 : (size_t)(slash + 1 - path);
    char *out = malloc(folder + sizeof(name));
    if (out != NULL) {
        memcpy(out, path, folder);
        memcpy(out + folder, name, sizeof(name));
    }
    return out;
}

struct model *model_load(const char *path, char *err, size_t err_size)
{
    struct reader reader = { .path = path, .err = err, .err_size = err_size };
    char *text = read_file(&reader);
    if (text == NULL) {
        return NULL;
    }
    char *beside = vectors_path(path);
    struct vectors *vectors = beside == NULL ? NULL : vectors_load(beside, err, err_size);
    if (beside == NULL) {
        no_memory(&reader);
    }
    free(beside);
    return model_parse(path, text, vectors, err, err_size);
}

void model_destroy(struct model *model)
{
    if (model != NULL) {
        vectors_destroy(model->vectors);
        free(model->table);
        free(model->names);
        free(model->store);
        free(model->text);
        free(model);
    }
}
