/* SPDX-License-Identifier: GPL-3.0-or-later */
/* greenroom questions: list the bank, or check a bank file. */
#include <rubric.h>
#include <stdio.h>

#include "command.h"
#include "content.h"
#include "terminal.h"

#define ID_COLUMNS 26

static void print_practice(const struct text_style *style, const struct rubric_practice *p)
{
    unsigned asks = p->ask > 0 && p->ask < p->question_count ? p->ask : (unsigned)p->question_count;
    printf("%s%s%s: %s\n%sasks %u of %zu, about %u min%s\n", terminal_ink(style, INK_BOLD), p->name,
           terminal_ink(style, INK_PLAIN), p->line, terminal_ink(style, INK_FAINT), asks,
           p->question_count, p->minutes, terminal_ink(style, INK_PLAIN));
    for (size_t i = 0; i < p->question_count; i++) {
        const struct rubric_question *q = p->questions[i];
        printf("  %s%-*s%s ", terminal_ink(style, INK_YOU), ID_COLUMNS, q->id,
               terminal_ink(style, INK_PLAIN));
        terminal_wrap(stdout, style, INK_PLAIN, q->wording, ID_COLUMNS + 3, ID_COLUMNS + 3);
        putchar('\n');
    }
}

static int list_bank(void)
{
    char err[400];
    struct content content;
    if (!content_load(&content, err, sizeof(err))) {
        return command_fail("%s", err);
    }
    const struct text_style style = terminal_style(stdout);
    for (size_t i = 0; i < rubric_bank_practice_count(content.bank); i++) {
        if (i > 0) {
            putchar('\n');
        }
        print_practice(&style, rubric_bank_practice_at(content.bank, i));
    }
    content_free(&content);
    return STATUS_DONE;
}

static void print_mistake(void *user, const char *message)
{
    unsigned *mistakes = user;
    (*mistakes)++;
    fprintf(stderr, "%s\n", message);
}

static int check_banks(int count, char **paths)
{
    char err[400];
    unsigned mistakes = 0;
    struct rubric *rubric = content_load_rubric(err, sizeof(err));
    if (rubric == NULL) {
        return command_fail("%s", err);
    }
    const struct rubric_diagnostics diagnostics = { .report = print_mistake, .user = &mistakes };
    struct rubric_bank *bank =
        rubric_bank_load((const char *const *)paths, (size_t)count, rubric, &diagnostics);
    int status = STATUS_FAILED;
    if (bank != NULL) {
        size_t questions = content_question_count(bank);
        printf("%s: good, %zu question%s\n", count == 1 ? paths[0] : "All files", questions,
               questions == 1 ? "" : "s");
        status = STATUS_DONE;
    } else if (mistakes == 0) {
        command_fail("%s: cannot be loaded: out of memory", paths[0]);
    } else {
        command_fail("%u mistake%s", mistakes, mistakes == 1 ? "" : "s");
    }
    rubric_bank_destroy(bank);
    rubric_destroy(rubric);
    return status;
}

static int run(const struct greenroom_command *self, int argc, char **argv)
{
    int first = 0;
    int status = STATUS_DONE;
    char nothing = 0;
    if (!command_options(self, argc, argv, &nothing, &first, &status)) {
        return status;
    }
    return first == argc ? list_bank() : check_banks(argc - first, argv + first);
}

static const struct option_row options[] = { { 0 } };

const struct greenroom_command command_questions = {
    .name = "questions",
    .usage = "[FILE.yaml...]",
    .summary = "list the questions, or check a file of them",
    .help = "Lists all practices with their questions. With files, reads them as question banks\n"
            "and names every mistake with line and column; the format is in greenroom(5).",
    .options = options,
    .run = run,
};
