/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "studio_options.h"

#include <time.h>

struct studio_options studio_defaults(void)
{
    struct timespec now = { 0 };
    clock_gettime(CLOCK_REALTIME, &now);
    return (struct studio_options){
        .volume = 1,
        .interview = {
            .defaults = { .captions = true, .rate = 140 },
            .timeout_scale = 1,
            .seed = (unsigned)now.tv_nsec ^ (unsigned)now.tv_sec,
        },
    };
}
