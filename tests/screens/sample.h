/* SPDX-License-Identifier: GPL-3.0-or-later */
/** States that screens are drawn in: for pictures, layout checks and comparisons. */
#ifndef SAMPLE_H
#define SAMPLE_H

#include "screens.h"
#include "takeaway.h"

/** Owns all that the scene borrows. */
struct sample {
    struct interview_state state;
    struct scene scene;
    struct screen_memory memory;
    struct takeaway_code code;      /* 08; static modules */
};

/** Names of all samples, NULL at the end: "attract", "check-quiet", ... */
const char *const *sample_names(void);
/** Fill in the sample `name`; false: there is none of that name. */
bool sample_make(struct sample *sample, const char *name);

#endif
