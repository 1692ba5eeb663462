/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "command.h"

#include <rubric.h>
#include <stdarg.h>
#include <stdio.h>

const struct greenroom_command *const commands[] = {
    &command_kiosk, &command_practice, &command_transcribe, &command_score, &command_say,
    &command_questions, &command_check, &command_stats, &command_staff,
    &command_listen, NULL,
};

__attribute__((format(printf, 1, 0)))
static void complain(const char *format, va_list args)
{
    fputs("greenroom: ", stderr);
    vfprintf(stderr, format, args);
    fputc('\n', stderr);
}

struct settings settings_for_command(void)
{
    char err[2000];
    struct settings settings = settings_load(err, sizeof(err));
    if (err[0] != '\0') {
        command_fail("%s\nthe last settings without a mistake are used", err);
    }
    return settings;
}

int command_fail(const char *format, ...)
{
    va_list args;
    va_start(args, format);
    complain(format, args);
    va_end(args);
    return STATUS_FAILED;
}

int command_wrong_use(const struct greenroom_command *self, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    complain(format, args);
    va_end(args);
    fprintf(stderr, "usage: greenroom%s%s %s\n", self->name[0] != '\0' ? " " : "", self->name,
            self->usage);
    return STATUS_WRONG_USE;
}

void command_print_help(const struct greenroom_command *self)
{
    printf("usage: greenroom%s%s %s\n\n%s\n\n", self->name[0] != '\0' ? " " : "", self->name,
           self->usage, self->help);
    options_print_help(self->options);
}

bool command_options(const struct greenroom_command *self, int argc, char **argv, void *out,
                     int *first, int *status)
{
    char err[200];
    int index = options_parse(self->options, argc, argv, out, err, sizeof(err));
    switch (index) {
    case OPTIONS_WRONG:
        *status = command_wrong_use(self, "%s", err);
        return false;
    case OPTIONS_HELP:
        command_print_help(self);
        *status = STATUS_DONE;
        return false;
    case OPTIONS_VERSION:
        printf("greenroom %s\n", rubric_version());
        *status = STATUS_DONE;
        return false;
    default:
        *first = index;
        return true;
    }
}
