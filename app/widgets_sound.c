/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "widgets.h"

#define CELLS     48
#define QUIET     0.29  /* of the meter; below: too quiet */
#define LOUD      0.79
#define WAVE_BAR  10.0
#define WAVE_STEP 18.0

static void meter_words(struct view *v, struct rect box, double level)
{
    static const char *const ids[] = { "meter.quiet", "meter.good", "meter.loud" };
    double marks[] = { box.x, box.x + box.w * (QUIET + LOUD) / 2, rect_right(box) };
    int current = level < QUIET ? 0 : level < LOUD ? 1 : 2;
    for (int i = 0; i < 3; i++) {
        bool now = level > 0.02 && i == current;
        enum token color = !now ? TOKEN_INK2 : i == 1 ? TOKEN_YOU_INK : TOKEN_WATCH_INK;
        struct text_look look = { .style = TYPE_SMALL, .weight = now ? 600 : 400,
                                  .align = (enum text_align[]){ TEXT_LEFT, TEXT_CENTER,
                                                                TEXT_RIGHT }[i],
                                  .color = view_color(v, color) };
        write_line(v, marks[i], rect_bottom(box) + 40, &look, view_say(v, ids[i]));
    }
}

double level_meter(struct view *v, struct rect box, double level)
{
    double step = box.w / CELLS, w = step * 0.74;
    double shown = v->reduced_motion ? floor(level * 10) / 10 : level;
    for (int i = 0; i < CELLS; i++) {
        bool lit = (i + 0.5) / CELLS < shown;
        draw_round(v->canvas, rect_of(box.x + i * step * (box.w - w) / (box.w - step), box.y, w,
                                      box.h),
                   6, view_color(v, lit ? TOKEN_YOU : v->theme->edges ? TOKEN_TRACK : TOKEN_LINE));
    }
    for (int i = 0; i < 2; i++) {
        double x = box.x + box.w * (i == 0 ? QUIET : LOUD) + i * 3;
        draw_round(v->canvas, rect_of(x - 2, box.y - 12, 4, box.h + 24), 2,
                   view_color(v, TOKEN_INK));
    }
    meter_words(v, box, level);
    return box.h + 40 + text_line(v->canvas, TYPE_SMALL) / 2;
}

void live_wave(struct view *v, struct rect box)
{
    size_t fits = (size_t)((box.w + WAVE_STEP - WAVE_BAR) / WAVE_STEP + 0.01);
    size_t count = v->scene->wave_count;
    for (size_t i = 0; i < fits; i++) {
        size_t age = fits - 1 - i; /* 0: newest */
        double loud = age < count ? v->scene->wave[count - 1 - age] : 0;
        double h = fmax(WAVE_BAR, loud * box.h), x = box.x + (double)i * WAVE_STEP;
        double strength = 1 - 0.65 * (double)age / (double)fits;
        uint32_t color = h > WAVE_BAR ? color_fade(view_color(v, TOKEN_YOU), strength)
                                      : view_color(v, TOKEN_CTL);
        draw_round(v->canvas, rect_of(x, box.y + (box.h - h) / 2, WAVE_BAR, h), WAVE_BAR / 2,
                   color);
    }
}

/* Five bars; those of the voice stand a little closer than those of the first screen. */
static void door_bars(struct view *v, double x, double y, double unit, double loudness, bool voice)
{
    static const double shapes[][5] = { { 0.39, 0.79, 0.54, 1.0, 0.47 },
                                        { 0.42, 0.79, 0.585, 1.0, 0.5 } };
    const double *shape = shapes[voice];
    double heights[5];
    for (int i = 0; i < 5; i++) {
        heights[i] = shape[i] * unit * loudness;
    }
    double w = unit * (voice ? 0.127 : 0.135), step = unit * (voice ? 0.217 : 0.235);
    draw_bars(v->canvas, x - 2 * step - w / 2, y, w, step, heights, 5,
              view_color(v, voice || v->theme->edges ? TOKEN_DOOR_BARS : TOKEN_PORCH_BARS));
}

/* `lit` of the four arches shine, from the inside out. */
static void arches(struct view *v, double x, double bottom, double door_w, double door_h,
                   double step, enum token unlit, int lit)
{
    for (int i = 3; i >= 0; i--) {
        double grow = (i + 1) * step;
        struct rect box = rect_of(x - door_w / 2 - grow, bottom - door_h - grow,
                                  door_w + 2 * grow, door_h + grow);
        enum token inner = i < lit ? TOKEN_ARCH_LIT_1 : unlit;
        uint32_t color = view_color(v, (enum token)(inner + (unsigned)i));
        draw_arch(v->canvas, box, color, color);
        if (v->theme->edges && i >= lit) {
            struct rect in = rect_inset(box, 3, 0);
            draw_arch(v->canvas, box, view_color(v, TOKEN_INK), view_color(v, TOKEN_INK));
            draw_arch(v->canvas, rect_of(in.x, in.y + 3, in.w, in.h - 3), color, color);
        }
    }
}

void presence(struct view *v, double x, double bottom, double height, double loudness,
              bool speaking)
{
    double step = height * 0.0896, door_w = height * 0.477, door_h = height - 4 * step;
    double shown = v->reduced_motion ? ceil(loudness * 3) / 3 : loudness;
    int lit = speaking ? (int)fmin(4, floor(shown * 4.4 + 0.6)) : 0;
    if (speaking) {
        view_moves(v);
    }
    arches(v, x, bottom, door_w, door_h, step, TOKEN_ARCH_1, lit);
    struct rect door = rect_of(x - door_w / 2, bottom - door_h, door_w, door_h);
    uint32_t quiet = view_color(v, TOKEN_PORCH_1); /* a door is there, if unlit */
    draw_arch(v->canvas, door, speaking ? view_color(v, TOKEN_DOOR_TOP) : quiet,
              speaking ? view_color(v, TOKEN_DOOR_BOTTOM) : quiet);
    if (speaking) {
        door_bars(v, x, bottom - door_h * 0.46, height * 0.285,
                  fmin(1, 0.15 + 1.45 * shown), true);
        return;
    }
    for (int i = -2; i <= 2; i++) {
        draw_disc(v->canvas, x + i * height * 0.0635, bottom - door_h * 0.46, height * 0.018,
                  view_color(v, TOKEN_INK2));
    }
}

void doorway(struct view *v, double x, double bottom, double door_width, double door_height,
             double step)
{
    double breath = view_pulse(v, 4.0);
    arches(v, x, bottom, door_width, door_height, step * (1 + 0.025 * breath), TOKEN_PORCH_1, 0);
    struct rect door = rect_of(x - door_width / 2, bottom - door_height, door_width, door_height);
    draw_arch(v->canvas, door, view_color(v, TOKEN_DOOR_TOP), view_color(v, TOKEN_DOOR_BOTTOM));
    door_bars(v, x, bottom - door_height * 0.546, door_width * 0.5662, 1, false);
}
