/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The listener before a real process that may misbehave; the test engine's path is the argument. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <clock.h>
#include <dirent.h>
#include <listener.h>
#include <pthread.h>
#include <stdatomic.h>
#include <sys/wait.h>
#include <unistd.h>

#define ARRAY_LEN(a) (sizeof(a) / sizeof((a)[0]))

enum { BLOCK = 1600, BLOCKS = 60 };

static const char *engine_path;

/* A source that gives blocks as fast as it is read; each sample is its block's number. */
struct array_source {
    struct sample_source source;
    size_t given;
    atomic_bool silent;         /* gives nothing for now */
    atomic_uint slow_reads;     /* the reader came so late that a microphone would lose samples */
    int64_t last_read_ns;       /* without the time that the machine was busy with others */
};

/* The clock, less the time that this thread waited for a processor: a starved test says nothing
 * about who blocks whom. */
static int64_t own_clock_ns(void)
{
    long long ran = 0, waited = 0;
    FILE *file = fopen("/proc/thread-self/schedstat", "r");
    if (file != NULL && fscanf(file, "%lld %lld", &ran, &waited) != 2) {
        waited = 0;
    }
    if (file != NULL) {
        fclose(file);
    }
    return clock_ns() - waited;
}

static bool array_start(struct sample_source *s, char *err, size_t err_size)
{
    (void)err;
    (void)err_size;
    struct array_source *a = (struct array_source *)s;
    a->given = 0;
    a->last_read_ns = INT64_MAX;    /* of another thread's clock */
    return true;
}

static enum source_state array_read(struct sample_source *s, int16_t *samples, size_t max,
                                    size_t *count, unsigned wait_ms)
{
    (void)wait_ms;
    struct array_source *a = (struct array_source *)s;
    int64_t now_ns = own_clock_ns();
    atomic_fetch_add(&a->slow_reads, now_ns - a->last_read_ns > CLOCK_SECOND);
    a->last_read_ns = now_ns;
    clock_sleep_ms(2);
    *count = atomic_load(&a->silent) ? 0 : max < 700 ? max : 700;
    for (size_t i = 0; i < *count; i++) {
        samples[i] = (int16_t)(a->given++ / BLOCK);
    }
    return SOURCE_OK;
}

static uint64_t array_dropped(const struct sample_source *s)
{
    return atomic_load(&((const struct array_source *)s)->slow_reads);
}

static void array_stop(struct sample_source *s)
{
    (void)s;
}

static const struct sample_source_ops array_ops = {
    .start = array_start, .read = array_read, .dropped = array_dropped, .stop = array_stop,
};

struct story {
    pthread_mutex_t mutex;
    int first;                  /* number of the first settled word; -1 none */
    int words;                  /* settled, each one more than the one before */
    bool out_of_order;
    unsigned again, lost, back, given_up, finished, ready, levels, commands;
    double length_s;
    char sentence[400];
};

static void on_ready(void *user)
{
    struct story *s = user;
    pthread_mutex_lock(&s->mutex);
    s->ready++;
    pthread_mutex_unlock(&s->mutex);
}

static void on_level(void *user, float rms_db, float peak_db)
{
    struct story *s = user;
    (void)rms_db;
    (void)peak_db;
    pthread_mutex_lock(&s->mutex);
    s->levels++;
    pthread_mutex_unlock(&s->mutex);
}

static void on_words(void *user, const struct heard_word *words, size_t count, bool settled)
{
    struct story *s = user;
    pthread_mutex_lock(&s->mutex);
    for (size_t i = 0; i < count && settled; i++) {
        int number = atoi(words[i].text + 1);
        s->first = s->words == 0 ? number : s->first;
        s->out_of_order |= number != s->first + s->words;
        s->words++;
    }
    pthread_mutex_unlock(&s->mutex);
}

static void on_words_again(void *user)
{
    struct story *s = user;
    pthread_mutex_lock(&s->mutex);
    s->again++;
    s->words = 0;
    pthread_mutex_unlock(&s->mutex);
}

static void on_command(void *user, const char *phrase, float confidence)
{
    struct story *s = user;
    (void)phrase;
    (void)confidence;
    pthread_mutex_lock(&s->mutex);
    s->commands++;
    pthread_mutex_unlock(&s->mutex);
}

static void on_finished(void *user, double length_s)
{
    struct story *s = user;
    pthread_mutex_lock(&s->mutex);
    s->finished++;
    s->length_s = length_s;
    pthread_mutex_unlock(&s->mutex);
}

static void on_trouble(void *user, enum listener_trouble what, const char *sentence)
{
    struct story *s = user;
    pthread_mutex_lock(&s->mutex);
    s->lost += what == LISTENER_RECOGNIZER_LOST;
    s->back += what == LISTENER_RECOGNIZER_BACK;
    s->given_up += what == LISTENER_RECOGNIZER_GIVEN_UP;
    snprintf(s->sentence, sizeof(s->sentence), "%s", sentence);
    pthread_mutex_unlock(&s->mutex);
}

static const struct listener_events events = {
    .on_ready = on_ready, .on_level = on_level, .on_words = on_words,
    .on_words_again = on_words_again, .on_command = on_command, .on_finished = on_finished,
    .on_trouble = on_trouble,
};

static unsigned read_of(struct story *s, const unsigned *field)
{
    pthread_mutex_lock(&s->mutex);
    unsigned value = *field;
    pthread_mutex_unlock(&s->mutex);
    return value;
}

static bool wait_for(struct story *s, const unsigned *field, unsigned want, double seconds)
{
    int64_t until_ns = clock_ns() + (int64_t)(seconds * 1e9);
    while (read_of(s, field) < want) {
        if (clock_ns() > until_ns) {
            return false;
        }
        clock_sleep_ms(2);
    }
    return true;
}

static void forget_words(struct story *s)
{
    pthread_mutex_lock(&s->mutex);
    s->words = 0;
    pthread_mutex_unlock(&s->mutex);
}

static size_t open_files(void)
{
    size_t count = 0;
    DIR *dir = opendir("/proc/self/fd");
    while (readdir(dir) != NULL) {
        count++;
    }
    closedir(dir);
    return count;
}

struct stage {
    struct array_source source;
    struct story story;
    char lives_path[64];
    const char *argv[4];
    struct listener *listener;
};

static void set_stage(struct stage *g, const char *behaviour, int times)
{
    *g = (struct stage){ .source.source.ops = &array_ops, .story.first = -1 };
    pthread_mutex_init(&g->story.mutex, NULL);
    strcpy(g->lives_path, "/tmp/greenroom-lives-XXXXXX");
    int fd = mkstemp(g->lives_path);
    assert_true(fd >= 0);
    dprintf(fd, "%d \n", times);
    close(fd);
    g->argv[0] = engine_path;
    g->argv[1] = behaviour;
    g->argv[2] = g->lives_path;
    char err[200];
    g->listener = listener_create(&g->source.source, g->argv, &events, &g->story, err, sizeof(err));
    assert_non_null(g->listener);
    /* Whoever is silent on purpose is given up soon; the others may be starved for a while. */
    bool silent = strcmp(behaviour, "hangs") == 0 || strcmp(behaviour, "mute") == 0;
    listener_patience(g->listener, silent ? 2 : 10);
    assert_true(listener_start(g->listener));
}

static void clear_stage(struct stage *g)
{
    listener_stop(g->listener);
    listener_join(g->listener);
    listener_destroy(g->listener);
    unlink(g->lives_path);
    pthread_mutex_destroy(&g->story.mutex);
    assert_int_equal(waitpid(-1, NULL, WNOHANG), -1);  /* no zombie */
}

static void say_answer(struct stage *g, size_t samples)
{
    listener_open(g->listener);
    clock_sleep_ms(100);        /* until then the former answer is there */
    int16_t last;
    while (listener_samples(g->listener, samples, &last, 1) == 0) {
        clock_sleep_ms(2);
    }
    listener_close(g->listener);
}

/* All words of the answer, each once and in order, whatever happened on the way. */
static void check_words(const char *name, struct stage *g)
{
    struct story *s = &g->story;
    pthread_mutex_lock(&s->mutex);
    int whole = (int)(s->length_s * SAMPLE_RATE + 0.5) / BLOCK;
    if (s->out_of_order || s->words < BLOCKS || s->words > whole || s->words < whole - 1) {
        fail_msg("%s: %d words from %d on for %d blocks, in order: %d (%s)", name, s->words,
                 s->first, whole, !s->out_of_order, s->sentence);
    }
    pthread_mutex_unlock(&s->mutex);
    assert_int_equal(source_dropped(&g->source.source), 0);
}

static const struct {
    const char *behaviour;
    int times;
    unsigned lost, given_up;
    const char *sentence;       /* a part of the trouble's */
} rows[] = {
    { "good", 0, 0, 0, "" },
    { "crumbs", 9, 0, 0, "" },
    { "flood", 1, 0, 0, "" },
    { "endless", 1, 1, 0, "back" },
    { "dies", 1, 1, 0, "back" },
    { "dies", 3, 3, 0, "back" },
    { "dies", 9, 3, 1, "ended with status 3" },
    { "killed", 2, 2, 0, "back" },
    { "killed", 9, 3, 1, "signal 9" },
    { "hangs", 1, 1, 0, "back" },
    { "hangs", 9, 3, 1, "said nothing for" },
    { "nonsense", 9, 3, 1, "no JSON" },
    { "wrong", 9, 3, 1, "\"settled\" line" },
    { "failed", 9, 3, 1, "the test wants it" },
    { "long", 9, 3, 1, "too long" },
    { "old", 9, 3, 1, "protocol 0" },
    { "hasty", 9, 3, 1, "before it said that it is ready" },
    { "mute", 9, 3, 1, "said nothing" },
    { "mute", 1, 1, 0, "back" },
};

static void test_misbehaviour(void **state)
{
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct stage g;
        size_t files = open_files();
        set_stage(&g, rows[i].behaviour, rows[i].times);
        say_answer(&g, BLOCKS * BLOCK);
        bool finished = wait_for(&g.story, &g.story.finished, 1, 15);
        struct story *s = &g.story;
        pthread_mutex_lock(&s->mutex);
        if (!finished || s->lost != rows[i].lost || s->given_up != rows[i].given_up
            || strstr(s->sentence, rows[i].sentence) == NULL) {
            fail_msg("%s %d times: finished %d, lost %u, given up %u, \"%s\"", rows[i].behaviour,
                     rows[i].times, finished, s->lost, s->given_up, s->sentence);
        }
        pthread_mutex_unlock(&s->mutex);
        if (rows[i].given_up == 0) {
            check_words(rows[i].behaviour, &g);
        }
        clear_stage(&g);
        assert_int_equal(open_files(), files);
    }
}

static void test_two_answers(void **state)
{
    (void)state;
    struct stage g;
    set_stage(&g, "good", 0);
    say_answer(&g, BLOCKS * BLOCK);
    assert_true(wait_for(&g.story, &g.story.finished, 1, 10));
    check_words("first answer", &g);
    forget_words(&g.story);
    say_answer(&g, BLOCKS * BLOCK);
    assert_true(wait_for(&g.story, &g.story.finished, 2, 10));
    check_words("second answer", &g);
    assert_true(read_of(&g.story, &g.story.levels) > 100);
    clear_stage(&g);
}

static void test_given_up_tries_again_for_the_next_answer(void **state)
{
    (void)state;
    struct stage g;
    set_stage(&g, "dies", 4);
    say_answer(&g, BLOCKS * BLOCK);
    assert_true(wait_for(&g.story, &g.story.finished, 1, 10));
    assert_int_equal(read_of(&g.story, &g.story.given_up), 1);
    forget_words(&g.story);
    say_answer(&g, BLOCKS * BLOCK);
    assert_true(wait_for(&g.story, &g.story.finished, 2, 10));
    check_words("after giving up", &g);
    clear_stage(&g);
}

static void test_pause_keeps_nothing(void **state)
{
    (void)state;
    struct stage g;
    set_stage(&g, "good", 0);
    listener_pause(g.listener, true);
    listener_open(g.listener);          /* begins unpaused */
    listener_pause(g.listener, true);
    clock_sleep_ms(100);
    int16_t sample[BLOCK];
    size_t before = listener_samples(g.listener, 0, sample, BLOCK);
    clock_sleep_ms(200);
    assert_int_equal(listener_samples(g.listener, 0, sample, BLOCK), before);
    listener_pause(g.listener, false);
    clock_sleep_ms(200);
    assert_true(listener_samples(g.listener, 0, sample, BLOCK) > before);
    clear_stage(&g);
}

static void test_wipe_forgets(void **state)
{
    (void)state;
    struct stage g;
    int16_t sample;
    set_stage(&g, "good", 0);
    say_answer(&g, BLOCKS * BLOCK);
    assert_true(wait_for(&g.story, &g.story.finished, 1, 10));
    assert_int_equal(listener_samples(g.listener, 10, &sample, 1), 1);
    listener_wipe(g.listener);
    assert_int_equal(listener_samples(g.listener, 0, &sample, 1), 0);
    assert_true(wait_for(&g.story, &g.story.ready, 2, 5));     /* a process that heard nothing */
    assert_int_equal(read_of(&g.story, &g.story.lost), 0);
    clear_stage(&g);
}

/* A process that once heard somebody leaves with that person, though it heard nothing since. */
static void test_wipe_after_an_empty_answer(void **state)
{
    (void)state;
    struct stage g;
    set_stage(&g, "good", 0);
    say_answer(&g, BLOCKS * BLOCK);
    assert_true(wait_for(&g.story, &g.story.finished, 1, 10));
    atomic_store(&g.source.silent, true);
    listener_open(g.listener);
    listener_close(g.listener);
    assert_true(wait_for(&g.story, &g.story.finished, 2, 10));
    listener_open(g.listener);
    clock_sleep_ms(100);        /* it is told of the new answer, which never comes */
    listener_wipe(g.listener);
    assert_true(wait_for(&g.story, &g.story.ready, 2, 5));
    clear_stage(&g);
}

static void test_mute_hears_no_command(void **state)
{
    (void)state;
    struct stage g;
    set_stage(&g, "good", 0);
    listener_grammar(g.listener, "choose");
    assert_true(wait_for(&g.story, &g.story.commands, 1, 5));
    listener_mute(g.listener, true);
    listener_grammar(g.listener, "check");
    clock_sleep_ms(200);
    assert_int_equal(read_of(&g.story, &g.story.commands), 1);
    listener_mute(g.listener, false);
    listener_grammar(g.listener, "attract");
    assert_true(wait_for(&g.story, &g.story.commands, 2, 5));
    clear_stage(&g);
}

/* Nobody speaks for hours, and the recognizer only says that it lives: nothing is wrong with it. */
static void test_quiet_hours(void **state)
{
    (void)state;
    enum { SECONDS = 700 };
    static const int16_t silence[BLOCK];
    static const struct recognizer_events no_events;
    struct stage g;
    char err[200];
    size_t left = (size_t)SECONDS * SAMPLE_RATE;
    set_stage(&g, "quiet", 9);          /* the process of this stage gets nothing to hear */
    struct recognizer *r = recognizer_start(g.argv, &no_events, NULL, err, sizeof(err));
    assert_non_null(r);
    while (left > 0 && recognizer_poll(r, 1)) {
        size_t taken;
        while ((taken = recognizer_write(r, silence, left < BLOCK ? left : BLOCK)) > 0) {
            left -= taken;
        }
    }
    assert_int_equal(left, 0);
    recognizer_destroy(r);
    clear_stage(&g);
}

static void test_no_such_program(void **state)
{
    (void)state;
    struct stage g;
    const char *path = engine_path;
    engine_path = "/nowhere/at/all";
    set_stage(&g, "good", 0);
    engine_path = path;
    say_answer(&g, BLOCK);
    assert_true(wait_for(&g.story, &g.story.finished, 1, 10));
    assert_int_equal(read_of(&g.story, &g.story.given_up), 1);
    assert_non_null(strstr(g.story.sentence, "/nowhere/at/all"));
    clear_stage(&g);
}

/* Once another microphone is read, the former one may go: nothing reads it any more. */
static void test_another_source(void **state)
{
    (void)state;
    struct stage g;
    struct array_source *other = calloc(1, sizeof(*other));
    assert_non_null(other);
    other->source.ops = &array_ops;
    set_stage(&g, "good", 0);
    assert_true(listener_reads(g.listener, &g.source.source));
    for (int i = 0; i < 40; i++) {
        struct array_source *next = calloc(1, sizeof(*next));
        assert_non_null(next);
        next->source.ops = &array_ops;
        listener_use_source(g.listener, &other->source);
        while (!listener_reads(g.listener, &other->source)) {
            clock_sleep_ms(1);
        }
        listener_use_source(g.listener, &next->source);
        while (!listener_reads(g.listener, &next->source)) {
            clock_sleep_ms(1);
        }
        free(other);
        other = next;
    }
    clear_stage(&g);
    free(other);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_misbehaviour),
        cmocka_unit_test(test_two_answers),
        cmocka_unit_test(test_another_source),
        cmocka_unit_test(test_given_up_tries_again_for_the_next_answer),
        cmocka_unit_test(test_pause_keeps_nothing),
        cmocka_unit_test(test_wipe_forgets),
        cmocka_unit_test(test_wipe_after_an_empty_answer),
        cmocka_unit_test(test_mute_hears_no_command),
        cmocka_unit_test(test_quiet_hours),
        cmocka_unit_test(test_no_such_program),
    };
    if (argc != 2) {
        fprintf(stderr, "usage: %s TEST_ENGINE\n", argv[0]);
        return 2;
    }
    engine_path = argv[1];
    return cmocka_run_group_tests(tests, NULL, NULL);
}
