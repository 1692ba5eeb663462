/* SPDX-License-Identifier: GPL-3.0-or-later */
/** What keeps the kiosk alone, awake and ending cleanly. Main thread only. */
#ifndef KIOSK_GUARD_H
#define KIOSK_GUARD_H

#include <SDL.h>
#include <stdbool.h>
#include <stddef.h>

/** From now on SIGTERM, SIGINT and SIGHUP only ask, so that everything is wiped before the end. */
void guard_signals(void);
/** One of them came. */
bool guard_asked_to_end(void);
/**
 * Be the only Greenroom of this session, by a lock in $XDG_RUNTIME_DIR (without
 * one there is no lock). `*fd` is to be given to guard_leave(). False after one
 * sentence to `err` when another one runs.
 */
bool guard_alone(int *fd, char *err, size_t err_size);
void guard_leave(int fd);
/** The screen stays on; full screen also keeps the keys that would lead elsewhere. `window` may be NULL. */
void guard_window(SDL_Window *window, bool full_screen);

#endif
