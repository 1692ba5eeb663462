/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * A piece of an utterance between two pauses, with its sound and its words, and
 * queues of such pieces. One thread at a time.
 */
#ifndef PIECE_H
#define PIECE_H

#include "word_list.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct piece {
    int16_t *samples;           /* secret memory */
    size_t count;
    double start_s, end_s;      /* in the utterance */
    struct word_list words;     /* filled by the worker; times in the utterance */
    struct word_list before;    /* what another worker heard */
    unsigned utterance;         /* its owner's own */
    bool heard;                 /* false: the engine could not */
    size_t head;                /* what settler_follow() was told, or would have been; 0: nothing */
    unsigned serial;            /* the settler's own */
    struct piece *next;         /* in a queue */
};

/** Oldest first; all zeros: empty. Owns its pieces. */
struct piece_queue {
    struct piece *first, *last;
};

/** Copies `samples`; NULL when memory ran out. */
struct piece *piece_create(const int16_t *samples, size_t count, double start_s);
void piece_destroy(struct piece *piece);

/** Takes the piece. */
void piece_push(struct piece_queue *q, struct piece *piece);
/** The oldest piece, now the caller's; NULL: none. */
struct piece *piece_pop(struct piece_queue *q);
void piece_clear(struct piece_queue *q);

#endif
