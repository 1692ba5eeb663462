/* SPDX-License-Identifier: MIT */
/**
 * The trained part of the engine: how likely an answer meets each criterion, and
 * which words say so. Learned from models/rubric/text by models/rubric/train.
 *
 * A model never changes after loading: any number of threads may use one. No
 * globals, no locale, no printing; the same words give the same numbers on every
 * machine. Nothing of an answer is kept.
 */
#ifndef RUBRIC_MODEL_H
#define RUBRIC_MODEL_H

#include <stdbool.h>
#include <stddef.h>

#include "text.h"

enum { MODEL_SPANS = 3, MODEL_CRITERIA_MAX = 48 };

struct model_span {
    size_t from, to;            /* tokens [from, to) */
    float strength;             /* 0 to 1: how likely they alone earn the criterion */
};

struct model_verdict {
    float probability;          /* 0 to 1, calibrated: the chance that the answer meets it */
    float threshold;            /* met (or flagged) from here on; by cross-validation */
    float score;                /* what the probability was made from; for the trainer */
    struct model_span spans[MODEL_SPANS];   /* best first; none far below the threshold */
    size_t span_count;
};

struct model; /* opaque; immutable */

/**
 * Read the weights at `path` and the word vectors they name, which lie in the
 * same folder. NULL after writing one sentence ("file:line: ...") to `err`.
 */
struct model *model_load(const char *path, char *err, size_t err_size);
void model_destroy(struct model *model); /* NULL is fine */

size_t model_criterion_count(const struct model *model);
/** "clear_goal", ...; the order of the verdicts. */
const char *model_criterion_id(const struct model *model, size_t criterion);
/** Index of that id, or model_criterion_count() when the model was not trained for it. */
size_t model_find_criterion(const struct model *model, const char *id);

/**
 * Judge `text`. Writes one verdict for each criterion, and to `familiar` (may be NULL) the
 * share of its pairs of words that the training text has too: about half in what people say, a
 * third where most words were misheard. False when memory ran out; nothing is then written.
 */
bool model_judge(const struct model *model, const struct text *text,
                 struct model_verdict verdicts[MODEL_CRITERIA_MAX], float *familiar);

/**
 * Name the features that speak most for `criterion` in the tokens of `span`, as
 * "feature +1.2, feature +0.9": at most `max` of them, cut to `size` bytes. For
 * --explain; slower than judging. False when memory ran out.
 */
bool model_explain(const struct model *model, const struct text *text, size_t criterion,
                   struct model_span span, size_t max, char *out, size_t size);

#endif
