/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any bytes as a sound file: read whole, and as a microphone. */
#include <source.h>
#include <stdlib.h>
#include <wav.h>

#include "as_file.h"
#include "fuzz.h"

static void listen_to(const char *path)
{
    char err[300] = "";
    int16_t block[1600];
    size_t count = 0, all = 0;
    struct sample_source *source = wav_source_create(path, false, err, sizeof(err));
    require((source == NULL) == (err[0] != '\0'), "what is refused is refused with a sentence");
    if (source != NULL && source_start(source, err, sizeof(err))) {
        while (all < 1000000 && source_read(source, block, 1600, &count, 0) == SOURCE_OK) {
            require(count <= 1600, "no more samples than asked for");
            all += count;
        }
        source_stop(source);
    }
    source_destroy(source);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const char *path = as_file(data, size);
    char err[300] = "";
    size_t count = 0;
    int16_t *samples = wav_read(path, &count, err, sizeof(err));
    require((samples == NULL) == (err[0] != '\0'), "what is refused is refused with a sentence");
    free(samples);
    listen_to(path);
    return 0;
}
