/* SPDX-License-Identifier: MIT */
/**
 * What a model is made of; shared by its reader, its judge and the trainer.
 *
 * A token becomes a row of numbers, one a unit: the row of its word (or, for a
 * word the training text never said, of its word vector) plus the row of the
 * pair of words that begins at it. A unit sums its number over the
 * places around a token, near places one by one, far ones in blocks, each times
 * the unit's weight for that place (a slot). From the sums follows, by one weight
 * for each unit and criterion, how likely the token is part of words that earn
 * the criterion. The answer is judged by its best tokens.
 */
#ifndef MODEL_PARTS_H
#define MODEL_PARTS_H

#include <stddef.h>
#include <stdint.h>

#include "model.h"
#include "vectors.h"

/*
 * Wider vectors where the machine has them; no sum changes its order, so no number changes.
 * (clang 14 names the clones so that no other file finds them; sanitizers start too late.)
 */
#if defined(__x86_64__) && defined(__gnu_linux__) && !defined(__clang__) \
    && !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
#define MODEL_WIDE __attribute__((target_clones("avx2", "default")))
#else
#define MODEL_WIDE
#endif

/* Numbers side by side, anywhere in memory: compilers keep them in one wide register or two. */
enum { MODEL_LANES = 8 };
typedef float model_lanes
    __attribute__((vector_size(MODEL_LANES * sizeof(float)), aligned(sizeof(float)), may_alias));

enum {
    MODEL_NEAR = 6,                     /* places before and behind, one slot each */
    MODEL_NEAR_SLOTS = 2 * MODEL_NEAR + 1,
    MODEL_BLOCKS = 6,
    MODEL_SLOTS = MODEL_NEAR_SLOTS + MODEL_BLOCKS + 1,  /* the last: the whole answer */
    MODEL_TOP = 4,                      /* best tokens that speak for an answer */
    MODEL_UNITS_MAX = 256,
    MODEL_ENTRIES_MAX = 100000,
    MODEL_WORDS = 2,                    /* longest run of words with a row of its own */
    MODEL_ROW_MAX = 48,                 /* MODEL_CRITERIA_MAX, a multiple of 8 */
};

/* Far places, from the token: [from, to]. */
static const struct model_block { int from, to; } model_blocks[MODEL_BLOCKS] = {
    { -10, -7 }, { 7, 10 }, { -18, -11 }, { 11, 18 }, { -34, -19 }, { 19, 34 },
};

/* Weights of one criterion, beside those in `token`. */
struct model_criterion {
    char id[32];
    float threshold;                    /* of the probability */
    float slope, offset;                /* from the answer's score to its probability, ... */
    float second[MODEL_ROW_MAX];        /* ... with how likely every criterion is */
    float bias;                         /* of a token's score */
    float top, base;                    /* answer: weight of the best tokens, bias */
    float others[MODEL_ROW_MAX];        /* answer: weight of every criterion's best tokens */
    float *mean, *most;                 /* answer: weights of the units, in store */
};

struct model_slot {
    uint32_t hash, entry;               /* entry: 0 is free, else 1 + its number */
};

struct model {
    size_t units, criteria, entries;
    struct model_criterion criterion[MODEL_CRITERIA_MAX];
    struct vectors *vectors;
    float *store;                       /* owns all floats below */
    float *slots;                       /* [MODEL_SLOTS][units] */
    float *vector;                      /* [VECTORS_SIZE][units] */
    float *base;                        /* [units], added to every token */
    float *token;                       /* [units][MODEL_ROW_MAX] */
    float *rows;                        /* [entries][units] */
    char *text;                         /* the names, each ended by NUL */
    size_t text_size;
    uint32_t *names;                    /* [entries]: where in text; words of a run are joined
                                           by "_" */
    struct model_slot *table;           /* open hash of the names */
    size_t table_mask;
};

/**
 * Read a model from `text`. Takes `text`, which is freed with free(), and `vectors`,
 * both also on failure; `vectors` NULL fails without a word to `err`. `path` stands in
 * messages.
 */
struct model *model_parse(const char *path, char *text, struct vectors *vectors, char *err,
                          size_t err_size);

/** Entry for the `count` tokens at `tokens`, or SIZE_MAX. */
size_t model_find_entry(const struct model *model, const struct token *tokens, size_t count);

uint32_t model_hash(uint32_t hash, const char *text);
enum { MODEL_HASH_START = 216613626 };

/** The same on every machine, unlike the C library's exp(). */
float model_sigmoid(float x);

/** What is computed on the way to the verdicts; one block of memory. */
struct model_work {
    float *block;
    float *rows;        /* [tokens][units], weighed by confidence */
    float *sums;        /* [tokens + 1][units], of the rows before a token */
    float *scores;      /* [tokens][MODEL_ROW_MAX], before the sigmoid */
    uint32_t *found;    /* [tokens][MODEL_WORDS]: 1 + the entry of the run of words, 0: none */
    float mean[MODEL_UNITS_MAX], most[MODEL_UNITS_MAX]; /* of what the units see */
    size_t pairs;       /* tokens that begin a pair which the training text has, too */
};

/** False: no memory; nothing to finish then. */
bool model_work_init(struct model_work *work, const struct model *model, const struct text *text);
void model_work_finish(struct model_work *work);

/** The best stretches of tokens for `criterion`. Returns how many, at most MODEL_SPANS. */
size_t model_find_spans(const struct model_work *work, const struct text *text, size_t criterion,
                        struct model_span spans[MODEL_SPANS]);

#endif
