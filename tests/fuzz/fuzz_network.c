/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Any bytes as the weights of the acoustic model, which then hears a little noise. Its check sum is
 * made right first, as chance would never find it; one input in two keeps its own.
 */
#include <neural.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "as_file.h"
#include "fuzz.h"

enum { LINE = 20, HEAD = LINE + crypto_hash_sha256_BYTES, SAMPLES = 4800 };

static void hear_noise(const char *path)
{
    static int16_t noise[SAMPLES];
    char err[300] = "";
    struct neural_output output = { 0 };
    struct neural *n = neural_open(path, err, sizeof(err));
    require((n == NULL) == (err[0] != '\0'), "a network or a sentence");
    if (n == NULL) {
        return;
    }
    for (size_t i = 0; i < SAMPLES; i++) {
        noise[i] = (int16_t)((i * 7919 + i / 3) % 4001) - 2000;
    }
    neural_begin(n);
    for (size_t at = 0; at < SAMPLES; at += 1600) {
        require(neural_hear(n, noise + at, 1600, at + 1600 == SAMPLES, &output), "memory");
    }
    require(output.frames > 24 && output.frames < 34, "values for each frame");
    free(output.values);
    neural_close(n);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    uint8_t *whole = malloc(size + 1);
    require(whole != NULL, "memory");
    memcpy(whole, data, size);
    if (size > HEAD && data[size - 1] % 2 == 0) {
        crypto_hash_sha256(whole + LINE, whole + HEAD, size - HEAD);
    }
    hear_noise(as_file(whole, size));
    free(whole);
    return 0;
}
