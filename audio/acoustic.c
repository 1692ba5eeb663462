/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "acoustic.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

char *acoustic_folder(const char *folder, size_t number)
{
    static const char *const beside[ACOUSTIC_MOST] = { "", "/second" };
    char *path = NULL;
    return asprintf(&path, "%s%s", folder, beside[number]) < 0 ? NULL : path;
}

size_t acoustic_count(const char *folder)
{
    size_t count = 1;
    for (; count < ACOUSTIC_MOST; count++) {
        char *path = acoustic_folder(folder, count);
        bool there = path != NULL && access(path, F_OK) == 0;
        free(path);
        if (!there) {
            break;
        }
    }
    return count;
}

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
    sphinx_close(a->decoder);
    neural_close(a->neural);
    free(a->output.values);
    *a = (struct acoustic){ 0 };
}

bool acoustic_check(const char *folder, char *err, size_t err_size)
{
    bool good = true;
    for (size_t n = 0; n < acoustic_count(folder) && good; n++) {
        struct acoustic a = { 0 };
        char *own = acoustic_folder(folder, n);
        good = own != NULL && acoustic_open(&a, own, err, err_size);
        acoustic_close(&a);
        free(own);
    }
    return good;
}

void acoustic_begin(struct acoustic *a)
{
    neural_begin(a->neural);
    a->output.frames = 0;
}

/*
 * PocketSphinx's search stays behind the newest frame, to look ahead at phones, but of an utterance
 * that comes bit by bit it keeps few frames: what it can no longer reach it leaves out without a word.
 * A whole utterance makes it keep as many frames as that one has.
 */
enum { FRAMES_KEPT = 64, FRAMES_AT_ONCE = 32 };

bool acoustic_prepare(struct acoustic *a)
{
    float *silence = calloc(neural_values(a->neural), sizeof(*silence)), *rows[FRAMES_KEPT];
    for (size_t f = 0; f < FRAMES_KEPT; f++) {
        rows[f] = silence;
    }
    bool good = silence != NULL && sphinx_begin(a->decoder)
        && ps_process_cep(a->decoder, rows, FRAMES_KEPT, FALSE, TRUE) >= 0
        && ps_end_utt(a->decoder) == 0;
    free(silence);
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

static bool give(struct acoustic *a, bool whole)
{
    size_t values = neural_values(a->neural), frames = a->output.frames;
    float **rows = malloc((frames + 1) * sizeof(*rows));
    if (rows == NULL) {
        return false;
    }
    for (size_t f = 0; f < frames; f++) {
        rows[f] = a->output.values + f * values;
    }
    bool good = whole && frames > 0
        ? ps_process_cep(a->decoder, rows, (int)frames, FALSE, TRUE) >= 0
        : give_by_bits(a->decoder, rows, frames);
    free(rows);
    a->output.frames = 0;
    return good;
}

bool acoustic_feed(struct acoustic *a, const int16_t *samples, size_t count)
{
    return neural_hear(a->neural, samples, count, false, &a->output) && give(a, false);
}

bool acoustic_end(struct acoustic *a, const int16_t *samples, size_t count)
{
    bool good = neural_hear(a->neural, samples, count, true, &a->output) && give(a, false);
    return ps_end_utt(a->decoder) == 0 && good;
}

bool acoustic_hear(struct acoustic *a, const int16_t *samples, size_t count)
{
    if (!sphinx_begin(a->decoder)) {
        return false;
    }
    acoustic_begin(a);
    bool good = neural_hear(a->neural, samples, count, true, &a->output) && give(a, true);
    return ps_end_utt(a->decoder) == 0 && good;
}
