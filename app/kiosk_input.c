/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kiosk_internal.h"
#include "kiosk_staff.h"

#include <string.h>

#define PAGE_SHARE 0.85

static struct view *view_of(struct kiosk *k)
{
    return &k->stage->view;
}

static int key_of(SDL_Keycode code)
{
    static const struct { SDL_Keycode code; int key; } table[] = {
        { SDLK_RETURN, KEY_ENTER }, { SDLK_KP_ENTER, KEY_ENTER }, { SDLK_UP, KEY_UP },
        { SDLK_DOWN, KEY_DOWN }, { SDLK_LEFT, KEY_LEFT }, { SDLK_RIGHT, KEY_RIGHT },
        { SDLK_PAGEUP, KEY_PAGE_UP }, { SDLK_PAGEDOWN, KEY_PAGE_DOWN }, { SDLK_HOME, KEY_HOME },
        { SDLK_END, KEY_END }, { SDLK_F1, KEY_F1 }, { SDLK_F2, KEY_F2 }, { SDLK_F3, KEY_F3 },
        { SDLK_F4, KEY_F4 }, { SDLK_F5, KEY_F5 }, { SDLK_F6, KEY_F6 }, { SDLK_AC_BACK, KEY_ESCAPE },
        { SDLK_F7, KEY_F7 }, { SDLK_F8, KEY_F8 }, { SDLK_F9, KEY_F9 }, { SDLK_F10, KEY_F10 },
        { SDLK_DELETE, KEY_DELETE },
    };
    for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
        if (table[i].code == code) {
            return table[i].key;
        }
    }
    if (code >= SDLK_KP_1 && code <= SDLK_KP_9) {
        return '1' + (int)(code - SDLK_KP_1);
    }
    if (code == SDLK_KP_0) {    /* after the nine */
        return '0';
    }
    return code > 0 && code < 128 ? (int)code : 0;
}

/* A key that is only half of another one. */
static bool is_modifier(SDL_Keycode code)
{
    return code >= SDLK_LCTRL && code <= SDLK_RGUI;
}

/* Focus on something that is scrolled away brings it back. */
static void keep_in_sight(struct kiosk *k, const struct spot *spot)
{
    const struct scroll_area *area = kiosk_scroll_area(k, spot->scroll - 1);
    if (area != NULL) {
        kiosk_scroll_to(k, area, spot->ring, 44);  /* out of the fade */
    }
}

static void move_focus(struct kiosk *k, const struct spot *to)
{
    if (to != NULL) {
        keep_in_sight(k, to);
        kiosk_focus(k, to);
        reader_focus(k);
    }
}

/* Arrows go to the neighbour there; where there is none, up and down scroll. */
static bool arrow(struct kiosk *k, int key)
{
    struct view *v = view_of(k);
    const struct spots *s = &k->stage->spots;
    const struct spot *here = spots_find(s, v->focus_command, v->focus_number);
    const struct spot *to = here != NULL ? spots_toward(s, here, key) : spots_start(s);
    struct scroll_area *area = s->scroll_count > 0 ? &k->stage->spots.scrolls[0] : NULL;
    if (to != NULL) {
        move_focus(k, to);
    } else if (key == KEY_UP || key == KEY_DOWN) {
        kiosk_scroll(k, area, key == KEY_UP ? -SCROLL_STEP : SCROLL_STEP);
    }
    return true;
}

static bool page_key(struct kiosk *k, int key)
{
    struct spots *s = &k->stage->spots;
    if (s->scroll_count > 0) {
        const struct scroll_area *area = &s->scrolls[s->scroll_count - 1];
        double step = key == KEY_HOME || key == KEY_END ? area->content : area->box.h * PAGE_SHARE;
        kiosk_scroll(k, area, key == KEY_PAGE_UP || key == KEY_HOME ? -step : step);
    }
    return true;
}

static bool navigation_key(struct kiosk *k, int key, bool back)
{
    struct view *v = view_of(k);
    switch (key) {
    case KEY_TAB:
        move_focus(k, v->show_keys ? spots_step(&k->stage->spots, v->focus_command,
                                                v->focus_number, back ? -1 : 1)
                                   : spots_find(&k->stage->spots, v->focus_command,
                                                v->focus_number));
        return true;
    case KEY_UP:
    case KEY_DOWN:
    case KEY_LEFT:
    case KEY_RIGHT:
        return arrow(k, key);
    case KEY_PAGE_UP:
    case KEY_PAGE_DOWN:
    case KEY_HOME:
    case KEY_END:
        return page_key(k, key);
    default:
        return false;
    }
}

/* Enter and Space: what has the ring, or else the screen's one action. */
static bool press_focused(struct kiosk *k, bool ring, double now_s)
{
    struct view *v = view_of(k);
    const struct spot *spot = ring ? spots_find(&k->stage->spots, v->focus_command,
                                                v->focus_number)
                                   : NULL;
    if (spot == NULL) {
        spot = spots_primary(&k->stage->spots);
    }
    if (spot != NULL) {
        kiosk_activate(k, spot, now_s);
    }
    return spot != NULL;
}

/* Keys that mean the same everywhere, whether a button shows them or not. */
static bool everywhere(struct kiosk *k, int key, double now_s)
{
    static const struct { int key, command, number; } table[] = {
        { KEY_F1, CMD_HELP, 0 },     { KEY_F2, CMD_READ_ALOUD, 0 }, { KEY_F3, CMD_CAPTIONS, 0 },
        { KEY_F4, CMD_CONTRAST, 0 }, { KEY_F5, CMD_LANGUAGE, 0 },   { KEY_F7, CMD_SPEED, -1 },
        { KEY_F8, CMD_SPEED, 1 },    { KEY_F9, CMD_VOLUME, -1 },    { KEY_F10, CMD_VOLUME, 1 },
        { KEY_ESCAPE, CMD_BACK, 0 },
    };
    for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
        if (table[i].key == key) {
            kiosk_do(k, table[i].command, table[i].number, now_s);
            return true;
        }
    }
    if (key == KEY_F6) {
        view_of(k)->reduced_motion = !view_of(k)->reduced_motion;
        return true;
    }
    return false;
}

static bool control_key(struct kiosk *k, int key, bool alt, double now_s)
{
    if (key == 's' && alt) {
        kiosk_staff_open(k, true, now_s);
        return true;
    }
    int size = (int)k->scene.state->person.text_size;
    if (key == 'q' && (k->options->windowed || k->demo != NULL)) {
        k->quit = true;
    } else if (key == '+' || key == '=') {
        kiosk_do(k, CMD_TEXT_SIZE, size < 2 ? size + 1 : 2, now_s);
    } else if (key == '-') {
        kiosk_do(k, CMD_TEXT_SIZE, size > 0 ? size - 1 : 0, now_s);
    } else {
        return false;
    }
    return true;
}

/* On the first screen any key starts, and it says that somebody is still there. */
static void any_key(struct kiosk *k, double now_s)
{
    enum screen_id screen = k->scene.state->screen;
    if (screen == SCREEN_ATTRACT) {
        kiosk_do(k, CMD_START, 0, now_s);
    } else if (screen == SCREEN_STILL_THERE) {
        kiosk_do(k, CMD_HERE, 0, now_s);
    }
}

static bool longer(struct kiosk *k, int key, double now_s)
{
    static const unsigned next[][2] = { { 60, 90 }, { 90, 120 }, { 120, 60 } };
    if (key != 'l' || k->scene.state->screen != SCREEN_CHOOSE) {
        return false;
    }
    for (size_t i = 0; i < 3; i++) {
        if (next[i][0] == k->scene.state->person.target_s) {
            kiosk_do(k, CMD_LENGTH, (int)next[i][1], now_s);
            return true;
        }
    }
    return false;
}

/* On 09 any key says "I'm still here" but those that lead to its buttons and press them. */
static bool chooses(struct kiosk *k, int key)
{
    static const int keys[] = { KEY_TAB, KEY_LEFT, KEY_RIGHT, KEY_UP, KEY_DOWN, KEY_ENTER,
                                KEY_SPACE };
    bool found = spots_of_key(&k->stage->spots, key) != NULL;
    for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++) {
        found = found || keys[i] == key;
    }
    return found && k->scene.state->screen == SCREEN_STILL_THERE && k->scene.staff == NULL;
}

/* A key that is held down moves on, writes and erases; everything else it does once. Else whoever is
 * slow to let go of Enter would begin an answer and end it. */
static bool may_repeat(int key, bool typing)
{
    static const int keys[] = { KEY_TAB, KEY_LEFT, KEY_RIGHT, KEY_UP, KEY_DOWN, KEY_PAGE_UP,
                                KEY_PAGE_DOWN, KEY_HOME, KEY_END, KEY_F7, KEY_F8, KEY_F9, KEY_F10 };
    bool may = typing && key == KEY_BACKSPACE;
    for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++) {
        may = may || keys[i] == key;
    }
    return may;
}

static void key_down(struct kiosk *k, const SDL_KeyboardEvent *e, double now_s)
{
    struct view *v = view_of(k);
    int key = key_of(e->keysym.sym);
    bool ring = v->show_keys, typing = kiosk_typing(k);
    if (is_modifier(e->keysym.sym)) {
        return;
    }
    k->short_cut = e->repeat != 0 ? k->short_cut : !typing;
    k->swallow_text = k->short_cut;
    if (!chooses(k, key)) {
        studio_touched(k->studio, now_s);
    }
    k->last_sign_s = now_s;
    if (e->repeat != 0 && !may_repeat(key, typing)) {
        return;
    }
    if ((e->keysym.mod & (KMOD_CTRL | KMOD_GUI)) != 0) {
        control_key(k, key, (e->keysym.mod & KMOD_ALT) != 0, now_s);
        return;
    }
    if (typing && key == KEY_BACKSPACE) {
        kiosk_do(k, LOCAL_TYPE_ERASE, 0, now_s);
        return;
    }
    if (typing && key >= ' ' && key < 127) {
        return; /* comes again as text */
    }
    v->show_keys = true;
    if (kiosk_words_key(k, key, now_s) ||
        navigation_key(k, key, (e->keysym.mod & KMOD_SHIFT) != 0)) {
        return;
    }
    const struct spot *spot = spots_of_key(&k->stage->spots, key);
    if ((key == KEY_ENTER || key == KEY_SPACE) && press_focused(k, ring, now_s)) {
        return;
    }
    if (spot != NULL && key != KEY_ENTER) {
        bool aside = spot->role == ROLE_KEY || spot->command == CMD_LANGUAGE;
        kiosk_activate(k, spot, now_s);
        if (aside) { /* Enter then enters what was typed, or goes on in that language */
            kiosk_focus(k, spots_primary(&k->stage->spots));
        }
    } else if (!longer(k, key, now_s) && !everywhere(k, key, now_s)) {
        any_key(k, now_s);
    }
}

static void text_typed(struct kiosk *k, const char *text, double now_s)
{
    size_t length = strlen(k->memory.typed), more = strlen(text);
    if (k->swallow_text) {
        k->swallow_text = false;
    } else if (kiosk_typing(k) && length + more < sizeof(k->memory.typed)) {
        memcpy(k->memory.typed + length, text, more + 1);
        studio_touched(k->studio, now_s);
        reader_typed(k);
    }
}

void kiosk_input(struct kiosk *k, const SDL_Event *e, double now_s)
{
    switch (e->type) {
    case SDL_QUIT: /* the window's close button or Alt+F4, which a kiosk does not have */
        k->quit = k->quit || k->options->windowed || k->demo != NULL;
        break;
    case SDL_WINDOWEVENT:
        if (e->window.event == SDL_WINDOWEVENT_EXPOSED ||
            e->window.event == SDL_WINDOWEVENT_SIZE_CHANGED) {
            canvas_spoil(k->stage->canvas);
        }
        break;
    case SDL_KEYDOWN:
        key_down(k, &e->key, now_s);
        break;
    case SDL_TEXTINPUT:
        text_typed(k, e->text.text, now_s);
        break;
    default:
        kiosk_pointer(k, e, now_s);
    }
}
