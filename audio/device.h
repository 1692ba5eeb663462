/* SPDX-License-Identifier: GPL-3.0-or-later */
/** Sound devices, and PortAudio kept quiet and safe on one thread (see keeper.h). */
#ifndef DEVICE_H
#define DEVICE_H

#include <stdbool.h>
#include <stddef.h>

#define DEVICES_MAX 64

struct sound_device {
    char name[128];
    bool input, output;
    bool standard;      /* the system's default of its direction */
};

/**
 * Fills `devices` with at most `max` and returns how many there are; asks the system anew, unless
 * a stream is open: then the list may be an old one. May take up to 2 s; gives up after that (a
 * hung sound server) and returns 0.
 */
size_t device_list(struct sound_device *devices, size_t max);

/* For stream.c and keeper.c; the keeper's thread only. */

/** PortAudio's index of the device whose name contains `part`, NULL the default. Negative: none. */
int device_find(const char *part, bool input);
/** Device `index` is the sound server, which chooses a microphone itself. */
bool device_is_server(int index);
/** A stream was opened or closed: the list of devices cannot be renewed while one is open. */
void device_stream_opened(void);
void device_stream_closed(void);
/** Renew the list of devices with the next use, when no stream is open then. */
void device_forget(void);
/** Put PortAudio away. */
void device_release(void);

#endif
