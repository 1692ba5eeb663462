/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any bytes as what a recognizer is told, in pieces of any size: the pieces must not matter. */
#include <protocol.h>
#include <string.h>

#include "as_file.h"
#include "fuzz.h"

struct heard {
    size_t samples, requests;
    uint32_t sum;
};

static void handle(void *user, const struct request *r)
{
    struct heard *h = user;
    require(r->type <= REQUEST_GRAMMAR, "a request that there is");
    h->requests += r->type != REQUEST_SAMPLES;
    h->samples += r->count;
    for (size_t i = 0; i < r->count; i++) {
        h->sum = h->sum * 31 + (uint16_t)r->samples[i];
    }
    if (r->type != REQUEST_SAMPLES) {
        h->sum = h->sum * 31 + (uint32_t)strlen(r->name) + (uint32_t)r->type;
    }
}

static struct heard read_in_pieces(const uint8_t *data, size_t size, size_t piece, bool *good)
{
    struct request_reader reader = { 0 };
    struct heard heard = { 0 };
    char err[300] = "";
    *good = true;
    for (size_t at = 0; at < size && *good; at += piece) {
        size_t length = piece < size - at ? piece : size - at;
        *good = request_reader_feed(&reader, data + at, length, handle, &heard, err, sizeof(err));
    }
    require(*good == (err[0] == '\0'), "what is refused is refused with a sentence");
    if (*good) {
        request_reader_end(&reader, handle, &heard);
    }
    return heard;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    bool whole_good, pieces_good;
    struct heard whole = read_in_pieces(data, size, size > 0 ? size : 1, &whole_good);
    struct heard pieces = read_in_pieces(data, size, 1 + size % 7, &pieces_good);
    require(whole_good == pieces_good && whole.samples == pieces.samples
            && whole.requests == pieces.requests && whole.sum == pieces.sum,
            "the same in pieces");
    return 0;
}
