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
    c->begun += row->begun;
    c->completed += row->completed;
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
    for (int i = 0; i < 7; i++) {
        if (strcmp(day->name, a->days[i]) == 0) {
            c->days[i] += row->begun;
            c->week += row->begun;
        }
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

static int most_asked_first(const void *a, const void *b)
{
    const struct count *x = a;
    const struct count *y = b;
    return x->begun != y->begun ? (x->begun < y->begun ? 1 : -1) : strcmp(x->name, y->name);
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
    } else if (counts->questions.count > 0) {
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

const char *counts_text(unsigned count, char *text, size_t size)
{
    if (count > 0 && count < COUNTS_FEW) {
        snprintf(text, size, "<%d", COUNTS_FEW);
    } else {
        snprintf(text, size, "%u", count);
    }
    return text;
}

static void print_count(FILE *out, const char *by, const struct count *c)
{
    char begun[16], completed[16];
    fprintf(out, "%s,%s,%s,%s\n", by, c->name, counts_text(c->begun, begun, sizeof(begun)),
            counts_text(c->completed, completed, sizeof(completed)));
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
    print_count(out, "total", &counts->all);
    for (size_t i = 0; i < counts->by_day.count; i++) {
        print_count(out, "day", &counts->by_day.items[i]);
    }
    for (int h = 0; h < 24; h++) {
        if (counts->hours[h].begun > 0) {
            print_count(out, "hour", &counts->hours[h]);
        }
    }
    for (size_t i = 0; i < counts->questions.count; i++) {
        print_count(out, "question", &counts->questions.items[i]);
    }
    return fclose(out) == 0 ? text : NULL;
}
