/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ring.h"

#include <string.h>

#include "secret.h"

bool ring_init(struct ring *r, size_t size)
{
    *r = (struct ring) { .size = 1 };
    while (r->size < size) {
        r->size *= 2;
    }
    r->samples = secret_alloc(r->size * sizeof(*r->samples));
    return r->samples != NULL;
}

void ring_finish(struct ring *r)
{
    secret_free(r->samples, r->size * sizeof(*r->samples));
    *r = (struct ring) { 0 };
}

static size_t smaller(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* Both totals only grow; their difference is right even when they wrap around, because the
 * size is a power of two. */
size_t ring_write(struct ring *r, const int16_t *samples, size_t count)
{
    /* relaxed: only this thread changes it */
    size_t written = atomic_load_explicit(&r->written, memory_order_relaxed);
    /* acquire: the reader has copied and wiped these cells before it gave them back */
    size_t taken = atomic_load_explicit(&r->taken, memory_order_acquire);
    size_t n = smaller(count, r->size - (written - taken));
    size_t at = written & (r->size - 1);
    size_t first = smaller(n, r->size - at);

    memcpy(r->samples + at, samples, first * sizeof(*samples));
    memcpy(r->samples, samples + first, (n - first) * sizeof(*samples));
    /* release: the samples are in place before the reader sees the new total */
    atomic_store_explicit(&r->written, written + n, memory_order_release);
    if (n < count) {
        /* relaxed: a count for people, nothing is ordered by it */
        atomic_fetch_add_explicit(&r->dropped, count - n, memory_order_relaxed);
    }
    return n;
}

size_t ring_read(struct ring *r, int16_t *samples, size_t max)
{
    /* relaxed: only this thread changes it */
    size_t taken = atomic_load_explicit(&r->taken, memory_order_relaxed);
    size_t n = smaller(max, ring_filled(r));
    size_t at = taken & (r->size - 1);
    size_t first = smaller(n, r->size - at);

    memcpy(samples, r->samples + at, first * sizeof(*samples));
    memcpy(samples + first, r->samples, (n - first) * sizeof(*samples));
    explicit_bzero(r->samples + at, first * sizeof(*samples));
    explicit_bzero(r->samples, (n - first) * sizeof(*samples));
    /* release: the copying and wiping are done before the writer may use the cells again */
    atomic_store_explicit(&r->taken, taken + n, memory_order_release);
    return n;
}

size_t ring_filled(const struct ring *r)
{
    /* acquire: samples counted in `written` are visible; relaxed: `taken` is this thread's own */
    return atomic_load_explicit(&r->written, memory_order_acquire)
        - atomic_load_explicit(&r->taken, memory_order_relaxed);
}

size_t ring_written(const struct ring *r)
{
    /* relaxed: a total, nothing is read on the strength of it */
    return atomic_load_explicit(&r->written, memory_order_relaxed);
}

uint64_t ring_dropped(const struct ring *r)
{
    /* relaxed: a total, nothing is read on the strength of it */
    return atomic_load_explicit(&r->dropped, memory_order_relaxed);
}
