/* SPDX-License-Identifier: GPL-3.0-or-later */
/* greenroom stats: counts for staff. */
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>

#include "command.h"
#include "counts.h"
#include "terminal.h"

struct stats_options {
    bool csv;
    const char *file;
};

static void print_hours(const struct counts *c, const struct text_style *style)
{
    char text[16];
    unsigned most = 1;
    for (int h = 0; h < 24; h++) {
        most = c->hours[h].of[COUNT_BEGUN] > most ? c->hours[h].of[COUNT_BEGUN] : most;
    }
    printf("\nBy hour of the day\n");
    for (int h = 0; h < 24; h++) {
        const struct count *hour = &c->hours[h];
        unsigned begun = hour->hidden[COUNT_BEGUN] ? 0 : hour->of[COUNT_BEGUN];
        if (!counts_any(hour)) {
            continue;
        }
        printf("  %s %6s  %s", hour->name, counts_text(hour, COUNT_BEGUN, text, sizeof(text)),
               terminal_ink(style, INK_YOU));
        for (unsigned i = 0; i < (begun * 40 + most - 1) / most; i++) {
            putchar('#');
        }
        printf("%s\n", terminal_ink(style, INK_PLAIN));
    }
}

static void print_total(const struct counts *c)
{
    char begun[16], completed[16];
    printf("%s questions begun, %s answered",
           counts_text(&c->all, COUNT_BEGUN, begun, sizeof(begun)),
           counts_text(&c->all, COUNT_COMPLETED, completed, sizeof(completed)));
    if (c->by_day.count > 0) {
        printf(", from %s to %s", c->by_day.items[0].name,
               c->by_day.items[c->by_day.count - 1].name);
    }
    putchar('\n');
}

static void print_counts(const struct counts *c)
{
    const struct text_style style = terminal_style(stdout);
    char begun[16], completed[16];
    if (!counts_any(&c->all)) {
        printf("No practice was counted yet.\n");
        return;
    }
    print_total(c);
    printf("\nBy question%*sbegun  answered\n", 23, "");
    for (size_t i = 0; i < c->questions.count; i++) {
        const struct count *q = &c->questions.items[i];
        printf("  %-30s %6s  %8s\n", q->name,
               counts_text(q, COUNT_BEGUN, begun, sizeof(begun)),
               counts_text(q, COUNT_COMPLETED, completed, sizeof(completed)));
    }
    print_hours(c, &style);
}

static int show(const char *path, bool csv)
{
    char err[400];
    struct counts counts;
    if (!counts_read(&counts, path, 0, err, sizeof(err))) {
        return command_fail("%s", err);
    }
    char *table = csv ? counts_csv(&counts) : NULL;
    if (csv && table != NULL) {
        fputs(table, stdout);
    } else if (!csv) {
        print_counts(&counts);
    }
    counts_free(&counts);
    int status = csv && table == NULL ? command_fail("out of memory") : STATUS_DONE;
    free(table);
    return status;
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
    return show(o.file, o.csv);
}

static const struct option_row options[] = {
    { .name = "csv", .kind = OPTION_FLAG, .offset = offsetof(struct stats_options, csv),
      .help = "by day, hour and question as comma-separated values" },
    { .name = "file", .kind = OPTION_TEXT, .offset = offsetof(struct stats_options, file),
      .value = "FILE.db", .help = "counts kept elsewhere" },
    { 0 },
};

const struct greenroom_command command_stats = {
    .name = "stats",
    .usage = "[--csv]",
    .summary = "counts for staff (no words, no people)",
    .help = "Shows how many questions were begun and answered, by question and by hour of the\n"
            "day; numbers under 3 are not shown (\"<3\"), nor those that would tell them (\"3+\").\n"
            "Greenroom keeps these counts and nothing else about those who practice.",
    .options = options,
    .run = run,
};
