/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * Screens and sheets are rows of two tables (screens.c): adding one is a file
 * and a line. All functions see only what is passed in; drawing changes nothing
 * but pixels and spots.
 */
#ifndef SCREENS_H
#define SCREENS_H

#include "view.h"

struct screen {
    const char *name;           /* "attract"; names pictures */
    enum theme_id theme;        /* unless the person chose high contrast */
    void (*draw)(struct view *v);
    /** A local command of this screen's spots; may be NULL. False: not known here. */
    bool (*handle)(struct screen_memory *memory, const struct scene *scene, int command,
                   int number);
};

const struct screen *screens_get(enum screen_id id);
/** NULL for SHEET_NONE. */
const struct screen *sheets_get(enum sheet_id id);
/** Theme of the screen that is shown, with the person's choice of contrast. */
enum theme_id screens_theme(const struct interview_state *state);
/** The same with the staff area, which is bright. */
enum theme_id screens_scene_theme(const struct scene *scene);
/** Background, screen and the sheet over it; fills v->spots. */
void screens_draw(struct view *v);
/** The screen `id` below a dialog: its shapes, without words and spots. */
void screens_veiled(struct view *v, enum screen_id id);
/** Local commands: the sheet first, then the screen, then what every screen knows. */
bool screens_handle(struct screen_memory *memory, const struct scene *scene, int command,
                    int number);

/* One function a file. */
void attract_draw(struct view *v);
void choose_draw(struct view *v);
bool choose_handle(struct screen_memory *memory, const struct scene *scene, int command,
                   int number);
void check_draw(struct view *v);
void answer_draw(struct view *v);
void question_draw(struct view *v);
void think_draw(struct view *v);
void still_there_draw(struct view *v);
void mic_lost_draw(struct view *v);
void nothing_heard_draw(struct view *v);
void leave_draw(struct view *v);
void erase_draw(struct view *v);
void help_draw(struct view *v);
void why_draw(struct view *v);
void sample_draw(struct view *v);
void feedback_draw(struct view *v);
void compare_draw(struct view *v);
void summary_draw(struct view *v);
bool feedback_handle(struct screen_memory *memory, const struct scene *scene, int command,
                     int number);
void type_draw(struct view *v);
bool type_handle(struct screen_memory *memory, const struct scene *scene, int command,
                 int number);
/** The staff area: PIN pages and menu. */
void staff_pin_draw(struct view *v);
void staff_menu_draw(struct view *v);

#endif
