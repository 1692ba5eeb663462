/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * What the sound server says of its microphone, where it is PulseAudio or one
 * that speaks like it. PortAudio cannot tell: when the microphone is unplugged,
 * the server goes on with the speaker's own sound and reports no error.
 */
#ifndef PULSE_H
#define PULSE_H

enum pulse_microphone {
    PULSE_UNKNOWN,          /* no such server, or no answer yet */
    PULSE_MICROPHONE,
    PULSE_NO_MICROPHONE,    /* the default source is what the speaker plays */
    PULSE_MUTED             /* somebody turned it off in the server */
};

/** The latest news; asks in the background, begun by the first call. The keeper's thread. */
enum pulse_microphone pulse_microphone(void);
/** How often the server has moved to another microphone by itself. The keeper's thread. */
unsigned pulse_moves(void);
/** Stop asking. The keeper's thread. */
void pulse_release(void);

#endif
