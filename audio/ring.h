/* SPDX-License-Identifier: GPL-3.0-or-later */
/** Samples from one thread to another, without a lock: one writes, one reads. */
#ifndef RING_H
#define RING_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct ring {
    int16_t *samples;
    size_t size;                /* a power of two */
    atomic_size_t written;      /* all samples ever written; changed by the writer only */
    atomic_size_t taken;        /* all samples ever read; changed by the reader only */
    atomic_uint_fast64_t dropped;   /* samples the writer found no room for */
};

/** Room for at least `size` samples. False when memory ran out. */
bool ring_init(struct ring *r, size_t size);
/** Wipes and frees. Neither side may be at work. */
void ring_finish(struct ring *r);

/** The writer. Never waits: what finds no room counts as dropped. Returns how many were taken. */
size_t ring_write(struct ring *r, const int16_t *samples, size_t count);
/** The reader. Takes at most `max` samples, wipes them from the ring, and returns how many. */
size_t ring_read(struct ring *r, int16_t *samples, size_t max);

/** Samples ready to be read. The reader's thread. */
size_t ring_filled(const struct ring *r);
/** Samples ever written, and ever lost for want of room. Any thread. */
size_t ring_written(const struct ring *r);
uint64_t ring_dropped(const struct ring *r);

#endif
