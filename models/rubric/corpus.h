/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * The training text: answers with the words marked that earn each criterion.
 * The markup is described in README.md.
 */
#ifndef CORPUS_H
#define CORPUS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "text.h"

enum { CRITERIA = 38 };

/** Sets of criteria: bit i stands for corpus_criteria[i]. */
typedef uint64_t criteria_set;

extern const char *const corpus_criteria[CRITERIA];
/** Criteria of the whole answer, without words of their own: vague, off_topic. */
extern const criteria_set corpus_whole;
/** Flags: a wrong accusation is worse than a missed one. */
extern const criteria_set corpus_flags;

struct answer {
    char id[16];
    char writer[16];
    struct text text;
    criteria_set *marks;        /* for each token: criteria whose words it belongs to */
    criteria_set met;
    criteria_set known;         /* raters would agree about these */
    criteria_set marked;        /* the words are known too */
    criteria_set unasked;       /* of other questions: they set no threshold */
};

struct corpus {
    struct answer *answers;
    size_t count, room;
};

/**
 * Add the answers of the file at `path`; none that has an id seen before. False
 * after writing one sentence ("path:line: ...") to `err`.
 */
bool corpus_read(struct corpus *corpus, const char *path, char *err, size_t err_size);
void corpus_finish(struct corpus *corpus);

/**
 * Criteria of other questions than `question`, of which the answer has none marked in `met`. The
 * engine is not asked for them there.
 */
criteria_set corpus_unasked(const char *question, criteria_set met);

/** Index of a criterion's id of `size` bytes, or CRITERIA. */
size_t corpus_find_criterion(const char *id, size_t size);

#endif
