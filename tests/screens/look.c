/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "look.h"

#include <stdio.h>
#include <stdlib.h>

#include "sample.h"

void look_name(char *out, size_t size, const char *sample, const struct look *look)
{
    snprintf(out, size, "%s-%dx%d-%u%s", sample, look->width, look->height, look->text,
             look->contrast ? "-contrast" : "");
}

cairo_surface_t *look_draw(struct stage *stage, const char *name, const struct look *look)
{
    struct sample *sample = malloc(sizeof(*sample));
    cairo_surface_t *s = cairo_image_surface_create(CAIRO_FORMAT_RGB24, look->width, look->height);
    if (sample == NULL || !sample_make(sample, name)) {
        abort();
    }
    sample->state.person.text_size = look->text;
    sample->state.person.high_contrast = look->contrast;
    stage->text_size = look->text;
    stage_target(stage, s);
    stage_draw(stage, &sample->scene, 1.0);
    free(sample);
    return s;
}
