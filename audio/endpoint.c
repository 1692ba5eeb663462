/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "endpoint.h"

#include <math.h>
#include <string.h>

static const struct {
    float over_floor_db;        /* this much louder than the floor is speech in any room */
    float lowest_floor_db;      /* full scale = 0; a digitally silent file is no quiet room */
} bands[ENDPOINT_BANDS] = {
    { 9.0f, -68.0f },           /* 120 to 900 Hz */
    { 9.0f, -70.0f },           /* 900 to 3000 Hz */
    { 11.0f, -72.0f },          /* 3000 Hz and above */
};

static const float first_floor_db = -58.0f; /* before the room is known */
static const float first_spread_db = 3.0f, known_spread_db = 1.5f;
static const float least_over_db = 5.0f;    /* even the steadiest room is not softer than that */
static const float over_usual_db = 2.5f, over_spread = 2.5f;
static const float room_db = 6.0f;          /* above the floor: may still be the room */
static const float follow_room = 0.02f;     /* a frame */
static const float steady_db = 5.0f;        /* what varies less within a span is no speech */
static const unsigned begin_active = 5;     /* of ENDPOINT_RECENT frames */
static const unsigned stay_active = 3;

void endpointer_init(struct endpointer *e)
{
    *e = (struct endpointer){ 0 };
    for (size_t b = 0; b < ENDPOINT_BANDS; b++) {
        e->bands[b].floor_db = first_floor_db;
        e->bands[b].usual_db = first_floor_db;
        e->bands[b].spread_db = first_spread_db;
        e->bands[b].span_high = -INFINITY;
        for (size_t i = 0; i < ENDPOINT_FLOOR_SPANS; i++) {
            e->bands[b].span_low[i] = i == 0 ? first_floor_db : INFINITY;
        }
        e->bands[b].power = powf(10, first_floor_db / 10);
    }
    e->span = 1;    /* the guess in span 0 is forgotten last: who speaks at once is heard */
}

void endpointer_begin(struct endpointer *e)
{
    memset(e->recent, 0, sizeof(e->recent));
    e->frames = 0;
    e->first_active = 0;
    e->last_active = 0;
    e->speaking = false;
}

/* One-pole filters: low-passes at 3000 and 900 Hz split, a high-pass at 120 Hz takes rumble. */
static void measure(struct endpointer *e, const int16_t *samples, float power[ENDPOINT_BANDS])
{
    static const float low_pass = 0.69f, lower_pass = 0.3f, high_pass = 0.954f;
    struct endpoint_band *hum = &e->bands[0];
    memset(power, 0, ENDPOINT_BANDS * sizeof(*power));
    for (size_t i = 0; i < ENDPOINT_FRAME; i++) {
        float x = (float)samples[i] / 32768;
        hum->last_out = high_pass * (hum->last_out + x - hum->last_in);
        hum->last_in = x;
        e->low_pass += low_pass * (hum->last_out - e->low_pass);
        e->lower_pass += lower_pass * (e->low_pass - e->lower_pass);
        const float middle = e->low_pass - e->lower_pass, high = hum->last_out - e->low_pass;
        power[0] += e->lower_pass * e->lower_pass;
        power[1] += middle * middle;
        power[2] += high * high;
    }
    for (size_t b = 0; b < ENDPOINT_BANDS; b++) {
        power[b] /= ENDPOINT_FRAME;
    }
}

static void follow_floor(struct endpointer *e, struct endpoint_band *band, float db,
                         float lowest_db)
{
    float *low = &band->span_low[e->span];
    *low = fminf(*low, db);
    band->span_high = fmaxf(band->span_high, db);
    float floor_db = INFINITY;
    for (size_t i = 0; i < ENDPOINT_FLOOR_SPANS; i++) {
        floor_db = fminf(floor_db, band->span_low[i]);
    }
    band->floor_db = fmaxf(floor_db, lowest_db);
}

/* Speech rises and falls within a span. What does not is the room, whatever it was before: who
 * switches on a loud fan is not taken for a speaker until all spans have passed. */
static void know_steady_room(struct endpointer *e)
{
    for (size_t b = 0; b < ENDPOINT_BANDS; b++) {
        if (e->bands[b].span_high - e->bands[b].span_low[e->span] > steady_db) {
            return;
        }
    }
    for (size_t b = 0; b < ENDPOINT_BANDS; b++) {
        struct endpoint_band *band = &e->bands[b];
        const float low = band->span_low[e->span];
        for (size_t i = 0; i < ENDPOINT_FLOOR_SPANS; i++) {
            band->span_low[i] = i == e->span ? low : INFINITY;
        }
        band->usual_db = low + 1;   /* the floor is the lowest of many frames */
        band->spread_db = fminf(band->spread_db, known_spread_db);
    }
}

static void next_span(struct endpointer *e)
{
    if (++e->span_frames < ENDPOINT_FLOOR_SPAN) {
        return;
    }
    know_steady_room(e);
    e->span_frames = 0;
    e->span = (e->span + 1) % ENDPOINT_FLOOR_SPANS;
    for (size_t b = 0; b < ENDPOINT_BANDS; b++) {
        e->bands[b].span_low[e->span] = INFINITY;
        e->bands[b].span_high = -INFINITY;
    }
}

static void follow_room_of(struct endpoint_band *band, float db)
{
    if (db < band->floor_db + room_db) {
        band->usual_db += follow_room * (db - band->usual_db);
        band->spread_db += follow_room * (fabsf(db - band->usual_db) - band->spread_db);
    }
}

static bool stands_out(const struct endpoint_band *band, float db, float most_over_db)
{
    float over_db = over_usual_db + over_spread * band->spread_db + band->usual_db - band->floor_db;
    return db > band->floor_db + fminf(fmaxf(over_db, least_over_db), most_over_db);
}

static bool is_active(struct endpointer *e, const int16_t *samples)
{
    float power[ENDPOINT_BANDS];
    bool active = false;
    measure(e, samples, power);
    for (size_t b = 0; b < ENDPOINT_BANDS; b++) {
        struct endpoint_band *band = &e->bands[b];
        float db = 10 * log10f(power[b] + 1e-10f);
        band->power += 0.3f * (power[b] - band->power);
        follow_floor(e, band, 10 * log10f(band->power + 1e-10f), bands[b].lowest_floor_db);
        active |= stands_out(band, db, bands[b].over_floor_db);
        follow_room_of(band, db);
    }
    next_span(e);
    return active;
}

static unsigned count_recent(const struct endpointer *e)
{
    unsigned count = 0;
    for (size_t i = 0; i < ENDPOINT_RECENT; i++) {
        count += e->recent[i];
    }
    return count;
}

static uint64_t oldest_recent(const struct endpointer *e)
{
    uint64_t frame = e->frames >= ENDPOINT_RECENT ? e->frames - ENDPOINT_RECENT : 0;
    while (!e->recent[frame % ENDPOINT_RECENT]) {
        frame++;
    }
    return frame;
}

enum endpoint_event endpointer_take(struct endpointer *e, const int16_t *samples,
                                    unsigned pause_frames, uint64_t *frame)
{
    bool active = is_active(e, samples);
    e->recent[e->frames++ % ENDPOINT_RECENT] = active;
    unsigned count = count_recent(e);
    if (active && count >= stay_active) {
        e->last_active = e->frames;
    }
    if (!e->speaking && count >= begin_active) {
        e->speaking = true;
        e->first_active = oldest_recent(e);
        *frame = e->first_active;
        return ENDPOINT_BEGAN;
    }
    if (e->speaking && e->frames - e->last_active >= pause_frames) {
        e->speaking = false;
        *frame = e->last_active;
        return ENDPOINT_ENDED;
    }
    return ENDPOINT_NOTHING;
}
