/* SPDX-License-Identifier: MIT */
/** The criteria file as it stands on disk: assets/rubrics/interview.yaml explains it. */
#ifndef CRITERIA_FILE_H
#define CRITERIA_FILE_H

#include <stdbool.h>
#include <stddef.h>

#include "schema.h"

struct criteria_name {              /* the id of a criterion */
    const char *text;
    struct schema_place place;
    size_t index;                   /* which one that is; set when the names are checked */
};

struct criteria_names {
    struct criteria_name *items;
    size_t count;
};

struct criteria_fitted {            /* another tip for questions that have criterion `has` */
    struct criteria_name has;
    const char *tip;
};

/* How sure a pattern is; the order of the keys in the file. */
enum criteria_tier { TIER_SURE, TIER_LIKELY, TIER_HINT, TIER_NEVER, TIER_COUNT };

struct criteria_patterns {
    const char *text;               /* one pattern a line; NULL: none */
    struct schema_place place;
};

struct criteria_record {
    const char *id, *label, *strength, *next_step, *tip, *example, *why;
    struct schema_place id_place;
    int group;                      /* enum rubric_group */
    unsigned priority;
    double weight;
    double lift;                    /* how much a found pattern raises the model's odds */
    bool quote_patterns;            /* a pattern's words are quoted before the model's */
    bool quote_bare;                /* quotes begin behind the phrase <lead_in> */
    struct criteria_fitted *fitted;
    size_t fitted_count;
    struct criteria_names strength_needs;   /* its sentence is true only with these */
    struct criteria_names unless;   /* a watch-out that is found when none of these is met */
    struct criteria_names needs_one;        /* found only when one of these is met too */
    struct criteria_names shows;    /* criteria that are met when this one is */
    struct criteria_patterns patterns[TIER_COUNT];
};

struct criteria_delivery {
    double pace_low, pace_high, pace_very_low, pace_very_high;
    double fillers_high, fillers_very_high;
    double long_pause_s, run_pause_s, pace_window_s;
    double band_fixed_s, band_share;
    unsigned common_words_from;
    const char *fillers, *hedges, *plain_words;     /* phrases a line; words */
    struct schema_place fillers_place, hedges_place, plain_words_place;
};

struct criteria_headline {
    const char *good_pace, *wrong_length, *too_many_fillers, *too_fast, *too_slow;
    const char *all_covered, *not_heard;
};

struct criteria_heard {
    double sure, unsure;            /* a word counts from `sure` on, below `unsure` not at all */
    double least_share;             /* of heard words, for verdicts at all */
    double familiar;                /* share of pairs of words that belong together */
};

struct criteria_story {             /* ids of criteria, and lines of patterns */
    const char *usually, *self, *we, *me;
    struct schema_place usually_place, self_place, we_place, me_place;
    struct criteria_name situation, action, result;
};

struct criteria_topic {
    const char *words;              /* words that are about work */
    struct schema_place words_place;
    double off_share;               /* of an answer, from which on it is off the topic */
    unsigned least_words;
    struct criteria_name criterion;
};

struct criteria_file {
    unsigned version;
    struct criteria_delivery delivery;
    struct criteria_headline headline;
    struct criteria_heard heard;
    struct criteria_story story;
    struct criteria_topic topic;
    const char *clause_words;       /* words that begin a new clause */
    struct schema_place clause_words_place;
    struct criteria_names smart;    /* five ids in the order of enum rubric_smart */
    struct criteria_name job_terms; /* the criterion that the job's own words support */
    struct schema_pair *words, *phrases;
    size_t word_count, phrase_count;
    struct criteria_record *criteria;
    size_t criteria_count;
};

/** NULL after reporting every mistake; `file` is then zero. Its texts belong to the result. */
struct schema_file *criteria_file_load(const char *path, struct criteria_file *file,
                                       schema_report_fn report, void *user);
/** The same from memory; `name` stands for the path. */
struct schema_file *criteria_file_parse(const char *name, const char *text, size_t size,
                                        struct criteria_file *file, schema_report_fn report,
                                        void *user);

#endif
