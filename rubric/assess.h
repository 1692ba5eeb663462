/* SPDX-License-Identifier: MIT */
/** One assessment while it is made. Each step fills what the next ones read. */
#ifndef ASSESS_H
#define ASSESS_H

#include "internal.h"

enum { EVIDENCE_MAX = 3 };

/** From this belief on a criterion counts as met. */
#define SCORE_MET 0.5

/* A place in the answer that speaks for a criterion. */
struct sign {
    size_t criterion;
    struct rubric_span words;
    double weight;              /* 0 to 1: how likely this alone earns it */
    double heard;               /* weight less what the recognizer was unsure of */
    const struct rule *rule;    /* NULL: the model or the job's terms */
};

/* What is known of one criterion, of all the rubric has. */
struct score {
    double belief;              /* if every word was said as it stands */
    double heard;               /* with the words' confidence weighed in */
    double pattern, model;      /* parts of the belief; model negative: there is none */
    struct sign evidence[EVIDENCE_MAX];     /* best first */
    size_t evidence_count;
    bool wanted;                /* the question asks for it, or looks for it as well */
    bool told;                  /* it has a finding */
};

/* What rubric_report_destroy() takes back. */
struct report {
    struct rubric_report view;  /* first: the public pointer is the private one */
    struct arena arena;
    const struct rubric *rubric;
};

struct assessment {
    const struct rubric *rubric;
    const struct rubric_question *question;     /* may be NULL */
    const struct rubric_answer *answer;
    struct text text;
    struct pattern_text ready;
    struct pattern_match *matches;
    size_t match_count, match_room;
    struct sign *signs;
    size_t sign_count, sign_room;
    struct score *scores;       /* [criterion of the rubric] */
    double strange;             /* 0 to 1: how little the words go together, as if misheard */
    struct report *report;
};

/* All return false when there is no memory. */

/** Find all patterns. */
bool score_matches(struct assessment *assessment);
/** Patterns, model and job terms into scores. */
bool score_criteria(struct assessment *assessment);
/** Add a sign; words [from, to) of the answer. */
bool score_add_sign(struct assessment *assessment, size_t criterion, struct rubric_span words,
                    double weight, const struct rule *rule);
/** Share of certainty left when words [from, to) were heard as they were. */
double score_trust(const struct assessment *assessment, struct rubric_span words);
/** Is none of `words` evidence already? */
bool score_is_new(const struct score *score, struct rubric_span words);
/** Leaves out of tokens [from, to) what a quote for the criterion needs at neither end. */
void quote_trim(struct assessment *assessment, size_t criterion, size_t *from, size_t *to);
/** The model's chances and words into the scores, if there is a model. */
bool score_add_model(struct assessment *assessment);
/** What one criterion says about another. */
void score_relate(struct assessment *assessment);
/** Signs of the job's own words. */
bool job_terms_score(struct assessment *assessment);
/** The criterion of the file's "topic": how much of the answer is about something else. */
bool topic_score(struct assessment *assessment);

bool delivery_measure(struct assessment *assessment);
void story_read(struct assessment *assessment);
bool headline_choose(struct assessment *assessment, const struct rubric_report *previous);

/** Is the criterion (place in the rubric) met or flagged in the report made so far? */
bool assess_is_met(const struct assessment *assessment, size_t criterion);
/** How many patterns of a list were found. */
size_t assess_count_list(const struct assessment *assessment, enum rubric_list list);

#endif
