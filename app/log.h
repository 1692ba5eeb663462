/* SPDX-License-Identifier: GPL-3.0-or-later */
/** One line to stderr (systemd's journal takes it from there). Never a person's words. Any thread. */
#ifndef LOG_H
#define LOG_H

void log_note(const char *format, ...) __attribute__((format(printf, 1, 2)));

#endif
