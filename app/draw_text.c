/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "draw_text.h"

#include <pango/pangocairo.h>
#include <stdlib.h>
#include <string.h>

#include "text_file.h"
#include "type_styles.h"

#define ARRAY_LEN(a) (sizeof(a) / sizeof((a)[0]))
#define KEEP_FRAMES 120 /* a layout not drawn for so long is dropped */

struct entry {
    uint64_t key;
    unsigned frame;             /* when it was last used */
    PangoLayout *layout;
    double top;                 /* from the top of a line to its baseline */
};

struct text_store {
    PangoContext *context;
    GHashTable *entries;        /* key -> struct entry */
    unsigned frame;
    struct type_shares shares;
    /* Asking a font for its height means loading it: once for each style and size. */
    struct { double size, top; } tops[TYPE_COUNT];
};

static void entry_destroy(void *data)
{
    struct entry *e = data;
    g_object_unref(e->layout);
    free(e);
}

struct text_store *text_store_create(void)
{
    struct text_store *s = calloc(1, sizeof(*s));
    if (s == NULL) {
        return NULL;
    }
    s->context = pango_font_map_create_context(pango_cairo_font_map_get_default());
    s->entries = g_hash_table_new_full(g_int64_hash, g_int64_equal, NULL, entry_destroy);
    /* No hinting: the same text breaks at the same words at every scale. */
    cairo_font_options_t *options = cairo_font_options_create();
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
    pango_cairo_context_set_font_options(s->context, options);
    cairo_font_options_destroy(options);
    pango_context_set_round_glyph_positions(s->context, FALSE);
    type_shares_measure(&s->shares, s->context);
    return s;
}

void text_store_destroy(struct text_store *s)
{
    if (s != NULL) {
        text_store_forget(s);
        g_hash_table_destroy(s->entries);
        g_object_unref(s->context);
        free(s);
    }
}

void text_store_scale(struct text_store *s, double scale)
{
    PangoMatrix m = PANGO_MATRIX_INIT;
    pango_matrix_scale(&m, scale, scale);
    pango_context_set_matrix(s->context, &m);
    memset(s->tops, 0, sizeof(s->tops));
    text_store_forget(s);
}

static gboolean is_old(void *key, void *value, void *user)
{
    (void)key;
    const struct text_store *s = user;
    return s->frame - ((struct entry *)value)->frame > KEEP_FRAMES;
}

void text_store_next_frame(struct text_store *s)
{
    if (++s->frame % KEEP_FRAMES == 0) {
        g_hash_table_foreach_remove(s->entries, is_old, s);
    }
}

void text_store_forget(struct text_store *s)
{
    /* Layouts hold copies of what people said; freed memory is overwritten, see harden.c. */
    g_hash_table_remove_all(s->entries);
}

double text_size(const struct canvas *c, enum type_style style)
{
    return type_rows[style].size * canvas_get_text_scale(c);
}

double text_line(const struct canvas *c, enum type_style style)
{
    return type_rows[style].line * canvas_get_text_scale(c);
}

static uint64_t key_of(const struct canvas *c, const struct text_look *look, const char *text,
                       double width)
{
    const double numbers[] = { look->style, look->weight, look->italic, look->balance,
                               look->lines, width, canvas_get_text_scale(c) };
    uint64_t key = look_add(LOOK_START, numbers, sizeof(numbers));
    for (size_t i = 0; i < look->span_count; i++) {
        const struct text_span *s = &look->spans[i];
        const double span[] = { (double)s->from, (double)s->to, s->weight, s->color, s->italic };
        key = look_add(key, span, sizeof(span));
    }
    return look_text(key, text);
}

static void add_attribute(PangoAttrList *list, PangoAttribute *attribute, size_t from, size_t to)
{
    attribute->start_index = (guint)from;
    attribute->end_index = (guint)to;
    pango_attr_list_insert(list, attribute);
}

static void add_span(PangoAttrList *list, const struct text_span *s)
{
    if (s->weight != 0) {
        add_attribute(list, pango_attr_weight_new(s->weight), s->from, s->to);
    }
    if (s->italic) {
        add_attribute(list, pango_attr_style_new(PANGO_STYLE_ITALIC), s->from, s->to);
    }
    if (s->color != 0) {
        guint16 r = (guint16)((s->color >> 24 & 255) * 257);
        guint16 g = (guint16)((s->color >> 16 & 255) * 257);
        guint16 b = (guint16)((s->color >> 8 & 255) * 257);
        add_attribute(list, pango_attr_foreground_new(r, g, b), s->from, s->to);
    }
}

static void set_attributes(PangoLayout *layout, const struct text_look *look, double size)
{
    PangoAttrList *list = pango_attr_list_new();
    int spacing = (int)(type_rows[look->style].tracking * size * PANGO_SCALE);
    if (spacing != 0) {
        add_attribute(list, pango_attr_letter_spacing_new(spacing), 0, G_MAXUINT);
    }
    /* Inter lifts a colon between figures; in headings it stays on the line. */
    const char *features = spacing != 0 ? "tnum=1,calt=0" : "tnum=1";
    add_attribute(list, pango_attr_font_features_new(features), 0, G_MAXUINT);
    add_attribute(list, pango_attr_insert_hyphens_new(FALSE), 0, G_MAXUINT); /* nobody typed any */
    for (size_t i = 0; i < look->span_count; i++) {
        add_span(list, &look->spans[i]);
    }
    pango_layout_set_attributes(layout, list);
    pango_attr_list_unref(list);
}

/* The smallest width that needs no more lines. */
static void balance_lines(PangoLayout *layout, double width)
{
    int lines = pango_layout_get_line_count(layout);
    double low = width / 2, high = width;
    if (lines < 2) {
        return;
    }
    while (high - low > 4) {
        double middle = (low + high) / 2;
        pango_layout_set_width(layout, (int)(middle * PANGO_SCALE));
        if (pango_layout_get_line_count(layout) > lines) {
            low = middle;
        } else {
            high = middle;
        }
    }
    pango_layout_set_width(layout, (int)(high * PANGO_SCALE));
}

/*
 * Lines are as high as the design says, whatever the font: letters stand in their middle. Measured
 * in a layout, because Pango's font metrics grow where the scale of the context shrinks.
 */
static double find_top(struct canvas *c, enum type_style style, const PangoFontDescription *font)
{
    struct text_store *s = canvas_text_store(c);
    double size = text_size(c, style);
    if (s->tops[style].size != size) {
        PangoLayout *layout = pango_layout_new(s->context);
        pango_layout_set_font_description(layout, font);
        pango_layout_set_text(layout, "x", -1);
        PangoRectangle place;
        pango_layout_get_extents(layout, NULL, &place);
        double up = pango_layout_get_baseline(layout) / (double)PANGO_SCALE;
        double height = place.height / (double)PANGO_SCALE;
        g_object_unref(layout);
        s->tops[style].top = (text_line(c, style) - height) / 2 + up;
        s->tops[style].size = size;
    }
    return s->tops[style].top;
}

/* Between words; a word that is wider than the box (typed, or a device's name) is broken. */
static void break_lines(PangoLayout *layout, double width)
{
    PangoRectangle all;
    pango_layout_set_wrap(layout, PANGO_WRAP_WORD);
    pango_layout_get_extents(layout, NULL, &all);
    if (width > 0 && all.width > (int)ceil((width + 2) * PANGO_SCALE)) {
        pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
    }
}

static struct entry *lay_out(struct canvas *c, const struct text_look *look, const char *text,
                             double width)
{
    struct text_store *s = canvas_text_store(c);
    struct entry *e = calloc(1, sizeof(*e));
    if (e == NULL) {
        abort(); /* like GLib: without memory for text there is no screen */
    }
    int weight = look->weight != 0 ? look->weight : type_rows[look->style].weight;
    double size = text_size(c, look->style) * type_share(&s->shares, look->style, weight);
    PangoFontDescription *font = pango_font_description_from_string(type_rows[look->style].face);
    pango_font_description_set_absolute_size(font, size * PANGO_SCALE);
    pango_font_description_set_weight(font, (PangoWeight)weight);
    pango_font_description_set_style(font, look->italic ? PANGO_STYLE_ITALIC : PANGO_STYLE_NORMAL);
    e->layout = pango_layout_new(s->context);
    pango_layout_set_font_description(e->layout, font);
    pango_layout_set_width(e->layout, width < 0 ? -1 : (int)ceil(width * PANGO_SCALE));
    bool cut = look->lines > 0;
    pango_layout_set_ellipsize(e->layout, cut ? PANGO_ELLIPSIZE_END : PANGO_ELLIPSIZE_NONE);
    pango_layout_set_height(e->layout, cut ? -(int)look->lines : -1);
    set_attributes(e->layout, look, size);
    pango_layout_set_text(e->layout, text, -1);
    break_lines(e->layout, cut ? 0 : width);
    if (look->balance && width > 0 && !cut) {
        balance_lines(e->layout, width);
    }
    e->top = find_top(c, look->style, font);
    pango_font_description_free(font);
    return e;
}

static struct entry *find(struct canvas *c, const struct text_look *look, const char *text,
                          double width)
{
    struct text_store *s = canvas_text_store(c);
    uint64_t key = key_of(c, look, text, width);
    struct entry *e = g_hash_table_lookup(s->entries, &key);
    if (e == NULL) {
        e = lay_out(c, look, text, width);
        e->key = key;
        g_hash_table_insert(s->entries, &e->key, e);
    }
    e->frame = s->frame;
    return e;
}

double text_width(struct canvas *c, const struct text_look *look, const char *text)
{
    PangoRectangle box;
    pango_layout_get_extents(find(c, look, text, -1)->layout, NULL, &box);
    return box.width / (double)PANGO_SCALE;
}

size_t text_lines(struct canvas *c, const struct text_look *look, const char *text, double width)
{
    return (size_t)pango_layout_get_line_count(find(c, look, text, width)->layout);
}

double text_height(struct canvas *c, const struct text_look *look, const char *text, double width)
{
    return (double)text_lines(c, look, text, width) * text_line(c, look->style);
}

/* Where line `i` begins, with its width. */
static struct rect line_place(const struct text_look *look, PangoLayoutLine *line, int i,
                              double height, struct rect box)
{
    PangoRectangle extents;
    pango_layout_line_get_extents(line, NULL, &extents);
    double w = extents.width / (double)PANGO_SCALE;
    double free_room = box.w - w;
    double x = look->align == TEXT_RIGHT ? free_room : look->align == TEXT_CENTER ? free_room / 2
                                                                                : 0;
    return rect_of(box.x + x, box.y + i * height, w, height);
}

static struct rect settle(struct canvas *c, const struct text_look *look, const struct entry *e,
                          struct rect box)
{
    if (look->middle) {
        int lines = pango_layout_get_line_count(e->layout);
        box.y += (box.h - lines * text_line(c, look->style)) / 2;
    }
    return box;
}

static struct rect ink_of(struct canvas *c, const struct text_look *look, const struct entry *e,
                          struct rect box)
{
    double line = text_line(c, look->style), left = rect_right(box), right = box.x;
    int count = pango_layout_get_line_count(e->layout);
    for (int i = 0; i < count; i++) {
        struct rect r = line_place(look, pango_layout_get_line_readonly(e->layout, i), i, line,
                                   box);
        left = fmin(left, r.x);
        right = fmax(right, rect_right(r));
    }
    return rect_of(left, box.y, right - left, count * line);
}

static void note_text(struct canvas *c, const struct text_look *look, const char *text,
                      struct rect ink, struct rect box)
{
    struct text_note *note = canvas_note(c);
    if (note != NULL) {
        size_t length = text_fitting(text, sizeof(note->text));
        memcpy(note->text, text, length);
        note->text[length] = '\0';
        note->ink = ink;
        note->box = box;
        note->clip = canvas_clipped(c);
        note->size = text_size(c, look->style);
        note->badge = look->badge;
        note->color = look->color;
        note->ground = canvas_get_ground(c);
    }
}

double text_draw(struct canvas *c, const struct text_look *look, const char *text, struct rect box)
{
    struct entry *e = find(c, look, text, look->single ? -1 : box.w);
    struct rect inner = settle(c, look, e, box);
    struct rect ink = ink_of(c, look, e, inner);
    note_text(c, look, text, ink, box);
    uint64_t hash = look_number(e->key, look->color);
    cairo_t *cr = canvas_item(c, rect_inset(ink, -8, -8), hash);
    if (cr != NULL) {
        canvas_color(cr, look->color);
        int count = pango_layout_get_line_count(e->layout);
        for (int i = 0; i < count; i++) {
            PangoLayoutLine *line = pango_layout_get_line_readonly(e->layout, i);
            struct rect r = line_place(look, line, i, text_line(c, look->style), inner);
            cairo_move_to(cr, r.x, r.y + e->top);
            pango_cairo_show_layout_line(cr, line);
        }
        canvas_done(cr);
    }
    return ink.h;
}

/* Where bytes [a, b) of the line `i` stand, `r` being where it begins. */
static struct rect part_of_line(PangoLayoutLine *line, struct rect r, size_t a, size_t b)
{
    int x0, x1;
    pango_layout_line_index_to_x(line, (int)a, FALSE, &x0);
    pango_layout_line_index_to_x(line, (int)b, FALSE, &x1);
    return rect_of(r.x + fmin(x0, x1) / PANGO_SCALE, r.y, fabs((double)x1 - x0) / PANGO_SCALE,
                   r.h);
}

size_t text_places(struct canvas *c, const struct text_look *look, const char *text,
                   struct rect box, size_t from, size_t to, struct rect *places, size_t max)
{
    struct entry *e = find(c, look, text, box.w);
    box = settle(c, look, e, box);
    size_t found = 0;
    int i = 0;
    for (GSList *l = pango_layout_get_lines_readonly(e->layout); l != NULL; l = l->next, i++) {
        PangoLayoutLine *line = l->data;
        size_t start = (size_t)line->start_index, end = start + (size_t)line->length;
        size_t a = from > start ? from : start, b = to < end ? to : end;
        if (a >= b) {
            continue;
        }
        if (found < max) {
            struct rect r = line_place(look, line, i, text_line(c, look->style), box);
            places[found] = part_of_line(line, r, a, b);
        }
        found++;
    }
    return found;
}

void text_word_places(struct canvas *c, const struct text_look *look, const char *text,
                      struct rect box, struct rect visible, const uint32_t *starts,
                      const uint32_t *ends, size_t count, struct rect *places)
{
    struct entry *e = find(c, look, text, box.w);
    box = settle(c, look, e, box);
    memset(places, 0, count * sizeof(*places));
    size_t word = 0;
    int i = 0;
    for (GSList *l = pango_layout_get_lines_readonly(e->layout); l != NULL; l = l->next, i++) {
        PangoLayoutLine *line = l->data;
        size_t end = (size_t)line->start_index + (size_t)line->length;
        struct rect r = line_place(look, line, i, text_line(c, look->style), box);
        bool seen = rect_meets(r, visible);
        for (; word < count && starts[word] < end; word++) {
            if (seen) {
                size_t to = ends[word] < end ? ends[word] : end;
                places[word] = part_of_line(line, r, starts[word], to);
            }
        }
    }
}
