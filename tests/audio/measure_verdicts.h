/* SPDX-License-Identifier: GPL-3.0-or-later */
/** How the rubric's verdicts on what was heard differ from those on what was said. */
#ifndef MEASURE_VERDICTS_H
#define MEASURE_VERDICTS_H

#include <rubric.h>
#include <stddef.h>

struct verdicts {
    size_t said, kept;      /* criteria met or flagged by the true text; and by the heard one too */
    size_t added;           /* only by the heard one */
};

/** "CRITERIA.yaml,MODEL"; ends the program after one sentence when they cannot be read. */
const struct rubric *verdicts_load(const char *paths);
void verdicts_compare(struct verdicts *v, const struct rubric *rubric, const char *said,
                      const char *heard);
void verdicts_print(const char *group, const char *who, const struct verdicts *v);

#endif
