/* SPDX-License-Identifier: MIT */
/** What the parts of the engine share. Nothing of it is seen outside. */
#ifndef INTERNAL_H
#define INTERNAL_H

#include "arena.h"
#include "criteria_file.h"
#include "model.h"
#include "pattern.h"
#include "rubric.h"

/* Patterns of the file that belong to no criterion. */
enum rubric_list {
    LIST_NONE,
    LIST_FILLERS,
    LIST_HEDGES,
    LIST_USUALLY,       /* "i would usually": a pseudo-story */
    LIST_SELF,          /* "i am the kind of person" */
    LIST_WE,            /* "we built" */
    LIST_ME,            /* "i built" */
    LIST_COUNT
};

/* What a pattern of the set is for; rules and patterns have the same numbers. */
struct rule {
    enum rubric_list list;      /* LIST_NONE: of a criterion */
    size_t criterion;
    enum criteria_tier tier;
    const char *text;           /* as in the file */
    unsigned line;
};

struct rubric {
    struct arena arena;
    struct schema_file *texts;
    struct criteria_file file;
    struct rubric_criterion *criteria;  /* file.criteria_count */
    struct pattern_set patterns;
    struct rule *rules;                 /* patterns.pattern_count */
    size_t rule_room;
    int denial;                         /* phrase <denial>, or PATTERN_NONE: "not", "never" */
    int lead_in, loose_end;             /* what quotes neither begin nor end with; the same */
    unsigned plain_words, topic_words, clause_words;    /* classes */
    struct model *model;                /* NULL: patterns only */
    size_t *model_index;                /* [criterion]: the model's, or its count for none */
};

#define RUBRIC_NO_CRITERION ((size_t)-1)
/** Place of the criterion, or RUBRIC_NO_CRITERION. */
size_t rubric_criterion_index(const struct rubric *rubric, const char *id);

#endif
