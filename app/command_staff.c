/* SPDX-License-Identifier: GPL-3.0-or-later */
/* greenroom staff: what staff set up from a shell. */
#include <stdio.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "command.h"
#include "pin.h"

/* Without showing it, where there is a terminal. */
static bool ask(const char *what, char *pin, size_t size)
{
    struct termios shown, hidden;
    bool terminal = tcgetattr(STDIN_FILENO, &shown) == 0;
    if (terminal) {
        fprintf(stderr, "%s: ", what);
        hidden = shown;
        hidden.c_lflag &= ~(tcflag_t)ECHO;
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &hidden);
    }
    bool good = fgets(pin, (int)size, stdin) != NULL;
    if (terminal) {
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &shown);
        fputc('\n', stderr);
    }
    if (good) {
        pin[strcspn(pin, "\r\n")] = '\0';
    }
    return good;
}

static int set_pin(void)
{
    char pin[64] = "", again[64] = "", err[400] = "";
    bool good = ask("New PIN, 4 to 12 digits", pin, sizeof(pin));
    bool same = good && (isatty(STDIN_FILENO) != 1 ||
                         (ask("Once more", again, sizeof(again)) && strcmp(pin, again) == 0));
    if (!good) {
        snprintf(err, sizeof(err), "no PIN was given");
    } else if (!same) {
        snprintf(err, sizeof(err), "the two PINs are not the same; nothing was changed");
    }
    good = same && pin_set(pin, err, sizeof(err));
    explicit_bzero(pin, sizeof(pin));
    explicit_bzero(again, sizeof(again));
    if (!good) {
        return command_fail("%s", err);
    }
    printf("The PIN is set. Hold the logo for 3 seconds, or press Ctrl+Alt+S.\n");
    return STATUS_DONE;
}

static int run(const struct greenroom_command *self, int argc, char **argv)
{
    struct { char nothing; } o = { 0 };
    int first = 0;
    int status = STATUS_DONE;
    if (!command_options(self, argc, argv, &o, &first, &status)) {
        return status;
    }
    if (argc - first != 1 || strcmp(argv[first], "set-pin") != 0) {
        return command_wrong_use(self, "staff takes one word, set-pin");
    }
    return set_pin();
}

static const struct option_row options[] = { { 0 } };

const struct greenroom_command command_staff = {
    .name = "staff",
    .usage = "set-pin",
    .summary = "set the PIN of the staff area",
    .help = "Asks for the PIN that opens the staff area of the kiosk: by holding the logo for three\n"
            "seconds or by Ctrl+Alt+S. Without a PIN only the keys open it. As root it is set for\n"
            "the user greenroom, where there is one. Only a hash of it is kept.",
    .options = options,
    .run = run,
};
