/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "theme.h"

#include "mistake.h"

#include <assert.h>
#include <schema.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const token_names[] = {
    [TOKEN_BG] = "bg", [TOKEN_LIT] = "lit", [TOKEN_SURFACE] = "surface", [TOKEN_WELL] = "well",
    [TOKEN_TRACK] = "track", [TOKEN_LINE] = "line", [TOKEN_CTL] = "ctl", [TOKEN_INK] = "ink",
    [TOKEN_INK2] = "ink2", [TOKEN_TENT] = "tent", [TOKEN_YOU] = "you",
    [TOKEN_ON_YOU] = "on_you", [TOKEN_YOU_PRESS] = "you_press",
    [TOKEN_YOU_SOFT] = "you_soft", [TOKEN_YOU_INK] = "you_ink", [TOKEN_GOLD] = "gold",
    [TOKEN_ON_GOLD] = "on_gold", [TOKEN_GOLD_SOFT] = "gold_soft",
    [TOKEN_GOLD_INK] = "gold_ink", [TOKEN_WATCH] = "watch",
    [TOKEN_WATCH_SOFT] = "watch_soft", [TOKEN_WATCH_INK] = "watch_ink",
    [TOKEN_FOCUS] = "focus", [TOKEN_SCRIM] = "scrim", [TOKEN_SHADOW] = "shadow",
    [TOKEN_LOGO] = "logo", [TOKEN_LOGO_BARS] = "logo_bars", [TOKEN_DOOR_TOP] = "door_top",
    [TOKEN_DOOR_BOTTOM] = "door_bottom", [TOKEN_DOOR_BARS] = "door_bars",
    [TOKEN_ARCH_LIT_1] = "arch_lit_1", [TOKEN_ARCH_LIT_2] = "arch_lit_2",
    [TOKEN_ARCH_LIT_3] = "arch_lit_3", [TOKEN_ARCH_LIT_4] = "arch_lit_4",
    [TOKEN_ARCH_1] = "arch_1", [TOKEN_ARCH_2] = "arch_2", [TOKEN_ARCH_3] = "arch_3",
    [TOKEN_ARCH_4] = "arch_4", [TOKEN_PORCH_1] = "porch_1", [TOKEN_PORCH_2] = "porch_2",
    [TOKEN_PORCH_3] = "porch_3", [TOKEN_PORCH_4] = "porch_4",
    [TOKEN_PORCH_BARS] = "porch_bars",
};
static_assert(sizeof(token_names) / sizeof(token_names[0]) == TOKEN_COUNT,
              "a colour token has no name");

static const char *const theme_names[] = { [THEME_HOUSE] = "house", [THEME_STAGE] = "stage",
                                           [THEME_CONTRAST] = "contrast" };

struct theme_file {
    struct schema_pair *colors;
    size_t color_count;
    bool light, shadows, edges;
};

static const struct schema_field fields[] = {
    { .key = "colors", .type = SCHEMA_MAP, .offset = offsetof(struct theme_file, colors),
      .count_offset = offsetof(struct theme_file, color_count), .required = true },
    { .key = "light", .type = SCHEMA_BOOL, .offset = offsetof(struct theme_file, light) },
    { .key = "shadows", .type = SCHEMA_BOOL, .offset = offsetof(struct theme_file, shadows) },
    { .key = "edges", .type = SCHEMA_BOOL, .offset = offsetof(struct theme_file, edges) },
    { .key = NULL },
};

/* "#RRGGBB" or "#RRGGBBAA". */
static bool read_color(const char *text, uint32_t *color)
{
    size_t digits = strspn(text + (text[0] == '#'), "0123456789abcdefABCDEF");
    if (text[0] != '#' || text[1 + digits] != '\0' || (digits != 6 && digits != 8)) {
        return false;
    }
    uint32_t value = (uint32_t)strtoul(text + 1, NULL, 16);
    *color = digits == 6 ? value << 8 | 255 : value;
    return true;
}

static const char *find_value(const struct theme_file *file, const char *key)
{
    for (size_t i = 0; i < file->color_count; i++) {
        if (strcmp(file->colors[i].key, key) == 0) {
            return file->colors[i].value;
        }
    }
    return NULL;
}

static bool read_colors(const char *path, const struct theme_file *file, struct theme *theme,
                        char *err, size_t err_size)
{
    for (int i = 0; i < TOKEN_COUNT; i++) {
        const char *value = find_value(file, token_names[i]);
        if (value == NULL) {
            snprintf(err, err_size, "%s: the colour \"%s\" is missing", path, token_names[i]);
            return false;
        }
        if (!read_color(value, &theme->color[i])) {
            snprintf(err, err_size, "%s: %s: \"%s\" is no colour, expected \"#RRGGBB\"", path,
                     token_names[i], value);
            return false;
        }
    }
    return true;
}

static bool load_theme(const char *path, struct theme *theme, char *err, size_t err_size)
{
    struct theme_file file = { 0 };
    struct first_mistake mistake = { err, err_size };
    err[0] = '\0';
    struct schema_file *yaml =
        schema_load(path, fields, &file, sizeof(file), mistake_keep_first, &mistake);
    if (yaml == NULL) {
        return false;
    }
    theme->light = file.light;
    theme->shadows = file.shadows;
    theme->edges = file.edges;
    bool good = read_colors(path, &file, theme, err, err_size);
    schema_destroy(yaml);
    return good;
}

bool themes_load(struct themes *themes, const char *folder, char *err, size_t err_size)
{
    struct themes loaded = { 0 };
    for (int i = 0; i < THEME_COUNT; i++) {
        char path[4096];
        snprintf(path, sizeof(path), "%s/%s.yaml", folder, theme_names[i]);
        loaded.items[i].name = theme_names[i];
        if (!load_theme(path, &loaded.items[i], err, err_size)) {
            return false;
        }
    }
    *themes = loaded;
    return true;
}
