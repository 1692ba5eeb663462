/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "screens.h"

#include "staff.h"
#include "widgets.h"

#include <assert.h>

#define ARRAY_LEN(a) (sizeof(a) / sizeof((a)[0]))

static const struct screen screens[] = {
    [SCREEN_ATTRACT] = { "attract", THEME_STAGE, attract_draw, NULL },
    [SCREEN_CHOOSE] = { "choose", THEME_HOUSE, choose_draw, choose_handle },
    [SCREEN_CHECK] = { "check", THEME_HOUSE, check_draw, NULL },
    [SCREEN_QUESTION] = { "question", THEME_STAGE, question_draw, NULL },
    [SCREEN_THINK] = { "think", THEME_STAGE, think_draw, NULL },
    [SCREEN_ANSWER] = { "answer", THEME_STAGE, answer_draw, NULL },
    [SCREEN_FEEDBACK] = { "feedback", THEME_HOUSE, feedback_draw, feedback_handle },
    [SCREEN_COMPARE] = { "compare", THEME_HOUSE, compare_draw, NULL },
    [SCREEN_SUMMARY] = { "summary", THEME_HOUSE, summary_draw, NULL },
    [SCREEN_STILL_THERE] = { "still-there", THEME_HOUSE, still_there_draw, NULL },
    [SCREEN_MIC_LOST] = { "mic-lost", THEME_HOUSE, mic_lost_draw, NULL },
    [SCREEN_NOTHING_HEARD] = { "nothing-heard", THEME_STAGE, nothing_heard_draw, NULL },
};
static_assert(ARRAY_LEN(screens) == SCREEN_COUNT, "the last screen has no row");

static const struct screen sheets[] = {
    [SHEET_LEAVE] = { "leave", THEME_HOUSE, leave_draw, NULL },
    [SHEET_HELP] = { "help", THEME_HOUSE, help_draw, NULL },
    [SHEET_SAMPLE] = { "sample", THEME_HOUSE, sample_draw, NULL },
    [SHEET_WHY] = { "why", THEME_HOUSE, why_draw, NULL },
    [SHEET_ERASE] = { "erase", THEME_HOUSE, erase_draw, NULL },
    [SHEET_TYPE] = { "type", THEME_HOUSE, type_draw, type_handle },
};
static_assert(ARRAY_LEN(sheets) == SHEET_COUNT, "the last sheet has no row");

const struct screen *screens_get(enum screen_id id)
{
    return &screens[id];
}

const struct screen *sheets_get(enum sheet_id id)
{
    return id == SHEET_NONE ? NULL : &sheets[id];
}

enum theme_id screens_theme(const struct interview_state *state)
{
    return state->person.high_contrast ? THEME_CONTRAST : screens[state->screen].theme;
}

enum theme_id screens_scene_theme(const struct scene *scene)
{
    enum theme_id theme = screens_theme(scene->state);
    return scene->staff != NULL && theme != THEME_CONTRAST ? THEME_HOUSE : theme;
}

void screens_veiled(struct view *v, enum screen_id id)
{
    if (id != SCREEN_STILL_THERE) {
        view_veil(v, true);
        screens[id].draw(v);
    }
}

void screens_draw(struct view *v)
{
    const struct screen *sheet = sheets_get(v->state->sheet);
    view_begin(v);
    page_background(v);
    if (v->scene->staff != NULL) {
        (v->scene->staff->page == STAFF_MENU ? staff_menu_draw : staff_pin_draw)(v);
    } else if (sheet != NULL) {
        screens_veiled(v, v->state->screen);
        sheet->draw(v);
    } else {
        view_veil(v, v->scene->memory->editing);
        screens[v->state->screen].draw(v);
        if (v->scene->memory->editing) {
            type_draw(v);
        }
    }
    view_press(v);
    if (v->scene->said != NULL) {
        page_said(v, v->scene->said);
    }
}

bool screens_handle(struct screen_memory *memory, const struct scene *scene, int command,
                    int number)
{
    const struct screen *sheet = sheets_get(scene->state->sheet);
    const struct screen *screen = sheet != NULL ? sheet : &screens[scene->state->screen];
    if (screen->handle != NULL && screen->handle(memory, scene, command, number)) {
        return true;
    }
    if (type_handle(memory, scene, command, number)) {
        return true;
    }
    if (command == LOCAL_PAGE) {
        memory->page = number;
        memory->scroll[0] = 0;
        return true;
    }
    if (command == LOCAL_MORE) {
        memory->more = !memory->more;
        return true;
    }
    return false;
}
