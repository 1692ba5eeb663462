/* SPDX-License-Identifier: GPL-3.0-or-later */
/** The two signals of an interview, made of soft sine tones. */
#ifndef TONES_H
#define TONES_H

#include <stddef.h>
#include <stdint.h>

enum tone {
    TONE_TURN,      /* two soft notes, up: your turn */
    TONE_END,       /* one note that falls: that was it */
    TONE_COUNT
};

#define TONE_RATE 22050

/** The tone's samples, mono at TONE_RATE. The caller frees them; NULL when memory ran out. */
int16_t *tone_create(enum tone tone, size_t *count);

#endif
