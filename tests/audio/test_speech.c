/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Real speech through the whole way: a recording made by flite, read as fast as
 * a microphone would give it, heard by PocketSphinx in a process of its own.
 * Arguments: the recording, then the recognizer and its arguments.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "word_errors.h"
#include <clock.h>
#include <dirent.h>
#include <listener.h>
#include <pthread.h>
#include <signal.h>
#include <unistd.h>
#include <wav.h>

static const char *recording, *reference_path;
static const char *const *engine_argv;

struct heard {
    pthread_mutex_t mutex;
    char words[4000];
    char live[4000];            /* " word word ": each one that was seen before it was settled */
    double last_end_s;
    bool monotone;
    double least_lead_s;        /* between a word's end and the answer's length */
    unsigned partials, settled, again, ready;
    bool finished;
    double length_s;
};

static void on_ready(void *user)
{
    struct heard *h = user;
    pthread_mutex_lock(&h->mutex);
    h->ready++;
    pthread_mutex_unlock(&h->mutex);
}

/* The text stands between spaces, and so do its words. */
static bool has_word(const char *text, const char *word)
{
    char between[80];
    snprintf(between, sizeof(between), " %s ", word);
    return strstr(text, between) != NULL;
}

static void keep_live(struct heard *h, const char *word)
{
    size_t used = strlen(h->live);
    if (!has_word(h->live, word)) {
        snprintf(h->live + used, sizeof(h->live) - used, "%s ", word);
    }
}

static void on_words(void *user, const struct heard_word *words, size_t count, bool settled)
{
    struct heard *h = user;
    pthread_mutex_lock(&h->mutex);
    h->partials += !settled;
    h->settled += settled;
    for (size_t i = 0; i < count && !settled; i++) {
        keep_live(h, words[i].text);
    }
    for (size_t i = 0; i < count && settled; i++) {
        size_t used = strlen(h->words);
        snprintf(h->words + used, sizeof(h->words) - used, "%s ", words[i].text);
        h->monotone &= words[i].start_s >= h->last_end_s - 0.011
            && words[i].end_s > words[i].start_s && words[i].confidence > 0
            && words[i].confidence < 1;
        h->last_end_s = words[i].end_s;
    }
    pthread_mutex_unlock(&h->mutex);
}

static void on_words_again(void *user)
{
    struct heard *h = user;
    pthread_mutex_lock(&h->mutex);
    h->again++;
    h->words[0] = '\0';
    h->last_end_s = 0;
    pthread_mutex_unlock(&h->mutex);
}

static void on_finished(void *user, double length_s)
{
    struct heard *h = user;
    pthread_mutex_lock(&h->mutex);
    h->finished = true;
    h->length_s = length_s;
    pthread_mutex_unlock(&h->mutex);
}

static const struct listener_events events = {
    .on_ready = on_ready, .on_words = on_words, .on_words_again = on_words_again,
    .on_finished = on_finished,
};

static bool is_finished(struct heard *h)
{
    pthread_mutex_lock(&h->mutex);
    bool finished = h->finished;
    pthread_mutex_unlock(&h->mutex);
    return finished;
}

static unsigned ready_count(struct heard *h)
{
    pthread_mutex_lock(&h->mutex);
    unsigned ready = h->ready;
    pthread_mutex_unlock(&h->mutex);
    return ready;
}

/* The first child of any thread of this process. */
static pid_t find_child(void)
{
    int pid = 0;
    DIR *tasks = opendir("/proc/self/task");
    for (struct dirent *d = readdir(tasks); d != NULL && pid == 0; d = readdir(tasks)) {
        char path[300];
        snprintf(path, sizeof(path), "/proc/self/task/%s/children", d->d_name);
        FILE *children = fopen(path, "r");
        if (children != NULL && fscanf(children, "%d", &pid) != 1) {
            pid = 0;
        }
        if (children != NULL) {
            fclose(children);
        }
    }
    closedir(tasks);
    return pid;
}

/* Returns the seconds from closing to the last word. */
static double listen_to(struct heard *h, double kill_at_s)
{
    char err[300] = "";
    struct sample_source *source = wav_source_create(recording, true, err, sizeof(err));
    assert_non_null(source);
    *h = (struct heard){ .monotone = true, .live = " " };
    pthread_mutex_init(&h->mutex, NULL);
    struct listener *l = listener_create(source, engine_argv, &events, h, err, sizeof(err));
    assert_non_null(l);
    listener_open(l);
    assert_true(listener_start(l));
    size_t length;
    free(wav_read(recording, &length, err, sizeof(err)));
    int16_t sample;
    bool killed = kill_at_s <= 0;
    while (listener_samples(l, length - SAMPLE_RATE / 10, &sample, 1) == 0) {
        if (!killed && listener_samples(l, (size_t)(kill_at_s * SAMPLE_RATE), &sample, 1) == 1) {
            killed = true;
            assert_true(ready_count(h) == 1);
            assert_int_equal(kill(find_child(), SIGKILL), 0);
        }
        clock_sleep_ms(5);
    }
    listener_close(l);
    int64_t closed_ns = clock_ns();
    while (!is_finished(h) && clock_ns() - closed_ns < 60 * CLOCK_SECOND) {
        clock_sleep_ms(5);
    }
    double late_s = (double)(clock_ns() - closed_ns) / (double)CLOCK_SECOND;
    listener_stop(l);
    listener_join(l);
    listener_destroy(l);
    source_destroy(source);
    assert_true(h->finished);
    return late_s;
}

/* Whether there is a processor for each of our two passes. */
static bool is_quiet(void)
{
    double load[1];
    return getloadavg(load, 1) == 1 && load[0] + 2 <= (double)sysconf(_SC_NPROCESSORS_ONLN);
}

/* How many want each processor now. */
static double crowd(void)
{
    double load = 0;
    return getloadavg(&load, 1) == 1 ? load / (double)sysconf(_SC_NPROCESSORS_ONLN) : 1;
}

/* The share of the settled words that were there live before. */
static double seen_live(const struct heard *h)
{
    char words[sizeof(h->words)], *rest = words;
    unsigned all = 0, seen = 0;
    memcpy(words, h->words, sizeof(words));
    for (char *word = strtok_r(words, " ", &rest); word != NULL; word = strtok_r(NULL, " ", &rest)) {
        all++;
        seen += has_word(h->live, word);
    }
    return all > 0 ? (double)seen / all : 0;
}

static void test_words(void **state)
{
    (void)state;
    struct heard whole, killed;
    char reference[4000] = "";
    FILE *file = fopen(reference_path, "r");
    assert_non_null(file);
    reference[fread(reference, 1, sizeof(reference) - 1, file)] = '\0';
    fclose(file);

    double late_s = listen_to(&whole, 0);
    struct word_errors errors = count_word_errors(reference, whole.words);
    double rate = (double)errors.errors / (double)errors.reference_words;
    print_message("%.0f %% word errors in %zu words, %u partial lines in %.1f s, last word "
                  "settled %.2f s after the end\n", 100 * rate, errors.reference_words,
                  whole.partials, whole.length_s, late_s);
    print_message("%.0f %% of the words were live before\n", 100 * seen_live(&whole));
    assert_true(rate <= 0.35);
    assert_true(seen_live(&whole) >= 0.75 || crowd() > 4);  /* what is behind skips live words */
    assert_true(whole.monotone);
    assert_true(whole.last_end_s > 0.8 * whole.length_s);
    assert_true(whole.last_end_s <= whole.length_s + 0.05);
    if (is_quiet()) {
        assert_true(whole.partials >= 4 * whole.length_s);
        assert_true(late_s < 0.7);
    } else {
        print_message("the machine is busy: live words and the last one may come late\n");
    }
    double crowded = crowd() / 2;
    assert_true(late_s < 15 * (crowded > 1 ? crowded : 1));

    listen_to(&killed, 0.6 * whole.length_s);
    assert_int_equal(killed.again, 1);
    assert_true(killed.monotone);
    assert_string_equal(killed.words, whole.words);
    assert_float_equal(killed.length_s, whole.length_s, 0.3);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(test_words) };
    if (argc < 4) {
        fprintf(stderr, "usage: %s RECORDING TEXT RECOGNIZER...\n", argv[0]);
        return 2;
    }
    recording = argv[1];
    reference_path = argv[2];
    engine_argv = (const char *const *)argv + 3;
    return cmocka_run_group_tests(tests, NULL, NULL);
}
