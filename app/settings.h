/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * What staff set: one commented YAML file, assets/settings/greenroom.yaml with all
 * its defaults. Read from $XDG_CONFIG_HOME/greenroom/settings.yaml, or else from
 * /etc/greenroom/settings.yaml. After a mistake in it the last settings that had
 * none are used; they are kept with the counts. Main thread only.
 */
#ifndef SETTINGS_H
#define SETTINGS_H

#include <stdbool.h>
#include <stddef.h>

#define SETTINGS_NAME     128
#define SETTINGS_SETS_MAX 256
#define SETTINGS_ENGINE   512
#define SETTINGS_LANGUAGE 16

/** Plain values: copy, compare and change it as you like. */
struct settings {
    char microphone[SETTINGS_NAME], speaker[SETTINGS_NAME];  /* "": the system's */
    char voice[SETTINGS_NAME];
    unsigned volume;                /* 0 to 100 */
    unsigned speed;                 /* words a minute */
    char language[SETTINGS_LANGUAGE];   /* of the screen: "en" */
    int text_size;                  /* 0, 1, 2 */
    bool high_contrast, captions, read_aloud, reduced_motion;
    unsigned answer_length;         /* 60, 90, 120 */
    bool check_microphone;
    char sets_off[SETTINGS_SETS_MAX][SETTINGS_NAME];    /* ids of practices */
    size_t sets_off_count;
    char job[SETTINGS_NAME];        /* id of the job to practice for; "": none */
    double time_scale;
    bool unlimited_answer;
    bool filler_remarks, pace_remarks;
    char engine[SETTINGS_ENGINE];   /* of the recognizer; "": the one built in */
};

/** What is used where nothing is set. */
struct settings settings_defaults(void);
/** The file that is read: an existing one, else where settings_save() would make it. New string or NULL. */
char *settings_path(void);
/** Where settings_save() writes; new string or NULL. */
char *settings_own_path(void);
/**
 * Read `path`. False after writing every mistake, a line each with line and
 * column, to `err`; `out` is then untouched. A key that is not there keeps its default.
 */
bool settings_read(const char *path, struct settings *out, char *err, size_t err_size);
/**
 * What to run with: the file, or the last good one, or the defaults. `err` gets
 * what was wrong with the file, "" when nothing was.
 */
struct settings settings_load(char *err, size_t err_size);
/**
 * Write `settings` to settings_own_path(), whole or not at all; remarks in it
 * stay. False after one sentence to `err`.
 */
bool settings_save(const struct settings *settings, char *err, size_t err_size);
/** Whether the practice `id` is on offer. */
bool settings_set_is_on(const struct settings *settings, const char *id);
void settings_turn_set(struct settings *settings, const char *id, bool on);

#endif
