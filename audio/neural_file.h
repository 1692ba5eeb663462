/* SPDX-License-Identifier: GPL-3.0-or-later */
/** The file of a network's weights: read whole, checked, made ready to multiply. */
#ifndef NEURAL_FILE_H
#define NEURAL_FILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    NEURAL_MOST_STAGES = 16,
    NEURAL_MOST_WIDTH = 4096,
    NEURAL_MOST_TAP = 6         /* steps from the middle tap to an outer one */
};

struct neural_matrix {
    size_t inputs, outputs;
    int8_t *weights;            /* row by row, one row an input; as bytes, for they are many */
    float *scales, *bias;       /* of each output: what a weight of 1 is worth, and what is added */
};

/* Output = matrix times the inputs at some steps, then what is asked for. */
struct neural_stage {
    struct neural_matrix matrix;
    size_t taps;                /* 1, or 3: `back` steps before, now, `ahead` steps after */
    size_t back, ahead;
    bool positive;              /* negative outputs become 0 */
    bool added;                 /* the input of this step is added */
};

struct neural_net {
    struct neural_stage stages[NEURAL_MOST_STAGES];
    size_t stage_count;
    size_t values;              /* of a frame; the last stage gives several frames */
};

/** A network for frames of `bands` values. False after one sentence to `err`, `net` empty. */
bool neural_file_read(const char *path, size_t bands, struct neural_net *net, char *err,
                      size_t err_size);
void neural_file_free(struct neural_net *net);

#endif
