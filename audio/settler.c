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

enum {
    NICE = 10,
    MOST_AHEAD = SAMPLE_RATE * 8    /* samples; what follows is heard with the whole piece */
};

struct settler {
    const struct engine *engine;
    const struct listen_settings *settings;
    struct ear *ear;            /* the worker's only */
    size_t listened;            /* the worker's only: samples of the piece `listening` */
    unsigned listening;         /* the worker's only */
    int16_t *portion;           /* the worker's only; secret */
    pthread_t thread;
    int event_fd;
    bool nice;                  /* set before the thread starts */
    bool started;               /* the owner's: between start and join */
    pthread_mutex_t mutex;      /* protects all below */
    pthread_cond_t changed;
    enum { SETTLER_LOADING, SETTLER_READY, SETTLER_FAILED } state;
    struct piece_queue waiting, done;
    size_t count;               /* waiting, in hand and done */
    int16_t *ahead;             /* secret; of the piece that is not put yet */
    size_t ahead_count, ahead_head;
    unsigned serial;            /* that piece's */
    bool in_hand;               /* a whole piece */
    bool busy;                  /* with that, or with a portion */
    int64_t busy_since_ns;              /* of the worker's processor time */
    bool forget_hand;
    bool stopping;
    char error[256];
};

static bool listen(struct settler *s, const int16_t *samples, size_t count, unsigned serial)
{
    bool begin = s->listening != serial || s->listened == 0;
    s->listened = begin ? count : s->listened + count;
    s->listening = serial;
    return s->engine->listen(s->ear, samples, count, begin);
}

/* Whether the worker came to it in time or not, a piece is listened to in the same portions. */
static void listen_to_rest(struct settler *s, const struct piece *piece)
{
    bool good = true;
    if (s->engine->listen == NULL) {
        return;
    }
    if (s->listened > 0 && s->listening != piece->serial) {
        good = s->engine->listen(s->ear, NULL, 0, true);
        s->listened = 0;
    }
    while (good && piece->head > 0) {
        size_t next = s->listened > 0 ? SETTLER_PORTION : piece->head;
        if (s->listened + next > piece->count || s->listened + next > MOST_AHEAD) {
            break;
        }
        good = listen(s, piece->samples + s->listened, next, piece->serial);
    }
    s->listened = 0;
}

static void hear(struct settler *s, struct piece *piece)
{
    struct word_list words = { 0 };
    listen_to_rest(s, piece);
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
    piece_push(&s->done, piece);
    eventfd_write(s->event_fd, 1);
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

/* Copies the next portion of what lies ahead; its length, 0 while there is none. With the mutex. */
static size_t take_portion(struct settler *s, unsigned *serial)
{
    size_t at = s->listening == s->serial ? s->listened : 0;
    size_t count = at > 0 ? SETTLER_PORTION : s->ahead_head;
    if (s->engine->listen == NULL || count == 0 || s->ahead_count < at + count) {
        return 0;
    }
    memcpy(s->portion, s->ahead + at, count * sizeof(*s->portion));
    *serial = s->serial;
    return count;
}

/* One thing of the worker's, as long as there is one; with the mutex, which it lets go meanwhile. */
static bool work(struct settler *s)
{
    struct piece *piece = piece_pop(&s->waiting);
    unsigned serial = 0;
    s->in_hand = piece != NULL;
    size_t portion = s->in_hand ? 0 : take_portion(s, &serial);
    s->busy = s->in_hand || portion > 0;
    if (!s->busy) {
        return false;
    }
    s->busy_since_ns = worker_ns(s);
    pthread_mutex_unlock(&s->mutex);
    if (piece != NULL) {
        hear(s, piece);
    } else {
        listen(s, s->portion, portion, serial);
        explicit_bzero(s->portion, portion * sizeof(*s->portion));
    }
    pthread_mutex_lock(&s->mutex);
    s->busy = false;
    if (piece != NULL) {
        give_back(s, piece);
    }
    return true;
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

static void *run(void *user)
{
    struct settler *s = user;
    pthread_setname_np(pthread_self(), "settler");
    if (s->nice) {
        setpriority(PRIO_PROCESS, 0, NICE);     /* on Linux: of this thread and what it starts */
    }
    load(s);
    pthread_mutex_lock(&s->mutex);
    while (!s->stopping && s->ear != NULL) {
        if (!work(s)) {
            pthread_cond_wait(&s->changed, &s->mutex);
        }
    }
    pthread_mutex_unlock(&s->mutex);
    s->engine->close(s->ear);
    s->ear = NULL;
    return NULL;
}

static void free_buffers(struct settler *s)
{
    if (s->event_fd >= 0) {
        close(s->event_fd);
    }
    secret_free(s->ahead, MOST_AHEAD * sizeof(*s->ahead));
    secret_free(s->portion, SETTLER_HEAD * sizeof(*s->portion));
    free(s);
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
    s->ahead = secret_alloc(MOST_AHEAD * sizeof(*s->ahead));
    s->portion = secret_alloc(SETTLER_HEAD * sizeof(*s->portion));
    s->serial = 1;
    if (s->event_fd < 0 || s->ahead == NULL || s->portion == NULL) {
        free_buffers(s);
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
    s->started = pthread_create(&s->thread, NULL, run, s) == 0;
    return s->started;
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
    if (s->started) {
        pthread_join(s->thread, NULL);
        s->started = false;
    }
}

void settler_destroy(struct settler *s)
{
    if (s == NULL) {
        return;
    }
    piece_clear(&s->waiting);
    piece_clear(&s->done);
    pthread_cond_destroy(&s->changed);
    pthread_mutex_destroy(&s->mutex);
    free_buffers(s);
}

/* With the mutex. */
static void forget_ahead(struct settler *s)
{
    explicit_bzero(s->ahead, s->ahead_count * sizeof(*s->ahead));
    s->ahead_count = 0;
    s->serial++;
}

void settler_follow(struct settler *s, const int16_t *samples, size_t count, size_t head)
{
    pthread_mutex_lock(&s->mutex);
    s->ahead_head = head;
    count = count < MOST_AHEAD - s->ahead_count ? count : MOST_AHEAD - s->ahead_count;
    memcpy(s->ahead + s->ahead_count, samples, count * sizeof(*samples));
    s->ahead_count += count;
    pthread_cond_broadcast(&s->changed);
    pthread_mutex_unlock(&s->mutex);
}

void settler_put(struct settler *s, struct piece *piece)
{
    pthread_mutex_lock(&s->mutex);
    piece->serial = s->serial;
    forget_ahead(s);
    piece_push(&s->waiting, piece);
    s->count++;
    pthread_cond_broadcast(&s->changed);
    pthread_mutex_unlock(&s->mutex);
}

struct piece *settler_take(struct settler *s)
{
    pthread_mutex_lock(&s->mutex);
    struct piece *piece = piece_pop(&s->done);
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
    int64_t busy_ns = s->busy ? worker_ns(s) - s->busy_since_ns : 0;
    pthread_mutex_unlock(&s->mutex);
    return (double)busy_ns / (double)CLOCK_SECOND;
}

void settler_forget(struct settler *s)
{
    pthread_mutex_lock(&s->mutex);
    piece_clear(&s->waiting);
    piece_clear(&s->done);
    forget_ahead(s);
    s->forget_hand = s->in_hand;
    s->count = 0;
    pthread_mutex_unlock(&s->mutex);
}
