/* SPDX-License-Identifier: GPL-3.0-or-later */
/** The kiosk: SDL window, drawing and input around a studio. Main thread only. */
#ifndef KIOSK_H
#define KIOSK_H

#include "settings.h"
#include "studio.h"

struct kiosk;   /* opaque */

struct kiosk_options {
    struct studio_options studio;
    struct settings *settings;  /* what `studio` was made of; the staff area changes it. NULL: no staff area */
    bool windowed;
    int width, height;          /* of the window; 0: 1280x720, or the display's size when full screen */
    bool demo;                  /* plays a sample answer by itself, then ends */
    const char *demo_dir;       /* where the demo leaves screenshots and the report; NULL: made up */
    bool offscreen;             /* draw without a display */
    bool reduced_motion;
    /** For whoever looks on, like tests: after each frame; may push SDL events. NULL: nobody. */
    void (*each_frame)(void *user, struct kiosk *k, double now_s);
    void *each_frame_user;
};

/** Runs until the person ends it. Returns an exit status after telling stderr one sentence on failure. */
int kiosk_run(const struct kiosk_options *options);

#endif
