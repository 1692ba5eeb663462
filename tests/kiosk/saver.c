/* SPDX-License-Identifier: GPL-3.0-or-later */
/* saver SECONDS: has the display blank its screen after one second without a touch, waits so long,
   and prints whether it did: "blank", "kept off" by some program, or "on". */
#include <X11/Xlib.h>
#include <X11/extensions/scrnsaver.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

int main(int argc, char **argv)
{
    static const char *const states[] = { [ScreenSaverOff] = "on", [ScreenSaverOn] = "blank",
                                          [ScreenSaverCycle] = "blank",
                                          [ScreenSaverDisabled] = "kept off" };
    Display *display = argc == 2 ? XOpenDisplay(NULL) : NULL;
    XScreenSaverInfo *info = XScreenSaverAllocInfo();
    int status = 1;
    if (display == NULL || info == NULL) {
        fprintf(stderr, "usage: saver SECONDS, with a display\n");
    } else {
        XSetScreenSaver(display, 1, 1, PreferBlanking, AllowExposures);
        XSync(display, False);
        sleep((unsigned)atoi(argv[1]));
        XScreenSaverQueryInfo(display, DefaultRootWindow(display), info);
        puts(states[info->state]);
        XSetScreenSaver(display, 0, 0, PreferBlanking, AllowExposures);
        XCloseDisplay(display);
        status = 0;
    }
    if (info != NULL) {
        XFree(info);
    }
    return status;
}
