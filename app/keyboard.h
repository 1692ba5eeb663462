/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * Single keys from a terminal. The terminal is put back as it was on every way
 * out: keyboard_close(), exit(), and signals, fatal ones too. One at a time.
 */
#ifndef KEYBOARD_H
#define KEYBOARD_H

#include <stdbool.h>
#include <stddef.h>

/** Keys without Enter, no echo. False when standard input is no terminal: nothing was changed. */
bool keyboard_open(void);
void keyboard_close(void);
/** For typing a line with the terminal's own editing, and back to single keys. */
void keyboard_line_mode(bool lines);
/** The next key that is there (lower case; '\n' for Enter, 127 for Backspace, 27 for Esc), or 0. */
int keyboard_key(void);
/** A signal asked the program to end (SIGINT, SIGTERM, SIGHUP, SIGQUIT). */
bool keyboard_interrupted(void);
/** Handle those signals also where keyboard_open() had nothing to do. */
void keyboard_watch_signals(void);

#endif
