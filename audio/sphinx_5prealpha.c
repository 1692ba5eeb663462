/* SPDX-License-Identifier: GPL-3.0-or-later */
/* PocketSphinx 5prealpha with sphinxbase, as Debian and Ubuntu have it. */
#include "sphinx.h"

#include <sphinxbase/ckd_alloc.h>

ps_decoder_t *sphinx_init(const char *const *options, size_t count)
{
    cmd_ln_t *config = cmd_ln_parse_r(NULL, ps_args(), (int32)count, (char **)options, FALSE);
    ps_decoder_t *decoder = config != NULL ? ps_init(config) : NULL;
    if (config != NULL) {
        cmd_ln_free_r(config);  /* the decoder keeps its own hold */
    }
    return decoder;
}

bool sphinx_share_words(ps_decoder_t *decoder, ps_decoder_t *from)
{
    ngram_model_t *model = ps_get_lm(from, SPHINX_FIRST_SEARCH);
    return model != NULL && ps_set_lm(decoder, "words", model) == 0
        && ps_set_search(decoder, "words") == 0;
}

bool sphinx_add_grammar(ps_decoder_t *decoder, const char *name, const char *path)
{
    return ps_set_jsgf_file(decoder, name, path) == 0;
}

bool sphinx_add_phones(ps_decoder_t *decoder, const char *name, const char *path)
{
    ngram_model_t *model = ngram_model_read(NULL, path, NGRAM_AUTO, ps_get_logmath(decoder));
    bool good = model != NULL && ps_set_allphone(decoder, name, model) == 0;
    if (model != NULL) {
        ngram_model_free(model);
    }
    return good;
}

bool sphinx_use_search(ps_decoder_t *decoder, const char *name)
{
    return ps_set_search(decoder, name) == 0;
}

bool sphinx_keep_mean(ps_decoder_t *decoder)
{
    ps_get_feat(decoder)->cmn = CMN_LIVE;   /* the model's own options say batch */
    return true;
}

static int mean_size(const cmn_t *cmn)
{
    return cmn->veclen < SPHINX_CEPSTRA ? cmn->veclen : SPHINX_CEPSTRA;
}

bool sphinx_get_mean(ps_decoder_t *decoder, double mean[SPHINX_CEPSTRA])
{
    const cmn_t *cmn = ps_get_feat(decoder)->cmn_struct;
    for (int i = 0; i < mean_size(cmn); i++) {
        mean[i] = (double)cmn->cmn_mean[i];
    }
    return true;
}

void sphinx_set_mean(ps_decoder_t *decoder, const double mean[SPHINX_CEPSTRA])
{
    cmn_t *cmn = ps_get_feat(decoder)->cmn_struct;
    mfcc_t values[64] = { 0 };
    for (int i = 0; i < mean_size(cmn); i++) {
        values[i] = (mfcc_t)mean[i];
    }
    cmn_live_set(cmn, values);
}

unsigned sphinx_add_cepstra(ps_decoder_t *decoder, const int16_t *samples, size_t count,
                            double sum[SPHINX_CEPSTRA])
{
    fe_t *fe = ps_get_fe(decoder);
    const int size = fe_get_output_size(fe);
    int32 frames = 0, tail = 0;
    size_t left = count;
    fe_start_stream(fe);
    fe_start_utt(fe);
    fe_process_frames(fe, NULL, &left, NULL, &frames, NULL);
    mfcc_t **cepstra = ckd_calloc_2d((size_t)frames + 2, (size_t)size, sizeof(**cepstra));
    int32 got = frames + 1;
    bool good = fe_process_frames(fe, &samples, &left, cepstra, &got, NULL) >= 0;
    fe_end_utt(fe, cepstra[got], &tail);
    for (int32 f = 0; good && f < got; f++) {
        for (int i = 0; i < size && i < SPHINX_CEPSTRA; i++) {
            sum[i] += (double)cepstra[f][i];
        }
    }
    ckd_free_2d(cepstra);
    return good && got > 0 ? (unsigned)got : 0;
}
