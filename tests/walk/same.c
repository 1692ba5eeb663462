/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "same.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define REST_S 0.3      /* a picture has come to rest */
#define RIM    40       /* pixels at the edge of what was drawn in parts may be a shade off */

/* Landscape, portrait, so small that the rules of large text apply, and back. */
static const struct { int w, h; } sizes[] = { { 1280, 720 }, { 700, 1000 }, { 1000, 540 },
                                              { 1920, 1080 } };
#define SIZES (sizeof(sizes) / sizeof(sizes[0]))

static uint64_t place_of(const struct walk *w)
{
    const struct interview_state *s = walk_state(w);
    const struct person_settings *p = &s->person;
    const int numbers[] = { s->screen, s->sheet, (int)p->language, (int)p->text_size,
                            p->high_contrast, w->k->memory.editing,
                            cairo_image_surface_get_width(w->k->window.frame),
                            cairo_image_surface_get_height(w->k->window.frame) };
    return look_add(LOOK_START, numbers, sizeof(numbers));
}

/* Pixels that differ by more than `most` in one of three channels. */
static long differing(const unsigned char *a, size_t a_stride, const unsigned char *b,
                      size_t b_stride, int width, int height, int most)
{
    long count = 0;
    for (int y = 0; y < height; y++) {
        const unsigned char *p = a + (size_t)y * a_stride, *q = b + (size_t)y * b_stride;
        for (int x = 0; x < width; x++, p += 4, q += 4) {
            count += abs(p[0] - q[0]) > most || abs(p[1] - q[1]) > most || abs(p[2] - q[2]) > most;
        }
    }
    return count;
}

static long against_display(struct walk *w, int width, int height)
{
    char command[512];
    int x = 0, y = 0;
    SDL_GetWindowPosition(w->k->window.handle, &x, &y);
    snprintf(command, sizeof(command), "import -silent -window root -crop %dx%d+%d+%d +repage "
             "-depth 8 bgra:-", width, height, x, y);
    size_t size = (size_t)width * (size_t)height * 4;
    unsigned char *shown = malloc(size);
    FILE *f = popen(command, "r");
    long count = (long)width * height;
    if (shown != NULL && f != NULL && fread(shown, 1, size, f) == size) {
        cairo_surface_t *frame = w->k->window.frame;
        count = differing(shown, (size_t)width * 4, cairo_image_surface_get_data(frame),
                          (size_t)cairo_image_surface_get_stride(frame), width, height, 0);
    }
    if (f != NULL) {
        pclose(f);
    }
    free(shown);
    return count;
}

/* A stage of its own, which the kiosk does not outlive: its end drops all fonts. */
static long against_offscreen(struct walk *w, int width, int height)
{
    char err[512];
    const struct view *v = &w->k->stage->view;
    cairo_surface_t *frame = w->k->window.frame;
    struct stage *stage = stage_create(err, sizeof(err));
    if (stage == NULL) {
        fprintf(stderr, "%s\n", err);
        return (long)width * height;
    }
    struct view *o = &stage->view;
    cairo_surface_t *fresh = cairo_image_surface_create(CAIRO_FORMAT_RGB24, width, height);
    stage->text_size = walk_state(w)->person.text_size;
    o->reduced_motion = v->reduced_motion;
    o->resting = v->resting;
    o->show_keys = v->show_keys;
    o->focus_command = v->focus_command;
    o->focus_number = v->focus_number;
    o->pressed_command = v->pressed_command;
    o->pressed_number = v->pressed_number;
    stage_target(stage, fresh);
    stage_draw(stage, &w->k->scene, v->time_s);
    long count = differing(cairo_image_surface_get_data(fresh),
                           (size_t)cairo_image_surface_get_stride(fresh),
                           cairo_image_surface_get_data(frame),
                           (size_t)cairo_image_surface_get_stride(frame), width, height, 2);
    stage_destroy(stage);
    cairo_surface_destroy(fresh);
    return count;
}

static void compare(struct same *same, struct walk *w)
{
    const struct interview_state *s = walk_state(w);
    const struct screen *sheet = sheets_get(s->sheet);
    int width = cairo_image_surface_get_width(w->k->window.frame);
    int height = cairo_image_surface_get_height(w->k->window.frame);
    long shown = against_display(w, width, height);
    long drawn = against_offscreen(w, width, height);
    bool good = shown == 0 && drawn <= RIM;
    printf("%s%s%s %dx%d: %ld pixels of the display differ from the frame, %ld of that from a "
           "fresh one\n", screens_get(s->screen)->name, sheet != NULL ? " under " : "",
           sheet != NULL ? sheet->name : "", width, height, shown, drawn);
    fflush(stdout);
    same->bad += !good;
}

static bool seen(const struct same *same, uint64_t place)
{
    for (size_t i = 0; i < same->count; i++) {
        if (same->seen[i] == place) {
            return true;
        }
    }
    return same->count == SAME_MAX;
}

/* The first time on a screen of cards and on the fullest one. */
static void try_sizes(struct same *same, struct walk *w)
{
    const struct interview_state *s = walk_state(w);
    bool here = s->sheet == SHEET_NONE && s->person.text_size == 0 && !s->person.high_contrast &&
                (s->screen == SCREEN_CHOOSE || s->screen == SCREEN_FEEDBACK) &&
                (same->resized >> s->screen & 1) == 0;
    if (!here || same->size == SIZES) {
        same->resized |= here ? 1U << s->screen : 0;
        same->size = 0;
        return;
    }
    SDL_SetWindowSize(w->k->window.handle, sizes[same->size].w, sizes[same->size].h);
    same->size++;
}

/* A question is over in seconds, looked at or not: only while the walk hears it to its end. */
static bool may_look(const struct walk *w)
{
    return walk_state(w)->screen != SCREEN_QUESTION || w->steps[w->at].command == CMD_NONE;
}

void same_look(struct same *same, struct walk *w)
{
    uint64_t place = place_of(w);
    bool resized = same->size > 0;  /* on its way to another size, or back */
    w->hold = may_look(w) && (resized || !seen(same, place));
    if (!w->hold || window_fading(&w->k->window) || place != same->place) {
        same->place = place;
        same->since_s = w->now_s;
    } else if (w->now_s - same->since_s > REST_S) {
        if (!seen(same, place)) {
            same->seen[same->count++] = place;
            compare(same, w);
        }
        try_sizes(same, w);
        w->hold = same->size > 0;
    }
}
