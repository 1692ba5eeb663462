/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stage.h"

#include "paths.h"

#include <fontconfig/fontconfig.h>
#include <pango/pangocairo.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char *find_data(const char *name, char *err, size_t err_size)
{
    char *path = paths_find(name);
    if (path == NULL) {
        snprintf(err, err_size,
                 "%s: not found; set GREENROOM_DATA to the folder of the program's data", name);
    }
    return path;
}

static bool load_themes(struct stage *s, char *err, size_t err_size)
{
    char *path = find_data("themes/house.yaml", err, err_size);
    if (path == NULL) {
        return false;
    }
    *strrchr(path, '/') = '\0';
    bool good = themes_load(&s->themes, path, err, err_size);
    free(path);
    return good;
}

static bool load_icons(struct stage *s, char *err, size_t err_size)
{
    char *path = find_data("icons/icons.txt", err, err_size);
    if (path != NULL) {
        s->icons = icons_load(path, err, err_size);
    }
    free(path);
    return s->icons != NULL;
}

static void choose_language(struct stage *s, size_t language)
{
    s->strings = s->languages.strings[language < s->languages.count ? language : 0];
    s->view.strings = s->strings;
}

struct stage *stage_create(char *err, size_t err_size)
{
    struct stage *s = calloc(1, sizeof(*s));
    if (s == NULL || (s->canvas = canvas_create()) == NULL) {
        snprintf(err, err_size, "out of memory for the screen");
        free(s);
        return NULL;
    }
    if (!load_themes(s, err, err_size) || !load_icons(s, err, err_size) ||
        !languages_load(&s->languages, err, err_size)) {
        stage_destroy(s);
        return NULL;
    }
    s->view.canvas = s->canvas;
    s->view.icons = s->icons;
    choose_language(s, 0);
    s->view.spots = &s->spots;
    return s;
}

void stage_destroy(struct stage *s)
{
    if (s == NULL) {
        return;
    }
    stage_forget(s);        /* the program may be ended in the middle of somebody's answer */
    canvas_destroy(s->canvas);
    icons_destroy(s->icons);
    languages_free(&s->languages);
    spots_destroy(&s->spots);
    free(s);
}

void stage_drop_fonts(void)
{
    draw_stage_forget();
    draw_shadow_forget();
    pango_cairo_font_map_set_default(NULL);
    cairo_debug_reset_static_data();
    FcFini();
}

static void place(struct stage *s)
{
    struct canvas_place p = view_place(&s->view, cairo_image_surface_get_width(s->surface),
                                       cairo_image_surface_get_height(s->surface), s->text_size);
    canvas_target(s->canvas, s->surface, p);
}

void stage_target(struct stage *s, cairo_surface_t *surface)
{
    s->surface = surface;
    place(s);
}

const cairo_region_t *stage_draw(struct stage *s, const struct scene *scene, double time_s)
{
    struct view *v = &s->view;
    v->scene = scene;
    v->state = scene->state;
    v->time_s = time_s;
    choose_language(s, scene->state->person.language);
    v->theme = &s->themes.items[screens_scene_theme(scene)];
    if (s->text_size != scene->state->person.text_size) {
        s->text_size = scene->state->person.text_size;
        place(s);
    }
    canvas_measure(s->canvas);
    screens_draw(v);
    const cairo_region_t *damage = canvas_damaged(s->canvas);
    if (damage != NULL) {
        bool moving = v->moving;
        canvas_paint(s->canvas);
        screens_draw(v);
        canvas_finish(s->canvas);
        v->moving = moving;
    }
    return damage;
}

void stage_forget(struct stage *s)
{
    canvas_forget(s->canvas);
    explicit_bzero(s->view.arena, sizeof(s->view.arena));
    if (s->spots.items != NULL) {
        explicit_bzero(s->spots.items, s->spots.room * sizeof(*s->spots.items));
    }
    spots_clear(&s->spots);
}

void stage_to_units(const struct stage *s, double *x, double *y)
{
    struct rect page = canvas_page(s->canvas);
    double scale = canvas_scale(s->canvas);
    *x = page.x + *x / scale;
    *y = page.y + *y / scale;
}
