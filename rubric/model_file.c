/* SPDX-License-Identifier: MIT */
/*
 * Reads a model's weights. The file is text: one row a line, a keyword, a name
 * and whole numbers, each `scale` times the weight. Rows stand in a fixed order,
 * so that the reader needs no state but the line it is at.
 */
#include "model_parts.h"
#include "model_reader.h"

#include <stdlib.h>
#include <string.h>

static bool allocate(struct model_reader *reader, struct model *model)
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
        return model_no_memory(reader);
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

static bool read_head(struct model_reader *reader, struct model *model)
{
    size_t version = 0, scale = 0, shape[3] = { 0 };
    if (!model_read_counts(reader, "greenroom-rubric-model", &version, 1)) {
        return false;
    }
    if (version != 1) {
        return model_fail(reader, "version 1");
    }
    if (!model_read_counts(reader, "scale", &scale, 1)
        || !model_read_counts(reader, "shape", shape, 3)) {
        return false;
    }
    reader->scale = (float)scale;
    model->units = shape[0];
    model->criteria = shape[1];
    model->entries = shape[2];
    if (model->units > MODEL_UNITS_MAX || model->units % 8 != 0
        || model->criteria > MODEL_CRITERIA_MAX || model->entries > MODEL_ENTRIES_MAX) {
        return model_fail(reader,
                          "at most 256 units (a multiple of 8), 48 criteria, 100000 entries");
    }
    return allocate(reader, model);
}

static bool read_criterion(struct model_reader *reader, struct model *model, size_t index)
{
    struct model_criterion *criterion = &model->criterion[index];
    char name[MODEL_NAME_BYTES];
    float numbers[6];
    if (!model_read_row(reader, "criterion", name, numbers, 6, 1)) {
        return false;
    }
    size_t length = strlen(name);
    if (length >= sizeof(criterion->id)) {
        return model_fail(reader, "an id of at most 31 letters");
    }
    memcpy(criterion->id, name, length + 1);
    criterion->threshold = numbers[0];
    criterion->slope = numbers[1];
    criterion->offset = numbers[2];
    criterion->bias = numbers[3];
    criterion->top = numbers[4];
    criterion->base = numbers[5];
    return model_read_row(reader, "second", name, criterion->second, model->criteria, 1)
           && model_read_row(reader, "others", name, criterion->others, model->criteria, 1)
           && model_read_row(reader, "mean", name, criterion->mean, model->units, 1)
           && model_read_row(reader, "most", name, criterion->most, model->units, 1)
           && model_read_row(reader, "token", name, model->token + index, model->units,
                             MODEL_ROW_MAX);
}

static void index_entry(struct model *model, size_t entry)
{
    uint32_t hash = model_hash(MODEL_HASH_START, model->text + model->names[entry]);
    size_t slot = hash & model->table_mask;
    while (model->table[slot].entry != 0) {
        slot = (slot + 1) & model->table_mask;
    }
    model->table[slot] = (struct model_slot){ hash, (uint32_t)entry + 1 };
}

/* Names move together at the beginning of the file's text, over what was read before. */
static bool read_entry(struct model_reader *reader, struct model *model, size_t entry)
{
    if (!model_begin_row(reader, "entry")) {
        return false;
    }
    size_t length = strcspn(reader->at, " \n");
    if (length == 0 || length >= MODEL_NAME_BYTES) {
        return model_fail(reader, "a word");
    }
    char *name = model->text + model->text_size;
    memmove(name, reader->at, length);
    name[length] = '\0';
    model->names[entry] = (uint32_t)model->text_size;
    model->text_size += length + 1;
    reader->at += length;
    index_entry(model, entry);
    return model_read_weights(reader, model->rows + entry * model->units, model->units, 1);
}

/* Of the file's text only the names are kept: close together, they are found faster, too. */
static bool keep_names(const struct model_reader *reader, struct model *model)
{
    char *names = realloc(model->text, model->text_size + 1);
    if (names == NULL) {
        return model_no_memory(reader);
    }
    model->text = names;
    return true;
}

static bool read_rows(struct model_reader *reader, struct model *model)
{
    char name[MODEL_NAME_BYTES];
    bool ok = true;
    for (size_t i = 0; ok && i < model->criteria; i++) {
        ok = read_criterion(reader, model, i);
    }
    for (size_t i = 0; ok && i < MODEL_SLOTS; i++) {
        ok = model_read_row(reader, "slot", name, model->slots + i * model->units, model->units, 1);
    }
    ok = ok && model_read_row(reader, "base", name, model->base, model->units, 1);
    for (size_t i = 0; ok && i < VECTORS_SIZE; i++) {
        ok = model_read_row(reader, "vector", name, model->vector + i * model->units,
                            model->units, 1);
    }
    for (size_t i = 0; ok && i < model->entries; i++) {
        ok = read_entry(reader, model, i);
    }
    if (ok && *reader->at != '\0') {
        reader->line++;
        return model_fail(reader, "the end of the file");
    }
    return ok;
}

struct model *model_parse(const char *path, char *text, struct vectors *vectors, char *err,
                          size_t err_size)
{
    struct model_reader reader = {
        .path = path, .at = text, .scale = 1, .err = err, .err_size = err_size,
    };
    struct model *model = calloc(1, sizeof(*model));
    if (model == NULL) {
        model_no_memory(&reader);
        vectors_destroy(vectors);
        free(text);
        return NULL;
    }
    model->text = text;
    model->vectors = vectors;
    if (vectors == NULL || !read_head(&reader, model) || !read_rows(&reader, model)
        || !keep_names(&reader, model)) {
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
    struct model_reader reader = { .path = path, .err = err, .err_size = err_size };
    char *text = model_read_file(&reader);
    if (text == NULL) {
        return NULL;
    }
    char *beside = vectors_path(path);
    struct vectors *vectors = beside == NULL ? NULL : vectors_load(beside, err, err_size);
    if (beside == NULL) {
        model_no_memory(&reader);
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
