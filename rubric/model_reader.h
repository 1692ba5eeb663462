/* SPDX-License-Identifier: MIT */
/** Lines of a model file: a keyword, perhaps a name, and whole numbers. */
#ifndef MODEL_READER_H
#define MODEL_READER_H

#include <stdbool.h>
#include <stddef.h>

enum { MODEL_NAME_BYTES = 96 };

struct model_reader {
    const char *path;
    char *at;
    unsigned line;
    float scale;        /* a weight is a number of the file through this */
    char *err;
    size_t err_size;
};

/* Those that return bool are false after one sentence to `err`. */

/** Says what was expected at this line; false. */
bool model_fail(const struct model_reader *reader, const char *expected);
bool model_no_memory(const struct model_reader *reader);
/** The whole file, for free(); NULL after one sentence. */
char *model_read_file(struct model_reader *reader);
/** Moves behind `keyword` of the next line that is no comment. */
bool model_begin_row(struct model_reader *reader, const char *keyword);
/** `count` whole numbers from 1 on. */
bool model_read_counts(struct model_reader *reader, const char *keyword, size_t *out,
                       size_t count);
/** The rest of a line: `count` weights to `out`, `stride` apart. */
bool model_read_weights(struct model_reader *reader, float *out, size_t count, size_t stride);
/** A whole line: keyword, name, weights. */
bool model_read_row(struct model_reader *reader, const char *keyword,
                    char name[MODEL_NAME_BYTES], float *out, size_t count, size_t stride);

#endif
