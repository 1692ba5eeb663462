/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * Makes vectors.bin from GloVe's text form (a word and its numbers a line):
 *     zcat glove.txt.gz | pack_vectors > vectors.bin
 * Format: rubric/vectors.h. Run by hand when the vectors change, not by the build.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "vectors.h"

enum { WORDS_MAX = 100000, LINE_MAX_BYTES = 4096 };

struct row {
    char word[64];
    unsigned scale;
    signed char values[VECTORS_SIZE];
};

static bool parse_row(char *line, struct row *row)
{
    double values[VECTORS_SIZE], square = 0, most = 0;
    char *at = strchr(line, ' ');
    if (at == NULL || (size_t)(at - line) >= sizeof(row->word)) {
        return false;
    }
    *at++ = '\0';
    memcpy(row->word, line, strlen(line) + 1);
    for (size_t i = 0; i < VECTORS_SIZE; i++) {
        char *end;
        values[i] = strtod(at, &end);
        if (end == at) {
            return false;
        }
        at = end;
        square += values[i] * values[i];
        most = fmax(most, fabs(values[i]));
    }
    double length = sqrt(square);
    if (length <= 0) {
        return false;
    }
    row->scale = (unsigned)ceil(most / length / 127 * (1 << 22));
    for (size_t i = 0; i < VECTORS_SIZE; i++) {
        row->values[i] = (signed char)lround(values[i] / length * (1 << 22) / row->scale);
    }
    return true;
}

static void write_rows(const struct row *rows, size_t count)
{
    printf("greenroom-vectors 1 %zu %d\n", count, VECTORS_SIZE);
    for (size_t i = 0; i < count; i++) {
        printf("%s\n", rows[i].word);
    }
    for (size_t i = 0; i < count; i++) {
        putchar((int)(rows[i].scale & 255));
        putchar((int)(rows[i].scale >> 8));
        fwrite(rows[i].values, 1, VECTORS_SIZE, stdout);
    }
}

int main(void)
{
    static char line[LINE_MAX_BYTES];
    struct row *rows = calloc(WORDS_MAX, sizeof(*rows));
    size_t count = 0;
    while (rows != NULL && count < WORDS_MAX && fgets(line, sizeof(line), stdin) != NULL) {
        if (!parse_row(line, &rows[count])) {
            fprintf(stderr, "line %zu: expected a word and %d numbers\n", count + 1, VECTORS_SIZE);
            free(rows);
            return 1;
        }
        count++;
    }
    if (rows != NULL) {
        write_rows(rows, count);
    }
    free(rows);
    return fflush(stdout) == 0 && count > 0 ? 0 : 1;
}
