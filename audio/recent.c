/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "recent.h"

#include "endpoint.h"
#include "secret.h"

#include <math.h>
#include <string.h>

#define RECENT_BYTES (RECENT_FRAMES * ENDPOINT_FRAME * sizeof(int16_t))
enum { QUIET_SPAN = 8 };        /* frames */

bool recent_init(struct recent *r)
{
    *r = (struct recent){ .samples = secret_alloc(RECENT_BYTES) };
    return r->samples != NULL;
}

void recent_finish(struct recent *r)
{
    secret_free(r->samples, RECENT_BYTES);
    *r = (struct recent){ 0 };
}

void recent_begin(struct recent *r)
{
    explicit_bzero(r->samples, RECENT_BYTES);
    r->base = 0;
    r->count = 0;
}

size_t recent_add(struct recent *r, const int16_t *samples, size_t count, bool *whole)
{
    size_t missing = ENDPOINT_FRAME - r->count % ENDPOINT_FRAME;
    size_t take = missing < count ? missing : count;
    memcpy(r->samples + r->count, samples, take * sizeof(*samples));
    r->count += take;
    *whole = take == missing;
    return take;
}

uint64_t recent_length(const struct recent *r)
{
    return r->base * ENDPOINT_FRAME + r->count;
}

const int16_t *recent_at(const struct recent *r, uint64_t frame)
{
    return r->samples + (frame - r->base) * ENDPOINT_FRAME;
}

void recent_forget_before(struct recent *r, uint64_t frame)
{
    size_t drop = (size_t)(frame - r->base) * ENDPOINT_FRAME;
    r->count -= drop;
    memmove(r->samples, r->samples + drop, r->count * sizeof(*r->samples));
    explicit_bzero(r->samples + r->count, drop * sizeof(*r->samples));
    r->base = frame;
}

static double power_at(const struct recent *r, uint64_t frame)
{
    const int16_t *samples = recent_at(r, frame);
    double power = 0;
    for (size_t i = 0; i < QUIET_SPAN * ENDPOINT_FRAME; i++) {
        power += (double)samples[i] * samples[i];
    }
    return power;
}

uint64_t recent_quietest(const struct recent *r, uint64_t from, uint64_t to)
{
    uint64_t quietest = from;
    double least = INFINITY;
    for (uint64_t frame = from; frame + QUIET_SPAN < to; frame++) {
        double power = power_at(r, frame);
        if (power < least) {
            least = power;
            quietest = frame + QUIET_SPAN / 2;
        }
    }
    return quietest;
}
