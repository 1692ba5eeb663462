/* SPDX-License-Identifier: GPL-3.0-or-later */
/** The microphone as a sample source, through PortAudio. */
#ifndef CAPTURE_H
#define CAPTURE_H

#include "source.h"

/**
 * A microphone source. `device` is a part of a device name, NULL the default.
 * Nothing is opened until source_start(). While started, a dead stream (see
 * device.h) gives SOURCE_LOST and is reopened by a helper thread every 250 ms.
 * The caller owns the source. NULL only when memory ran out.
 */
struct sample_source *capture_create(const char *device);

#endif
