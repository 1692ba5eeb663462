/* SPDX-License-Identifier: GPL-3.0-or-later */
/** Where samples come from: a microphone or a WAV file behind one seam. */
#ifndef SOURCE_H
#define SOURCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/** The one sample format inside Greenroom: 16 kHz, mono, signed 16 bit. */
#define SAMPLE_RATE 16000

enum source_state {
    SOURCE_OK,          /* `*count` samples were given (0: none within the wait) */
    SOURCE_LOST,        /* the device is gone for now; reading goes on trying to get it back */
    SOURCE_ENDED        /* a file came to its end */
};

struct sample_source {
    const struct sample_source_ops *ops;
};

struct sample_source_ops {
    /** Open and begin. False after writing one sentence to `err`. */
    bool (*start)(struct sample_source *s, char *err, size_t err_size);
    /** Wait at most `wait_ms` for samples. One thread only. Never blocks longer, whatever the device does. */
    enum source_state (*read)(struct sample_source *s, int16_t *samples, size_t max, size_t *count,
                              unsigned wait_ms);
    /** Samples lost since start because nobody read in time. Any thread. */
    uint64_t (*dropped)(const struct sample_source *s);
    void (*stop)(struct sample_source *s);      /* may be started again */
    void (*destroy)(struct sample_source *s);
};

static inline bool source_start(struct sample_source *s, char *err, size_t err_size)
{
    return s->ops->start(s, err, err_size);
}

static inline enum source_state source_read(struct sample_source *s, int16_t *samples, size_t max,
                                            size_t *count, unsigned wait_ms)
{
    return s->ops->read(s, samples, max, count, wait_ms);
}

static inline uint64_t source_dropped(const struct sample_source *s)
{
    return s->ops->dropped(s);
}

static inline void source_stop(struct sample_source *s)
{
    s->ops->stop(s);
}

static inline void source_destroy(struct sample_source *s)
{
    if (s != NULL) {
        s->ops->destroy(s);
    }
}

#endif
