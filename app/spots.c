/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spots.h"

#include <stdint.h>
#include <stdlib.h>

void spots_clear(struct spots *s)
{
    s->count = 0;
    s->scroll_count = 0;
}

void spots_destroy(struct spots *s)
{
    free(s->items);
    *s = (struct spots){ 0 };
}

void spots_add(struct spots *s, const struct spot *spot)
{
    if (s->count == s->room) {
        size_t room = s->room == 0 ? 64 : s->room * 2;
        struct spot *items = realloc(s->items, room * sizeof(*items));
        if (items == NULL) {
            return;
        }
        s->items = items;
        s->room = room;
    }
    s->items[s->count++] = *spot;
}

const struct spot *spots_at(const struct spots *s, double x, double y)
{
    for (size_t i = s->count; i > 0; i--) {
        if (rect_holds(s->items[i - 1].box, x, y)) {
            return &s->items[i - 1];
        }
    }
    return NULL;
}

const struct spot *spots_of_key(const struct spots *s, int key)
{
    for (size_t i = 0; key != 0 && i < s->count; i++) {
        if (s->items[i].key == key) {
            return &s->items[i];
        }
    }
    return NULL;
}

const struct spot *spots_find(const struct spots *s, int command, int number)
{
    for (size_t i = 0; i < s->count; i++) {
        if (s->items[i].command == command && s->items[i].number == number) {
            return &s->items[i];
        }
    }
    return NULL;
}

const struct spot *spots_primary(const struct spots *s)
{
    for (size_t i = 0; i < s->count; i++) {
        if (s->items[i].primary) {
            return &s->items[i];
        }
    }
    return NULL;
}

/* Smaller goes first; the place in the list decides among equals. */
static size_t rank(const struct spots *s, size_t i)
{
    const struct spot *p = &s->items[i];
    return ((size_t)p->zone * 2 + !p->primary) * 100000 + i;
}

/* The spot with the smallest rank above (or largest below) `than`. */
static const struct spot *neighbour(const struct spots *s, size_t than, int step)
{
    size_t best = SIZE_MAX, found = SIZE_MAX;
    for (size_t i = 0; i < s->count; i++) {
        size_t r = rank(s, i);
        bool beyond = step > 0 ? r > than : r < than;
        bool nearer = found == SIZE_MAX || (step > 0 ? r < best : r > best);
        if (beyond && nearer && !s->items[i].small) {
            best = r;
            found = i;
        }
    }
    return found == SIZE_MAX ? NULL : &s->items[found];
}

const struct spot *spots_start(const struct spots *s)
{
    for (size_t i = 0; i < s->count; i++) {
        if (s->items[i].start) {
            return &s->items[i];
        }
    }
    const struct spot *primary = spots_primary(s);
    if (primary != NULL || s->count == 0) {
        return primary;
    }
    return neighbour(s, 0, 1) != NULL ? neighbour(s, 0, 1) : &s->items[0];
}

const struct spot *spots_step(const struct spots *s, int command, int number, int step)
{
    const struct spot *here = spots_find(s, command, number);
    if (here == NULL) {
        return spots_start(s);
    }
    const struct spot *next = neighbour(s, rank(s, (size_t)(here - s->items)), step);
    if (next == NULL) { /* around the end */
        next = step > 0 ? neighbour(s, 0, 1) : neighbour(s, SIZE_MAX, -1);
    }
    return next == NULL ? here : next;
}

/* How far `b` lies from `a` in the direction of `key`; negative: not there. */
static double distance_toward(struct rect a, struct rect b, int key)
{
    double dx = b.x + b.w / 2 - a.x - a.w / 2, dy = b.y + b.h / 2 - a.y - a.h / 2;
    double along = key == KEY_RIGHT ? dx : key == KEY_LEFT ? -dx : key == KEY_DOWN ? dy : -dy;
    double across = key == KEY_RIGHT || key == KEY_LEFT ? fabs(dy) : fabs(dx);
    return along <= 1 || across > along * 2 ? -1 : along + 2 * across;
}

const struct spot *spots_toward(const struct spots *s, const struct spot *from, int key)
{
    const struct spot *best = NULL;
    double nearest = 0;
    for (size_t i = 0; i < s->count; i++) {
        double d = distance_toward(from->ring, s->items[i].ring, key);
        if (d > 0 && !s->items[i].small && (best == NULL || d < nearest)) {
            best = &s->items[i];
            nearest = d;
        }
    }
    return best;
}
