/* SPDX-License-Identifier: GPL-3.0-or-later */
/** The one queue from the workers' threads to the main thread. */
#ifndef EVENT_QUEUE_H
#define EVENT_QUEUE_H

#include <pthread.h>
#include <stdbool.h>
#include <stdint.h>

#include "said.h"

/** What a worker told. */
enum told_type {
    TOLD_READY,             /* listener: the models are loaded */
    TOLD_LEVEL,             /* only the newest is kept */
    TOLD_WORDS,
    TOLD_WORDS_AGAIN,
    TOLD_REPLACED,          /* words instead of those from at_s to until_s */
    TOLD_SPEECH,
    TOLD_VOICE,             /* number: somebody speaks outside an answer */
    TOLD_COMMAND,           /* text: the phrase */
    TOLD_FINISHED,
    TOLD_TROUBLE,           /* number: enum listener_trouble; text */
    TOLD_STARTED,           /* voice: id, caption */
    TOLD_ENDED,             /* voice: id, flag: whole */
    TOLD_VOICE_TROUBLE,     /* text */
    TOLD_PLAYED,            /* player: id */
    TOLD_MICROPHONE,        /* the search: text is a device's name */
    TOLD_SPEAKER,           /* player: flag: it is lost; text */
    TOLD_COUNT
};

struct caption_word {
    double at_s;
    size_t from, to;
};

struct told {
    enum told_type type;
    uint32_t id;                /* of the utterance, see told_of_utterance(), or as said above */
    int number;
    bool flag;
    double at_s, until_s;
    float level_db, peak_db;
    char *text;                 /* owned; may be NULL */
    struct said words;          /* owned */
    struct caption_word *caption;   /* owned; may be NULL */
    size_t caption_count;
    struct told *next;
};

/** Whether it tells of what is being heard: then `id` is the number that listener_open() gave. */
bool told_of_utterance(const struct told *told);

struct event_queue {
    pthread_mutex_t mutex;      /* protects all below */
    struct told *first, *last;
};

void event_queue_init(struct event_queue *q);
void event_queue_finish(struct event_queue *q); /* wipes what is left */
/** Takes over what `told` owns. Any thread. */
void event_queue_put(struct event_queue *q, const struct told *told);
/** The oldest, to be freed with told_free(); NULL: none. */
struct told *event_queue_take(struct event_queue *q);
/** Overwrites words and text. NULL is fine. */
void told_free(struct told *told);
/** Forget what a person said; trouble with devices and ended sounds stay. */
void event_queue_wipe(struct event_queue *q);

#endif
