/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "acoustic.h"

#include <stdio.h>
#include <stdlib.h>

bool acoustic_open(struct acoustic *a, const char *folder, char *err, size_t err_size)
{
    char path[4096];
    *a = (struct acoustic){ 0 };
    if (snprintf(path, sizeof(path), "%s/weights.bin", folder) >= (int)sizeof(path)) {
        snprintf(err, err_size, "%s: the name of the acoustic model's folder is too long", folder);
        return false;
    }
    a->neural = neural_open(path, err, err_size);
    return a->neural != NULL;
}

void acoustic_close(struct acoustic *a)
{
    neural_close(a->neural);
    free(a->costs.values);
    *a = (struct acoustic){ 0 };
}

bool acoustic_check(const char *folder, char *err, size_t err_size)
{
    struct acoustic a;
    bool good = acoustic_open(&a, folder, err, err_size);
    acoustic_close(&a);
    return good;
}

void acoustic_begin(struct acoustic *a)
{
    neural_begin(a->neural);
    a->costs.frames = 0;
}

/*
 * PocketSphinx's search stays behind the newest frame, to look ahead at phones, but of an utterance
 * that comes bit by bit it keeps few frames: what it can no longer reach it leaves out without a word.
 * A whole utterance makes it keep as many frames as that one has.
 */
enum { FRAMES_KEPT = 64, FRAMES_AT_ONCE = 32 };

bool acoustic_prepare(struct acoustic *a, ps_decoder_t *decoder)
{
    float *costs = calloc(neural_classes(a->neural), sizeof(*costs)), *rows[FRAMES_KEPT];
    for (size_t f = 0; f < FRAMES_KEPT; f++) {
        rows[f] = costs;
    }
    bool good = costs != NULL && sphinx_begin(decoder)
        && ps_process_cep(decoder, rows, FRAMES_KEPT, FALSE, TRUE) >= 0 && ps_end_utt(decoder) == 0;
    free(costs);
    return good;
}

static bool give_by_bits(ps_decoder_t *decoder, float **rows, size_t frames)
{
    bool good = true;
    for (size_t f = 0; f < frames && good; f += FRAMES_AT_ONCE) {
        size_t next = frames - f < FRAMES_AT_ONCE ? frames - f : FRAMES_AT_ONCE;
        good = ps_process_cep(decoder, rows + f, (int)next, FALSE, FALSE) >= 0;
    }
    return good;
}

static bool give(struct acoustic *a, ps_decoder_t *decoder, bool whole)
{
    size_t classes = neural_classes(a->neural), frames = a->costs.frames;
    float **rows = malloc((frames + 1) * sizeof(*rows));
    if (rows == NULL) {
        return false;
    }
    for (size_t f = 0; f < frames; f++) {
        rows[f] = a->costs.values + f * classes;
    }
    bool good = whole && frames > 0
        ? ps_process_cep(decoder, rows, (int)frames, FALSE, TRUE) >= 0
        : give_by_bits(decoder, rows, frames);
    free(rows);
    a->costs.frames = 0;
    return good;
}

bool acoustic_feed(struct acoustic *a, ps_decoder_t *decoder, const int16_t *samples, size_t count)
{
    return neural_hear(a->neural, samples, count, false, &a->costs) && give(a, decoder, false);
}

bool acoustic_end(struct acoustic *a, ps_decoder_t *decoder, const int16_t *samples, size_t count)
{
    bool good = neural_hear(a->neural, samples, count, true, &a->costs) && give(a, decoder, false);
    return ps_end_utt(decoder) == 0 && good;
}

bool acoustic_hear(struct acoustic *a, ps_decoder_t *decoder, const int16_t *samples, size_t count)
{
    if (!sphinx_begin(decoder)) {
        return false;
    }
    acoustic_begin(a);
    bool good = neural_hear(a->neural, samples, count, true, &a->costs) && give(a, decoder, true);
    return ps_end_utt(decoder) == 0 && good;
}
