/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "type_styles.h"

#include <assert.h>
#include <string.h>

#define ARRAY_LEN(a) (sizeof(a) / sizeof((a)[0]))

/* Where Inter is missing: what is about as wide and common, before what the system thinks. */
#define OTHER_FACES  "Noto Sans,Liberation Sans,DejaVu Sans Condensed,sans-serif"
#define TEXT_FACE    "Inter," OTHER_FACES
#define DISPLAY_FACE "Inter Display,Inter," OTHER_FACES

const struct type_row type_rows[] = {
    [TYPE_HERO] = { DISPLAY_FACE, 104, 108, 600, -0.015 },
    [TYPE_HERO_SMALL] = { DISPLAY_FACE, 92, 96, 600, -0.015 },
    [TYPE_CAPTION] = { DISPLAY_FACE, 80, 104, 600, -0.015 },
    [TYPE_READ] = { DISPLAY_FACE, 84, 126, 600, -0.015 },
    [TYPE_DIGITS] = { DISPLAY_FACE, 118, 118, 600, -0.015 },
    [TYPE_DIGITS_TALL] = { DISPLAY_FACE, 108, 108, 600, -0.015 },
    [TYPE_DIGITS_MID] = { DISPLAY_FACE, 128, 128, 600, -0.015 },
    [TYPE_DIGITS_BIG] = { DISPLAY_FACE, 150, 150, 600, -0.015 },
    [TYPE_QUESTION] = { DISPLAY_FACE, 60, 68, 600, -0.015 },
    [TYPE_BANNER] = { DISPLAY_FACE, 76, 80, 600, -0.015 },
    [TYPE_TROUBLE] = { DISPLAY_FACE, 72, 79, 600, -0.015 },
    [TYPE_TITLE] = { DISPLAY_FACE, 64, 72, 600, -0.015 },
    [TYPE_ADVICE] = { DISPLAY_FACE, 56, 63, 600, -0.015 },
    [TYPE_ASKED] = { DISPLAY_FACE, 52, 61, 600, -0.015 },
    [TYPE_HEADING] = { DISPLAY_FACE, 44, 52, 600, -0.015 },
    [TYPE_LISTENING] = { DISPLAY_FACE, 44, 48, 600, -0.02 },
    [TYPE_STEP] = { DISPLAY_FACE, 46, 54, 600, -0.015 },
    [TYPE_STRENGTH] = { DISPLAY_FACE, 41, 50, 600, -0.015 },
    [TYPE_STRENGTH_PAGED] = { DISPLAY_FACE, 40, 49, 600, -0.015 },
    [TYPE_NOTE] = { DISPLAY_FACE, 36, 45, 600, -0.015 },
    [TYPE_SUBHEAD] = { DISPLAY_FACE, 34, 43, 600, -0.015 },
    [TYPE_LABEL] = { TEXT_FACE, 34, 43, 600, 0 },
    [TYPE_LABEL_BIG] = { TEXT_FACE, 42, 52, 600, 0 },
    [TYPE_LABEL_TALL] = { TEXT_FACE, 52, 60, 600, 0 },
    [TYPE_LIVE] = { TEXT_FACE, 40, 60, 500, 0 },
    [TYPE_LEAD] = { TEXT_FACE, 36, 49, 400, 0 },
    [TYPE_BODY] = { TEXT_FACE, 30, 42, 400, 0 },
    [TYPE_CHOICE] = { TEXT_FACE, 28, 38, 400, 0 },
    [TYPE_SMALL] = { TEXT_FACE, 26, 35, 400, 0 },
    [TYPE_OPTION] = { TEXT_FACE, 26, 31, 400, 0 },
    [TYPE_WORDS] = { TEXT_FACE, 26, 41, 400, 0 },
    [TYPE_FLOOR] = { TEXT_FACE, 24, 32, 400, 0 },
};
static_assert(ARRAY_LEN(type_rows) == TYPE_COUNT, "a type style has no row");

/* How wide Inter is, in em of this text. */
static const char measure[] = "How do you plan to achieve your career goals?";
static const struct { const char *name; int weight; double em; } faces[FACE_COUNT] = {
    [FACE_DISPLAY] = { DISPLAY_FACE, 600, 20.71 },
    [FACE_BOLD] = { TEXT_FACE, 600, 22.42 },
    [FACE_TEXT] = { TEXT_FACE, 400, 22.05 },
};

static bool is_inter(PangoContext *context, const PangoFontDescription *wanted)
{
    PangoFont *font = pango_context_load_font(context, wanted);
    PangoFontDescription *got = font != NULL ? pango_font_describe(font) : NULL;
    const char *family = got != NULL ? pango_font_description_get_family(got) : NULL;
    bool inter = family != NULL && strncmp(family, "Inter", 5) == 0;
    pango_font_description_free(got);
    g_clear_object(&font);
    return inter;
}

static double share_of(PangoContext *context, enum type_face face)
{
    const double size = 100;
    PangoFontDescription *font = pango_font_description_from_string(faces[face].name);
    pango_font_description_set_weight(font, (PangoWeight)faces[face].weight);
    pango_font_description_set_absolute_size(font, size * PANGO_SCALE);
    double share = 1;
    if (!is_inter(context, font)) {
        PangoRectangle place;
        PangoLayout *layout = pango_layout_new(context);
        pango_layout_set_font_description(layout, font);
        pango_layout_set_text(layout, measure, -1);
        pango_layout_get_extents(layout, NULL, &place);
        g_object_unref(layout);
        share = fmin(1, faces[face].em * size * PANGO_SCALE / place.width);
    }
    pango_font_description_free(font);
    return share;
}

void type_shares_measure(struct type_shares *shares, PangoContext *context)
{
    for (int face = 0; face < FACE_COUNT; face++) {
        shares->of[face] = share_of(context, (enum type_face)face);
    }
}

double type_share(const struct type_shares *shares, enum type_style style, int weight)
{
    enum type_face other = weight > 400 ? FACE_BOLD : FACE_TEXT;
    return shares->of[type_rows[style].tracking < 0 ? FACE_DISPLAY : other];
}
