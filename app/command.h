/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * The commands of the command line. Each has a file of its own; this is what
 * they share. Exit status: 0 done, 1 could not do it, 2 wrong use.
 */
#ifndef COMMAND_H
#define COMMAND_H

#include <stdbool.h>
#include <stddef.h>

#include "options.h"
#include "settings.h"

enum { STATUS_DONE = 0, STATUS_FAILED = 1, STATUS_WRONG_USE = 2 };

struct greenroom_command {
    const char *name;           /* "" for the kiosk */
    const char *usage;          /* behind "greenroom NAME" */
    const char *summary;        /* one line of `greenroom --help` */
    const char *help;           /* paragraphs of its own --help */
    const struct option_row *options;
    /** `argv` as main() had it but without the program's name. */
    int (*run)(const struct greenroom_command *self, int argc, char **argv);
};

/** NULL-terminated. */
extern const struct greenroom_command *const commands[];
extern const struct greenroom_command command_kiosk, command_practice, command_transcribe,
    command_score, command_say, command_questions, command_check, command_stats, command_listen,
    command_staff;

/** Staff's settings, after telling stderr what is wrong with them. */
struct settings settings_for_command(void);
/** One sentence to stderr, "greenroom: ..."; returns STATUS_FAILED. */
int command_fail(const char *format, ...) __attribute__((format(printf, 1, 2)));
/** The same with a hint at --help; returns STATUS_WRONG_USE. */
int command_wrong_use(const struct greenroom_command *self, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/**
 * Reads options. True: go on, with `*first` as options_parse() gives it. False:
 * `*status` is the exit status, help or the mistake was printed.
 */
bool command_options(const struct greenroom_command *self, int argc, char **argv, void *out,
                     int *first, int *status);
void command_print_help(const struct greenroom_command *self);

#endif
