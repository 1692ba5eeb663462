/* SPDX-License-Identifier: GPL-3.0-or-later */
/** Colours by meaning. Three themes: house (light), stage (dark), contrast. */
#ifndef THEME_H
#define THEME_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum token {
    TOKEN_BG, TOKEN_LIT,            /* page; middle of the stage light */
    TOKEN_SURFACE, TOKEN_WELL, TOKEN_TRACK, TOKEN_LINE, TOKEN_CTL,
    TOKEN_INK, TOKEN_INK2, TOKEN_TENT,
    TOKEN_YOU, TOKEN_ON_YOU, TOKEN_YOU_PRESS, TOKEN_YOU_SOFT, TOKEN_YOU_INK,
    TOKEN_GOLD, TOKEN_ON_GOLD, TOKEN_GOLD_SOFT, TOKEN_GOLD_INK,
    TOKEN_WATCH, TOKEN_WATCH_SOFT, TOKEN_WATCH_INK,
    TOKEN_FOCUS, TOKEN_SCRIM, TOKEN_SHADOW,
    TOKEN_LOGO, TOKEN_LOGO_BARS,
    TOKEN_DOOR_TOP, TOKEN_DOOR_BOTTOM, TOKEN_DOOR_BARS,
    TOKEN_ARCH_LIT_1, TOKEN_ARCH_LIT_2, TOKEN_ARCH_LIT_3, TOKEN_ARCH_LIT_4,     /* inside out */
    TOKEN_ARCH_1, TOKEN_ARCH_2, TOKEN_ARCH_3, TOKEN_ARCH_4,                     /* unlit */
    /* the first screen's */
    TOKEN_PORCH_1, TOKEN_PORCH_2, TOKEN_PORCH_3, TOKEN_PORCH_4, TOKEN_PORCH_BARS,
    TOKEN_COUNT
};

enum theme_id { THEME_HOUSE, THEME_STAGE, THEME_CONTRAST, THEME_COUNT };

struct theme {
    const char *name;
    uint32_t color[TOKEN_COUNT];    /* 0xRRGGBBAA */
    bool light;                     /* the background glows in the middle */
    bool shadows;
    bool edges;                     /* 3 px edges on everything that can be touched */
};

struct themes {
    struct theme items[THEME_COUNT];
};

/** Read house, stage and contrast.yaml from `folder`. False after one sentence to `err`. */
bool themes_load(struct themes *themes, const char *folder, char *err, size_t err_size);

#endif
