/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <pthread.h>
#include <ring.h>
#include <sched.h>

#include "signals.h"

/* Counts through the ring in pieces that do not divide its size, round and round. */
static void test_order_and_wrap(void **state)
{
    (void)state;
    static const struct { size_t size, write, read; } rows[] = {
        { 1, 1, 1 }, { 8, 3, 3 }, { 8, 8, 8 }, { 16, 5, 7 }, { 64, 61, 13 }, { 1024, 320, 999 },
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct ring r;
        int16_t piece[1024], next_in = 0, next_out = 0;
        assert_true(ring_init(&r, rows[i].size));
        /* totals about to wrap around, as they would after long enough */
        atomic_store(&r.written, SIZE_MAX - 100);
        atomic_store(&r.taken, SIZE_MAX - 100);
        for (int round = 0; round < 1000; round++) {
            for (size_t k = 0; k < rows[i].write; k++) {
                piece[k] = (int16_t)(next_in + (int)k);
            }
            next_in = (int16_t)(next_in + (int)ring_write(&r, piece, rows[i].write));
            size_t n = ring_read(&r, piece, rows[i].read);
            for (size_t k = 0; k < n; k++, next_out++) {
                if (piece[k] != next_out) {
                    fail_msg("size %zu, %zu in, %zu out: %d, want %d", rows[i].size,
                             rows[i].write, rows[i].read, piece[k], next_out);
                }
            }
        }
        assert_true(ring_filled(&r) == (size_t)(int16_t)(next_in - next_out));
        ring_finish(&r);
    }
}

static void test_full_ring_counts_what_it_drops(void **state)
{
    (void)state;
    struct ring r;
    int16_t in[10] = { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 }, out[10] = { 0 };

    assert_true(ring_init(&r, 8));
    assert_int_equal(ring_write(&r, in, 6), 6);
    assert_int_equal(ring_write(&r, in, 6), 2);
    assert_int_equal(ring_write(&r, in, 3), 0);
    assert_int_equal(ring_dropped(&r), 7);
    assert_int_equal(ring_written(&r), 8);
    assert_int_equal(ring_read(&r, out, 10), 8);
    assert_int_equal(out[5], 6);
    assert_int_equal(out[6], 1);
    assert_int_equal(ring_read(&r, out, 10), 0);
    ring_finish(&r);
}

/* A person's voice must not stay behind in memory. */
static void test_read_samples_are_wiped(void **state)
{
    (void)state;
    struct ring r;
    int16_t in[8] = { 1, 2, 3, 4, 5, 6, 7, 8 }, out[8];

    assert_true(ring_init(&r, 8));
    for (int turn = 0; turn < 5; turn++) {
        assert_int_equal(ring_write(&r, in, 5), 5);
        assert_int_equal(ring_read(&r, out, 5), 5);
        for (size_t i = 0; i < r.size; i++) {
            assert_int_equal(r.samples[i], 0);
        }
    }
    ring_finish(&r);
}

#define MANY 400000

static void *write_many(void *user)
{
    struct ring *r = user;
    int16_t piece[97];
    uint32_t sent = 0, made = 0;

    for (size_t done = 0; done < MANY;) {
        size_t n = 1 + done % ARRAY_LEN(piece), k;
        made = sent;
        for (k = 0; k < n; k++) {
            piece[k] = (int16_t)(made++ & 0x7fff);
        }
        k = ring_write(r, piece, n);
        sent += (uint32_t)k;
        done += k;
        if (k < n) {
            sched_yield();
        }
    }
    return NULL;
}

/* Under the thread sanitizer this also proves the ordering of the ring's atomics. */
static void test_two_threads(void **state)
{
    (void)state;
    struct ring r;
    pthread_t writer;
    int16_t piece[131];
    uint32_t wanted = 0;

    assert_true(ring_init(&r, 512));
    assert_int_equal(pthread_create(&writer, NULL, write_many, &r), 0);
    while (wanted < MANY) {
        size_t n = ring_read(&r, piece, 1 + wanted % ARRAY_LEN(piece));
        for (size_t k = 0; k < n; k++, wanted++) {
            if (piece[k] != (int16_t)(wanted & 0x7fff)) {
                fail_msg("sample %u is %d", wanted, piece[k]);
            }
        }
        if (n == 0) {
            sched_yield();
        }
    }
    pthread_join(writer, NULL);
    ring_finish(&r);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_order_and_wrap),
        cmocka_unit_test(test_full_ring_counts_what_it_drops),
        cmocka_unit_test(test_read_samples_are_wiped),
        cmocka_unit_test(test_two_threads),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
