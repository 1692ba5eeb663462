/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "settler.h"

#include "clock.h"
#include "secret.h"
#include "source.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/resource.h>
#include <unistd.h>

enum { NICE = 10 };

struct queue {
    struct piece *first, *last;
};

struct settler {
    const struct engine *engine;
    const struct listen_settings *settings;
    struct ear *ear;            /* the worker's only */
    pthread_t thread;
    int event_fd;
    bool nice;                  /* set before the thread starts */
    pthread_mutex_t mutex;      /* protects all below */
    pthread_cond_t changed;
    enum { SETTLER_LOADING, SETTLER_READY, SETTLER_FAILED } state;
    struct queue waiting, done;
    size_t count;               /* waiting, in hand and done */
    bool in_hand;
    int64_t in_hand_since_ns;           /* of the worker's processor time */
    bool forget_hand;
    bool stopping;
    char error[256];
};

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

static void push(struct queue *q, struct piece *piece)
{
    piece->next = NULL;
    if (q->last != NULL) {
        q->last->next = piece;
    } else {
        q->first = piece;
    }
    q->last = piece;
}

static struct piece *pop(struct queue *q)
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

static void hear(struct settler *s, struct piece *piece)
{
    struct word_list words = { 0 };
    piece->heard = s->engine->hear(s->ear, piece->samples, piece->count, &words);
    for (size_t i = 0; i < words.count && piece->heard; i++) {
        piece->heard = word_list_add(&piece->words, &words.words[i], piece->start_s);
    }
    word_list_clear(&words);
}

static void give_back(struct settler *s, struct piece *piece)
{
    s->in_hand = false;
    if (s->forget_hand) {
        s->forget_hand = false;
        piece_destroy(piece);
        return;
    }
    push(&s->done, piece);
    eventfd_write(s->event_fd, 1);
}

static void load(struct settler *s)
{
    char error[sizeof(s->error)] = "";
    s->ear = s->engine->open(s->settings, EAR_WHOLE, error, sizeof(error));
    pthread_mutex_lock(&s->mutex);
    memcpy(s->error, error, sizeof(error));
    s->state = s->ear != NULL ? SETTLER_READY : SETTLER_FAILED;
    pthread_cond_broadcast(&s->changed);
    eventfd_write(s->event_fd, 1);
    pthread_mutex_unlock(&s->mutex);
}

/* Not the time on the wall: on a busy machine that says nothing about a hang. */
static int64_t worker_ns(const struct settler *s)
{
    clockid_t clock;
    struct timespec t = { 0 };
    if (pthread_getcpuclockid(s->thread, &clock) == 0) {
        clock_gettime(clock, &t);
    }
    return t.tv_sec * CLOCK_SECOND + t.tv_nsec;
}

static void *run(void *user)
{
    struct settler *s = user;
    if (s->nice) {
        setpriority(PRIO_PROCESS, 0, NICE);     /* on Linux: of this thread and what it starts */
    }
    load(s);
    pthread_mutex_lock(&s->mutex);
    while (!s->stopping && s->ear != NULL) {
        struct piece *piece = pop(&s->waiting);
        if (piece == NULL) {
            pthread_cond_wait(&s->changed, &s->mutex);
            continue;
        }
        s->in_hand = true;
        s->in_hand_since_ns = worker_ns(s);
        pthread_mutex_unlock(&s->mutex);
        hear(s, piece);
        pthread_mutex_lock(&s->mutex);
        give_back(s, piece);
    }
    pthread_mutex_unlock(&s->mutex);
    s->engine->close(s->ear);
    s->ear = NULL;
    return NULL;
}

struct settler *settler_create(const struct engine *engine, const struct listen_settings *settings)
{
    struct settler *s = calloc(1, sizeof(*s));
    if (s == NULL) {
        return NULL;
    }
    s->engine = engine;
    s->settings = settings;
    s->event_fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    if (s->event_fd < 0) {
        free(s);
        return NULL;
    }
    pthread_mutex_init(&s->mutex, NULL);
    pthread_cond_init(&s->changed, NULL);
    return s;
}

void settler_be_nice(struct settler *s)
{
    s->nice = true;
}

bool settler_start(struct settler *s)
{
    return pthread_create(&s->thread, NULL, run, s) == 0;
}

bool settler_ready(struct settler *s, char *err, size_t err_size)
{
    pthread_mutex_lock(&s->mutex);
    while (s->state == SETTLER_LOADING) {
        pthread_cond_wait(&s->changed, &s->mutex);
    }
    bool ready = s->state == SETTLER_READY;
    if (!ready) {
        snprintf(err, err_size, "%s", s->error);
    }
    pthread_mutex_unlock(&s->mutex);
    return ready;
}

bool settler_loaded(struct settler *s, bool *good, char *err, size_t err_size)
{
    pthread_mutex_lock(&s->mutex);
    bool loaded = s->state != SETTLER_LOADING;
    *good = s->state == SETTLER_READY;
    pthread_mutex_unlock(&s->mutex);
    return loaded && (*good || !settler_ready(s, err, err_size));
}

void settler_stop(struct settler *s)
{
    pthread_mutex_lock(&s->mutex);
    s->stopping = true;
    pthread_cond_broadcast(&s->changed);
    pthread_mutex_unlock(&s->mutex);
}

void settler_join(struct settler *s)
{
    pthread_join(s->thread, NULL);
}

static void clear(struct queue *q)
{
    struct piece *piece;
    while ((piece = pop(q)) != NULL) {
        piece_destroy(piece);
    }
}

void settler_destroy(struct settler *s)
{
    if (s == NULL) {
        return;
    }
    clear(&s->waiting);
    clear(&s->done);
    close(s->event_fd);
    pthread_cond_destroy(&s->changed);
    pthread_mutex_destroy(&s->mutex);
    free(s);
}

void settler_put(struct settler *s, struct piece *piece)
{
    pthread_mutex_lock(&s->mutex);
    push(&s->waiting, piece);
    s->count++;
    pthread_cond_broadcast(&s->changed);
    pthread_mutex_unlock(&s->mutex);
}

struct piece *settler_take(struct settler *s)
{
    pthread_mutex_lock(&s->mutex);
    struct piece *piece = pop(&s->done);
    if (piece != NULL) {
        s->count--;
    } else {
        eventfd_t events;
        eventfd_read(s->event_fd, &events);
    }
    pthread_mutex_unlock(&s->mutex);
    return piece;
}

int settler_fd(const struct settler *s)
{
    return s->event_fd;
}

size_t settler_count(struct settler *s)
{
    pthread_mutex_lock(&s->mutex);
    size_t count = s->count;
    pthread_mutex_unlock(&s->mutex);
    return count;
}

double settler_busy_s(struct settler *s)
{
    pthread_mutex_lock(&s->mutex);
    int64_t busy_ns = s->in_hand ? worker_ns(s) - s->in_hand_since_ns : 0;
    pthread_mutex_unlock(&s->mutex);
    return (double)busy_ns / (double)CLOCK_SECOND;
}

void settler_forget(struct settler *s)
{
    pthread_mutex_lock(&s->mutex);
    clear(&s->waiting);
    clear(&s->done);
    s->forget_hand = s->in_hand;
    s->count = 0;
    pthread_mutex_unlock(&s->mutex);
}
