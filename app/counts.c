/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "counts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "history.h"

struct adding {
    struct counts *counts;
    char days[7][16];
    bool no_memory;
};

static struct count *count_of(struct count_list *list, const char *name, size_t length)
{
    for (size_t i = list->count; i > 0; i--) {      /* the newest day is the likely one */
        if (strncmp(list->items[i - 1].name, name, length) == 0 &&
            list->items[i - 1].name[length] == '\0') {
            return &list->items[i - 1];
        }
    }
    struct count *longer = realloc(list->items, (list->count + 1) * sizeof(*longer));
    if (longer == NULL) {
        return NULL;
    }
    list->items = longer;
    struct count *c = &longer[list->count++];
    *c = (struct count){ 0 };
    memcpy(c->name, name, length);
    return c;
}

static void add(struct count *c, const struct history_row *row)
{
    c->of[COUNT_BEGUN] += row->begun;
    c->of[COUNT_COMPLETED] += row->completed;
}

static void add_row(void *user, const struct history_row *row)
{
    struct adding *a = user;
    struct counts *c = a->counts;
    int hour = 0;
    size_t length = strlen(row->question), most = sizeof(((struct count *)0)->name) - 1;
    struct count *question = count_of(&c->questions, row->question, length < most ? length : most);
    struct count *day = strlen(row->hour) >= 10 ? count_of(&c->by_day, row->hour, 10) : NULL;
    if (question == NULL || day == NULL) {
        a->no_memory = true;
        return;
    }
    add(question, row);
    add(day, row);
    add(&c->all, row);
    if (sscanf(row->hour, "%*10s %2d", &hour) == 1 && hour >= 0 && hour < 24) {
        add(&c->hours[hour], row);
    }
}

/* Names of the days of this week, Monday first. */
static void name_days(struct adding *a, time_t today)
{
    struct tm now;
    localtime_r(&today, &now);
    a->counts->today = (unsigned)(now.tm_wday + 6) % 7;
    for (int i = 0; i < 7; i++) {
        struct tm day = now;
        day.tm_mday += i - (int)a->counts->today;
        day.tm_hour = 12;
        day.tm_isdst = -1;
        mktime(&day);
        strftime(a->days[i], sizeof(a->days[i]), "%Y-%m-%d", &day);
    }
}

/* Of the days as they are shown; without any, nobody can tell that there was none. */
static void add_week(struct adding *a)
{
    struct counts *c = a->counts;
    bool told = c->by_day.count > 0 || !counts_any(&c->all);
    for (int i = 0; i < 7; i++) {
        struct count *day = &c->days[i];
        day->hidden[COUNT_BEGUN] = !told;
        for (size_t j = 0; j < c->by_day.count; j++) {
            if (strcmp(c->by_day.items[j].name, a->days[i]) == 0) {
                *day = c->by_day.items[j];
            }
        }
        c->week.of[COUNT_BEGUN] += day->hidden[COUNT_BEGUN] ? 0 : day->of[COUNT_BEGUN];
        c->week.hidden[COUNT_BEGUN] = c->week.hidden[COUNT_BEGUN] || day->hidden[COUNT_BEGUN];
    }
}

/* Hidden ones last: their place must not tell their size. */
static unsigned for_order(const struct count *c)
{
    return c->hidden[COUNT_BEGUN] ? 0 : c->of[COUNT_BEGUN];
}

static int most_asked_first(const void *a, const void *b)
{
    unsigned x = for_order(a), y = for_order(b);
    return x != y ? (x < y ? 1 : -1)
                  : strcmp(((const struct count *)a)->name, ((const struct count *)b)->name);
}

bool counts_read(struct counts *counts, const char *path, time_t today, char *err,
                 size_t err_size)
{
    char *own = path == NULL ? history_path() : NULL;
    struct adding a = { .counts = counts };
    *counts = (struct counts){ 0 };
    for (int h = 0; h < 24; h++) {
        snprintf(counts->hours[h].name, sizeof(counts->hours[h].name), "%02d:00", h);
    }
    name_days(&a, today);
    snprintf(err, err_size, "out of memory");
    path = path != NULL ? path : own;
    bool good = path != NULL && history_read(path, add_row, &a, err, err_size) && !a.no_memory;
    if (!good) {
        counts_free(counts);
    } else {
        counts_hide(counts);
        add_week(&a);
    }
    if (counts->questions.count > 0) {
        qsort(counts->questions.items, counts->questions.count, sizeof(struct count),
              most_asked_first);
    }
    free(own);
    return good;
}

void counts_free(struct counts *counts)
{
    unsigned today = counts->today;
    free(counts->questions.items);
    free(counts->by_day.items);
    *counts = (struct counts){ .today = today };
}

bool counts_any(const struct count *c)
{
    return c->of[COUNT_BEGUN] + c->of[COUNT_COMPLETED] > 0;
}

const char *counts_text(const struct count *c, enum count_kind kind, char *text, size_t size)
{
    if (!c->hidden[kind]) {
        snprintf(text, size, "%u", c->of[kind]);
    } else if (c->of[kind] == 0) {
        snprintf(text, size, "-");
    } else if (c->of[kind] < COUNTS_FEW) {
        snprintf(text, size, "<%d", COUNTS_FEW);
    } else {
        snprintf(text, size, "%u+", c->of[kind]);
    }
    return text;
}

static void print_counts(FILE *out, const char *by, const struct count *items, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const struct count *c = &items[i];
        char begun[16], completed[16];
        if (counts_any(c)) {
            fprintf(out, "%s,%s,%s,%s\n", by, c->name,
                    counts_text(c, COUNT_BEGUN, begun, sizeof(begun)),
                    counts_text(c, COUNT_COMPLETED, completed, sizeof(completed)));
        }
    }
}

char *counts_csv(const struct counts *counts)
{
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    if (out == NULL) {
        return NULL;
    }
    fputs("by,what,begun,answered\n", out);
    print_counts(out, "total", &counts->all, 1);
    print_counts(out, "day", counts->by_day.items, counts->by_day.count);
    print_counts(out, "hour", counts->hours, 24);
    print_counts(out, "question", counts->questions.items, counts->questions.count);
    return fclose(out) == 0 ? text : NULL;
}
