/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A command that speaks the protocol of models/README.md hears settled pieces again. */
#include "engine.h"

#include <stdio.h>
#include <stdlib.h>

enum { POLL_MS = 100, MOST_FAILURES = 3 };

static const double patience_s = 120;   /* for loading, and for one piece, on a slow machine */

struct ear {
    char *shell;                        /* the command line for it */
    struct recognizer *recognizer;      /* NULL: none now */
    unsigned failures;                  /* in a row */
    struct word_list *words;            /* of the piece under way */
    bool ready, finished;
    char reason[256];
};

static void on_ready(void *user)
{
    ((struct ear *)user)->ready = true;
}

static void on_words(void *user, const struct heard_word *words, size_t count, bool settled)
{
    struct ear *ear = user;
    for (size_t i = 0; settled && ear->words != NULL && i < count; i++) {
        word_list_add(ear->words, &words[i], 0);
    }
}

static void on_finished(void *user)
{
    ((struct ear *)user)->finished = true;
}

static void on_failed(void *user, const char *reason)
{
    struct ear *ear = user;
    snprintf(ear->reason, sizeof(ear->reason), "%s", reason);
}

static const struct recognizer_events events = {
    .on_ready = on_ready, .on_words = on_words, .on_finished = on_finished, .on_failed = on_failed,
};

static void dismiss(struct ear *ear)
{
    recognizer_destroy(ear->recognizer);
    ear->recognizer = NULL;
}

static bool start(struct ear *ear)
{
    const char *const argv[] = { "/bin/sh", "-c", ear->shell, NULL };
    ear->ready = false;
    ear->recognizer = recognizer_start(argv, &events, ear, ear->reason, sizeof(ear->reason));
    if (ear->recognizer == NULL) {
        return false;
    }
    recognizer_patience(ear->recognizer, patience_s);
    while (!ear->ready && recognizer_poll(ear->recognizer, POLL_MS)) {
    }
    if (!ear->ready) {
        dismiss(ear);
    }
    return ear->ready;
}

static void command_close(struct ear *ear)
{
    if (ear != NULL) {
        dismiss(ear);
        free(ear->shell);
        free(ear);
    }
}

static struct ear *command_open(const struct listen_settings *settings, enum ear_kind kind,
                                char *err, size_t err_size)
{
    (void)kind;
    struct ear *ear = calloc(1, sizeof(*ear));
    /* "exec", so that the shell does not stand between us and the process. */
    if (ear == NULL || asprintf(&ear->shell, "exec %s", settings->engine) < 0) {
        free(ear);
        snprintf(err, err_size, "no memory for the engine");
        return NULL;
    }
    if (!start(ear)) {
        snprintf(err, err_size, "%s: %s", settings->engine, ear->reason);
        command_close(ear);
        return NULL;
    }
    return ear;
}

static bool give(struct ear *ear, const int16_t *samples, size_t count)
{
    while (count > 0) {
        size_t taken = recognizer_write(ear->recognizer, samples, count);
        samples += taken;
        count -= taken;
        if (!recognizer_poll(ear->recognizer, taken > 0 ? 0 : POLL_MS)) {
            return false;
        }
    }
    while (!recognizer_finish(ear->recognizer)) {
        if (!recognizer_poll(ear->recognizer, POLL_MS)) {
            return false;
        }
    }
    return true;
}

/* A process that failed is started anew for the next piece, a few times. */
static bool command_hear(struct ear *ear, const int16_t *samples, size_t count,
                         struct word_list *words)
{
    if (ear->recognizer == NULL && (ear->failures >= MOST_FAILURES || !start(ear))) {
        ear->failures++;
        return false;
    }
    ear->words = words;
    ear->finished = false;
    bool good = give(ear, samples, count);
    while (good && !ear->finished) {
        good = recognizer_poll(ear->recognizer, POLL_MS);
    }
    ear->words = NULL;
    ear->failures = good ? 0 : ear->failures + 1;
    if (!good) {
        dismiss(ear);
    }
    return good;
}

const struct engine engine_command = {
    .name = "command",
    .open = command_open,
    .close = command_close,
    .hear = command_hear,
};
