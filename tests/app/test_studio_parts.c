/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the studio is made of: the queue between threads, levels, words, the recording. */
#include <event_queue.h>
#include <math.h>
#include <mic_levels.h>
#include <recorded_source.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <wav.h>

#include <cmocka.h>

#define TELLERS 4
#define TOLD_EACH 2000

struct teller {
    struct event_queue *queue;
    int number;
};

static void *tell_much(void *user)
{
    const struct teller *t = user;
    for (int i = 0; i < TOLD_EACH; i++) {
        event_queue_put(t->queue, &(struct told){ .type = TOLD_COMMAND, .number = t->number,
                                                  .id = (uint32_t)i, .text = strdup("next") });
    }
    return NULL;
}

/* Nothing is lost, and what one thread tells comes in its order. */
static void test_queue_of_threads(void **state)
{
    (void)state;
    struct event_queue q;
    struct teller tellers[TELLERS];
    pthread_t threads[TELLERS];
    uint32_t next[TELLERS] = { 0 };
    event_queue_init(&q);
    for (int i = 0; i < TELLERS; i++) {
        tellers[i] = (struct teller){ &q, i };
        assert_int_equal(pthread_create(&threads[i], NULL, tell_much, &tellers[i]), 0);
    }
    for (unsigned taken = 0; taken < TELLERS * TOLD_EACH;) {
        struct told *t = event_queue_take(&q);
        if (t != NULL) {
            assert_int_equal(t->id, next[t->number]++);
            told_free(t);
            taken++;
        }
    }
    for (int i = 0; i < TELLERS; i++) {
        pthread_join(threads[i], NULL);
    }
    assert_null(event_queue_take(&q));
    event_queue_finish(&q);
}

static void put(struct event_queue *q, enum told_type type, float level_db)
{
    event_queue_put(q, &(struct told){ .type = type, .level_db = level_db });
}

/* Levels that nobody fetched are replaced; words stand between them in order. */
static void test_queue_levels(void **state)
{
    (void)state;
    struct event_queue q;
    static const float want[] = { -20, 0, -40 };
    event_queue_init(&q);
    put(&q, TOLD_LEVEL, -10);
    put(&q, TOLD_LEVEL, -20);
    put(&q, TOLD_WORDS, 0);
    put(&q, TOLD_LEVEL, -30);
    put(&q, TOLD_LEVEL, -40);
    for (size_t i = 0; i < 3; i++) {
        struct told *t = event_queue_take(&q);
        assert_non_null(t);
        assert_true(t->level_db == want[i]);
        told_free(t);
    }
    assert_null(event_queue_take(&q));
    event_queue_finish(&q);
}

/* A person's words go; that the microphone is lost or a speech ended must still be told. */
static void test_queue_wipe(void **state)
{
    (void)state;
    struct event_queue q;
    static const enum told_type kept[] = { TOLD_TROUBLE, TOLD_ENDED, TOLD_READY };
    event_queue_init(&q);
    put(&q, TOLD_WORDS, 0);
    put(&q, TOLD_TROUBLE, 0);
    put(&q, TOLD_SPEECH, 0);
    put(&q, TOLD_ENDED, 0);
    put(&q, TOLD_FINISHED, 0);
    put(&q, TOLD_READY, 0);
    put(&q, TOLD_COMMAND, 0);
    event_queue_wipe(&q);
    put(&q, TOLD_WORDS, 0);
    for (size_t i = 0; i < 3; i++) {
        struct told *t = event_queue_take(&q);
        assert_int_equal(t->type, kept[i]);
        told_free(t);
    }
    event_queue_finish(&q);     /* the words of after the wipe are in it */
}

static void test_levels(void **state)
{
    (void)state;
    struct mic_levels m;
    float tenths[8];
    mic_levels_init(&m);
    assert_true(mic_levels_share(-90) == 0 && mic_levels_share(0) == 1);
    assert_true(fabsf(mic_levels_share(-30) - 0.5F) < 0.001F);
    assert_int_equal(mic_levels_history(&m, tenths, 8), 0);
    for (int i = 0; i <= 90; i++) {
        mic_levels_add(&m, i < 45 ? -30 : -60, 100 + i / 30.0);
    }
    assert_int_equal(mic_levels_history(&m, tenths, 8), 8);
    assert_true(tenths[7] < 0.01F);     /* the newest */
    assert_true(mic_levels_loudness(&m, 103.01) < 0.01F);
    mic_levels_add(&m, 0, 103.09);
    float soon = mic_levels_loudness(&m, 103.09);
    assert_true(soon > 0.5F && soon < 0.75F);   /* smoothed over 90 ms */
    assert_true(mic_levels_loudness(&m, 104) == 0);
    mic_levels_wipe(&m);
    assert_int_equal(mic_levels_history(&m, tenths, 8), 0);
    mic_levels_finish(&m);
}

static void test_said(void **state)
{
    (void)state;
    struct said a = { 0 };
    struct said b = { 0 };
    for (int i = 0; i < 200; i++) {
        char text[16];
        snprintf(text, sizeof(text), "w%d", i);
        assert_true(said_add(&a, &(struct rubric_word){ .text = text, .start_s = i,
                                                        .end_s = i + 1 }));
    }
    assert_true(said_copy(&b, &a));
    assert_true(said_replace(&b, 10, "two words"));
    assert_int_equal(b.count, 201);
    assert_string_equal(b.items[11].text, "words");
    assert_true(b.items[11].start_s == 10.5 && b.items[11].end_s == 11);
    assert_string_equal(b.items[12].text, "w11");
    assert_true(said_replace(&b, 0, ""));
    assert_string_equal(b.items[0].text, "w1");
    assert_string_equal(a.items[199].text, "w199");
    said_cut(&a, 3);
    assert_int_equal(a.count, 3);
    said_wipe(&a);
    said_wipe(&b);
    assert_null(a.items);
}

/* Silence, then the recording whole and in order behind its lead, then silence again. */
static void test_recording(void **state)
{
    (void)state;
    enum { COUNT = 1600 };
    int16_t made[COUNT];
    int16_t got[SAMPLE_RATE];
    char err[200];
    char path[] = "/tmp/greenroom-recording-XXXXXX.wav";
    close(mkstemps(path, 4));
    for (int i = 0; i < COUNT; i++) {
        made[i] = (int16_t)(i + 1);
    }
    assert_true(wav_write(path, made, COUNT, SAMPLE_RATE, err, sizeof(err)));
    struct recorded_source *r = recorded_source_create();
    struct sample_source *s = recorded_source_base(r);
    assert_false(recorded_source_play(r, "/no/such/file.wav", err, sizeof(err)));
    assert_false(recorded_source_playing(r));
    assert_true(source_start(s, err, sizeof(err)));
    assert_true(recorded_source_play(r, path, err, sizeof(err)));
    assert_true(recorded_source_playing(r));
    size_t total = 0;
    while (total < SAMPLE_RATE / 2) {
        size_t count = 0;
        assert_int_equal(source_read(s, got + total, SAMPLE_RATE - total, &count, 100), SOURCE_OK);
        total += count;
    }
    assert_false(recorded_source_playing(r));
    size_t first = 0;
    while (first < total && got[first] == 0) {
        first++;
    }
    assert_true(first + COUNT < total);
    assert_memory_equal(got + first, made, sizeof(made));
    assert_int_equal(got[first + COUNT], 0);
    source_stop(s);
    source_destroy(s);
    unlink(path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_queue_of_threads), cmocka_unit_test(test_queue_levels),
        cmocka_unit_test(test_queue_wipe),       cmocka_unit_test(test_levels),
        cmocka_unit_test(test_said),             cmocka_unit_test(test_recording),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
