/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page: A4 in points, text that can be selected, as many pages as it takes. */
#include <cairo-pdf.h>
#include <pango/pangocairo.h>
#include <stdio.h>

#include "takeaway.h"

#define PAGE_WIDTH  595.0
#define PAGE_HEIGHT 842.0
#define MARGIN      62.0

/* Space above, size and indent in points; black on white, so that any printer does. */
static const struct {
    const char *font;
    double above, indent, gray;
} styles[] = {
    [NOTE_TITLE] = {"Inter Display, Inter, Sans Semi-Bold 22", 0, 0, 0},
    [NOTE_QUESTION] = {"Inter Display, Inter, Sans Semi-Bold 15", 22, 0, 0},
    [NOTE_LABEL] = {"Inter, Sans Semi-Bold 11", 10, 0, 0},
    [NOTE_TEXT] = {"Inter, Sans 11", 3, 0, 0.1},
    [NOTE_QUOTE] = {"Inter, Sans Italic 11", 1, 14, 0.3},
};

struct sink {
    bool (*write)(void *user, const unsigned char *bytes, size_t size);
    void *user;
};

static cairo_status_t pour(void *closure, const unsigned char *bytes, unsigned int size)
{
    const struct sink *sink = closure;
    return sink->write(sink->user, bytes, size) ? CAIRO_STATUS_SUCCESS
                                                : CAIRO_STATUS_WRITE_ERROR;
}

static double draw_note(cairo_t *cr, const struct note *note, double y)
{
    double indent = styles[note->kind].indent;
    PangoLayout *layout = pango_cairo_create_layout(cr);
    PangoFontDescription *font = pango_font_description_from_string(styles[note->kind].font);
    pango_layout_set_font_description(layout, font);
    pango_layout_set_width(layout, (int)((PAGE_WIDTH - 2 * MARGIN - indent) * PANGO_SCALE));
    pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
    pango_layout_set_text(layout, note->text, -1);
    int height;
    pango_layout_get_pixel_size(layout, NULL, &height);
    y += y > MARGIN ? styles[note->kind].above : 0;
    if (y + height > PAGE_HEIGHT - MARGIN) {
        cairo_show_page(cr);
        y = MARGIN;
    }
    double gray = styles[note->kind].gray;
    cairo_set_source_rgb(cr, gray, gray, gray);
    cairo_move_to(cr, MARGIN + indent, y);
    pango_cairo_show_layout(cr, layout);
    pango_font_description_free(font);
    g_object_unref(layout);
    return y + height;
}

bool takeaway_pdf(const struct takeaway *t,
                  bool (*write)(void *user, const unsigned char *bytes, size_t size), void *user,
                  char *err, size_t err_size)
{
    struct sink sink = {write, user};
    cairo_surface_t *surface =
        cairo_pdf_surface_create_for_stream(pour, &sink, PAGE_WIDTH, PAGE_HEIGHT);
    cairo_t *cr = cairo_create(surface);
    double y = MARGIN;
    for (size_t i = 0; i < t->count; i++) {
        y = draw_note(cr, &t->notes[i], y);
    }
    cairo_destroy(cr);
    cairo_surface_finish(surface);
    cairo_status_t status = cairo_surface_status(surface);
    cairo_surface_destroy(surface);
    if (status != CAIRO_STATUS_SUCCESS) {
        snprintf(err, err_size, "The notes could not be written: %s.",
                 cairo_status_to_string(status));
        return false;
    }
    return true;
}
