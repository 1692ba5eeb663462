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

static bool is_on_offer(const void *user, const char *practice)
{
    return settings_set_is_on(user, practice);
}

struct studio_options studio_from_settings(const struct settings *s)
{
    struct studio_options o = studio_defaults();
    o.microphone = s->microphone[0] != '\0' ? s->microphone : NULL;
    o.speaker = s->speaker[0] != '\0' ? s->speaker : NULL;
    o.voice = s->voice;
    o.engine = s->engine[0] != '\0' ? s->engine : NULL;
    o.job = s->job;
    o.volume = (float)s->volume / 100;
    o.interview.defaults = (struct person_settings){
        .target_s = s->answer_length, .text_size = (unsigned)s->text_size,
        .high_contrast = s->high_contrast, .captions = s->captions, .read_aloud = s->read_aloud,
        .rate = s->speed, .volume = s->volume };
    o.interview.check_microphone = s->check_microphone;
    o.interview.timeout_scale = s->time_scale;
    o.interview.unlimited_answer = s->unlimited_answer;
    o.interview.no_filler_remarks = !s->filler_remarks;
    o.interview.no_pace_remarks = !s->pace_remarks;
    o.interview.offers = is_on_offer;
    o.interview.offers_user = s;
    return o;
}
