/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * A PortAudio stream that is kept alive: opened by the keeper, watched, and
 * opened again every 250 ms when it died. Mono, 16 bit. No call here ever
 * waits for a device.
 */
#ifndef STREAM_H
#define STREAM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct stream;  /* opaque */

struct stream_kind {
    bool input;                 /* a microphone; else a speaker */
    unsigned rate;              /* wanted; when refused, the device's own */
    unsigned buffer_ms;         /* one call of `move` */
    double latency_s;
    /** It was opened and `move` is about to be called. The keeper's thread; returns quickly. */
    void (*opened)(void *user, unsigned rate);
    /**
     * Take the `frames` samples heard, or fill in those to be played, which will be heard at
     * `heard_ns` (clock_ns()). PortAudio's thread: no lock, no memory, no file, no waiting.
     */
    void (*move)(void *user, int16_t *samples, size_t frames, int64_t heard_ns);
};

/** `device` as in capture_create(); borrows `kind` and `user`. NULL: no memory or thread. */
struct stream *stream_create(const char *device, const struct stream_kind *kind, void *user);
/** Nothing of `kind` is called any more when it returns, which takes 1 s at most. NULL is fine. */
void stream_destroy(struct stream *s);

/** Ask for it to be open or closed. Any thread; returns at once. */
void stream_want(struct stream *s, bool open);
/** Throw away what a speaker was given and has not played, at once: it is closed and opened again.
 *  Any thread; returns at once. */
void stream_cut(struct stream *s);
bool stream_cutting(const struct stream *s);    /* that was asked and is not yet done */
/** `move` was called within the last second. Any thread. */
bool stream_alive(const struct stream *s);
/** Why it is not alive, as one sentence. Any thread. */
void stream_reason(struct stream *s, char *sentence, size_t size);

#endif
