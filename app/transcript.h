/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * A person's words on the screen: one text that remembers where each word
 * stands, with the marks of the design: evidence, watch-out, filler, tentative.
 */
#ifndef TRANSCRIPT_H
#define TRANSCRIPT_H

#include "view.h"

#define TRANSCRIPT_MARKS_MAX 256

enum word_mark {
    WORD_TENTATIVE,     /* still listening, or the recognizer was unsure */
    WORD_FILLER,
    WORD_EVIDENCE,
    WORD_WATCH,
    WORD_PLAYING,       /* heard now, during Hear it */
    WORD_CHOSEN         /* touched */
};

/** Words [from, to) look different. Later marks lie over earlier ones. */
struct word_mark_span {
    size_t from, to;
    enum word_mark mark;
    unsigned number;    /* in a disc behind the words; 0: none */
};

/** Made for one frame; lives in the view's arena. */
struct transcript {
    const char *text;
    const uint32_t *starts, *ends;  /* bytes of each word */
    const uint32_t *disc_ends;      /* end of the room for a disc behind each word */
    size_t count;
    const struct word_mark_span *marks;
    size_t mark_count;
    enum type_style style;
    int weight;
};

/** Borrows `marks` for the frame. No room: an empty transcript. */
struct transcript transcript_make(struct view *v, const struct rubric_word *words, size_t count,
                                  const struct word_mark_span *marks, size_t mark_count,
                                  enum type_style style, int weight);
double transcript_height(struct view *v, const struct transcript *t, double width);
/** Draw from the top of `box`, whose width decides the lines; returns the height. */
double transcript_draw(struct view *v, const struct transcript *t, struct rect box);
/** The first line's place of words [from, to), drawn into `box`. False: there are none. */
bool transcript_place(struct view *v, const struct transcript *t, struct rect box, size_t from,
                      size_t to, struct rect *place);
/** A spot for each word, to strike or correct it; those outside `visible` are left out. */
void transcript_spots(struct view *v, const struct transcript *t, struct rect box,
                      struct rect visible);

#endif
