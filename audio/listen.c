/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "listen.h"

#include "engine.h"
#include "extra_words.h"
#include "failure.h"
#include "hearing.h"
#include "protocol.h"
#include "secret.h"
#include "topic_words.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

/* More than this much waiting in the pipe, and live words would only make us later. */
static const int live_backlog_bytes = 48000;
/* Pieces waiting to be settled before we stop reading: about 40 s. */
static const size_t most_pieces = 6;

static int fail(FILE *out, const char *reason)
{
    struct answer failed = { .type = ANSWER_FAILED };
    snprintf(failed.text, sizeof(failed.text), "%s", reason);
    answer_write(out, &failed);
    return 1;
}

static void handle_request(void *user, const struct request *request)
{
    struct hearing *h = user;
    switch (request->type) {
    case REQUEST_SAMPLES:
        hearing_samples(h, request->samples, request->count);
        break;
    case REQUEST_FINISH:
        hearing_finish(h);
        break;
    case REQUEST_RESET:
        hearing_reset(h);
        break;
    case REQUEST_GRAMMAR:
        hearing_grammar(h, request->name);
        break;
    }
}

/* Returns 1 while there is more to come, 0 at the end, -1 after one sentence to `err`. */
static int read_requests(struct hearing *h, struct request_reader *reader, int in_fd, char *err,
                         size_t err_size)
{
    uint8_t bytes[6400];
    int waiting = 0;
    ioctl(in_fd, FIONREAD, &waiting);
    hearing_hurry(h, waiting > live_backlog_bytes);
    ssize_t got = read(in_fd, bytes, sizeof(bytes));
    if (got < 0) {
        if (errno == EINTR || errno == EAGAIN) {
            return 1;
        }
        snprintf(err, err_size, "cannot read samples: %s", strerror(errno));
        return -1;
    }
    bool good = request_reader_feed(reader, bytes, (size_t)got, handle_request, h, err, err_size);
    explicit_bzero(bytes, sizeof(bytes));
    return !good ? -1 : got > 0;
}

static int serve(struct hearing *h, int in_fd, char *err, size_t err_size)
{
    struct request_reader reader = { 0 };
    int more = 1;
    while (more > 0 && !hearing_broken(h)) {
        struct pollfd fds[] = {
            { .fd = hearing_fd(h), .events = POLLIN },
            { .fd = hearing_better_fd(h), .events = POLLIN },   /* -1 is left out */
            { .fd = in_fd, .events = POLLIN },
        };
        bool full = hearing_pieces(h) >= most_pieces;
        int ready = poll(fds, full ? 2 : 3, hearing_pieces(h) > 0 ? 1000 : -1);
        if (ready < 0 && errno != EINTR) {
            snprintf(err, err_size, "cannot wait for samples: %s", strerror(errno));
            return 1;
        }
        if (ready == 0) {
            hearing_alive(h);
        }
        hearing_settled(h);
        if (!full && fds[2].revents != 0) {
            more = read_requests(h, &reader, in_fd, err, err_size);
        }
    }
    if (more == 0) {
        request_reader_end(&reader, handle_request, h);
        if (reader.state == READ_PLAIN) {
            hearing_finish(h);
            hearing_improve(h);
        }
    }
    return more < 0;
}

static int listen_with(const struct listen_settings *settings, int in_fd, FILE *out)
{
    char err[300] = "";
    const struct engine *engine = engine_find(settings->engine, err, sizeof(err));
    if (engine == NULL) {
        return fail(out, err);
    }
    const struct engine *better = engine->begin == NULL ? engine : NULL;
    struct hearing *h = hearing_create(better != NULL ? &engine_pocketsphinx : engine, better,
                                       settings, out, err, sizeof(err));
    if (h == NULL) {
        return fail(out, err);
    }
    int status = serve(h, in_fd, err, sizeof(err));
    if (status != 0) {
        fail(out, err);
    }
    hearing_destroy(h);
    return status;
}

int listen_run(const struct listen_settings *settings, int in_fd, FILE *out)
{
    struct extra_words extra = { 0 };
    struct listen_settings own = *settings;
    char err[300] = "";
    secret_process();
    signal(SIGPIPE, SIG_IGN);
    failure_tell(out);
    own.extra = &extra;
    if (settings->word_file != NULL
        && !extra_words_read(&extra, settings->word_file, err, sizeof(err))) {
        return fail(out, err);
    }
    topic_words_add(&extra, settings);
    int status = listen_with(&own, in_fd, out);
    extra_words_free(&extra);
    return status;
}
