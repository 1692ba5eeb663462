/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "hear.h"

#include <recognizer.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <wav.h>

#include "paths.h"

#define POLL_MS    50U
#define PATIENCE_S 60.0     /* a file is given at once, a slow machine may chew on it */

struct hearing_file {
    struct said words;
    bool finished;
    bool improved;          /* nothing better will come */
    bool better_fails;
    char reason[240];       /* why the recognizer failed; "" it did not */
};

static void take_words(void *user, const struct heard_word *words, size_t count, bool settled)
{
    struct hearing_file *h = user;
    for (size_t i = 0; settled && i < count; i++) {
        const struct rubric_word word = {
            .text = words[i].text, .start_s = words[i].start_s, .end_s = words[i].end_s,
            .confidence = words[i].confidence, .hesitation = words[i].hesitation };
        said_add(&h->words, &word);
    }
}

static void take_replaced(void *user, double from_s, double to_s, bool finished,
                          const struct heard_word *words, size_t count)
{
    struct hearing_file *h = user;
    struct said old = h->words;
    size_t at = 0;
    (void)finished;             /* there is only one utterance */
    h->words = (struct said){ 0 };
    while (at < old.count && old.items[at].start_s < from_s) {
        said_add(&h->words, &old.items[at++]);
    }
    take_words(h, words, count, true);
    for (; at < old.count; at++) {
        if (old.items[at].start_s >= to_s) {
            said_add(&h->words, &old.items[at]);
        }
    }
    said_wipe(&old);
}

static void take_improved(void *user)
{
    ((struct hearing_file *)user)->improved = true;
}

static void take_better(void *user, bool works, const char *reason)
{
    struct hearing_file *h = user;
    if (!works) {
        h->better_fails = true;
        snprintf(h->reason, sizeof(h->reason), "%s", reason);
    }
}

static void take_finished(void *user)
{
    struct hearing_file *h = user;
    h->finished = true;
}

static void take_failure(void *user, const char *reason)
{
    struct hearing_file *h = user;
    snprintf(h->reason, sizeof(h->reason), "%s", reason);
}

static const struct recognizer_events events = {
    .on_words = take_words, .on_replaced = take_replaced, .on_finished = take_finished,
    .on_improved = take_improved, .on_better = take_better, .on_failed = take_failure };

char **hear_argv(const char *engine, const char *job)
{
    enum { MOST = 6 };
    const char *const words[] = { "listen", "--engine", engine, "--job", job };
    const bool wanted[] = { true, engine != NULL, engine != NULL, job != NULL && job[0] != '\0',
                            job != NULL && job[0] != '\0' };
    char **argv = calloc(MOST + 1, sizeof(*argv));
    if (argv == NULL || (argv[0] = paths_self()) == NULL) {
        free(argv);
        return NULL;
    }
    for (size_t i = 0, count = 1; i < sizeof(words) / sizeof(words[0]); i++) {
        if (wanted[i] && (argv[count++] = strdup(words[i])) == NULL) {
            hear_free_argv(argv);
            return NULL;
        }
    }
    return argv;
}

void hear_free_argv(char **argv)
{
    for (size_t i = 0; argv != NULL && argv[i] != NULL; i++) {
        free(argv[i]);
    }
    free(argv);
}

/* Everything is written, then the utterance ended, then waited for. */
static bool run(struct recognizer *r, struct hearing_file *h, const int16_t *samples, size_t count,
                hear_progress_fn progress, void *user)
{
    size_t written = 0;
    bool ended = false;
    recognizer_patience(r, PATIENCE_S);
    while (!h->finished || (recognizer_better(r) != NULL && !h->improved)) {
        size_t left = count - written;
        size_t taken = left > 0 ? recognizer_write(r, samples + written, left) : 0;
        written += taken;
        if (written == count && !ended) {
            ended = recognizer_finish(r);
        }
        if (!recognizer_poll(r, taken > 0 ? 0 : POLL_MS)) {
            return h->finished;
        }
        if (h->better_fails) {  /* asked for by name: other words would not be what was wanted */
            return false;
        }
        if (progress != NULL) {
            progress(user, count > 0 ? (double)written / (double)count : 1);
        }
    }
    return true;
}

static bool recognise(const char *path, const char *engine, const int16_t *samples, size_t count,
                      struct hearing_file *h, hear_progress_fn progress, void *user, char *err,
                      size_t err_size)
{
    char reason[240] = "";
    char **argv = hear_argv(engine, NULL);
    struct recognizer *r = NULL;
    bool heard = false;
    if (argv != NULL) {
        r = recognizer_start((const char *const *)argv, &events, h, reason, sizeof(reason));
    }
    if (r != NULL) {
        heard = run(r, h, samples, count, progress, user);
    }
    if (!heard) {
        const char *why = h->reason[0] != '\0' ? h->reason : reason;
        snprintf(err, err_size, "%s: cannot be heard: %s", path,
                 why[0] != '\0' ? why : "out of memory");
    }
    recognizer_destroy(r);
    hear_free_argv(argv);
    return heard;
}

bool hear_file(const char *path, const char *engine, hear_progress_fn progress, void *user,
               struct heard_file *heard, char *err, size_t err_size)
{
    size_t count = 0;
    int16_t *samples = wav_read(path, &count, err, err_size);
    if (samples == NULL) {
        return false;
    }
    struct hearing_file h = { 0 };
    bool done = recognise(path, engine, samples, count, &h, progress, user, err, err_size);
    explicit_bzero(samples, count * sizeof(*samples));
    free(samples);
    if (!done) {
        said_wipe(&h.words);
        return false;
    }
    *heard = (struct heard_file){ .words = h.words, .length_s = (double)count / SAMPLE_RATE };
    return true;
}

void heard_file_free(struct heard_file *heard)
{
    said_wipe(&heard->words);
}
