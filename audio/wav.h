/* SPDX-License-Identifier: GPL-3.0-or-later */
/** Sound files, through libsndfile and libsamplerate. */
#ifndef WAV_H
#define WAV_H

#include "source.h"

/**
 * Read a whole sound file of any rate, width and channel count as SAMPLE_RATE
 * mono. Returns samples that the caller frees with free(), and their number.
 * NULL after writing one sentence that names the file to `err`.
 */
int16_t *wav_read(const char *path, size_t *count, char *err, size_t err_size);

/** Write mono 16 bit samples; false after one sentence to `err`. No half file stays behind. */
bool wav_write(const char *path, const int16_t *samples, size_t count, unsigned rate, char *err,
               size_t err_size);

/**
 * A file as a sample source. `realtime`: gives samples as fast as a microphone
 * would, else as fast as they are read. NULL after writing one sentence to `err`.
 */
struct sample_source *wav_source_create(const char *path, bool realtime, char *err,
                                        size_t err_size);

#endif
