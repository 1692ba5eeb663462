/* SPDX-License-Identifier: GPL-3.0-or-later */
/** Command line options, described by tables. */
#ifndef OPTIONS_H
#define OPTIONS_H

#include <stdbool.h>
#include <stddef.h>

enum option_kind {
    OPTION_FLAG,    /* bool */
    OPTION_TEXT,    /* const char *, borrowed from argv */
    OPTION_WHOLE,   /* int, min..max */
    OPTION_SHARE,   /* float, 0..1; "0.8" or "80%", whatever the locale */
    OPTION_SIZE     /* struct option_size, "1280x720" */
};

struct option_size {
    int width, height;
};

struct option_row {
    const char *name;       /* "json" for --json; NULL ends the table */
    char letter;            /* 'j' for -j; 0: none */
    enum option_kind kind;
    size_t offset;          /* in the struct that options_parse() fills */
    int min, max;           /* OPTION_WHOLE */
    const char *value;      /* what --help calls the value; NULL for flags */
    const char *help;       /* one line; NULL hides the row */
};

/** What options_parse() says instead of an argument's index. */
enum { OPTIONS_WRONG = -1, OPTIONS_HELP = -2, OPTIONS_VERSION = -3 };

/**
 * Read the options of `argv` (argv[0] is the command's name) into `out` and move
 * the other arguments to the end of `argv`. "--" ends the options; "-" is an
 * argument. Returns the index of the first other argument (argc: none), or one
 * of the values above; for OPTIONS_WRONG after one sentence to `err`.
 */
int options_parse(const struct option_row *rows, int argc, char **argv, void *out, char *err,
                  size_t err_size);

/** The name in `names` (NULL-terminated) that `word` was probably meant to be; NULL: none is near. */
const char *options_nearest(const char *word, const char *const *names);

/** Writes the options' lines of --help. */
void options_print_help(const struct option_row *rows);

#endif
