/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "noise.h"

/* Of all errors; the rest are words taken for others. */
static const float lost_share = 0.25f, put_in_share = 0.15f;

/* Any word of the training text, frequent ones more often. */
static struct net_token other_word(const struct samples *samples, struct rng *rng)
{
    const struct sample *sample = &samples->items[rng_next(rng) % samples->count];
    struct net_token token = sample->tokens[rng_next(rng) % sample->answer->text.count];
    for (size_t n = 1; n < MODEL_WORDS; n++) {
        token.entry[n] = -1;
    }
    token.marks = token.marked = 0;
    return token;
}

/* Confidence of a right word: the better of two draws; of a wrong one: the worse. */
static float draw_weight(bool right, bool sure, struct rng *rng)
{
    float x = rng_uniform(rng), y = rng_uniform(rng);
    return sure ? 1 : right == (x > y) ? x : y;
}

/* A pair is only heard when its second word is. */
static void cut_pair(struct net_token *out, size_t used)
{
    for (size_t n = 1; used > 0 && n < MODEL_WORDS; n++) {
        out[used - 1].entry[n] = -1;
    }
}

struct losses {
    size_t marked[CRITERIA], kept[CRITERIA];
};

static void count_marks(struct losses *losses, criteria_set marks, bool kept)
{
    for (size_t c = 0; c < CRITERIA; c++) {
        losses->marked[c] += marks >> c & 1;
        losses->kept[c] += kept && (marks >> c & 1) != 0;
    }
}

static criteria_set find_lost(const struct losses *losses)
{
    criteria_set lost = 0;
    for (size_t c = 0; c < CRITERIA; c++) {
        if (losses->marked[c] > 2 * losses->kept[c]) {
            lost |= (criteria_set)1 << c;
        }
    }
    return lost;
}

size_t noise_add(const struct samples *samples, const struct net_token *tokens, size_t count,
                 float rate, bool sure, struct rng *rng, struct net_token *out, size_t room,
                 criteria_set *known)
{
    struct losses losses = { 0 };
    size_t used = 0;
    for (size_t t = 0; t < count && used + 2 <= room; t++) {
        bool wrong = rng_uniform(rng) < rate;
        float kind = rng_uniform(rng);
        bool put_in = wrong && kind >= lost_share && kind < lost_share + put_in_share;
        count_marks(&losses, tokens[t].marks, !wrong || put_in);
        if (wrong) {
            cut_pair(out, used);
        }
        if (put_in || (wrong && kind >= lost_share)) {
            out[used] = other_word(samples, rng);
            out[used++].weight = draw_weight(false, sure, rng);
        }
        if (!wrong || put_in) {
            out[used] = tokens[t];
            out[used++].weight = draw_weight(true, sure, rng);
        }
    }
    cut_pair(out, used);
    *known &= ~find_lost(&losses);
    return used;
}
