/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "channel.h"

#include <sphinxbase/ckd_alloc.h>

static const double first_frames = 50, most_frames = 1500;

void channel_init(struct channel *c, const cmn_t *cmn)
{
    *c = (struct channel){ .frames = first_frames };
    for (int i = 0; i < cmn->veclen && i < CHANNEL_SIZE; i++) {
        c->sum[i] = (double)cmn->cmn_mean[i] * first_frames;
    }
}

static void fade(struct channel *c)
{
    if (c->frames > most_frames) {
        for (int i = 0; i < CHANNEL_SIZE; i++) {
            c->sum[i] *= most_frames / c->frames;
        }
        c->frames = most_frames;
    }
}

static void add_frames(struct channel *c, mfcc_t *const *cepstra, int32 frames, int size)
{
    for (int32 f = 0; f < frames; f++) {
        for (int i = 0; i < size && i < CHANNEL_SIZE; i++) {
            c->sum[i] += (double)cepstra[f][i];
        }
    }
    c->frames += frames;
}

bool channel_add(struct channel *c, fe_t *fe, const int16_t *samples, size_t count)
{
    const int size = fe_get_output_size(fe);
    int32 frames = 0, tail = 0;
    size_t left = count;
    fe_start_stream(fe);
    fe_start_utt(fe);
    fe_process_frames(fe, NULL, &left, NULL, &frames, NULL);
    mfcc_t **cepstra = ckd_calloc_2d((size_t)frames + 2, (size_t)size, sizeof(**cepstra));
    int32 room = frames + 1;
    bool good = fe_process_frames(fe, &samples, &left, cepstra, &room, NULL) >= 0;
    fe_end_utt(fe, cepstra[room], &tail);
    if (good) {
        fade(c);
        add_frames(c, cepstra, room, size);
    }
    ckd_free_2d(cepstra);
    return good;
}

void channel_apply(const struct channel *c, cmn_t *cmn)
{
    mfcc_t mean[CHANNEL_SIZE];
    for (int i = 0; i < CHANNEL_SIZE; i++) {
        mean[i] = (mfcc_t)(c->sum[i] / c->frames);
    }
    cmn_live_set(cmn, mean);
}
