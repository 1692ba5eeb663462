/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Fingers and the mouse: a touch, or a drag that scrolls. */
#include "kiosk_internal.h"

#define DRAG_START 14.0     /* units a finger may tremble before a touch is a drag */

static struct scroll_area *area_at(struct kiosk *k, double x, double y)
{
    struct spots *s = &k->stage->spots;
    for (size_t i = s->scroll_count; i > 0; i--) {
        if (rect_holds(s->scrolls[i - 1].box, x, y)) {
            return &s->scrolls[i - 1];
        }
    }
    return NULL;
}

const struct scroll_area *kiosk_scroll_area(struct kiosk *k, int slot)
{
    struct spots *s = &k->stage->spots;
    for (size_t i = 0; i < s->scroll_count; i++) {
        if ((int)s->scrolls[i].slot == slot) {
            return &s->scrolls[i];
        }
    }
    return NULL;
}

void kiosk_scroll(struct kiosk *k, const struct scroll_area *area, double units)
{
    if (area != NULL) {
        double most = fmax(0, area->content - area->box.h);
        double *offset = &k->memory.scroll[area->slot];
        *offset = fmin(fmax(fmin(*offset, most) + units, 0), most);
    }
}

bool kiosk_scroll_to(struct kiosk *k, const struct scroll_area *area, struct rect what,
                     double room)
{
    double above = area->box.y + room - what.y;
    double below = rect_bottom(what) - rect_bottom(area->box) + room;
    kiosk_scroll(k, area, above > 0 ? -above : below > 0 ? below : 0);
    return above > 0 || below > 0;
}

void kiosk_focus(struct kiosk *k, const struct spot *spot)
{
    if (spot != NULL) {
        k->stage->view.focus_command = spot->command;
        k->stage->view.focus_number = spot->number;
    }
}

void kiosk_focus_start(struct kiosk *k)
{
    kiosk_focus(k, spots_start(&k->stage->spots));
}

/* What was pressed a moment before has changed the screen, and the picture does not show it yet. */
static bool is_outdated(const struct kiosk *k)
{
    const struct interview_state *s = k->scene.state;
    return s->screen != k->screen || s->sheet != k->sheet;
}

void kiosk_activate(struct kiosk *k, const struct spot *spot, double now_s)
{
    if (is_outdated(k)) {
        return;
    }
    if (spot->disabled) {
        reader_say_spot(k, spot);
        return;
    }
    int command = spot->command, number = spot->number;
    kiosk_tell_from(k, spot);
    kiosk_focus(k, spot);
    kiosk_do(k, command, number, now_s);
    if (command == CMD_START_OVER) {    /* Enter means Done again, and must not throw more away */
        kiosk_focus(k, spots_primary(&k->stage->spots));
    }
}

static void pointer_down(struct kiosk *k, double x, double y)
{
    struct pointer *p = &k->pointer;
    const struct spot *spot = spots_at(&k->stage->spots, x, y);
    const struct scroll_area *area = area_at(k, x, y);
    k->stage->view.show_keys = false;
    *p = (struct pointer){ .down = true, .x = x, .y = y, .last_y = y,
                           .slot = area != NULL ? (int)area->slot : -1 };
    if (spot != NULL) {
        p->command = spot->command;
        p->number = spot->number;
    }
}

static void pointer_move(struct kiosk *k, double x, double y)
{
    struct pointer *p = &k->pointer;
    if (!p->down) {
        return;
    }
    p->dragging = p->dragging || hypot(x - p->x, y - p->y) > DRAG_START;
    if (p->dragging && p->slot >= 0) {
        kiosk_scroll(k, kiosk_scroll_area(k, p->slot), p->last_y - y);
    }
    p->last_y = y;
}

static void pointer_up(struct kiosk *k, double x, double y, double now_s)
{
    struct pointer *p = &k->pointer;
    const struct spot *spot = spots_at(&k->stage->spots, x, y);
    bool same = spot != NULL && spot->command == p->command && spot->number == p->number;
    bool scrolled = p->dragging && p->slot >= 0;
    bool was_down = p->down;
    p->down = false;
    if (!was_down) {
        return;
    }
    if (same && !scrolled) {
        kiosk_activate(k, spot, now_s);
    } else {
        k->last_sign_s = now_s;
        studio_touched(k->studio, now_s);
    }
}

/* A mouse or a finger, by the type of its event, at a place in pixels of the window. */
static void pointer(struct kiosk *k, uint32_t type, double x, double y, double now_s)
{
    stage_to_units(k->stage, &x, &y);
    if (type == SDL_MOUSEBUTTONDOWN || type == SDL_FINGERDOWN) {
        pointer_down(k, x, y);
    } else if (type == SDL_MOUSEBUTTONUP || type == SDL_FINGERUP) {
        pointer_up(k, x, y, now_s);
    } else {
        pointer_move(k, x, y);
    }
}

static void mouse(struct kiosk *k, const SDL_Event *e, double now_s)
{
    /* SDL makes a mouse of each finger; fingers are handled as such. */
    bool finger = e->type == SDL_MOUSEMOTION ? e->motion.which == SDL_TOUCH_MOUSEID
                                             : e->button.which == SDL_TOUCH_MOUSEID;
    if (finger || (e->type != SDL_MOUSEMOTION && e->button.button != SDL_BUTTON_LEFT)) {
        return;
    }
    double x = e->type == SDL_MOUSEMOTION ? e->motion.x : e->button.x;
    double y = e->type == SDL_MOUSEMOTION ? e->motion.y : e->button.y;
    pointer(k, e->type, x, y, now_s);
}

static void finger(struct kiosk *k, const SDL_TouchFingerEvent *e, double now_s)
{
    if (e->touchId == SDL_MOUSE_TOUCHID) { /* a finger that SDL made of the mouse */
        return;
    }
    double x = e->x * cairo_image_surface_get_width(k->window.frame);
    double y = e->y * cairo_image_surface_get_height(k->window.frame);
    pointer(k, e->type, x, y, now_s);
}

static void wheel(struct kiosk *k, const SDL_MouseWheelEvent *e, double now_s)
{
    int mx, my;
    SDL_GetMouseState(&mx, &my);
    double x = mx, y = my;
    stage_to_units(k->stage, &x, &y);
    kiosk_scroll(k, area_at(k, x, y), -e->y * SCROLL_STEP);
    studio_touched(k->studio, now_s);
}

void kiosk_pointer(struct kiosk *k, const SDL_Event *e, double now_s)
{
    switch (e->type) {
    case SDL_MOUSEBUTTONDOWN:
    case SDL_MOUSEBUTTONUP:
    case SDL_MOUSEMOTION:
        mouse(k, e, now_s);
        break;
    case SDL_MOUSEWHEEL:
        wheel(k, &e->wheel, now_s);
        break;
    case SDL_FINGERDOWN:
    case SDL_FINGERUP:
    case SDL_FINGERMOTION:
        finger(k, &e->tfinger, now_s);
        break;
    default:
        break;
    }
}
