/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "measure.h"

#include <math.h>
#include <stdlib.h>

/*
 * Shorter samples teach, but nobody answers like that: they set no threshold. But for flags, of
 * which too few are in long ones.
 */
enum { WHOLE_ANSWER_TOKENS = 50 };
enum { CORE_CRITERIA = 25, THRESHOLDS = 97 };

static const double flag_precision = 0.90, least_share = 1.0 / 6;

bool measure_counts(const struct judged *judged, size_t c)
{
    const struct answer *answer = judged->answer;
    return answer != NULL && ((answer->known & ~answer->unasked) >> c & 1) != 0;
}

/* Whether an answer helps to set the threshold of a criterion. */
bool measure_is_whole(const struct judged *judged, size_t c)
{
    return measure_counts(judged, c) && (judged->answer->text.count >= WHOLE_ANSWER_TOKENS
                                 || ((corpus_flags & ~corpus_whole) >> c & 1) != 0);
}

bool measure_is_met(const struct judged *judged, size_t c)
{
    return (judged->answer->met >> c & 1) != 0;
}

double measure_weight(const struct judged *judged, size_t count, size_t c)
{
    double met = 0, missing = 0;
    for (size_t i = 0; i < count; i++) {
        if (measure_is_whole(&judged[i], c)) {
            met += measure_is_met(&judged[i], c);
            missing += !measure_is_met(&judged[i], c);
        }
    }
    return met > 0 ? fmax(1, missing * least_share / (1 - least_share) / met) : 1;
}

/* Expected agreement when all from `threshold` on are called met; smooth, unlike counts. */
static double expect(const struct judged *judged, size_t count, size_t c, double met_weight,
                     double threshold, double *precision)
{
    double called = 0, right = 0, met = 0, expected_right = 0, expected_met = 0;
    for (size_t i = 0; i < count; i++) {
        if (!measure_is_whole(&judged[i], c)) {
            continue;
        }
        double p = (double)judged[i].chances[c];
        double weight = measure_is_met(&judged[i], c) ? met_weight : 1;
        met += measure_is_met(&judged[i], c) ? weight : 0;
        expected_met += weight * p;
        if (p >= threshold) {
            called += weight;
            right += measure_is_met(&judged[i], c) ? weight : 0;
            expected_right += weight * p;
        }
    }
    *precision = called > 0 ? right / called : 0;
    double counted = called + met > 0 ? 2 * right / (called + met) : 0;
    double expected = called + expected_met > 0 ? 2 * expected_right / (called + expected_met) : 0;
    return (counted + expected) / 2;
}

static void choose(const struct judged *judged, size_t count, size_t c,
                   struct calibration *calibration)
{
    bool flag = (corpus_flags >> c & 1) != 0;
    double best = -1, weight = measure_weight(judged, count, c);
    for (int k = 0; k < THRESHOLDS; k++) {
        double threshold = 0.02 + 0.01 * k, precision;
        double agreement = expect(judged, count, c, weight, threshold, &precision);
        if (flag && precision < flag_precision) {
            agreement *= 0.1;
        }
        if (agreement > best) {
            best = agreement;
            calibration->threshold = (float)threshold;
        }
    }
}

bool measure_calibrate(struct judged *judged, size_t count,
                       struct calibration calibration[CRITERIA])
{
    bool ok = true;
    for (size_t c = 0; ok && c < CRITERIA; c++) {
        for (size_t fold = 0; ok && fold < MEASURE_FOLDS; fold++) {
            ok = measure_fit(judged, count, c, fold, &calibration[c]);
            for (size_t i = fold; ok && i < count; i += MEASURE_FOLDS) {
                judged[i].chances[c] = measure_chance(&judged[i], c, &calibration[c]);
            }
        }
        ok = ok && measure_fit(judged, count, c, MEASURE_FOLDS, &calibration[c]);
        choose(judged, count, c, &calibration[c]);
    }
    return ok;
}

struct tally {
    double met, called, right, overlap, overlaps;
};

static struct tally tally(const struct judged *judged, size_t count, size_t c,
                          const struct calibration *calibration)
{
    struct tally t = { 0 };
    for (size_t i = 0; i < count; i++) {
        if (!measure_counts(&judged[i], c)) {
            continue;
        }
        bool met = measure_is_met(&judged[i], c);
        bool called = (double)judged[i].chances[c]
                      >= (double)calibration->threshold;
        t.met += met;
        t.called += called;
        t.right += met && called;
        if (met && called && judged[i].overlap[c] >= 0) {
            t.overlap += (double)judged[i].overlap[c];
            t.overlaps++;
        }
    }
    return t;
}

static double ratio(double a, double b)
{
    return b > 0 ? a / b : 0;
}

void measure_print(const struct judged *judged, size_t count,
                   const struct calibration calibration[CRITERIA], FILE *out)
{
    double agreement = 0, overlap = 0, overlaps = 0;
    fprintf(out, "%-20s %5s %9s %6s %6s %8s\n", "criterion", "met", "precision", "recall", "F1",
            "evidence");
    for (size_t c = 0; c < CRITERIA; c++) {
        struct tally t = tally(judged, count, c, &calibration[c]);
        double f1 = ratio(2 * t.right, t.met + t.called);
        fprintf(out, "%-20s %5.0f %9.2f %6.2f %6.2f %8.2f\n", corpus_criteria[c], t.met,
                ratio(t.right, t.called), ratio(t.right, t.met), f1, ratio(t.overlap, t.overlaps));
        if (c < CORE_CRITERIA) {
            agreement += f1 / CORE_CRITERIA;
            overlap += t.overlaps > 0 ? t.overlap / t.overlaps : 0;
            overlaps += t.overlaps > 0;
        }
    }
    fprintf(out, "mean of the first %d: F1 %.3f, evidence %.3f\n", CORE_CRITERIA, agreement,
            ratio(overlap, overlaps));
}

/* Token F1 of a span with the nearest marked stretch. */
static float find_overlap(const struct answer *answer, size_t c, struct model_span span)
{
    float best = 0;
    bool any = false;
    for (size_t from = 0, to; from < answer->text.count; from = to) {
        to = from + 1;
        if ((answer->marks[from] >> c & 1) == 0) {
            continue;
        }
        while (to < answer->text.count && (answer->marks[to] >> c & 1) != 0) {
            to++;
        }
        any = true;
        size_t low = span.from > from ? span.from : from, high = span.to < to ? span.to : to;
        float both = high > low ? (float)(high - low) : 0;
        float f1 = 2 * both / (float)(span.to - span.from + to - from);
        best = f1 > best ? f1 : best;
    }
    return any ? best : -1;
}

bool measure_judge(const struct model *model, const struct answer *answer, struct judged *judged)
{
    struct model_verdict verdicts[MODEL_CRITERIA_MAX];
    if (!model_judge(model, &answer->text, verdicts, NULL)) {
        return false;
    }
    judged->answer = answer;
    for (size_t c = 0; c < CRITERIA; c++) {
        judged->scores[c] = verdicts[c].score;
        judged->chances[c] = verdicts[c].probability;
        judged->overlap[c] = verdicts[c].span_count > 0
                                 ? find_overlap(answer, c, verdicts[c].spans[0])
                                 : -1;
    }
    return true;
}
