/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "piece.h"

#include "secret.h"
#include "source.h"

#include <stdlib.h>
#include <string.h>

struct piece *piece_create(const int16_t *samples, size_t count, double start_s)
{
    struct piece *piece = calloc(1, sizeof(*piece));
    if (piece == NULL) {
        return NULL;
    }
    piece->samples = secret_alloc(count * sizeof(*samples));
    if (piece->samples == NULL) {
        free(piece);
        return NULL;
    }
    memcpy(piece->samples, samples, count * sizeof(*samples));
    piece->count = count;
    piece->start_s = start_s;
    piece->end_s = start_s + (double)count / SAMPLE_RATE;
    return piece;
}

void piece_destroy(struct piece *piece)
{
    if (piece == NULL) {
        return;
    }
    secret_free(piece->samples, piece->count * sizeof(*piece->samples));
    word_list_clear(&piece->words);
    word_list_clear(&piece->before);
    free(piece);
}

void piece_push(struct piece_queue *q, struct piece *piece)
{
    piece->next = NULL;
    if (q->last != NULL) {
        q->last->next = piece;
    } else {
        q->first = piece;
    }
    q->last = piece;
}

struct piece *piece_pop(struct piece_queue *q)
{
    struct piece *piece = q->first;
    if (piece != NULL) {
        q->first = piece->next;
        if (q->first == NULL) {
            q->last = NULL;
        }
    }
    return piece;
}

void piece_clear(struct piece_queue *q)
{
    struct piece *piece;
    while ((piece = piece_pop(q)) != NULL) {
        piece_destroy(piece);
    }
}
