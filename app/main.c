/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <locale.h>
#include <rubric.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>

#include "command.h"
#include "harden.h"
#include "output.h"

#define NAMES_MAX 16

static const struct greenroom_command *find_command(const char *name)
{
    for (size_t i = 0; commands[i] != NULL; i++) {
        if (commands[i]->name[0] != '\0' && strcmp(commands[i]->name, name) == 0) {
            return commands[i];
        }
    }
    return NULL;
}

static int unknown_command(const char *name)
{
    const char *names[NAMES_MAX] = { NULL };
    size_t count = 0;
    for (size_t i = 0; commands[i] != NULL && count + 1 < NAMES_MAX; i++) {
        if (commands[i]->name[0] != '\0') {
            names[count++] = commands[i]->name;
        }
    }
    const char *nearest = options_nearest(name, names);
    if (nearest != NULL) {
        command_fail("unknown command \"%s\"; did you mean \"%s\"?", name, nearest);
    } else {
        command_fail("unknown command \"%s\"; see greenroom --help", name);
    }
    return STATUS_WRONG_USE;
}

static int print_overview(void)
{
    printf("Greenroom: practice job interviews out loud. Nothing you say leaves this machine.\n\n"
           "usage: greenroom [COMMAND] [OPTION...]\n\n");
    for (size_t i = 0; commands[i] != NULL; i++) {
        printf("  %-12s %s\n", commands[i]->name[0] != '\0' ? commands[i]->name : "(none)",
               commands[i]->summary);
    }
    printf("\n\"greenroom COMMAND --help\" says more. Without a command:\n\n");
    options_print_help(command_kiosk.options);
    return STATUS_DONE;
}

static bool asks_for_help(const char *arg)
{
    return strcmp(arg, "--help") == 0 || strcmp(arg, "-h") == 0 || strcmp(arg, "help") == 0;
}

static int dispatch(int argc, char **argv)
{
    if (argc > 1 && asks_for_help(argv[1])) {
        return print_overview();
    }
    if (argc < 2 || argv[1][0] == '-') {
        return command_kiosk.run(&command_kiosk, argc, argv);
    }
    const struct greenroom_command *command = find_command(argv[1]);
    if (command == NULL) {
        return unknown_command(argv[1]);
    }
    return command->run(command, argc - 1, argv + 1);
}

int main(int argc, char **argv)
{
    char err[200];
    harden_process(err, sizeof(err));   /* `check` tells when the system refused */
    setlocale(LC_CTYPE, "");            /* only this: numbers are written the same everywhere */
    signal(SIGPIPE, SIG_IGN);           /* a recognizer that died is noticed when writing to it */
    signal(SIGCHLD, SIG_DFL);           /* ignored by who started us, no child's end could be told */
    int status = dispatch(argc, argv);
    return output_finish() ? status : STATUS_FAILED;
}
