/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "learn.h"

#include <stdlib.h>
#include <string.h>

enum { SCALE = 4096 };

static void write_number(FILE *out, float weight)
{
    float scaled = weight * SCALE;
    fprintf(out, " %d", (int)(scaled < 0 ? scaled - 0.5f : scaled + 0.5f));
}

static void write_row(FILE *out, const char *keyword, const char *name, const float *weights,
                      size_t count, size_t stride, float factor)
{
    fprintf(out, "%s %s", keyword, name);
    for (size_t i = 0; i < count; i++) {
        write_number(out, weights[i * stride] * factor);
    }
    fputc('\n', out);
}

static void write_criterion(FILE *out, const struct net *net, size_t c,
                            const struct calibration *calibration)
{
    const char *id = corpus_criteria[c];
    const float numbers[] = {
        calibration->threshold, calibration->slope, calibration->offset,
        net->w.bias[c], net->w.top[c], net->w.start[c],
    };
    write_row(out, "criterion", id, numbers, sizeof(numbers) / sizeof(numbers[0]), 1, 1);
    write_row(out, "second", id, calibration->second, CRITERIA, 1, 1);
    write_row(out, "others", id, net->w.others + c, CRITERIA, NET_CRITERIA, 1);
    write_row(out, "mean", id, net->w.mean + c, net->units, NET_CRITERIA, 1);
    write_row(out, "most", id, net->w.most + c, net->units, NET_CRITERIA, 1);
    write_row(out, "token", id, net->w.token + c, net->units, NET_CRITERIA, 1);
}

static void write_slots(FILE *out, const struct net *net)
{
    for (size_t s = 0; s < MODEL_SLOTS; s++) {
        char name[32];
        if (s < MODEL_NEAR_SLOTS) {
            snprintf(name, sizeof(name), "%+d", (int)s - MODEL_NEAR);
        } else if (s < MODEL_SLOTS - 1) {
            const struct model_block *block = &model_blocks[s - MODEL_NEAR_SLOTS];
            snprintf(name, sizeof(name), "%+d:%+d", block->from, block->to);
        } else {
            snprintf(name, sizeof(name), "all");
        }
        write_row(out, "slot", name, net->w.slots + s * net->units, net->units, 1, 1);
    }
}

/* A word's row holds what its vector says too, so that the engine need not look it up. */
static void write_entry(FILE *out, const struct net *net, const struct vectors *vectors,
                        const char *name, size_t entry)
{
    float row[MODEL_UNITS_MAX], vector[VECTORS_SIZE];
    memcpy(row, net->w.rows + entry * net->units, net->units * sizeof(*row));
    if (vectors_find(vectors, name, vector)) {
        for (size_t k = 0; k < VECTORS_SIZE; k++) {
            for (size_t i = 0; i < net->units; i++) {
                row[i] += samples_vector_length * vector[k] * net->w.vector[k * net->units + i];
            }
        }
    }
    write_row(out, "entry", name, row, net->units, 1, 1);
}

bool learn_write(const struct net *net, const struct dictionary *dictionary,
                 const struct vectors *vectors, const struct calibration calibration[CRITERIA],
                 FILE *out)
{
    fprintf(out, "greenroom-rubric-model 1\n"
                 "# What the rows mean is told in rubric/model_parts.h; weights are in 1/%d.\n"
                 "scale %d\nshape %zu %d %zu\n",
            SCALE, SCALE, net->units, CRITERIA, dictionary->count);
    for (size_t c = 0; c < CRITERIA; c++) {
        write_criterion(out, net, c, &calibration[c]);
    }
    write_slots(out, net);
    write_row(out, "base", "-", net->w.base, net->units, 1, 1);
    for (size_t k = 0; k < VECTORS_SIZE; k++) {
        char name[16];
        snprintf(name, sizeof(name), "%zu", k);
        write_row(out, "vector", name, net->w.vector + k * net->units, net->units, 1,
                  samples_vector_length);
    }
    for (size_t i = 0; i < dictionary->count; i++) {
        write_entry(out, net, vectors, dictionary->names[i], i);
    }
    return fflush(out) == 0 && ferror(out) == 0;
}
