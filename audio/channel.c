/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "channel.h"

static const double first_frames = 50, most_frames = 400;

void channel_init(struct channel *c, ps_decoder_t *decoder)
{
    double mean[SPHINX_CEPSTRA] = { 0 };
    *c = (struct channel){ .frames = sphinx_get_mean(decoder, mean) ? first_frames : 0 };
    for (int i = 0; i < SPHINX_CEPSTRA; i++) {
        c->sum[i] = mean[i] * c->frames;
    }
}

static void fade(struct channel *c)
{
    if (c->frames > most_frames) {
        for (int i = 0; i < SPHINX_CEPSTRA; i++) {
            c->sum[i] *= most_frames / c->frames;
        }
        c->frames = most_frames;
    }
}

void channel_add(struct channel *c, ps_decoder_t *decoder, const int16_t *samples, size_t count)
{
    fade(c);
    c->frames += sphinx_add_cepstra(decoder, samples, count, c->sum);
}

void channel_use(const struct channel *c, ps_decoder_t *decoder)
{
    double mean[SPHINX_CEPSTRA];
    for (int i = 0; i < SPHINX_CEPSTRA && c->frames > 0; i++) {
        mean[i] = c->sum[i] / c->frames;
    }
    if (c->frames > 0) {
        sphinx_set_mean(decoder, mean);
    }
}
