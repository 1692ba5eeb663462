/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "neural.h"

#include "mel.h"
#include "neural_file.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    STEPS_AT_ONCE = 8,
    MOST_STEPS = STEPS_AT_ONCE + NEURAL_MOST_STAGES * NEURAL_MOST_TAP
};

struct neural {
    struct neural_net net;
    struct mel *mel;
    int16_t hop[MEL_HOP];
    size_t in_hop;
    float *held[NEURAL_MOST_STAGES];        /* inputs of a stage that it still needs */
    size_t held_steps[NEURAL_MOST_STAGES];
    float *in, *out, *taps;                 /* work space */
    size_t steps, frames;                   /* waiting in `in` */
    size_t frames_due;                      /* heard, but not given yet */
};

static size_t step_size(const struct neural_net *net)
{
    return net->stages[0].matrix.inputs / 3;
}

static size_t widest(const struct neural_net *net)
{
    size_t size = step_size(net);
    for (size_t s = 0; s < net->stage_count; s++) {
        size = net->stages[s].matrix.outputs > size ? net->stages[s].matrix.outputs : size;
    }
    return size;
}

static bool make_room(struct neural *n)
{
    size_t size = widest(&n->net);
    n->mel = mel_create();
    n->in = calloc(MOST_STEPS * size, sizeof(float));
    n->out = calloc(MOST_STEPS * size, sizeof(float));
    n->taps = calloc(3 * MOST_STEPS * size, sizeof(float));
    bool good = n->mel != NULL && n->in != NULL && n->out != NULL && n->taps != NULL;
    for (size_t s = 0; s < n->net.stage_count && good; s++) {
        const struct neural_stage *stage = &n->net.stages[s];
        n->held[s] = calloc((MOST_STEPS + 3 * NEURAL_MOST_TAP) * (stage->matrix.inputs / stage->taps),
                            sizeof(float));
        good = n->held[s] != NULL;
    }
    return good;
}

struct neural *neural_open(const char *path, char *err, size_t err_size)
{
    struct neural *n = calloc(1, sizeof(*n));
    if (n == NULL) {
        snprintf(err, err_size, "no memory for the acoustic model");
        return NULL;
    }
    if (!neural_file_read(path, MEL_BANDS, &n->net, err, err_size)) {
        free(n);
        return NULL;
    }
    if (!make_room(n)) {
        snprintf(err, err_size, "no memory for the acoustic model");
        neural_close(n);
        return NULL;
    }
    neural_begin(n);
    return n;
}

void neural_close(struct neural *n)
{
    if (n != NULL) {
        for (size_t s = 0; s < n->net.stage_count; s++) {
            free(n->held[s]);
        }
        neural_file_free(&n->net);
        mel_destroy(n->mel);
        free(n->in);
        free(n->out);
        free(n->taps);
        free(n);
    }
}

size_t neural_values(const struct neural *n)
{
    return n->net.values;
}

void neural_begin(struct neural *n)
{
    mel_begin(n->mel);
    n->in_hop = n->steps = n->frames = n->frames_due = 0;
    for (size_t s = 0; s < n->net.stage_count; s++) {
        const struct neural_stage *stage = &n->net.stages[s];
        n->held_steps[s] = stage->back;
        memset(n->held[s], 0, stage->back * (stage->matrix.inputs / stage->taps) * sizeof(float));
    }
}

/* sums[row] += in[row] * weights, for all rows, so that each weight is fetched once for all. */
static void add_products(const struct neural_matrix *m, const float *in, size_t rows, float *sums)
{
    float line[NEURAL_MOST_WIDTH];
    for (size_t i = 0; i < m->inputs; i++) {
        const int8_t *restrict weights = m->weights + i * m->outputs;
        for (size_t o = 0; o < m->outputs; o++) {
            line[o] = weights[o];
        }
        for (size_t row = 0; row < rows; row++) {
            float *restrict sum = sums + row * m->outputs;
            const float value = in[row * m->inputs + i];
            for (size_t o = 0; o < m->outputs; o++) {
                sum[o] += value * line[o];
            }
        }
    }
}

static void multiply(const struct neural_matrix *m, const float *in, size_t rows, float *out)
{
    memset(out, 0, rows * m->outputs * sizeof(*out));
    for (size_t r = 0; r < rows; r += STEPS_AT_ONCE) {
        size_t some = rows - r < STEPS_AT_ONCE ? rows - r : STEPS_AT_ONCE;
        add_products(m, in + r * m->inputs, some, out + r * m->outputs);
    }
    for (size_t r = 0; r < rows; r++) {
        for (size_t o = 0; o < m->outputs; o++) {
            out[r * m->outputs + o] = out[r * m->outputs + o] * m->scales[o] + m->bias[o];
        }
    }
}

static void gather_taps(const struct neural_stage *stage, const float *held, size_t size,
                        size_t rows, float *taps)
{
    const size_t offsets[3] = { 0, stage->back, stage->back + stage->ahead };
    for (size_t r = 0; r < rows; r++) {
        for (size_t t = 0; t < stage->taps; t++) {
            memcpy(taps, held + (r + (stage->taps == 1 ? 0 : offsets[t])) * size,
                   size * sizeof(*taps));
            taps += size;
        }
    }
}

static void finish_rows(const struct neural_stage *stage, const float *held, size_t size,
                        size_t rows, float *out)
{
    for (size_t i = 0; i < rows * stage->matrix.outputs && stage->positive; i++) {
        out[i] = out[i] > 0 ? out[i] : 0;
    }
    for (size_t i = 0; i < rows * size && stage->added; i++) {
        out[i] += held[stage->back * size + i];
    }
}

/* `steps` of `in` pass the stage; returns how many come out in `out`. */
static size_t pass(struct neural *n, size_t s, const float *in, size_t steps, bool end, float *out)
{
    const struct neural_stage *stage = &n->net.stages[s];
    size_t size = stage->matrix.inputs / stage->taps;
    float *held = n->held[s];
    memcpy(held + n->held_steps[s] * size, in, steps * size * sizeof(*in));
    size_t have = n->held_steps[s] + steps;
    if (end) {
        memset(held + have * size, 0, stage->ahead * size * sizeof(*held));
        have += stage->ahead;
    }
    size_t reach = stage->back + stage->ahead;
    size_t rows = have > reach ? have - reach : 0;
    gather_taps(stage, held, size, rows, n->taps);
    multiply(&stage->matrix, n->taps, rows, out);
    finish_rows(stage, held, size, rows, out);
    n->held_steps[s] = have - rows;
    memmove(held, held + rows * size, n->held_steps[s] * size * sizeof(*held));
    return rows;
}

static bool append(struct neural *n, const float *values, size_t frames, struct neural_output *out)
{
    const size_t size = n->net.values;
    frames = frames < n->frames_due ? frames : n->frames_due;
    if (frames == 0) {
        return true;
    }
    if (out->frames + frames > out->room) {
        size_t room = 2 * (out->frames + frames) + 64;
        float *grown = realloc(out->values, room * size * sizeof(*grown));
        if (grown == NULL) {
            return false;
        }
        out->values = grown;
        out->room = room;
    }
    memcpy(out->values + out->frames * size, values, frames * size * sizeof(*values));
    out->frames += frames;
    n->frames_due -= frames;
    return true;
}

static bool run(struct neural *n, bool end, struct neural_output *out)
{
    size_t steps = n->steps;
    for (size_t s = 0; s < n->net.stage_count; s++) {
        steps = pass(n, s, n->in, steps, end, n->out);
        float *swap = n->in;
        n->in = n->out;
        n->out = swap;
    }
    n->steps = 0;
    size_t frames = n->net.stages[n->net.stage_count - 1].matrix.outputs / n->net.values;
    return append(n, n->in, steps * frames, out);
}

/* A frame is a part of a step; a step that is whole waits for others. */
static bool add_frame(struct neural *n, const float frame[MEL_BANDS], struct neural_output *out)
{
    size_t size = step_size(&n->net);
    memcpy(n->in + n->steps * size + n->frames * MEL_BANDS, frame, MEL_BANDS * sizeof(*frame));
    n->frames++;
    n->frames_due++;
    if (n->frames * MEL_BANDS == size) {
        n->frames = 0;
        n->steps++;
    }
    return n->steps < STEPS_AT_ONCE || run(n, false, out);
}

static bool finish(struct neural *n, struct neural_output *out)
{
    size_t size = step_size(&n->net), used = n->frames * MEL_BANDS;
    if (used > 0) {
        memset(n->in + n->steps * size + used, 0, (size - used) * sizeof(*n->in));
        n->steps++;
        n->frames = 0;
    }
    return run(n, true, out);
}

bool neural_hear(struct neural *n, const int16_t *samples, size_t count, bool end,
                 struct neural_output *out)
{
    float frame[MEL_BANDS];
    for (size_t i = 0; i < count; i++) {
        n->hop[n->in_hop++] = samples[i];
        if (n->in_hop == MEL_HOP) {
            n->in_hop = 0;
            if (mel_hop(n->mel, n->hop, frame) && !add_frame(n, frame, out)) {
                return false;
            }
        }
    }
    return !end || finish(n, out);
}
