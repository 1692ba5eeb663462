/* SPDX-License-Identifier: MIT */
/*
 * Runs a fuzz target without libFuzzer, the same way each time: every seed file
 * whole, then changed by a fixed sequence of chances. driver ROUNDS SEED...
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fuzz.h"

enum { SIZE_MOST = 1 << 17 };

static uint32_t chance_state = 12345;

static uint32_t chance(uint32_t below)
{
    chance_state = chance_state * 1664525U + 1013904223U;
    return (uint32_t)(((uint64_t)chance_state * below) >> 32);
}

static size_t read_seed(const char *path, uint8_t *data)
{
    FILE *file = fopen(path, "rb");
    if (file == NULL) {
        fprintf(stderr, "%s cannot be read\n", path);
        exit(2);
    }
    size_t size = fread(data, 1, SIZE_MOST, file);
    fclose(file);
    return size;
}

/* One change: a byte, a cut, a doubled piece, or a byte that means something. */
static size_t change(uint8_t *data, size_t size)
{
    static const char special[] = "\n\t :-[]{}<>|?!~*&#\"'%,.0\xff\xe2\x80\x99";
    if (size < 2) {
        return size;
    }
    size_t at = chance((uint32_t)size), length = 1 + chance(32);
    length = length < size - at ? length : size - at;
    switch (chance(4)) {
    case 0:
        data[at] = (uint8_t)chance(256);
        return size;
    case 1:
        memmove(data + at, data + at + length, size - at - length);
        return size - length;
    case 2:
        if (size + length > SIZE_MOST) {
            return size;
        }
        memmove(data + at + length, data + at, size - at);
        return size + length;
    default:
        data[at] = (uint8_t)special[chance(sizeof(special) - 1)];
        return size;
    }
}

int main(int argc, char **argv)
{
    static uint8_t seed[SIZE_MOST], data[SIZE_MOST];
    long rounds = argc > 1 ? strtol(argv[1], NULL, 10) : 0;
    for (int i = 2; i < argc; i++) {
        size_t size = read_seed(argv[i], seed);
        LLVMFuzzerTestOneInput(seed, size);
        for (long round = 0; round < rounds; round++) {
            size_t now = size;
            memcpy(data, seed, size);
            for (uint32_t changes = 1 + chance(8); changes > 0; changes--) {
                now = change(data, now);
            }
            LLVMFuzzerTestOneInput(data, now);
        }
    }
    return argc > 2 ? 0 : 2;
}
