/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "event_queue.h"

#include <secret.h>
#include <stdlib.h>
#include <string.h>

void event_queue_init(struct event_queue *q)
{
    *q = (struct event_queue){ 0 };
    pthread_mutex_init(&q->mutex, NULL);
}

void event_queue_finish(struct event_queue *q)
{
    struct told *told;
    while ((told = event_queue_take(q)) != NULL) {
        told_free(told);
    }
    pthread_mutex_destroy(&q->mutex);
}

static void release(struct told *told)
{
    wipe_string(told->text);
    said_wipe(&told->words);
    free(told->caption);
}

void told_free(struct told *told)
{
    if (told != NULL) {
        release(told);
        free(told);
    }
}

/* A newer level makes the one that still waits at the end of the queue useless. */
static bool replace_level(struct event_queue *q, const struct told *told)
{
    bool replaced = told->type == TOLD_LEVEL && q->last != NULL && q->last->type == TOLD_LEVEL;
    if (replaced) {
        q->last->level_db = told->level_db;
        q->last->peak_db = told->peak_db;
    }
    return replaced;
}

void event_queue_put(struct event_queue *q, const struct told *told)
{
    struct told *copy = malloc(sizeof(*copy));
    if (copy != NULL) {
        *copy = *told;
        copy->next = NULL;
    }
    pthread_mutex_lock(&q->mutex);
    bool queued = copy != NULL && !replace_level(q, told);
    if (queued && q->last != NULL) {
        q->last->next = copy;
        q->last = copy;
    } else if (queued) {
        q->first = q->last = copy;
    }
    pthread_mutex_unlock(&q->mutex);
    if (!queued) {
        struct told lost = *told;
        release(&lost);
        free(copy);
    }
}

struct told *event_queue_take(struct event_queue *q)
{
    pthread_mutex_lock(&q->mutex);
    struct told *told = q->first;
    if (told != NULL) {
        q->first = told->next;
        q->last = q->first != NULL ? q->last : NULL;
    }
    pthread_mutex_unlock(&q->mutex);
    return told;
}

bool told_of_utterance(const struct told *told)
{
    static const bool of_utterance[TOLD_COUNT] = {
        [TOLD_WORDS] = true, [TOLD_WORDS_AGAIN] = true, [TOLD_REPLACED] = true,
        [TOLD_SPEECH] = true, [TOLD_FINISHED] = true,
    };
    return of_utterance[told->type];
}

static bool is_of_person(const struct told *told)
{
    return told_of_utterance(told) || told->type == TOLD_COMMAND;
}

void event_queue_wipe(struct event_queue *q)
{
    pthread_mutex_lock(&q->mutex);
    struct told *told = q->first;
    q->first = q->last = NULL;
    while (told != NULL) {
        struct told *next = told->next;
        told->next = NULL;
        if (is_of_person(told)) {
            told_free(told);
        } else if (q->last != NULL) {
            q->last->next = told;
            q->last = told;
        } else {
            q->first = q->last = told;
        }
        told = next;
    }
    pthread_mutex_unlock(&q->mutex);
}
