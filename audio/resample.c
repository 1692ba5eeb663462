/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "resample.h"

#include <samplerate.h>
#include <stdlib.h>
#include <string.h>

#define BLOCK 2048

struct resampler {
    SRC_STATE *state;
    double ratio;
    float in[BLOCK], out[BLOCK];
};

struct resampler *resampler_create(unsigned from_rate, unsigned to_rate)
{
    struct resampler *r;
    int error;

    if (from_rate == 0 || to_rate == 0 || to_rate / from_rate > 250 || from_rate / to_rate > 250) {
        return NULL;
    }
    r = calloc(1, sizeof(*r));
    if (r == NULL) {
        return NULL;
    }
    r->ratio = (double)to_rate / from_rate;
    r->state = src_new(SRC_SINC_FASTEST, 1, &error);
    if (r->state == NULL) {
        free(r);
        return NULL;
    }
    return r;
}

void resampler_destroy(struct resampler *r)
{
    if (r == NULL) {
        return;
    }
    src_delete(r->state);
    explicit_bzero(r->in, sizeof(r->in));
    explicit_bzero(r->out, sizeof(r->out));
    free(r);
}

size_t resampler_run(struct resampler *r, const int16_t *in, size_t count, size_t *used,
                     int16_t *out, size_t max, bool last)
{
    size_t given = 0;

    *used = 0;
    while (given < max) {
        size_t n = count - *used < BLOCK ? count - *used : BLOCK;
        size_t room = max - given < BLOCK ? max - given : BLOCK;
        SRC_DATA step = {
            .data_in = r->in, .input_frames = (long)n,
            .data_out = r->out, .output_frames = (long)room,
            .src_ratio = r->ratio, .end_of_input = last && *used + n == count,
        };
        src_short_to_float_array(in + *used, r->in, (int)n);
        if (src_process(r->state, &step) != 0
            || (step.input_frames_used == 0 && step.output_frames_gen == 0)) {
            break;
        }
        src_float_to_short_array(r->out, out + given, (int)step.output_frames_gen);
        *used += (size_t)step.input_frames_used;
        given += (size_t)step.output_frames_gen;
    }
    return given;
}

int16_t *resample(const int16_t *in, size_t count, unsigned from_rate, unsigned to_rate,
                  size_t *out_count)
{
    size_t max = (size_t)((double)count * to_rate / from_rate) + 64, used;
    struct resampler *r = resampler_create(from_rate, to_rate);
    int16_t *out = malloc(max * sizeof(*out));

    if (r == NULL || out == NULL) {
        free(out);
        resampler_destroy(r);
        return NULL;
    }
    *out_count = resampler_run(r, in, count, &used, out, max, true);
    resampler_destroy(r);
    return out;
}
