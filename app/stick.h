/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * USB sticks: what is mounted below /media, /run/media or as /mnt/usb*. The
 * folders in $GREENROOM_STICKS (colons between), when it is set, stand for them.
 */
#ifndef STICK_H
#define STICK_H

#include <stdbool.h>

/**
 * Give the folder of each stick, those that can be written to only if
 * `writable`, to `use` until it returns true; whether it did.
 */
bool stick_each(bool writable, bool (*use)(void *user, const char *folder), void *user);
/**
 * Have `put` write `what` into a file in the folder of the first stick that takes it; it returns
 * whether all of it is there, and leaves nothing behind where it is not. NULL when done; otherwise
 * the id of the text that says what to do.
 */
const char *stick_save(bool (*put)(const void *what, const char *folder), const void *what);

#endif
