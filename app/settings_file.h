/* SPDX-License-Identifier: GPL-3.0-or-later */
/** Writing the settings' file so that what staff wrote into it stays; for settings.c. */
#ifndef SETTINGS_FILE_H
#define SETTINGS_FILE_H

#include "settings.h"

/**
 * Write `to`, whole or not at all: the text of `from` with the values of
 * `settings`, or the program's own commented file where `from` cannot be read or
 * kept. False after one sentence to `err`.
 */
bool settings_file_write(const char *from, const char *to, const struct settings *settings,
                         char *err, size_t err_size);
/** Best effort, and not when both are the same already. `to` may be NULL. */
void settings_file_copy(const char *from, const char *to);
/** `text` becomes the file `path` (mode 0600), whole or not at all; makes missing folders. */
bool settings_file_put(const char *path, const char *text, char *err, size_t err_size);

/** Make the folders above `path` that are missing; what fails shows when it is used. */
void settings_file_folders(const char *path);

#endif
