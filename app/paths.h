/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * Where the program's data lies. Looked for, in this order, in each folder of
 * $GREENROOM_DATA (colons between), in ../share/greenroom beside the program's
 * folder (installed), and in the build and source trees around it.
 */
#ifndef PATHS_H
#define PATHS_H

#include <stdbool.h>
#include <stddef.h>

/** Full path of the data file `name` ("rubrics/career-goals.yaml") in a new string; NULL: nowhere. */
char *paths_find(const char *name);
/**
 * Folder of what staff imported (packs.h), there or not: packs/ in $STATE_DIRECTORY,
 * else in greenroom/ below $XDG_DATA_HOME. New string or NULL.
 */
char *paths_packs(void);
/** The file `name` ("banks/ours.yaml") in the folder `packs`; new string, NULL: there is none. */
char *paths_in(const char *packs, const char *name);
/** The file `name`, there or not, in the folder of `file`. New string; NULL, also when `file` is. */
char *paths_beside(const char *file, const char *name);
/** All files of one folder named by its path, as paths_list() gives them. */
char **paths_list_in(const char *folder, const char *suffix);
/** All files `folder`/ *`suffix`, sorted by name, as a NULL-terminated array; free with paths_free(). */
char **paths_list(const char *folder, const char *suffix);
/** How many there are in such an array; NULL is fine. */
size_t paths_count(char *const *paths);
void paths_free(char **paths);
/** The running program itself, for starting `greenroom listen`; new string or NULL. Tests, which are
 *  another program, name it in $GREENROOM_PROGRAM. */
char *paths_self(void);

#endif
