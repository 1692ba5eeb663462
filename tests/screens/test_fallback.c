/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Without Inter the screens are drawn in what there is, and every text still fits its box:
 * test_fallback FONTS.conf, a fontconfig file that names one other family of fonts.
 */
#include "look.h"

#include <stdio.h>
#include <stdlib.h>

static const char *const samples[] = { "attract", "choose", "check", "question", "answer",
                                       "feedback-watch", "compare", "summary", "leave", "help" };

static size_t check(struct stage *stage, const char *name)
{
    const struct look look = { 1920, 1080, 0, false };
    size_t count, bad = 0;
    canvas_take_notes(stage->canvas, true);
    cairo_surface_destroy(look_draw(stage, name, &look));
    const struct text_note *notes = canvas_notes(stage->canvas, &count);
    for (size_t i = 0; i < count; i++) {
        const struct text_note *n = &notes[i];
        if (n->ink.w > n->box.w + 2 || n->ink.h > n->box.h + 2) {
            fprintf(stderr, "%s: \"%s\" is %.0fx%.0f and its box %.0fx%.0f\n", name, n->text,
                    n->ink.w, n->ink.h, n->box.w, n->box.h);
            bad++;
        }
    }
    if (count == 0) {
        fprintf(stderr, "%s: no text was drawn\n", name);
    }
    return bad + (count == 0);
}

int main(int argc, char **argv)
{
    char err[512];
    size_t bad = 0;
    if (argc != 2 || setenv("FONTCONFIG_FILE", argv[1], 1) != 0) {
        fprintf(stderr, "usage: test_fallback FONTS.conf\n");
        return 2;
    }
    struct stage *stage = stage_create(err, sizeof(err));
    if (stage == NULL) {
        fprintf(stderr, "%s\n", err);
        return 1;
    }
    for (size_t i = 0; i < sizeof(samples) / sizeof(samples[0]); i++) {
        bad += check(stage, samples[i]);
    }
    stage_destroy(stage);
    stage_drop_fonts();
    printf("%zu texts do not fit\n", bad);
    return bad > 0;
}
