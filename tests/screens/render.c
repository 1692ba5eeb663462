/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Draws any sample state to a PNG, offscreen: render NAME FILE [key=value...]. */
#include "components.h"
#include "sample.h"
#include "stage.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct wish {
    int width, height;
    unsigned text;
    bool contrast, keys, spanish;
};

static bool read_wish(struct wish *w, const char *arg)
{
    return sscanf(arg, "size=%dx%d", &w->width, &w->height) == 2 ||
           sscanf(arg, "text=%u", &w->text) == 1 ||
           (strcmp(arg, "contrast") == 0 && (w->contrast = true)) ||
           (strcmp(arg, "spanish") == 0 && (w->spanish = true)) ||
           (strcmp(arg, "keys") == 0 && (w->keys = true));
}

static void focus_start(struct stage *stage)
{
    const struct spot *start = spots_start(&stage->spots);
    if (start != NULL) {
        stage->view.focus_command = start->command;
        stage->view.focus_number = start->number;
    }
}

static bool render(const char *name, const char *file, const struct wish *w)
{
    char err[512];
    bool components = strncmp(name, "components", 10) == 0;     /* components0 to components5 */
    struct sample *sample = malloc(sizeof(*sample));
    struct stage *stage = stage_create(err, sizeof(err));
    bool good = false;
    if (stage == NULL) {
        fprintf(stderr, "render: %s\n", err);
    } else if (components) {
        unsigned page = (unsigned)(name[10] - '0') % (2 * THEME_COUNT);
        cairo_surface_t *s = components_draw(stage, (enum theme_id)(page / 2), page % 2 == 1);
        good = cairo_surface_write_to_png(s, file) == CAIRO_STATUS_SUCCESS;
        cairo_surface_destroy(s);
    } else if (!sample_make(sample, name)) {
        fprintf(stderr, "render: there is no sample \"%s\"\n", name);
    } else {
        sample->state.person.text_size = w->text;
        sample->state.person.high_contrast = w->contrast;
        sample->state.person.language = w->spanish;
        cairo_surface_t *s = cairo_image_surface_create(CAIRO_FORMAT_ARGB32, w->width, w->height);
        stage_target(stage, s);
        stage->view.show_keys = w->keys;
        stage_draw(stage, &sample->scene, 1.0);
        focus_start(stage);
        stage_draw(stage, &sample->scene, 1.0);
        good = cairo_surface_write_to_png(s, file) == CAIRO_STATUS_SUCCESS;
        cairo_surface_destroy(s);
    }
    free(sample);
    stage_destroy(stage);
    return good;
}

int main(int argc, char **argv)
{
    struct wish w = { .width = 1920, .height = 1080 };
    if (argc < 3) {
        fprintf(stderr, "usage: render NAME FILE.png [size=WxH] [text=0|1|2] [contrast] [keys] "
                        "[spanish]\nNAME is one of:");
        for (const char *const *n = sample_names(); *n != NULL; n++) {
            fprintf(stderr, " %s", *n);
        }
        fprintf(stderr, " components0 ... components5\n");
        return 2;
    }
    for (int i = 3; i < argc; i++) {
        if (!read_wish(&w, argv[i])) {
            fprintf(stderr, "render: \"%s\" is no option\n", argv[i]);
            return 2;
        }
    }
    bool good = render(argv[1], argv[2], &w);
    stage_drop_fonts();
    return good ? 0 : 1;
}
