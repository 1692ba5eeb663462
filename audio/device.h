/* SPDX-License-Identifier: GPL-3.0-or-later */
/** Sound devices, and PortAudio kept quiet and safe behind one lock. */
#ifndef DEVICE_H
#define DEVICE_H

#include <stdbool.h>
#include <stddef.h>

struct sound_device {
    char name[128];
    bool input, output;
    bool standard;      /* the system's default of its direction */
};

/** Fills `devices` with at most `max` and returns how many there are; asks the system anew. May
 *  take up to 2 s; gives up after that (a hung sound server) and returns 0. Not while streams are open. */
size_t device_list(struct sound_device *devices, size_t max);

#endif
