/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "canvas.h"

#include <math.h>
#include <string.h>

uint64_t look_add(uint64_t look, const void *bytes, size_t size)
{
    const unsigned char *p = bytes;
    size_t i = 0;
    for (; i + 8 <= size; i += 8) { /* FNV-1a by eights; the upper bits are folded into the lower */
        uint64_t eight;
        memcpy(&eight, p + i, 8);
        look = (look ^ eight) * 0x9e3779b97f4a7c15u;
        look ^= look >> 32;
    }
    for (; i < size; i++) {
        look = (look ^ p[i]) * 0x100000001b3u;
    }
    return look;
}

uint64_t look_number(uint64_t look, double value)
{
    return look_add(look, &value, sizeof(value));
}

uint64_t look_text(uint64_t look, const char *text)
{
    return look_add(look, text, strlen(text) + 1);
}

static double channel(uint32_t color, unsigned shift)
{
    return (color >> shift & 255) / 255.0;
}

void canvas_color(cairo_t *cr, uint32_t color)
{
    cairo_set_source_rgba(cr, channel(color, 24), channel(color, 16), channel(color, 8),
                          channel(color, 0));
}

uint32_t color_fade(uint32_t color, double alpha)
{
    uint32_t a = (uint32_t)lround((color & 255) * fmin(fmax(alpha, 0), 1));
    return (color & ~(uint32_t)255) | a;
}

uint32_t color_mix(uint32_t a, uint32_t b, double t)
{
    uint32_t mixed = 0;
    for (unsigned shift = 0; shift < 32; shift += 8) {
        double x = a >> shift & 255, y = b >> shift & 255;
        mixed |= (uint32_t)lround(x + (y - x) * fmin(fmax(t, 0), 1)) << shift;
    }
    return mixed;
}

static double luminance(uint32_t color)
{
    static const double weight[] = { 0.2126, 0.7152, 0.0722 };
    double sum = 0;
    for (unsigned i = 0; i < 3; i++) {
        double v = channel(color, 24 - 8 * i);
        sum += weight[i] * (v <= 0.04045 ? v / 12.92 : pow((v + 0.055) / 1.055, 2.4));
    }
    return sum;
}

double color_contrast(uint32_t a, uint32_t b)
{
    double x = luminance(a), y = luminance(b);
    return (fmax(x, y) + 0.05) / (fmin(x, y) + 0.05);
}
