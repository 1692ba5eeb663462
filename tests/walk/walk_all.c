/* SPDX-License-Identifier: GPL-3.0-or-later */
/* walk_all touch|mouse|keys|tab: every screen, in a real window with real sound, nobody speaking. */
#include "route.h"
#include "same.h"
#include "studio_options.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void watch(struct walk *w)
{
    same_look(w->user, w);
}

int main(int argc, char **argv)
{
    struct settings settings = settings_defaults();
    struct kiosk_options o = { .width = 1920, .height = 1080 };
    struct step steps[ROUTE_MAX];
    struct same same = { .count = 0 };
    struct walk w = { .steps = steps, .user = &same };
    char err[300];
    if (argc != 2 || !walk_by_name(argv[1], &w.by)) {
        fprintf(stderr, "usage: walk_all touch|mouse|keys|tab\n");
        return 2;
    }
    if (!route_prepare(err, sizeof(err))) {
        fprintf(stderr, "%s\n", err);
        return 2;
    }
    w.watch = w.by == BY_TOUCH ? watch : NULL;  /* once is enough */
    alarm(280);     /* a kiosk that hangs ends the test */
    settings.check_microphone = true;
    o.studio = studio_from_settings(&settings);
    o.settings = &settings;
    o.studio.recording = "";
    size_t count = route_make(steps, w.by);
    memcpy(steps + count, route_staff, route_staff_count * sizeof(*steps));
    w.step_count = count + route_staff_count;
    bool good = walk_run(&w, &o);
    printf("%zu of %zu steps by %s\n", w.at, w.step_count, argv[1]);
    return good && same.bad == 0 ? 0 : 1;
}
