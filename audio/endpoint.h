/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * Finds speech in samples. Three bands, each against a floor of its own that
 * follows the room: voices, vowels and hum differ from hiss and "s". The
 * steadier the room, the softer the speech that stands out. Knows nothing of
 * words and keeps no samples.
 */
#ifndef ENDPOINT_H
#define ENDPOINT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define ENDPOINT_FRAME 160              /* samples: 10 ms */
#define ENDPOINT_FRAMES_PER_SECOND 100

enum {
    ENDPOINT_BANDS = 3,
    ENDPOINT_RECENT = 8,                /* frames looked at to decide */
    ENDPOINT_FLOOR_SPANS = 8,           /* the floor is the quietest of so many spans */
    ENDPOINT_FLOOR_SPAN = 60            /* frames; all spans: longer than anybody says "um" */
};

struct endpoint_band {
    float last_in, last_out;            /* of the high-pass filter */
    float power;                        /* smoothed */
    float span_low[ENDPOINT_FLOOR_SPANS];
    float span_high;                    /* of this span */
    float floor_db;
    float usual_db, spread_db;          /* of the room: mean, and distance from it */
};

struct endpointer {
    struct endpoint_band bands[ENDPOINT_BANDS];
    float low_pass, lower_pass;         /* of the filters between the bands */
    unsigned span, span_frames;
    bool recent[ENDPOINT_RECENT];
    uint64_t frames;                    /* since endpointer_begin() */
    uint64_t first_active;              /* frame; of the burst that may become speech */
    uint64_t last_active;               /* frame */
    bool speaking;
};

enum endpoint_event {
    ENDPOINT_NOTHING,
    ENDPOINT_BEGAN,                     /* speech since `*frame` */
    ENDPOINT_ENDED                      /* a pause since `*frame` */
};

void endpointer_init(struct endpointer *e);
/** A new utterance: frames count from 0; what is known of the room stays. */
void endpointer_begin(struct endpointer *e);
/** Takes ENDPOINT_FRAME samples; a pause is told once it lasted `pause_frames`. */
enum endpoint_event endpointer_take(struct endpointer *e, const int16_t *samples,
                                    unsigned pause_frames, uint64_t *frame);

#endif
