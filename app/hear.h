/* SPDX-License-Identifier: GPL-3.0-or-later */
/** The words of a sound file, through a recognizer process. */
#ifndef HEAR_H
#define HEAR_H

#include <stdbool.h>
#include <stddef.h>

#include "said.h"

/** The default: a network of our own beside PocketSphinx's model. */
#define ENGINE_NETWORK "network"
/** PocketSphinx with its own model alone. */
#define ENGINE_PLAIN "pocketsphinx"

/** What --help says of every --engine. */
#define ENGINE_HELP "network (the default), pocketsphinx alone, whisper FILE, or a command"

struct heard_file {
    struct said words;
    double length_s;
};

/** Also shown while a long file is heard; `share` 0 to 1. May be NULL. */
typedef void (*hear_progress_fn)(void *user, double share);

/**
 * Hear the sound file at `path` with recognizer `engine` (NULL: the default).
 * False after writing one sentence to `err`; `heard` is then untouched.
 */
bool hear_file(const char *path, const char *engine, hear_progress_fn progress, void *user,
               struct heard_file *heard, char *err, size_t err_size);
/** Overwrites the words. */
void heard_file_free(struct heard_file *heard);

/** Arguments that start the recognizer process, whose talk is about the job of the id `job` (NULL or
 *  "": none); free with hear_free_argv(). NULL: no memory. */
char **hear_argv(const char *engine, const char *job);
void hear_free_argv(char **argv);

#endif
