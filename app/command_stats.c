/* SPDX-License-Identifier: GPL-3.0-or-later */
/* greenroom stats: counts for staff. */
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "command.h"
#include "history.h"
#include "terminal.h"

#define QUESTIONS_MAX 512
#define ID_MAX        64
#define HOURS         24

struct question_sum {
    char id[ID_MAX];
    unsigned begun, completed;
};

struct sums {
    struct question_sum questions[QUESTIONS_MAX];
    size_t count;
    unsigned begun, completed;
    unsigned by_hour[HOURS];
    char first[16], last[16];   /* days */
};

struct stats_options {
    bool csv;
    const char *file;
};

static struct question_sum *sum_of(struct sums *s, const char *id)
{
    for (size_t i = 0; i < s->count; i++) {
        if (strcmp(s->questions[i].id, id) == 0) {
            return &s->questions[i];
        }
    }
    if (s->count == QUESTIONS_MAX) {
        return NULL;
    }
    struct question_sum *q = &s->questions[s->count++];
    snprintf(q->id, sizeof(q->id), "%s", id);
    return q;
}

static void add_row(void *user, const struct history_row *row)
{
    struct sums *s = user;
    struct question_sum *q = sum_of(s, row->question);
    int hour = 0;
    if (q != NULL) {
        q->begun += row->begun;
        q->completed += row->completed;
    }
    s->begun += row->begun;
    s->completed += row->completed;
    if (sscanf(row->hour, "%*10s %2d", &hour) == 1 && hour >= 0 && hour < HOURS) {
        s->by_hour[hour] += row->begun;
    }
    if (s->first[0] == '\0') {
        snprintf(s->first, sizeof(s->first), "%.10s", row->hour);
    }
    snprintf(s->last, sizeof(s->last), "%.10s", row->hour);
}

static void print_csv_row(void *user, const struct history_row *row)
{
    (void)user;
    printf("%s,%s,%u,%u\n", row->hour, row->question, row->begun, row->completed);
}

static int most_asked_first(const void *a, const void *b)
{
    const struct question_sum *x = a;
    const struct question_sum *y = b;
    return x->begun != y->begun ? (x->begun < y->begun ? 1 : -1) : strcmp(x->id, y->id);
}

static void print_hours(const struct sums *s, const struct text_style *style)
{
    unsigned most = 1;
    for (int h = 0; h < HOURS; h++) {
        most = s->by_hour[h] > most ? s->by_hour[h] : most;
    }
    printf("\nBy hour of the day\n");
    for (int h = 0; h < HOURS; h++) {
        if (s->by_hour[h] > 0) {
            printf("  %02d:00 %6u  %s", h, s->by_hour[h], terminal_ink(style, INK_YOU));
            for (unsigned i = 0; i < (s->by_hour[h] * 40 + most - 1) / most; i++) {
                putchar('#');
            }
            printf("%s\n", terminal_ink(style, INK_PLAIN));
        }
    }
}

static void print_sums(struct sums *s)
{
    const struct text_style style = terminal_style(stdout);
    if (s->begun == 0 && s->completed == 0) {
        printf("No practice was counted yet.\n");
        return;
    }
    printf("%u questions begun, %u answered, from %s to %s\n\nBy question%*sbegun  answered\n",
           s->begun, s->completed, s->first, s->last, 23, "");
    qsort(s->questions, s->count, sizeof(s->questions[0]), most_asked_first);
    for (size_t i = 0; i < s->count; i++) {
        printf("  %-30s %6u  %8u\n", s->questions[i].id, s->questions[i].begun,
               s->questions[i].completed);
    }
    print_hours(s, &style);
}

static int show(const char *path, bool csv)
{
    char err[400];
    struct sums *sums = calloc(1, sizeof(*sums));
    if (sums == NULL) {
        return command_fail("out of memory");
    }
    if (csv) {
        printf("hour,question,begun,answered\n");
    }
    bool good = history_read(path, csv ? print_csv_row : add_row, sums, err, sizeof(err));
    if (good && !csv) {
        print_sums(sums);
    }
    free(sums);
    return good ? STATUS_DONE : command_fail("%s", err);
}

static int run(const struct greenroom_command *self, int argc, char **argv)
{
    struct stats_options o = { 0 };
    int first = 0;
    int status = STATUS_DONE;
    if (!command_options(self, argc, argv, &o, &first, &status)) {
        return status;
    }
    if (first != argc) {
        return command_wrong_use(self, "stats takes no arguments");
    }
    char *path = o.file != NULL ? strdup(o.file) : history_path();
    status = path != NULL ? show(path, o.csv) : command_fail("out of memory");
    free(path);
    return status;
}

static const struct option_row options[] = {
    { .name = "csv", .kind = OPTION_FLAG, .offset = offsetof(struct stats_options, csv),
      .help = "every hour and question as comma-separated values" },
    { .name = "file", .kind = OPTION_TEXT, .offset = offsetof(struct stats_options, file),
      .value = "FILE.db", .help = "counts kept elsewhere" },
    { 0 },
};

const struct greenroom_command command_stats = {
    .name = "stats",
    .usage = "[--csv]",
    .summary = "counts for staff (no words, no people)",
    .help = "Shows how many questions were begun and answered, by question and by hour of the\n"
            "day. Greenroom keeps these counts and nothing else about those who practice.",
    .options = options,
    .run = run,
};
