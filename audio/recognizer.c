/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "recognizer.h"

#include "child.h"
#include "clock.h"
#include "patience.h"
#include "protocol.h"
#include "secret.h"

#include <errno.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { QUEUE_SIZE = 16384, BLOCK_SAMPLES = 1600,
       ANSWERED_WITHIN = 8000,      /* samples; a few, like the last ones, need no answer */
       SAMPLES_A_LINE = 160,        /* some 30 lines come with a second of sound */
       MOST_IDLE_LINES = 40000 };   /* more than these */

static const int64_t first_load_patience_ns = 30 * CLOCK_SECOND;
static const int64_t first_patience_ns = 10 * CLOCK_SECOND;

struct recognizer {
    struct child child;
    const struct recognizer_events *events;
    void *user;
    bool failed;
    bool ready;
    char better[64];            /* "" none */
    unsigned resets;            /* sent and not answered: words until then are of the past */
    unsigned finishes;          /* sent and not answered */
    uint8_t *queue;             /* secret; bytes on their way to the process */
    size_t queued, sent;
    char *line;                 /* secret; of PROTOCOL_MAX_LINE */
    size_t line_length;
    size_t unanswered;          /* samples given since its last sign of life */
    size_t idle_lines;          /* written since it last got something done ... */
    size_t idle_samples;        /* ... and given since then */
    bool owes;                  /* it was given what asks for an answer */
    struct patience patience;   /* since its last sign of life, or since it owes one */
    int64_t patience_ns, load_patience_ns;
};

static void fail(struct recognizer *r, const char *reason)
{
    if (!r->failed) {
        r->failed = true;
        if (r->events->on_failed != NULL) {
            r->events->on_failed(r->user, reason);
        }
    }
}

static void fail_ended(struct recognizer *r)
{
    char how[64], reason[128];
    int64_t since_ns = clock_ns();
    while (!child_has_ended(&r->child, how, sizeof(how))) {
        if (clock_ns() - since_ns > CLOCK_SECOND / 5) {
            fail(r, "the recognizer closed its output");
            return;
        }
        clock_sleep_ms(1);
    }
    snprintf(reason, sizeof(reason), "the recognizer is gone: %s", how);
    fail(r, reason);
}

static void on_ready(struct recognizer *r, const struct answer *a)
{
    if (a->protocol != PROTOCOL_VERSION) {
        char reason[128];
        snprintf(reason, sizeof(reason), "the recognizer speaks protocol %d: want %d", a->protocol,
                 PROTOCOL_VERSION);
        fail(r, reason);
        return;
    }
    r->ready = true;
    snprintf(r->better, sizeof(r->better), "%s", a->better);
    if (r->events->on_ready != NULL) {
        r->events->on_ready(r->user);
    }
}

static void on_words(struct recognizer *r, const struct answer *a)
{
    if (r->events->on_words != NULL && r->resets == 0) {
        r->events->on_words(r->user, a->words.words, a->words.count, a->type == ANSWER_SETTLED);
    }
}

static void on_speech(struct recognizer *r, const struct answer *a)
{
    if (r->events->on_speech != NULL && r->resets == 0) {
        r->events->on_speech(r->user, a->speaking, a->at_s);
    }
}

static void on_finished(struct recognizer *r, const struct answer *a)
{
    (void)a;
    r->finishes -= r->finishes > 0 && r->resets == 0;
    if (r->events->on_finished != NULL && r->resets == 0) {
        r->events->on_finished(r->user);
    }
}

static void on_reset(struct recognizer *r, const struct answer *a)
{
    (void)a;
    r->resets -= r->resets > 0;
}

static void on_command(struct recognizer *r, const struct answer *a)
{
    if (r->events->on_command != NULL && r->resets == 0) {
        r->events->on_command(r->user, a->text, (float)a->confidence);
    }
}

static void on_replaced(struct recognizer *r, const struct answer *a)
{
    if (r->events->on_replaced != NULL && r->resets == 0) {
        r->events->on_replaced(r->user, a->at_s, a->until_s, a->finished, a->words.words,
                               a->words.count);
    }
}

static void on_improved(struct recognizer *r, const struct answer *a)
{
    (void)a;
    if (r->events->on_improved != NULL && r->resets == 0) {
        r->events->on_improved(r->user);
    }
}

static void on_better(struct recognizer *r, const struct answer *a)
{
    if (r->events->on_better != NULL) {
        r->events->on_better(r->user, a->works, a->text);
    }
}

static void on_failed(struct recognizer *r, const struct answer *a)
{
    fail(r, a->text);
}

static void on_nothing(struct recognizer *r, const struct answer *a)
{
    (void)r;
    (void)a;
}

static void (*const handlers[])(struct recognizer *r, const struct answer *a) = {
    [ANSWER_READY] = on_ready,
    [ANSWER_PARTIAL] = on_words,
    [ANSWER_SETTLED] = on_words,
    [ANSWER_SPEECH] = on_speech,
    [ANSWER_LEVEL] = on_nothing,
    [ANSWER_FINISHED] = on_finished,
    [ANSWER_RESET] = on_reset,
    [ANSWER_COMMAND] = on_command,
    [ANSWER_FAILED] = on_failed,
    [ANSWER_BETTER] = on_better,
    [ANSWER_REPLACED] = on_replaced,
    [ANSWER_IMPROVED] = on_improved,
    [ANSWER_OTHER] = on_nothing,
};

static void handle_line(struct recognizer *r, const char *line, size_t length)
{
    struct answer a;
    char err[200];
    if (!answer_parse(line, length, &a, err, sizeof(err))) {
        fail(r, err);
        return;
    }
    bool done = a.type == ANSWER_FINISHED || a.type == ANSWER_RESET
        || (a.type == ANSWER_SETTLED && a.words.count > 0);
    r->idle_lines = done ? 0 : r->idle_lines + 1;
    r->idle_samples = done ? 0 : r->idle_samples;
    if (!r->ready && a.type != ANSWER_READY && a.type != ANSWER_FAILED) {
        fail(r, "the recognizer spoke before it said that it is ready");
    } else if (r->idle_lines > MOST_IDLE_LINES + r->idle_samples / SAMPLES_A_LINE) {
        fail(r, "the recognizer writes without end and gets nothing done");
    } else {
        handlers[a.type](r, &a);
    }
    answer_clear(&a);
}

static void handle_lines(struct recognizer *r)
{
    char *begin = r->line, *end;
    size_t left = r->line_length;
    while (!r->failed && (end = memchr(begin, '\n', left)) != NULL) {
        handle_line(r, begin, (size_t)(end - begin));
        left -= (size_t)(end + 1 - begin);
        begin = end + 1;
    }
    memmove(r->line, begin, left);
    explicit_bzero(r->line + left, r->line_length - left);
    r->line_length = left;
    if (left == PROTOCOL_MAX_LINE) {
        fail(r, "the recognizer wrote a line that is too long");
    }
}

/* Words may be many and the caller has other work: a flood is read in portions. */
static void read_answers(struct recognizer *r)
{
    ssize_t got = read(r->child.from_fd, r->line + r->line_length,
                       PROTOCOL_MAX_LINE - r->line_length);
    if (got == 0) {
        fail_ended(r);
    } else if (got > 0) {
        r->line_length += (size_t)got;
        patience_renew(&r->patience, r->child.pid);
        handle_lines(r);
        r->unanswered = 0;
        r->owes = r->queued > r->sent || r->finishes > 0 || r->resets > 0;
    } else if (errno != EAGAIN && errno != EINTR) {
        fail(r, "the recognizer's output cannot be read");
    }
}

/* Writing to a dead process must not end ours: SIGPIPE is held back and taken away. */
static ssize_t write_quietly(int fd, const void *bytes, size_t length)
{
    sigset_t pipe_set, old, pending;
    sigemptyset(&pipe_set);
    sigaddset(&pipe_set, SIGPIPE);
    sigpending(&pending);
    bool was_pending = sigismember(&pending, SIGPIPE) == 1;
    pthread_sigmask(SIG_BLOCK, &pipe_set, &old);
    ssize_t sent = write(fd, bytes, length);
    int error = errno;
    if (sent < 0 && error == EPIPE && !was_pending) {
        sigtimedwait(&pipe_set, NULL, &(struct timespec){ 0 });
    }
    pthread_sigmask(SIG_SETMASK, &old, NULL);
    errno = error;
    return sent;
}

static void flush(struct recognizer *r)
{
    if (r->failed || r->sent == r->queued) {
        return;
    }
    ssize_t sent = write_quietly(r->child.to_fd, r->queue + r->sent, r->queued - r->sent);
    if (sent < 0) {
        return;     /* full, or gone: then reading tells more about it */
    }
    r->sent += (size_t)sent;
    if (r->sent == r->queued) {
        explicit_bzero(r->queue, r->queued);
        r->queued = 0;
        r->sent = 0;
    }
}

static bool queue_bytes(struct recognizer *r, const char *header, const void *bytes, size_t length)
{
    size_t header_length = strlen(header);
    flush(r);
    if (r->failed || r->queued + header_length + length > QUEUE_SIZE) {
        return false;
    }
    memcpy(r->queue + r->queued, header, header_length);
    if (length > 0) {
        memcpy(r->queue + r->queued + header_length, bytes, length);
    }
    r->queued += header_length + length;
    flush(r);
    return true;
}

/* From now on silence is suspicious. */
static void expect_answer(struct recognizer *r)
{
    if (!r->owes) {
        r->owes = true;
        patience_renew(&r->patience, r->child.pid);
    }
}

struct recognizer *recognizer_start(const char *const *argv,
                                    const struct recognizer_events *events, void *user,
                                    char *err, size_t err_size)
{
    struct recognizer *r = calloc(1, sizeof(*r));
    if (r == NULL) {
        snprintf(err, err_size, "no memory for the recognizer");
        return NULL;
    }
    r->events = events;
    r->user = user;
    r->patience_ns = first_patience_ns;
    r->load_patience_ns = first_load_patience_ns;
    r->child = (struct child){ .to_fd = -1, .from_fd = -1 };
    r->queue = secret_alloc(QUEUE_SIZE);
    r->line = secret_alloc(PROTOCOL_MAX_LINE);
    if (r->queue == NULL || r->line == NULL) {
        snprintf(err, err_size, "no memory for the recognizer");
        recognizer_destroy(r);
        return NULL;
    }
    if (!child_start(&r->child, argv, err, err_size)) {
        recognizer_destroy(r);
        return NULL;
    }
    queue_bytes(r, PROTOCOL_GREETING, NULL, 0);
    patience_renew(&r->patience, r->child.pid);
    return r;
}

size_t recognizer_write(struct recognizer *r, const int16_t *samples, size_t count)
{
    uint8_t bytes[BLOCK_SAMPLES * 2];
    char header[32];
    count = count < BLOCK_SAMPLES ? count : BLOCK_SAMPLES;
    for (size_t i = 0; i < count; i++) {
        bytes[2 * i] = (uint8_t)((uint16_t)samples[i] & 0xff);
        bytes[2 * i + 1] = (uint8_t)((uint16_t)samples[i] >> 8);
    }
    snprintf(header, sizeof(header), "samples %zu\n", count);
    bool taken = count > 0 && queue_bytes(r, header, bytes, count * 2);
    explicit_bzero(bytes, sizeof(bytes));
    r->unanswered += taken ? count : 0;
    r->idle_samples += taken ? count : 0;
    if (r->unanswered > ANSWERED_WITHIN) {
        expect_answer(r);
    }
    return taken ? count : 0;
}

bool recognizer_finish(struct recognizer *r)
{
    if (!queue_bytes(r, "finish\n", NULL, 0)) {
        return false;
    }
    r->finishes++;
    expect_answer(r);
    return true;
}

bool recognizer_reset(struct recognizer *r)
{
    if (!queue_bytes(r, "reset\n", NULL, 0)) {
        return false;
    }
    r->resets++;
    r->finishes = 0;
    expect_answer(r);
    return true;
}

bool recognizer_grammar(struct recognizer *r, const char *name)
{
    char line[64];
    snprintf(line, sizeof(line), "grammar %s\n", name != NULL ? name : "");
    return queue_bytes(r, line, NULL, 0);
}

void recognizer_patience(struct recognizer *r, double seconds)
{
    r->patience_ns = (int64_t)(seconds * (double)CLOCK_SECOND);
    r->load_patience_ns = r->patience_ns;
}

const char *recognizer_better(const struct recognizer *r)
{
    return r->better[0] != '\0' ? r->better : NULL;
}

static void check_patience(struct recognizer *r)
{
    char reason[128];
    int64_t limit_ns = r->ready ? r->patience_ns : r->load_patience_ns;
    if (!r->failed && (r->owes || !r->ready)
        && patience_is_over(&r->patience, r->child.pid, limit_ns)) {
        snprintf(reason, sizeof(reason), "the recognizer said nothing for %.1f seconds",
                 (double)(clock_ns() - r->patience.since_ns) / (double)CLOCK_SECOND);
        fail(r, reason);
    }
}

bool recognizer_poll(struct recognizer *r, unsigned wait_ms)
{
    if (r->failed) {
        return false;
    }
    flush(r);
    struct pollfd fds[] = {
        { .fd = r->child.from_fd, .events = POLLIN },
        { .fd = r->queued > r->sent ? r->child.to_fd : -1, .events = POLLOUT },
    };
    if (poll(fds, 2, (int)wait_ms) > 0) {
        if (fds[0].revents != 0) {
            read_answers(r);
        }
        flush(r);
    }
    check_patience(r);
    return !r->failed;
}

double recognizer_cpu_s(const struct recognizer *r)
{
    return (double)patience_used_ns(r->child.pid) / (double)CLOCK_SECOND;
}

void recognizer_kill(struct recognizer *r)
{
    r->failed = true;
    child_end(&r->child, 0);
}

void recognizer_destroy(struct recognizer *r)
{
    if (r == NULL) {
        return;
    }
    child_end(&r->child, r->failed ? 0 : 0.5);
    secret_free(r->queue, QUEUE_SIZE);
    secret_free(r->line, PROTOCOL_MAX_LINE);
    free(r);
}
