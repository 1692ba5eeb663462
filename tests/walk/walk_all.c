/* SPDX-License-Identifier: GPL-3.0-or-later */
/* walk_all touch|keys|tab: every screen, in a real window with real sound, nobody speaking. */
#include "route.h"
#include "studio_options.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

int main(int argc, char **argv)
{
    struct settings settings = settings_defaults();
    struct kiosk_options o = { .width = 1920, .height = 1080 };
    struct step steps[ROUTE_MAX];
    struct walk w = { .steps = steps };
    if (argc != 2 || !walk_by_name(argv[1], &w.by)) {
        fprintf(stderr, "usage: walk_all touch|keys|tab\n");
        return 2;
    }
    alarm(150);     /* a kiosk that hangs ends the test */
    settings.check_microphone = true;
    o.studio = studio_from_settings(&settings);
    o.settings = &settings;
    o.studio.recording = "";
    w.step_count = route_make(steps, w.by);
    bool good = walk_run(&w, &o);
    printf("%zu of %zu steps by %s\n", w.at, w.step_count, argv[1]);
    return good ? 0 : 1;
}
