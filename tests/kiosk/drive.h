/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * Drives a kiosk that runs in this process, from another thread: sends keys and waits for what the
 * screen shows, as told by GREENROOM_TRACE (app/trace.h). One kiosk at a time.
 */
#ifndef DRIVE_H
#define DRIVE_H

#include <SDL.h>
#include <kiosk.h>
#include <stdbool.h>

/** A folder of its own for settings, counts and the lock; from now on standard error is read for
 *  the trace and otherwise passed on. False: the system refused. */
bool drive_begin(void);
/** Removes the folder. */
void drive_end(void);

/** Runs the kiosk on this thread while `script` drives it on another one; whatever it returned, the
 *  kiosk is asked to end then. Returns the kiosk's exit status. */
int drive_kiosk(const struct kiosk_options *options, void (*script)(void *user), void *user);

/* For scripts. A script that waits in vain complains on standard error; all later calls of this run
 * do nothing, and drive_failed() says so. */
bool drive_failed(void);
void drive_key(SDL_Keycode key);
void drive_text(const char *letters);       /* one event a letter */
void drive_until(const char *screen, const char *sheet);
/** Until `id` is among the texts that can be seen. */
void drive_until_told(const char *id);
/** Until the answer has so many words. */
void drive_until_words(unsigned count);

#endif
