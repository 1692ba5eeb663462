/* SPDX-License-Identifier: MIT */
/* What criteria say about each other: one shows another, needs another, or is left over. */
#include <math.h>
#include <string.h>

#include "assess.h"

/* How general an answer is that names nothing, but says nothing general either. */
static const double alone_is_general = 0.45;

/*
 * A criterion that is met shows others too. Its words stand for them as well, unless they were
 * met by words of their own.
 */
static void add_shown(struct assessment *a)
{
    for (size_t i = 0; i < a->rubric->file.criteria_count; i++) {
        const struct criteria_names *shows = &a->rubric->file.criteria[i].shows;
        for (size_t k = 0; k < shows->count; k++) {
            size_t other = shows->items[k].index;
            if (a->scores[i].heard > a->scores[other].heard) {
                struct score own = a->scores[other];
                a->scores[other] = a->scores[i];
                a->scores[other].pattern = own.pattern;
                a->scores[other].model = own.model;
                a->scores[other].wanted = own.wanted;
                if (own.belief >= SCORE_MET && own.evidence_count > 0) {
                    memcpy(a->scores[other].evidence, own.evidence, sizeof(own.evidence));
                    a->scores[other].evidence_count = own.evidence_count;
                }
            }
        }
    }
}

/* What makes sense only beside another criterion: "I called them" without a scene is no story. */
static void drop_lonely(struct assessment *a)
{
    for (size_t i = 0; i < a->rubric->file.criteria_count; i++) {
        const struct criteria_names *needs = &a->rubric->file.criteria[i].needs_one;
        double best = needs->count > 0 ? 0 : 1;
        for (size_t k = 0; k < needs->count; k++) {
            double belief = a->scores[needs->items[k].index].belief;
            best = belief > best ? belief : best;
        }
        if (best < SCORE_MET) {
            a->scores[i].belief *= best;
            a->scores[i].heard *= best;
        }
    }
}

/*
 * "Too general" is what is left when nothing particular was said: of the criteria
 * it names, or, when the question asks for none of those, of all it asks for.
 */
static double best_of(const struct assessment *a, const struct criteria_names *names, bool *any)
{
    double best = 0;
    *any = false;
    for (size_t i = 0; i < names->count; i++) {
        size_t criterion = names->items[i].index;
        if (a->scores[criterion].wanted) {
            *any = true;
            best = a->scores[criterion].belief > best ? a->scores[criterion].belief : best;
        }
    }
    return best;
}

static double best_asked(const struct assessment *a)
{
    double best = 0;
    for (size_t i = 0; i < a->rubric->file.criteria_count; i++) {
        if (a->rubric->criteria[i].group != RUBRIC_GROUP_WATCH && a->scores[i].wanted
            && a->scores[i].belief > best) {
            best = a->scores[i].belief;
        }
    }
    return best;
}

static void score_general(struct assessment *a)
{
    for (size_t i = 0; i < a->rubric->file.criteria_count; i++) {
        const struct criteria_names *unless = &a->rubric->file.criteria[i].unless;
        bool any;
        if (unless->count == 0) {
            continue;
        }
        double best = best_of(a, unless, &any);
        best = any ? best : best_asked(a);
        double belief = (1 - best) * (alone_is_general + (1 - alone_is_general)
                                                             * a->scores[i].pattern);
        if (a->scores[i].model >= 0) {
            belief = sqrt(belief * a->scores[i].model);
        }
        a->scores[i].belief = belief;
        a->scores[i].heard = belief;
        a->scores[i].evidence_count = 0;
    }
}

void score_relate(struct assessment *a)
{
    add_shown(a);
    drop_lonely(a);
    score_general(a);
}
