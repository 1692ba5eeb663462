/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kiosk_guard.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

/* Atomic, because the handler runs on whatever thread the signal meets; free of locks, so allowed there. */
static atomic_bool asked;

static void note(int signal_number)
{
    (void)signal_number;
    asked = true;
}

void guard_signals(void)
{
    static const int signals[] = { SIGTERM, SIGINT, SIGHUP };
    struct sigaction action = { .sa_handler = note };
    sigemptyset(&action.sa_mask);
    SDL_SetHint(SDL_HINT_NO_SIGNAL_HANDLERS, "1");
    for (size_t i = 0; i < sizeof(signals) / sizeof(signals[0]); i++) {
        sigaction(signals[i], &action, NULL);
    }
    asked = false;
}

bool guard_asked_to_end(void)
{
    return asked;
}

bool guard_alone(int *fd, char *err, size_t err_size)
{
    const char *folder = getenv("XDG_RUNTIME_DIR");
    char path[PATH_MAX];
    *fd = -1;
    if (folder == NULL || folder[0] != '/') {
        return true;
    }
    snprintf(path, sizeof(path), "%s/greenroom.lock", folder);
    *fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (*fd < 0 || flock(*fd, LOCK_EX | LOCK_NB) == 0) {
        return true;    /* a folder that cannot be written is no reason to refuse */
    }
    bool busy = errno == EWOULDBLOCK;
    close(*fd);
    *fd = -1;
    if (busy) {
        snprintf(err, err_size, "Greenroom is already open on this machine; close that one first");
    }
    return !busy;
}

void guard_leave(int fd)
{
    if (fd >= 0) {
        close(fd);
    }
}

void guard_window(SDL_Window *window, bool full_screen)
{
    if (window == NULL) {
        return;
    }
    SDL_DisableScreenSaver();
    if (full_screen) {
        SDL_SetWindowKeyboardGrab(window, SDL_TRUE);
        SDL_SetWindowAlwaysOnTop(window, SDL_TRUE);
    }
}
