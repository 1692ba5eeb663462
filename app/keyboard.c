/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "keyboard.h"

#include <ctype.h>
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <termios.h>
#include <unistd.h>

/* The process has one terminal, and signal handlers must reach it: so these are global. Atomic,
   because a handler runs on whatever thread the signal meets; free of locks, so allowed there. */
static struct termios before;       /* what it was; does not change while is_open */
static atomic_bool is_open;
static atomic_bool interrupted;

static const int ending[] = { SIGINT, SIGTERM, SIGHUP, SIGQUIT };
static const int fatal[] = { SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT };

/* Async-signal-safe. */
static void restore(void)
{
    if (is_open) {
        tcsetattr(STDIN_FILENO, TCSANOW, &before);
    }
}

static void raw(void)
{
    struct termios keys = before;
    keys.c_lflag &= ~(tcflag_t)(ICANON | ECHO);
    keys.c_cc[VMIN] = 0;
    keys.c_cc[VTIME] = 0;
    tcsetattr(STDIN_FILENO, TCSANOW, &keys);
}

static void on_ending(int number)
{
    (void)number;
    interrupted = true;
}

static void on_fatal(int number)
{
    restore();
    signal(number, SIG_DFL);
    raise(number);
}

static void on_stop(int number)
{
    int saved = errno;
    restore();
    signal(number, SIG_DFL);
    raise(number);
    errno = saved;
}

static void on_continue(int number)
{
    (void)number;
    int saved = errno;
    if (is_open) {
        raw();
        signal(SIGTSTP, on_stop);
    }
    errno = saved;
}

/* Without SA_RESTART: a line that is being read ends when the program is asked to. */
static void handle(int number, void (*handler)(int))
{
    struct sigaction action = { .sa_handler = handler };
    sigemptyset(&action.sa_mask);
    sigaction(number, &action, NULL);
}

void keyboard_watch_signals(void)
{
    for (size_t i = 0; i < sizeof(ending) / sizeof(ending[0]); i++) {
        handle(ending[i], on_ending);
    }
}

bool keyboard_open(void)
{
    keyboard_watch_signals();
    if (isatty(STDIN_FILENO) != 1 || tcgetattr(STDIN_FILENO, &before) != 0) {
        return false;
    }
    is_open = true;
    atexit(keyboard_close);
    for (size_t i = 0; i < sizeof(fatal) / sizeof(fatal[0]); i++) {
        handle(fatal[i], on_fatal);
    }
    handle(SIGTSTP, on_stop);
    handle(SIGCONT, on_continue);
    raw();
    return true;
}

void keyboard_close(void)
{
    restore();
    is_open = false;
}

void keyboard_line_mode(bool lines)
{
    if (is_open && lines) {
        tcsetattr(STDIN_FILENO, TCSANOW, &before);
    } else if (is_open) {
        raw();
    }
}

/* The rest of an escape sequence (an arrow key) is read and forgotten. */
static void skip_sequence(void)
{
    char byte = 0;
    while (read(STDIN_FILENO, &byte, 1) == 1) {
    }
}

int keyboard_key(void)
{
    struct pollfd input = { .fd = STDIN_FILENO, .events = POLLIN };
    unsigned char byte = 0;
    if (!is_open || poll(&input, 1, 0) != 1 || read(STDIN_FILENO, &byte, 1) != 1) {
        return 0;
    }
    if (byte == 27) {
        skip_sequence();
    }
    return byte == '\r' ? '\n' : byte == 8 ? 127 : tolower(byte);
}

bool keyboard_interrupted(void)
{
    return interrupted;
}
