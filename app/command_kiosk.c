/* SPDX-License-Identifier: GPL-3.0-or-later */
/* greenroom without a command: the kiosk. */
#include <stddef.h>
#include <stdlib.h>
#include <time.h>

#include "command.h"
#include "kiosk.h"
#include "studio_options.h"

struct kiosk_arguments {
    struct kiosk_options kiosk;
    struct option_size size;
    bool check_microphone;
};

static int run(const struct greenroom_command *self, int argc, char **argv)
{
    struct settings settings = settings_for_command();
    struct kiosk_arguments a = { .kiosk = { .studio = studio_from_settings(&settings),
                                            .settings = &settings,
                                            .reduced_motion = settings.reduced_motion } };
    int first = 0;
    int status = STATUS_DONE;
    if (!command_options(self, argc, argv, &a, &first, &status)) {
        return status;
    }
    if (first != argc) {
        return command_wrong_use(self, "unknown argument \"%s\"", argv[first]);
    }
    a.kiosk.width = a.size.width;
    a.kiosk.height = a.size.height;
    return kiosk_run(&a.kiosk);
}

#define KIOSK(field) offsetof(struct kiosk_arguments, kiosk.field)

static const struct option_row options[] = {
    { .name = "windowed", .letter = 'w', .kind = OPTION_FLAG, .offset = KIOSK(windowed),
      .help = "in a window, for a laptop" },
    { .name = "size", .kind = OPTION_SIZE, .offset = offsetof(struct kiosk_arguments, size),
      .value = "WxH", .help = "size of the window or picture" },
    { .name = "demo", .kind = OPTION_FLAG, .offset = KIOSK(demo),
      .help = "play a sample answer by itself, then end" },
    { .name = "demo-dir", .kind = OPTION_TEXT, .offset = KIOSK(demo_dir), .value = "FOLDER",
      .help = "where the demo leaves pictures and the report" },
    { .name = "offscreen", .kind = OPTION_FLAG, .offset = KIOSK(offscreen),
      .help = "draw without a display" },
    { .name = "reduced-motion", .kind = OPTION_FLAG, .offset = KIOSK(reduced_motion),
      .help = "no animation" },
    STUDIO_OPTION_ROWS(struct kiosk_arguments, kiosk.studio),
    { 0 },
};

const struct greenroom_command command_kiosk = {
    .name = "",
    .usage = "[--windowed | --demo]",
    .summary = "the kiosk, full screen",
    .help = "Opens the kiosk, full screen. Other commands: greenroom --help.",
    .options = options,
    .run = run,
};
