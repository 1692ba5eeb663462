/* SPDX-License-Identifier: GPL-3.0-or-later */
/** What a recognizer hears of one recording after another, and how late. */
#ifndef MEASURE_HEARD_H
#define MEASURE_HEARD_H

#include <recognizer.h>
#include <word_list.h>

struct heard {
    struct recognizer *recognizer;
    double slowness;            /* 1: as fast as a microphone; 0: as fast as it is taken */
    bool ready;                 /* its models are loaded */
    int64_t start_ns;           /* of the recording */
    double late_s, worst_late_s;        /* from the end to the last word */
    double after_s, worst_after_s;      /* the same, in processor time */
    size_t lates;
    double settled_late_s, settled_worst_s;
    size_t settled_words;
    double pause_late_s, pause_worst_s; /* of words that come at once, since the pause behind them */
    size_t pieces;
    size_t partials;            /* lines of live words while somebody spoke */
    double speech_s, speech_at_s;
    bool speaking;
    double pause_s;             /* when the last pause began */
    /* of this recording */
    struct word_list words;
    bool finished, improved;
    char failure[300];
};

/** For recognizer_start(), with the struct above. */
extern const struct recognizer_events heard_events;

/** Fills `words`; false: see `failure`. */
bool heard_take(struct heard *h, const int16_t *samples, size_t count);
/** How late words were, if they came at a microphone's pace. */
void heard_print(const struct heard *h);

#endif
