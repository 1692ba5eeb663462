/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "recording.h"

#include "secret.h"

#include <string.h>

static const size_t block_bytes = RECORDING_BLOCK * sizeof(int16_t);

/* Samples from `at` to the end of its block, at most `count`. */
static size_t within_block(size_t at, size_t count)
{
    size_t left = RECORDING_BLOCK - at % RECORDING_BLOCK;
    return count < left ? count : left;
}

bool recording_add(struct recording *r, const int16_t *samples, size_t count)
{
    while (count > 0) {
        size_t block = r->count / RECORDING_BLOCK;
        if (block == RECORDING_BLOCKS) {
            return false;
        }
        if (r->blocks[block] == NULL && (r->blocks[block] = secret_alloc(block_bytes)) == NULL) {
            return false;
        }
        size_t take = within_block(r->count, count);
        memcpy(r->blocks[block] + r->count % RECORDING_BLOCK, samples, take * sizeof(*samples));
        r->count += take;
        samples += take;
        count -= take;
    }
    return true;
}

size_t recording_copy(const struct recording *r, size_t first, int16_t *out, size_t max)
{
    size_t copied = 0;
    while (copied < max && first + copied < r->count) {
        size_t at = first + copied;
        size_t left = r->count - at < max - copied ? r->count - at : max - copied;
        size_t take = within_block(at, left);
        memcpy(out + copied, r->blocks[at / RECORDING_BLOCK] + at % RECORDING_BLOCK,
               take * sizeof(*out));
        copied += take;
    }
    return copied;
}

void recording_wipe(struct recording *r)
{
    for (size_t i = 0; i < RECORDING_BLOCKS; i++) {
        secret_free(r->blocks[i], block_bytes);
    }
    *r = (struct recording){ 0 };
}
