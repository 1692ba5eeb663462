/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * Where pixels go: an SDL window, or nothing but memory. The picture is drawn
 * into a frame of our own and copied from there, only where it changed. While a
 * cross-fade runs, a mix of the former picture and the frame is shown.
 */
#ifndef KIOSK_WINDOW_H
#define KIOSK_WINDOW_H

#include <SDL.h>
#include <cairo.h>
#include <stdbool.h>
#include <stddef.h>

struct window {
    SDL_Window *handle;         /* NULL: offscreen */
    cairo_surface_t *frame;     /* the newest picture */
    cairo_surface_t *former;    /* fading out; NULL: no fade */
    cairo_surface_t *mixed;     /* what is shown while fading */
    double fade_start_s, fade_s;
};

struct window_wish {
    bool windowed, offscreen;
    int width, height;          /* 0: 1280x720, or the display's size when full screen */
};

/** False after one sentence to `err`. */
bool window_open(struct window *w, const struct window_wish *wish, char *err, size_t err_size);
void window_close(struct window *w);
/** Make the frame as large as the window; true: it is another surface now. */
bool window_fit(struct window *w);
/** Keep the picture of now and mix it with the coming ones for `seconds`. */
void window_fade(struct window *w, double now_s, double seconds);
bool window_fading(const struct window *w);
/** Show the frame; `changed` (NULL: nothing) are the pixels that differ. */
void window_present(struct window *w, const cairo_region_t *changed, double now_s);

#endif
