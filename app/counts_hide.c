/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Which counts are hidden. A list adds up to a total that is known, from its own line or from
 * another list: one hidden number would be the rest. So after the small ones the smallest of the
 * others are hidden, one by one, until no small one can be worked out. Where that takes all and is
 * not enough (each of three days has one practice, and the total is 3), the list is left out.
 */
#include "counts.h"

#define NO_END 1000000000000LL

/* What a reader can tell of a number. */
struct range {
    long long least, most;
};

struct table {
    struct count *items;
    size_t count;
    const struct count *all;
};

static bool is_small(unsigned n)
{
    return n > 0 && n < COUNTS_FEW;
}

/* Of one that is hidden. Nobody completes more than were begun; what is listed was begun. */
static struct range range_of(const struct count *c, enum count_kind kind)
{
    long long begun = c->of[COUNT_BEGUN], completed = c->of[COUNT_COMPLETED];
    if (c->of[kind] < COUNTS_FEW) {
        return (struct range){ kind == COUNT_BEGUN, COUNTS_FEW - 1 };
    }
    struct range r = { COUNTS_FEW, NO_END };
    if (kind == COUNT_BEGUN && !c->hidden[COUNT_COMPLETED] && completed > r.least) {
        r.least = completed;
    } else if (kind == COUNT_COMPLETED && !c->hidden[COUNT_BEGUN] && begun >= completed) {
        r.most = begun;
    }
    return r;
}

/* Whether a small number is all that the others leave over. */
static bool can_be_told(const struct table *t, enum count_kind kind)
{
    long long total = t->all->of[kind], shown = 0;
    struct range rest = { total, total }, sum = { 0, 0 };
    if (is_small(t->all->of[kind])) {
        rest = (struct range){ 1, COUNTS_FEW - 1 };
    }
    for (size_t i = 0; i < t->count; i++) {
        struct range r = range_of(&t->items[i], kind);
        bool hidden = t->items[i].hidden[kind];
        shown += hidden ? 0 : t->items[i].of[kind];
        sum.least += hidden ? r.least : 0;
        sum.most += hidden ? r.most : 0;
    }
    for (size_t i = 0; i < t->count; i++) {
        struct range r = range_of(&t->items[i], kind);
        long long least = rest.least - shown - (sum.most - r.most);
        long long most = rest.most - shown - (sum.least - r.least);
        least = least > r.least ? least : r.least;
        most = most < r.most ? most : r.most;
        if (t->items[i].hidden[kind] && t->items[i].of[kind] < COUNTS_FEW && least >= most) {
            return true;
        }
    }
    return false;
}

/* False: there is none left. That nobody completed it can be hidden, that nobody began it is known. */
static bool hide_smallest(const struct table *t, enum count_kind kind)
{
    struct count *smallest = NULL;
    for (size_t i = 0; i < t->count; i++) {
        struct count *c = &t->items[i];
        bool fits = counts_any(c) && !c->hidden[kind]
                    && (kind == COUNT_COMPLETED || c->of[kind] > 0);
        if (fits && (smallest == NULL || c->of[kind] < smallest->of[kind])) {
            smallest = c;
        }
    }
    if (smallest != NULL) {
        smallest->hidden[kind] = true;
    }
    return smallest != NULL;
}

static bool protect(const struct table *t, enum count_kind kind)
{
    while (can_be_told(t, kind)) {
        if (!hide_smallest(t, kind)) {
            return false;
        }
    }
    return true;
}

static void hide_small(struct count *c)
{
    for (int kind = 0; kind < COUNT_KINDS; kind++) {
        c->hidden[kind] = is_small(c->of[kind]);
    }
}

/* Nothing of a hidden number stays but what is told of it. */
static void forget_hidden(struct count *c)
{
    for (int kind = 0; kind < COUNT_KINDS; kind++) {
        if (c->hidden[kind]) {
            c->of[kind] = c->of[kind] < COUNTS_FEW ? 1 : COUNTS_FEW;
        }
    }
}

/* False: the list must not be shown. */
static bool hide_in(const struct table *t)
{
    for (size_t i = 0; i < t->count; i++) {
        hide_small(&t->items[i]);
    }
    bool told = protect(t, COUNT_BEGUN), completed = protect(t, COUNT_COMPLETED);
    for (size_t i = 0; i < t->count; i++) {
        struct count *c = &t->items[i];
        forget_hidden(c);
        c->hidden[COUNT_COMPLETED] = c->hidden[COUNT_COMPLETED] || !completed;
        c->of[COUNT_COMPLETED] = completed ? c->of[COUNT_COMPLETED] : 0;
    }
    return told;
}

void counts_hide(struct counts *counts)
{
    struct count_list *lists[] = { &counts->questions, &counts->by_day };
    struct table hours = { counts->hours, 24, &counts->all };
    for (size_t i = 0; i < 2; i++) {
        if (!hide_in(&(struct table){ lists[i]->items, lists[i]->count, &counts->all })) {
            lists[i]->count = 0;
        }
    }
    bool told = hide_in(&hours);
    for (size_t h = 0; h < hours.count; h++) {
        for (int kind = 0; kind < COUNT_KINDS && !told; kind++) {
            counts->hours[h].of[kind] = 0;
        }
    }
    hide_small(&counts->all);
    forget_hidden(&counts->all);
}
