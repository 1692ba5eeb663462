/* SPDX-License-Identifier: GPL-3.0-or-later */
/** A microphone that is silent but for a recording that is played into it when asked. */
#ifndef RECORDED_SOURCE_H
#define RECORDED_SOURCE_H

#include <source.h>

struct recorded_source; /* opaque */

/** NULL when memory ran out. */
struct recorded_source *recorded_source_create(void);
/** As the listener's source; destroyed with source_destroy(). */
struct sample_source *recorded_source_base(struct recorded_source *r);
/**
 * Play the sound file at `path` into the microphone from its beginning, after
 * what plays now was cut off. Any thread. False after one sentence to `err`.
 */
bool recorded_source_play(struct recorded_source *r, const char *path, char *err, size_t err_size);
/** What recorded_source_play() began is not yet over. Any thread. */
bool recorded_source_playing(struct recorded_source *r);

#endif
