/* SPDX-License-Identifier: GPL-3.0-or-later */
/** `greenroom listen`: the recognizer process. Protocol in models/README.md. */
#ifndef LISTEN_H
#define LISTEN_H

#include <stdbool.h>
#include <stdio.h>

struct listen_settings {
    const char *engine;         /* as of engine_find(), with its model behind it; NULL: the default */
    const char *model_dir;      /* acoustic model */
    const char *network_dir;    /* a better one, see acoustic.h; may be NULL or unusable */
    void (*on_plain)(const char *sentence);     /* that one is unusable, and why; may be NULL */
    const char *language_model;
    const char *dictionary;
    /* Smaller ones for live words, which are a preview: half the memory. NULL: the same. */
    const char *live_language_model, *live_dictionary;
    const char *grammar_dir;    /* one grammar file a screen; may be NULL */
    const char *word_file;      /* staff's words, see extra_words.h; may be NULL */
    const char *topics;         /* text whose words will be said, see topic_words.h; may be NULL */
    const struct extra_words *extra;    /* of both; listen_run()'s own */
};

/** Reads the protocol from `in` until it ends and writes JSON lines to `out`. Returns an exit status. */
int listen_run(const struct listen_settings *settings, int in_fd, FILE *out);

#endif
