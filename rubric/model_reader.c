/* SPDX-License-Identifier: MIT */
#include "model_reader.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FILE_BYTES_MAX = 64 << 20, NUMBER_DIGITS = 7 };

bool model_fail(const struct model_reader *reader, const char *expected)
{
    snprintf(reader->err, reader->err_size, "%s:%u: expected %s; build the model again",
             reader->path, reader->line, expected);
    return false;
}

bool model_no_memory(const struct model_reader *reader)
{
    snprintf(reader->err, reader->err_size, "%s: no memory for the model", reader->path);
    return false;
}

char *model_read_file(struct model_reader *reader)
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

bool model_begin_row(struct model_reader *reader, const char *keyword)
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
        return model_fail(reader, expected);
    }
    reader->at += size + 1;
    return true;
}

static bool read_name(struct model_reader *reader, char *name, size_t size)
{
    size_t length = strcspn(reader->at, " \n");
    if (length == 0 || length >= size) {
        return model_fail(reader, "a name");
    }
    memcpy(name, reader->at, length);
    name[length] = '\0';
    reader->at += length;
    return true;
}

static bool read_number(struct model_reader *reader, long *number)
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
        return model_fail(reader, "a whole number of at most seven digits");
    }
    *number = negative ? -value : value;
    return true;
}

static bool end_row(struct model_reader *reader)
{
    if (*reader->at != '\n') {
        return model_fail(reader, "the end of the line");
    }
    reader->at++;
    return true;
}

bool model_read_weights(struct model_reader *reader, float *out, size_t count, size_t stride)
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

bool model_read_row(struct model_reader *reader, const char *keyword, char name[MODEL_NAME_BYTES],
                     float *out, size_t count, size_t stride)
{
    return model_begin_row(reader, keyword) && read_name(reader, name, MODEL_NAME_BYTES)
           && model_read_weights(reader, out, count, stride);
}

bool model_read_counts(struct model_reader *reader, const char *keyword, size_t *out, size_t count)
{
    if (!model_begin_row(reader, keyword)) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        long number;
        if (!read_number(reader, &number) || number < 1) {
            return model_fail(reader, *reader->at == '\0' ? "a count" : "counts from 1 on");
        }
        out[i] = (size_t)number;
    }
    return end_row(reader);
}
