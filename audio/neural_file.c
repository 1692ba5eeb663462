/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "neural_file.h"

#include <errno.h>
#include <sodium.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/*
 * A line of text, the SHA-256 of all that follows, how many values a frame has, the number of
 * stages; for each
 * stage the seven numbers below, a scale and a bias for each output, and the weights: one byte
 * each, one row an output. All numbers have 4 bytes, little-endian.
 */
static const char first_line[] = "greenroom network 3\n";

enum { MOST_BYTES = 16 << 20 };

struct reader {
    const uint8_t *at, *end;
};

static bool take(struct reader *r, void *to, size_t bytes)
{
    if ((size_t)(r->end - r->at) < bytes) {
        return false;
    }
    memcpy(to, r->at, bytes);
    r->at += bytes;
    return true;
}

static bool take_numbers(struct reader *r, uint32_t *numbers, size_t count)
{
    return take(r, numbers, count * sizeof(*numbers));
}

/* In the file a row is an output, in memory an input: so all outputs are added to at once. */
static bool take_weights(struct reader *r, struct neural_matrix *m)
{
    m->scales = malloc(m->outputs * sizeof(*m->scales));
    m->bias = malloc(m->outputs * sizeof(*m->bias));
    m->weights = malloc(m->inputs * m->outputs * sizeof(*m->weights));
    bool good = m->scales != NULL && m->bias != NULL && m->weights != NULL
        && take(r, m->scales, m->outputs * sizeof(*m->scales))
        && take(r, m->bias, m->outputs * sizeof(*m->bias))
        && (size_t)(r->end - r->at) >= m->inputs * m->outputs;
    for (size_t o = 0; o < m->outputs && good; o++) {
        for (size_t i = 0; i < m->inputs; i++) {
            m->weights[i * m->outputs + o] = (int8_t)*r->at++;
        }
    }
    return good;
}

static bool take_stage(struct reader *r, struct neural_stage *stage)
{
    uint32_t n[7];
    if (!take_numbers(r, n, 7) || (n[0] != 1 && n[0] != 3) || n[1] > NEURAL_MOST_TAP
        || n[2] > NEURAL_MOST_TAP || n[5] == 0 || n[5] > NEURAL_MOST_WIDTH || n[6] == 0
        || n[6] > NEURAL_MOST_WIDTH || n[5] % n[0] != 0 || (n[4] != 0 && n[5] / n[0] != n[6])
        || (n[0] == 1 && (n[1] != 0 || n[2] != 0))) {
        return false;
    }
    *stage = (struct neural_stage){
        .matrix = { .inputs = n[5], .outputs = n[6] }, .taps = n[0], .back = n[1], .ahead = n[2],
        .positive = n[3] != 0, .added = n[4] != 0,
    };
    return take_weights(r, &stage->matrix);
}

/* What one stage gives, the next takes; the last gives whole frames, one for each that came. */
static bool fits(const struct neural_net *net, size_t bands)
{
    const struct neural_stage *first = &net->stages[0], *last = first + net->stage_count - 1;
    for (size_t s = 1; s < net->stage_count; s++) {
        const struct neural_stage *stage = &net->stages[s];
        if (stage->matrix.inputs / stage->taps != stage[-1].matrix.outputs) {
            return false;
        }
    }
    return last->matrix.outputs % net->values == 0 && first->taps == 3
        && first->matrix.inputs == 3 * bands * (last->matrix.outputs / net->values);
}

static bool parse(struct reader *r, struct neural_net *net, size_t bands)
{
    uint32_t counts[2];
    if (!take_numbers(r, counts, 2) || counts[0] == 0 || counts[0] > NEURAL_MOST_WIDTH || counts[1] == 0
        || counts[1] > NEURAL_MOST_STAGES) {
        return false;
    }
    net->values = counts[0];
    for (size_t s = 0; s < counts[1]; s++) {
        net->stage_count++;
        if (!take_stage(r, &net->stages[s])) {
            return false;
        }
    }
    return r->at == r->end && fits(net, bands);
}

static bool is_whole(struct reader *r)
{
    uint8_t stated[crypto_hash_sha256_BYTES], own[crypto_hash_sha256_BYTES];
    return take(r, stated, sizeof(stated))
        && crypto_hash_sha256(own, r->at, (unsigned long long)(r->end - r->at)) == 0
        && memcmp(stated, own, sizeof(own)) == 0;
}

/* Neither a file without an end nor memory that is not needed. */
static uint8_t *read_whole(const char *path, size_t *count, char *err, size_t err_size)
{
    FILE *file = fopen(path, "rbe");
    struct stat about;
    bool good = file != NULL && fstat(fileno(file), &about) == 0;
    size_t most = good && about.st_size < MOST_BYTES ? (size_t)about.st_size : MOST_BYTES;
    uint8_t *bytes = good ? malloc(most + 1) : NULL;
    if (bytes == NULL) {
        snprintf(err, err_size, "%s: cannot read the acoustic model: %s", path, strerror(errno));
    } else {
        *count = fread(bytes, 1, most, file);
    }
    if (file != NULL) {
        fclose(file);
    }
    return bytes;
}

bool neural_file_read(const char *path, size_t bands, struct neural_net *net, char *err,
                      size_t err_size)
{
    const size_t line = sizeof(first_line) - 1;
    size_t count = 0;
    *net = (struct neural_net){ 0 };
    uint8_t *bytes = read_whole(path, &count, err, err_size);
    if (bytes == NULL) {
        return false;
    }
    struct reader r = { bytes + line, bytes + count };
    bool good = count > line && memcmp(bytes, first_line, line) == 0 && is_whole(&r)
        && parse(&r, net, bands);
    if (!good) {
        snprintf(err, err_size, "%s: damaged, or no acoustic model of this version: install it anew",
                 path);
        neural_file_free(net);
    }
    free(bytes);
    return good;
}

void neural_file_free(struct neural_net *net)
{
    for (size_t s = 0; s < net->stage_count; s++) {
        free(net->stages[s].matrix.weights);
        free(net->stages[s].matrix.scales);
        free(net->stages[s].matrix.bias);
    }
    *net = (struct neural_net){ 0 };
}
