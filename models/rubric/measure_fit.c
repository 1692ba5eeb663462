/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Logistic regression of "met" on a criterion's own score and on how likely all of them are. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "measure.h"

enum { SLOPE, OFFSET, SECOND, INPUTS = SECOND + CRITERIA, NEWTON_STEPS = 12 };

/* Pull of the weights toward where they begin; chosen by cross-validation. */
static const double pull = 1;

struct fit {
    double met_weight;
    double weights[INPUTS], gradient[INPUTS], curve[INPUTS][INPUTS];
};

static void read_inputs(const struct judged *judged, size_t c, double inputs[INPUTS])
{
    inputs[SLOPE] = (double)judged->scores[c];
    inputs[OFFSET] = 1;
    for (size_t k = 0; k < CRITERIA; k++) {
        inputs[SECOND + k] = (double)model_sigmoid(judged->scores[k]);
    }
}

static double chance(const double weights[INPUTS], const double inputs[INPUTS])
{
    double sum = 0;
    for (size_t k = 0; k < INPUTS; k++) {
        sum += weights[k] * inputs[k];
    }
    return 1 / (1 + exp(-sum));
}

static void add(struct fit *fit, const double inputs[INPUTS], bool met)
{
    double weight = met ? fit->met_weight : 1, p = chance(fit->weights, inputs);
    double error = weight * (p - (met ? 1 : 0)), w = weight * p * (1 - p);
    for (size_t i = 0; i < INPUTS; i++) {
        fit->gradient[i] += error * inputs[i];
        for (size_t k = 0; k <= i; k++) {
            fit->curve[i][k] += w * inputs[i] * inputs[k];
        }
    }
}

/* Solves curve * step = gradient into the gradient, by Cholesky's method. */
static void solve(struct fit *fit)
{
    double (*a)[INPUTS] = fit->curve, *x = fit->gradient;
    for (size_t i = 0; i < INPUTS; i++) {
        for (size_t k = 0; k <= i; k++) {
            double sum = a[i][k];
            for (size_t h = 0; h < k; h++) {
                sum -= a[i][h] * a[k][h];
            }
            a[i][k] = i == k ? sqrt(fmax(sum, 1e-9)) : sum / a[k][k];
        }
        for (size_t h = 0; h < i; h++) {
            x[i] -= a[i][h] * x[h];
        }
        x[i] /= a[i][i];
    }
    for (size_t i = INPUTS; i-- > 0;) {
        for (size_t h = i + 1; h < INPUTS; h++) {
            x[i] -= a[h][i] * x[h];
        }
        x[i] /= a[i][i];
    }
}

/* One step of Newton's method, never a large one: in large ones it runs away. */
static void improve(struct fit *fit, const struct judged *judged, size_t count, size_t c,
                    size_t fold)
{
    double inputs[INPUTS], largest = 0;
    memset(fit->curve, 0, sizeof(fit->curve));
    for (size_t i = 0; i < INPUTS; i++) {
        fit->gradient[i] = pull * (fit->weights[i] - (i == SLOPE ? 1 : 0));
        fit->curve[i][i] = pull;
    }
    for (size_t i = 0; i < count; i++) {
        if (measure_is_whole(&judged[i], c) && i % MEASURE_FOLDS != fold) {
            read_inputs(&judged[i], c, inputs);
            add(fit, inputs, measure_is_met(&judged[i], c));
        }
    }
    solve(fit);
    for (size_t i = 0; i < INPUTS; i++) {
        largest = fmax(largest, fabs(fit->gradient[i]));
    }
    for (size_t i = 0; i < INPUTS; i++) {
        fit->weights[i] -= fit->gradient[i] * fmin(1, 0.7 / fmax(largest, 1e-9));
    }
}

bool measure_fit(const struct judged *judged, size_t count, size_t c, size_t fold,
                 struct calibration *calibration)
{
    struct fit *fit = calloc(1, sizeof(*fit));
    if (fit == NULL) {
        return false;
    }
    fit->met_weight = measure_weight(judged, count, c);
    fit->weights[SLOPE] = 1;
    for (int step = 0; step < NEWTON_STEPS; step++) {
        improve(fit, judged, count, c, fold);
    }
    calibration->slope = (float)fit->weights[SLOPE];
    calibration->offset = (float)fit->weights[OFFSET];
    for (size_t k = 0; k < CRITERIA; k++) {
        calibration->second[k] = (float)fit->weights[SECOND + k];
    }
    free(fit);
    return true;
}

float measure_chance(const struct judged *judged, size_t c, const struct calibration *calibration)
{
    double inputs[INPUTS], weights[INPUTS];
    if (judged->answer == NULL) {
        return 0;
    }
    read_inputs(judged, c, inputs);
    weights[SLOPE] = (double)calibration->slope;
    weights[OFFSET] = (double)calibration->offset;
    for (size_t k = 0; k < CRITERIA; k++) {
        weights[SECOND + k] = (double)calibration->second[k];
    }
    return (float)chance(weights, inputs);
}
