/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Built where there is no libpulse. */
#include "pulse.h"

enum pulse_microphone pulse_microphone(void)
{
    return PULSE_UNKNOWN;
}

unsigned pulse_moves(void)
{
    return 0;
}

void pulse_release(void)
{
}
