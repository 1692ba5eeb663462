/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "measure_confidence.h"

#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { BINS = 10, KNOTS = 8 };

/* Stated confidences between which the fitted table draws straight lines. */
static const double knots[KNOTS] = { 0.1, 0.2, 0.3, 0.45, 0.6, 0.7, 0.8, 0.95 };

/* All words of a speaker are in one half. */
static bool is_second_half(const char *speaker)
{
    uint32_t hash = 2166136261;
    for (; *speaker != '\0'; speaker++) {
        hash = (hash ^ (uint8_t)*speaker) * 16777619;
    }
    return (hash >> 13) % 2 == 1;
}

void confidences_add(struct confidences *c, const char *speaker, const float *confidences,
                     const bool *right, size_t count)
{
    if (c->count + count > c->capacity) {
        c->capacity = 2 * (c->count + count);
        c->words = realloc(c->words, c->capacity * sizeof(*c->words));
    }
    for (size_t i = 0; i < count; i++) {
        c->words[c->count++] = (struct judged_word){ (double)confidences[i], right[i],
                                                     is_second_half(speaker) };
    }
}

void confidences_finish(struct confidences *c)
{
    free(c->words);
}

static int compare(const void *a, const void *b)
{
    const struct judged_word *x = a, *y = b;
    return (x->confidence > y->confidence) - (x->confidence < y->confidence);
}

/* The chance that a right word has more confidence than a wrong one. */
static double area(const struct confidences *c)
{
    double won = 0, right = 0, wrong = 0;
    struct judged_word *sorted = calloc(c->count, sizeof(*sorted));
    memcpy(sorted, c->words, c->count * sizeof(*sorted));
    qsort(sorted, c->count, sizeof(*sorted), compare);
    for (size_t i = 0, end; i < c->count; i = end) {
        double right_here = 0, wrong_here = 0;
        for (end = i; end < c->count && sorted[end].confidence <= sorted[i].confidence; end++) {
            right_here += sorted[end].right;
            wrong_here += !sorted[end].right;
        }
        won += right_here * (wrong + wrong_here / 2);
        right += right_here;
        wrong += wrong_here;
    }
    free(sorted);
    return right > 0 && wrong > 0 ? won / (right * wrong) : 0.5;
}

/* Between which knots `x` lies, and how far along. */
static size_t place(double x, double *part)
{
    size_t k = 0;
    while (k + 2 < KNOTS && x >= knots[k + 1]) {
        k++;
    }
    *part = fmax(0, fmin(1, (x - knots[k]) / (knots[k + 1] - knots[k])));
    return k;
}

static double value(const double table[KNOTS], double x)
{
    double part;
    size_t k = place(x, &part);
    return table[k] + part * (table[k + 1] - table[k]);
}

/* Least squares by many small steps, never falling from one knot to the next. */
static void fit(const struct confidences *c, bool second_half, double table[KNOTS])
{
    memcpy(table, knots, sizeof(knots));
    for (int round = 0; round < 4000; round++) {
        double pull[KNOTS] = { 0 }, weight[KNOTS] = { 0 };
        for (size_t i = 0; i < c->count; i++) {
            const struct judged_word *w = &c->words[i];
            double part;
            if (w->second_half != second_half) {
                continue;
            }
            size_t k = place(w->confidence, &part);
            double error = (w->right ? 1 : 0) - value(table, w->confidence);
            pull[k] += (1 - part) * error;
            pull[k + 1] += part * error;
            weight[k] += 1 - part;
            weight[k + 1] += part;
        }
        for (size_t k = 0; k < KNOTS; k++) {
            table[k] += 0.3 * pull[k] / (weight[k] + 10);   /* few words change little */
            table[k] = k > 0 ? fmax(table[k], table[k - 1]) : table[k];
        }
    }
}

/* `table` NULL: as stated. */
static void print_reliability(const struct confidences *c, const double *table, bool all)
{
    double stated[BINS] = { 0 }, right[BINS] = { 0 }, off = 0, words = 0;
    size_t count[BINS] = { 0 };
    for (size_t i = 0; i < c->count; i++) {
        const struct judged_word *w = &c->words[i];
        if (!all && !w->second_half) {
            continue;
        }
        double x = table != NULL ? value(table, w->confidence) : w->confidence;
        size_t b = x >= 1 ? BINS - 1 : x > 0 ? (size_t)(x * BINS) : 0;
        stated[b] += x;
        right[b] += w->right;
        count[b]++;
    }
    printf("stated     words  mean  right\n");
    for (size_t b = 0; b < BINS; b++) {
        if (count[b] > 0) {
            printf("%.1f-%.1f   %6zu  %.2f   %.2f\n", (double)b / BINS, (double)(b + 1) / BINS,
                   count[b], stated[b] / (double)count[b], right[b] / (double)count[b]);
            off += fabs(stated[b] - right[b]);
            words += (double)count[b];
        }
    }
    printf("mean distance between stated and right: %.3f\n", words > 0 ? off / words : 0);
}

void confidences_print(const struct confidences *c)
{
    double table[KNOTS];
    if (c->count == 0) {
        return;
    }
    printf("\nconfidence of all words\n");
    print_reliability(c, NULL, true);
    printf("right words rank above wrong ones with chance %.3f\n", area(c));
    fit(c, false, table);
    printf("\nfitted on one half of the speakers: stated -> true\n");
    for (size_t k = 0; k < KNOTS; k++) {
        printf("{ %.2f, %.2f }%s", knots[k], table[k], k + 1 < KNOTS ? ", " : "\n");
    }
    printf("the other half, as stated:\n");
    print_reliability(c, NULL, false);
    printf("the other half, by that table:\n");
    print_reliability(c, table, false);
}
