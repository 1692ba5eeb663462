/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The sums of sequence.py over all paths through a piece of speech, compiled and called by it. A path
 * is at one third of one phone after another in each frame; its weight is the product of `likely` of
 * the classes it passes, and of how likely each phone is after the two before it.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { PHONES = 40, STATES = 3, PAIRS = PHONES * PHONES, CELLS = STATES * PAIRS };

/* Of [third][before][phone] what the frame's classes say. */
static void spread(const float *frame, const int *tied, float *cells)
{
    for (int pair = 0; pair < PAIRS; pair++) {
        for (int third = 0; third < STATES; third++) {
            cells[third * PAIRS + pair] = frame[tied[pair * STATES + third]];
        }
    }
}

static void step(const float *follows, const float *own, const float *state, float *next)
{
    for (int before = 0; before < PHONES; before++) {
        float *entered = next + before * PHONES;
        memcpy(entered, state + before * PHONES, PHONES * sizeof(*entered));
        for (int first = 0; first < PHONES; first++) {
            const float from = state[2 * PAIRS + first * PHONES + before];
            const float *to = follows + (first * PHONES + before) * PHONES;
            for (int phone = 0; phone < PHONES; phone++) {
                entered[phone] += from * to[phone];
            }
        }
    }
    for (int cell = PAIRS; cell < CELLS; cell++) {
        next[cell] = state[cell] + state[cell - PAIRS];
    }
    for (int cell = 0; cell < CELLS; cell++) {
        next[cell] *= own[cell];
    }
}

static void step_back(const float *follows, const float *own, float *beta)
{
    float ahead[CELLS];
    for (int cell = 0; cell < CELLS; cell++) {
        ahead[cell] = beta[cell] * own[cell];
    }
    for (int cell = 0; cell < 2 * PAIRS; cell++) {
        beta[cell] = ahead[cell] + ahead[cell + PAIRS];
    }
    for (int first = 0; first < PHONES; first++) {
        for (int before = 0; before < PHONES; before++) {
            const float *to = follows + (first * PHONES + before) * PHONES;
            float left = 0;
            for (int phone = 0; phone < PHONES; phone++) {
                left += ahead[before * PHONES + phone] * to[phone];
            }
            const int pair = first * PHONES + before;
            beta[2 * PAIRS + pair] = ahead[2 * PAIRS + pair] + left;
        }
    }
}

static float scaled(float *values, int count, int by_largest)
{
    float whole = 0;
    for (int i = 0; i < count; i++) {
        whole = by_largest ? (values[i] > whole ? values[i] : whole) : whole + values[i];
    }
    for (int i = 0; i < count; i++) {
        values[i] /= whole;
    }
    return whole;
}

static void share_out(const float *alpha, const float *beta, const int *tied, float *shares)
{
    float whole = 0;
    for (int cell = 0; cell < CELLS; cell++) {
        whole += alpha[cell] * beta[cell];
    }
    for (int pair = 0; pair < PAIRS; pair++) {
        for (int third = 0; third < STATES; third++) {
            const int cell = third * PAIRS + pair;
            shares[tied[pair * STATES + third]] += alpha[cell] * beta[cell] / whole;
        }
    }
}

/* All sequences: the logarithm of their sum, and the share of each class in each frame. */
static double any(int frames, int classes, const float *likely, const int *tied,
                  const float *follows, float *shares)
{
    float *alphas = malloc((size_t)frames * CELLS * sizeof(*alphas)), own[CELLS], beta[CELLS];
    double total = 0;
    for (int frame = 0; frame < frames; frame++) {
        float *alpha = alphas + (size_t)frame * CELLS;
        spread(likely + (size_t)frame * classes, tied, own);
        if (frame == 0) {
            memcpy(alpha, own, sizeof(own));
        } else {
            step(follows, own, alpha - CELLS, alpha);
        }
        total += log(scaled(alpha, CELLS, 0));
    }
    for (int cell = 0; cell < CELLS; cell++) {
        beta[cell] = 1;
    }
    for (int frame = frames - 1; frame >= 0; frame--) {
        share_out(alphas + (size_t)frame * CELLS, beta, tied, shares + (size_t)frame * classes);
        spread(likely + (size_t)frame * classes, tied, own);
        step_back(follows, own, beta);
        scaled(beta, CELLS, 1);
    }
    free(alphas);
    return total;
}

/* The sequence of the classes of `labels`, each at most `tolerance` frames from where it is there. */
static double right(int frames, int classes, const float *likely, const int *labels, int tolerance,
                    float *shares)
{
    int count = 0, *start = malloc(((size_t)frames + 1) * sizeof(*start));
    for (int frame = 0; frame < frames; frame++) {
        if (frame == 0 || labels[frame] != labels[frame - 1]) {
            start[count++] = frame;
        }
    }
    start[count] = frames + tolerance;
    double *alphas = calloc((size_t)frames * (size_t)count, sizeof(*alphas));
    double *beta = calloc((size_t)count + 1, sizeof(*beta)), total = 0;
    for (int frame = 0; frame < frames; frame++) {
        double *alpha = alphas + (size_t)frame * (size_t)count, whole = 0;
        for (int at = 0; at < count; at++) {
            if (frame < start[at] - tolerance || (frame >= start[at + 1] + tolerance)) {
                continue;
            }
            alpha[at] = frame == 0 ? at == 0 : alpha[at - count] + (at > 0 ? alpha[at - count - 1] : 0);
            alpha[at] *= likely[(size_t)frame * classes + labels[start[at]]];
            whole += alpha[at];
        }
        for (int at = 0; at < count; at++) {
            alpha[at] /= whole;
        }
        total += log(whole);
    }
    total += log(alphas[(size_t)frames * (size_t)count - 1]);
    beta[count - 1] = 1;
    for (int frame = frames - 1; frame >= 0; frame--) {
        const double *alpha = alphas + (size_t)frame * (size_t)count;
        double whole = 0, largest = 0;
        for (int at = 0; at < count; at++) {
            whole += alpha[at] * beta[at];
        }
        for (int at = 0; at < count; at++) {
            const size_t class = (size_t)frame * classes + labels[start[at]];
            shares[class] -= (float)(alpha[at] * beta[at] / whole);
            beta[at] *= frame < start[at] - tolerance || frame >= start[at + 1] + tolerance
                ? 0 : likely[class];
        }
        for (int at = 0; at < count; at++) {
            beta[at] += beta[at + 1];
            largest = beta[at] > largest ? beta[at] : largest;
        }
        for (int at = 0; at < count; at++) {
            beta[at] /= largest;
        }
    }
    free(start);
    free(alphas);
    free(beta);
    return total;
}

/*
 * Of each piece how much likelier all sequences together are than the right one, in nepers, and in
 * `shares` (zero before) of each class what all give it less what the right one gives it.
 * `likely`, `shares`: pieces, room, classes. `labels`: pieces, room; `frames` of them are given.
 * `tied`: the class of [before][phone][third]. `follows`: [first][second][third phone].
 */
void sequences_compare(int pieces, int room, int classes, const int *frames, const float *likely,
                       const int *labels, const int *tied, const float *follows, int tolerance,
                       double *losses, float *shares)
{
#pragma omp parallel for schedule(dynamic)
    for (int piece = 0; piece < pieces; piece++) {
        const size_t offset = (size_t)piece * room;
        const float *own = likely + offset * classes;
        float *share = shares + offset * classes;
        losses[piece] = any(frames[piece], classes, own, tied, follows, share)
            - right(frames[piece], classes, own, labels + offset, tolerance, share);
    }
}
