/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "canvas.h"

#include "damage.h"
#include "draw_text.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#define CLIP_DEPTH 8

struct mark {
    uint64_t key;               /* look, box and clip together */
    cairo_rectangle_int_t box;  /* surface pixels */
};

struct marks {
    struct mark *items;
    size_t count, room;
};

struct canvas {
    cairo_surface_t *surface;   /* may be NULL before canvas_target() */
    cairo_t *cr;                /* NULL while measuring */
    struct canvas_place place;
    double text_scale;
    struct rect page;
    struct rect clips[CLIP_DEPTH];
    size_t clip_count;
    struct marks now, shown;
    cairo_region_t *damage;
    bool spoiled, mute;
    uint32_t ground;
    bool noting;
    struct text_note *notes;
    size_t note_count, note_room;
    struct text_store *texts;
};

struct canvas *canvas_create(void)
{
    struct canvas *c = calloc(1, sizeof(*c));
    if (c == NULL) {
        return NULL;
    }
    c->place.scale = 1;
    c->text_scale = 1;
    c->texts = text_store_create();
    c->damage = cairo_region_create();
    if (c->texts == NULL || cairo_region_status(c->damage) != CAIRO_STATUS_SUCCESS) {
        canvas_destroy(c);
        return NULL;
    }
    return c;
}

void canvas_destroy(struct canvas *c)
{
    if (c == NULL) {
        return;
    }
    canvas_finish(c);
    text_store_destroy(c->texts);
    cairo_region_destroy(c->damage);
    cairo_surface_destroy(c->surface);
    free(c->now.items);
    free(c->shown.items);
    free(c->notes);
    free(c);
}

void canvas_target(struct canvas *c, cairo_surface_t *surface, struct canvas_place place)
{
    cairo_surface_reference(surface);
    cairo_surface_destroy(c->surface);
    c->surface = surface;
    c->place = place;
    double w = cairo_image_surface_get_width(surface), h = cairo_image_surface_get_height(surface);
    c->page = rect_of(-place.x / place.scale, -place.y / place.scale, w / place.scale,
                      h / place.scale);
    text_store_scale(c->texts, place.scale);
    canvas_spoil(c);
}

void canvas_text_scale(struct canvas *c, double scale)
{
    c->text_scale = scale;
}

double canvas_get_text_scale(const struct canvas *c)
{
    return c->text_scale;
}

double canvas_scale(const struct canvas *c)
{
    return c->place.scale;
}

struct rect canvas_page(const struct canvas *c)
{
    return c->page;
}

void canvas_spoil(struct canvas *c)
{
    c->spoiled = true;
}

void canvas_forget(struct canvas *c)
{
    text_store_forget(c->texts);
    if (c->notes != NULL) {
        memset(c->notes, 0, c->note_room * sizeof(*c->notes));
    }
    c->note_count = 0;
}

void canvas_measure(struct canvas *c)
{
    c->now.count = 0;
    c->clip_count = 0;
    c->note_count = 0;
    text_store_next_frame(c->texts);
}

static int compare_marks(const void *a, const void *b)
{
    const struct mark *x = a, *y = b;
    return x->key < y->key ? -1 : x->key > y->key;
}

/* Both lists are sorted by key: what stands in one of them only has changed. */
static void find_differences(struct canvas *c, struct damage *damage)
{
    size_t i = 0, j = 0;
    while (i < c->now.count || j < c->shown.count) {
        const struct mark *a = i < c->now.count ? &c->now.items[i] : NULL;
        const struct mark *b = j < c->shown.count ? &c->shown.items[j] : NULL;
        int order = a == NULL ? 1 : b == NULL ? -1 : compare_marks(a, b);
        if (order < 0) {
            damage_add(damage, &a->box);
        } else if (order > 0) {
            damage_add(damage, &b->box);
        }
        i += order <= 0;
        j += order >= 0;
    }
}

const cairo_region_t *canvas_damaged(struct canvas *c)
{
    cairo_rectangle_int_t all = { 0, 0, cairo_image_surface_get_width(c->surface),
                                  cairo_image_surface_get_height(c->surface) };
    struct damage damage = { 0 };
    if (c->now.count > 0) {
        qsort(c->now.items, c->now.count, sizeof(*c->now.items), compare_marks);
    }
    if (c->spoiled) {
        damage_add(&damage, &all);
    } else {
        find_differences(c, &damage);
    }
    cairo_region_destroy(c->damage);
    c->damage = damage_region(&damage);
    cairo_region_intersect_rectangle(c->damage, &all);
    struct marks was = c->shown;
    c->shown = c->now;
    c->now = was;
    c->now.count = 0;
    c->spoiled = false;
    return cairo_region_is_empty(c->damage) ? NULL : c->damage;
}

void canvas_paint(struct canvas *c)
{
    c->clip_count = 0;
    c->note_count = 0;
    c->cr = cairo_create(c->surface);
    int count = cairo_region_num_rectangles(c->damage);
    for (int i = 0; i < count; i++) {
        cairo_rectangle_int_t r;
        cairo_region_get_rectangle(c->damage, i, &r);
        cairo_rectangle(c->cr, r.x, r.y, r.width, r.height);
    }
    cairo_clip(c->cr);
    cairo_translate(c->cr, c->place.x, c->place.y);
    cairo_scale(c->cr, c->place.scale, c->place.scale);
}

void canvas_finish(struct canvas *c)
{
    cairo_destroy(c->cr);
    c->cr = NULL;
    if (c->surface != NULL) {
        cairo_surface_flush(c->surface);
    }
}

static cairo_rectangle_int_t to_pixels(const struct canvas *c, struct rect box)
{
    double s = c->place.scale;
    int x = (int)floor(c->place.x + box.x * s) - 1, y = (int)floor(c->place.y + box.y * s) - 1;
    return (cairo_rectangle_int_t){ x, y, (int)ceil(c->place.x + rect_right(box) * s) + 1 - x,
                                    (int)ceil(c->place.y + rect_bottom(box) * s) + 1 - y };
}

/* `whole` is where the thing lies, `box` what can be seen of it: a long text that is scrolled shows
 * other lines in the same box. */
static void leave_mark(struct canvas *c, struct rect whole, struct rect box, uint64_t look)
{
    if (c->now.count == c->now.room) {
        size_t room = c->now.room == 0 ? 256 : c->now.room * 2;
        struct mark *items = realloc(c->now.items, room * sizeof(*items));
        if (items == NULL) {
            canvas_spoil(c); /* without marks only a whole frame is right */
            return;
        }
        c->now.items = items;
        c->now.room = room;
    }
    look = look_add(look_add(look, &whole, sizeof(whole)), &box, sizeof(box));
    c->now.items[c->now.count++] = (struct mark){ look, to_pixels(c, box) };
}

cairo_t *canvas_item(struct canvas *c, struct rect whole, uint64_t look)
{
    struct rect box = rect_common(whole, canvas_clipped(c));
    if (c->mute || box.w <= 0 || box.h <= 0) {
        return NULL;
    }
    if (c->cr == NULL) {
        leave_mark(c, whole, box, look);
        return NULL;
    }
    cairo_rectangle_int_t pixels = to_pixels(c, box);
    if (cairo_region_contains_rectangle(c->damage, &pixels) == CAIRO_REGION_OVERLAP_OUT) {
        return NULL;
    }
    cairo_save(c->cr);
    if (c->clip_count > 0) {
        struct rect clip = canvas_clipped(c);
        cairo_rectangle(c->cr, clip.x, clip.y, clip.w, clip.h);
        cairo_clip(c->cr);
    }
    return c->cr;
}

void canvas_done(cairo_t *cr)
{
    cairo_restore(cr);
}

bool canvas_mute(struct canvas *c, bool mute)
{
    bool was = c->mute;
    c->mute = mute;
    return was;
}

void canvas_clip(struct canvas *c, struct rect box)
{
    assert(c->clip_count < CLIP_DEPTH);
    struct rect inside = rect_common(box, canvas_clipped(c));
    c->clips[c->clip_count++] = inside;
}

void canvas_unclip(struct canvas *c)
{
    assert(c->clip_count > 0);
    c->clip_count--;
}

struct rect canvas_clipped(const struct canvas *c)
{
    return c->clip_count > 0 ? c->clips[c->clip_count - 1] : c->page;
}

void canvas_take_notes(struct canvas *c, bool on)
{
    c->noting = on;
    c->note_count = 0;
}

const struct text_note *canvas_notes(const struct canvas *c, size_t *count)
{
    *count = c->note_count;
    return c->notes;
}

struct text_note *canvas_note(struct canvas *c)
{
    if (!c->noting) {
        return NULL;
    }
    if (c->note_count == c->note_room) {
        size_t room = c->note_room == 0 ? 128 : c->note_room * 2;
        struct text_note *notes = realloc(c->notes, room * sizeof(*notes));
        if (notes == NULL) {
            return NULL;
        }
        c->notes = notes;
        c->note_room = room;
    }
    return &c->notes[c->note_count++];
}

void canvas_ground(struct canvas *c, uint32_t color)
{
    c->ground = color;
}

uint32_t canvas_get_ground(const struct canvas *c)
{
    return c->ground;
}

struct text_store *canvas_text_store(struct canvas *c)
{
    return c->texts;
}
