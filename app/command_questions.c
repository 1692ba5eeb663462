/* SPDX-License-Identifier: GPL-3.0-or-later */
/* greenroom questions: list the bank, or check a bank file. */
#include <rubric.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "command.h"
#include "content.h"
#include "paths.h"
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

/* What one reading of the files came to. */
struct reading {
    struct rubric_bank *bank;   /* NULL: there are mistakes */
    unsigned mistakes;
    char *text;                 /* one line each */
    size_t size;
    FILE *lines;
};

static void note_mistake(void *user, const char *message)
{
    struct reading *r = user;
    r->mistakes++;
    fprintf(r->lines, "%s\n", message);
}

static void read_banks(struct reading *r, const char *const *paths, size_t count,
                       const struct rubric *rubric)
{
    const struct rubric_diagnostics diagnostics = { .report = note_mistake, .user = r };
    *r = (struct reading){ 0 };
    r->lines = open_memstream(&r->text, &r->size);
    if (r->lines != NULL) {
        r->bank = rubric_bank_load(paths, count, rubric, &diagnostics);
        fclose(r->lines);
    }
}

static void free_reading(struct reading *r)
{
    rubric_bank_destroy(r->bank);
    free(r->text);
}

static bool is_named(int count, char **paths, const char *path)
{
    struct stat wanted, named;
    for (int i = 0; i < count; i++) {
        if (stat(paths[i], &named) == 0 && stat(path, &wanted) == 0 &&
            named.st_dev == wanted.st_dev && named.st_ino == wanted.st_ino) {
            return true;
        }
    }
    return false;
}

/* A practice may ask questions of the installed banks: read again with those beside it. */
static void read_beside_installed(struct reading *r, int count, char **paths,
                                  const struct rubric *rubric)
{
    char **installed = paths_list("banks", ".yaml");
    size_t all = (size_t)count;
    const char *files[256];
    for (int i = 0; i < count && i < 128; i++) {
        files[i] = paths[i];
    }
    for (size_t i = 0; installed != NULL && installed[i] != NULL && all < 256; i++) {
        if (!is_named(count, paths, installed[i])) {
            files[all++] = installed[i];
        }
    }
    read_banks(r, files, all, rubric);
    paths_free(installed);
}

static int tell(const struct reading *r, int count, char **paths, bool alone)
{
    if (r->bank != NULL) {
        size_t questions = content_question_count(r->bank);
        printf("%s: good, ", count == 1 ? paths[0] : "All files");
        if (alone) {
            printf("%zu question%s\n", questions, questions == 1 ? "" : "s");
        } else {
            printf("beside the installed questions\n");
        }
        return STATUS_DONE;
    }
    if (r->mistakes == 0) {
        return command_fail("%s: cannot be loaded: out of memory", paths[0]);
    }
    fputs(r->text, stderr);
    return command_fail("%u mistake%s", r->mistakes, r->mistakes == 1 ? "" : "s");
}

static int check_banks(int count, char **paths)
{
    char err[400];
    struct rubric *rubric = content_load_rubric(err, sizeof(err));
    if (rubric == NULL) {
        return command_fail("%s", err);
    }
    struct reading alone, beside = { 0 };
    read_banks(&alone, (const char *const *)paths, (size_t)count, rubric);
    if (alone.bank == NULL && count <= 128) {
        read_beside_installed(&beside, count, paths, rubric);
    }
    bool better = beside.bank != NULL || (beside.mistakes > 0 && beside.mistakes < alone.mistakes);
    int status = tell(better ? &beside : &alone, count, paths, !better);
    free_reading(&alone);
    free_reading(&beside);
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
