/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kiosk_window.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define OFFSCREEN_W 1920
#define OFFSCREEN_H 1080
#define MAX_RECTS   64
#define LEAST_W     800     /* of a window that is made smaller: below that texts lie over each other */
#define LEAST_H     480

static SDL_Window *make_window(const struct window_wish *wish)
{
    SDL_DisplayMode mode = { .w = 1280, .h = 720 };
    if (!wish->windowed) { /* without a window manager nobody else makes it that large */
        SDL_GetDesktopDisplayMode(0, &mode);
    }
    int w = wish->width > 0 && wish->windowed ? wish->width : mode.w;
    int h = wish->height > 0 && wish->windowed ? wish->height : mode.h;
    int at = wish->windowed ? SDL_WINDOWPOS_CENTERED : 0;
    Uint32 flags = SDL_WINDOW_ALLOW_HIGHDPI |
                   (wish->windowed ? SDL_WINDOW_RESIZABLE : SDL_WINDOW_FULLSCREEN_DESKTOP);
    SDL_Window *handle = SDL_CreateWindow("Greenroom", at, at, w, h, flags);
    if (handle != NULL && wish->windowed) {
        SDL_SetWindowMinimumSize(handle, w < LEAST_W ? w : LEAST_W, h < LEAST_H ? h : LEAST_H);
    }
    return handle;
}

/* Drawing by hand into an accelerated window costs a texture upload a frame, so the
   plain surface is tried first; Wayland has none and needs the other way. */
static SDL_Window *open_drawable(const struct window_wish *wish)
{
    for (int plain = 1; plain >= 0; plain--) {
        SDL_SetHint(SDL_HINT_FRAMEBUFFER_ACCELERATION, plain ? "0" : "1");
        SDL_Window *handle = make_window(wish);
        if (handle != NULL && SDL_GetWindowSurface(handle) != NULL) {
            return handle;
        }
        if (handle != NULL) {
            SDL_DestroyWindow(handle);
        }
    }
    return NULL;
}

static bool set_frame(struct window *w, int width, int height)
{
    if (w->frame != NULL && cairo_image_surface_get_width(w->frame) == width &&
        cairo_image_surface_get_height(w->frame) == height) {
        return false;
    }
    cairo_surface_destroy(w->frame);
    cairo_surface_destroy(w->former);
    cairo_surface_destroy(w->mixed);
    w->former = w->mixed = NULL;
    w->frame = cairo_image_surface_create(CAIRO_FORMAT_RGB24, width, height);
    return true;
}

/* Where there is no display SDL quietly takes a driver that shows nothing. */
static bool shows_nothing(void)
{
    const char *driver = SDL_GetCurrentVideoDriver();
    return driver == NULL || strcmp(driver, "offscreen") == 0 || strcmp(driver, "dummy") == 0;
}

static bool open_offscreen(struct window *w, const struct window_wish *wish)
{
    set_frame(w, wish->width > 0 ? wish->width : OFFSCREEN_W,
              wish->height > 0 ? wish->height : OFFSCREEN_H);
    return true;
}

/* Without this SDL asks libwayland first, which complains on stderr where there is no Wayland. */
static void choose_driver(void)
{
    if (getenv("WAYLAND_DISPLAY") == NULL) {
        SDL_SetHint(SDL_HINT_VIDEODRIVER, "x11,KMSDRM");
    }
}

bool window_open(struct window *w, const struct window_wish *wish, char *err, size_t err_size)
{
    *w = (struct window){ 0 };
    if (wish->offscreen) {
        return open_offscreen(w, wish);
    }
    choose_driver();
    if (SDL_InitSubSystem(SDL_INIT_VIDEO) != 0) {
        snprintf(err, err_size, "no display could be opened (%s); try --demo, which needs none",
                 SDL_GetError());
        return false;
    }
    if (shows_nothing()) {
        SDL_QuitSubSystem(SDL_INIT_VIDEO);
        if (getenv("SDL_VIDEODRIVER") != NULL) { /* somebody wants it so */
            return open_offscreen(w, wish);
        }
        snprintf(err, err_size, "there is no display to open a window on; greenroom practice works "
                                "in a terminal, and --demo without a display");
        return false;
    }
    w->handle = open_drawable(wish);
    if (w->handle == NULL) {
        snprintf(err, err_size, "no window could be opened: %s", SDL_GetError());
        SDL_QuitSubSystem(SDL_INIT_VIDEO);
        return false;
    }
    window_fit(w);
    return true;
}

void window_close(struct window *w)
{
    cairo_surface_destroy(w->frame);
    cairo_surface_destroy(w->former);
    cairo_surface_destroy(w->mixed);
    if (w->handle != NULL) {
        SDL_DestroyWindow(w->handle);
        SDL_QuitSubSystem(SDL_INIT_VIDEO);
    }
    *w = (struct window){ 0 };
}

bool window_fit(struct window *w)
{
    SDL_Surface *s = w->handle != NULL ? SDL_GetWindowSurface(w->handle) : NULL;
    return s != NULL && set_frame(w, s->w, s->h);
}

static cairo_surface_t *same_size(const cairo_surface_t *surface)
{
    cairo_surface_t *s = (cairo_surface_t *)surface;
    return cairo_image_surface_create(CAIRO_FORMAT_RGB24, cairo_image_surface_get_width(s),
                                      cairo_image_surface_get_height(s));
}

static void paint_over(cairo_surface_t *onto, cairo_surface_t *from, double alpha)
{
    cairo_t *cr = cairo_create(onto);
    cairo_set_source_surface(cr, from, 0, 0);
    cairo_set_operator(cr, alpha < 1 ? CAIRO_OPERATOR_OVER : CAIRO_OPERATOR_SOURCE);
    cairo_paint_with_alpha(cr, alpha);
    cairo_destroy(cr);
    cairo_surface_flush(onto);
}

/* Words of the person before must not stay in memory behind the screen. */
static void wipe(cairo_surface_t *surface)
{
    if (surface != NULL && cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS) {
        cairo_surface_flush(surface);
        memset(cairo_image_surface_get_data(surface), 0,
               (size_t)cairo_image_surface_get_stride(surface) *
                   (size_t)cairo_image_surface_get_height(surface));
        cairo_surface_mark_dirty(surface);
    }
}

/* What both were mixed to shows them faintly to the end. */
static void drop_former(struct window *w)
{
    wipe(w->former);
    wipe(w->mixed);
    cairo_surface_destroy(w->former);
    w->former = NULL;
}

void window_fade(struct window *w, double now_s, double seconds)
{
    cairo_surface_t *shown = w->former != NULL ? w->mixed : w->frame;
    cairo_surface_t *former = same_size(w->frame);
    paint_over(former, shown, 1);
    wipe(w->former);
    cairo_surface_destroy(w->former);
    w->former = former;
    if (w->mixed == NULL) {
        w->mixed = same_size(w->frame);
    }
    w->fade_start_s = now_s;
    w->fade_s = seconds;
}

bool window_fading(const struct window *w)
{
    return w->former != NULL;
}

static void show_rects(struct window *w, cairo_surface_t *from, const SDL_Rect *rects, int count)
{
    SDL_Surface *to = SDL_GetWindowSurface(w->handle);
    if (to == NULL) {
        return;
    }
    SDL_Surface *picture = SDL_CreateRGBSurfaceWithFormatFrom(
        cairo_image_surface_get_data(from), cairo_image_surface_get_width(from),
        cairo_image_surface_get_height(from), 32, cairo_image_surface_get_stride(from),
        SDL_PIXELFORMAT_RGB888);
    if (picture == NULL) {
        return;
    }
    SDL_SetSurfaceBlendMode(picture, SDL_BLENDMODE_NONE);
    for (int i = 0; i < count; i++) {
        SDL_Rect there = rects[i];
        SDL_BlitSurface(picture, &rects[i], to, &there);
    }
    SDL_FreeSurface(picture);
    SDL_UpdateWindowSurfaceRects(w->handle, rects, count);
}

static void show_all(struct window *w, cairo_surface_t *from)
{
    SDL_Rect all = { 0, 0, cairo_image_surface_get_width(from),
                     cairo_image_surface_get_height(from) };
    if (w->handle != NULL) {
        show_rects(w, from, &all, 1);
    }
}

static void show_region(struct window *w, const cairo_region_t *region)
{
    SDL_Rect rects[MAX_RECTS];
    int count = cairo_region_num_rectangles(region);
    if (count > MAX_RECTS) {
        show_all(w, w->frame);
        return;
    }
    for (int i = 0; i < count; i++) {
        cairo_rectangle_int_t r;
        cairo_region_get_rectangle(region, i, &r);
        rects[i] = (SDL_Rect){ r.x, r.y, r.width, r.height };
    }
    if (w->handle != NULL) {
        show_rects(w, w->frame, rects, count);
    }
}

void window_present(struct window *w, const cairo_region_t *changed, double now_s)
{
    if (w->former != NULL) {
        double t = w->fade_s > 0 ? (now_s - w->fade_start_s) / w->fade_s : 1;
        if (t >= 1) {
            drop_former(w);
            show_all(w, w->frame);
            return;
        }
        double ease = 1 - (1 - t) * (1 - t) * (1 - t);
        paint_over(w->mixed, w->former, 1);
        paint_over(w->mixed, w->frame, ease);
        show_all(w, w->mixed);
    } else if (changed != NULL) {
        show_region(w, changed);
    }
}
