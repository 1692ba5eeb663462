/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "options.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define NAMES_MAX 32
#define WORD_MAX  40

static int at_least(int a, int b)
{
    return a > b ? a : b;
}

/* Edits that turn `a` into `b`; a large number for long words, which are no names of ours. */
static int distance(const char *a, const char *b)
{
    size_t length_a = strlen(a);
    size_t length_b = strlen(b);
    int row[WORD_MAX + 1];
    if (length_a > WORD_MAX || length_b > WORD_MAX) {
        return WORD_MAX;
    }
    for (size_t j = 0; j <= length_b; j++) {
        row[j] = (int)j;
    }
    for (size_t i = 1; i <= length_a; i++) {
        int corner = row[0];
        row[0] = (int)i;
        for (size_t j = 1; j <= length_b; j++) {
            int best = corner + (a[i - 1] != b[j - 1]);
            corner = row[j];
            best = corner + 1 < best ? corner + 1 : best;
            row[j] = row[j - 1] + 1 < best ? row[j - 1] + 1 : best;
        }
    }
    return row[length_b];
}

const char *options_nearest(const char *word, const char *const *names)
{
    const char *nearest = NULL;
    int best = at_least(1, (int)strlen(word) * 2 / 5) + 1;
    for (size_t i = 0; names[i] != NULL; i++) {
        bool begins = strlen(word) >= 2 && strncmp(word, names[i], strlen(word)) == 0;
        int d = begins ? 1 : distance(word, names[i]);
        if (d < best) {
            best = d;
            nearest = names[i];
        }
    }
    return nearest;
}

static bool wrong(char *err, size_t err_size, const struct option_row *row, const char *text,
                  const char *expected)
{
    snprintf(err, err_size, "--%s: \"%s\" is not %s", row->name, text, expected);
    return false;
}

static bool read_whole(const struct option_row *row, const char *text, void *out, char *err,
                       size_t err_size)
{
    char *end = NULL;
    long n = strtol(text, &end, 10);
    if (end == text || *end != '\0' || n < row->min || n > row->max) {
        char expected[64];
        snprintf(expected, sizeof(expected), "a whole number from %d to %d", row->min, row->max);
        return wrong(err, err_size, row, text, expected);
    }
    *(int *)out = (int)n;
    return true;
}

/* Not strtod(): it reads "0.8" as 0 where the decimal sign is a comma. */
static bool read_share(const struct option_row *row, const char *text, void *out, char *err,
                       size_t err_size)
{
    unsigned whole = 0;
    unsigned tenths = 0;
    int used = 0;
    float share = -1;
    if (sscanf(text, "%3u%%%n", &whole, &used) == 1 && used > 0 && text[used] == '\0') {
        share = (float)whole / 100.0F;
    } else if (sscanf(text, "%1u.%1u%n", &whole, &tenths, &used) == 2 && text[used] == '\0') {
        share = (float)whole + (float)tenths / 10.0F;
    } else if (strcmp(text, "0") == 0 || strcmp(text, "1") == 0) {
        share = (float)(text[0] - '0');
    }
    if (share < 0 || share > 1) {
        return wrong(err, err_size, row, text, "a share from 0% to 100%");
    }
    *(float *)out = share;
    return true;
}

static bool read_size(const struct option_row *row, const char *text, void *out, char *err,
                      size_t err_size)
{
    struct option_size size = { 0 };
    int used = 0;
    bool read = sscanf(text, "%5dx%5d%n", &size.width, &size.height, &used) == 2;
    if (!read || text[used] != '\0' || size.width < 320 || size.height < 240 ||
        size.width > 16384 || size.height > 16384) {
        return wrong(err, err_size, row, text, "a size like 1280x720 (at least 320x240)");
    }
    *(struct option_size *)out = size;
    return true;
}

static bool read_value(const struct option_row *row, const char *text, void *out, char *err,
                       size_t err_size)
{
    void *field = (char *)out + row->offset;
    switch (row->kind) {
    case OPTION_TEXT:
        *(const char **)field = text;
        return true;
    case OPTION_WHOLE:
        return read_whole(row, text, field, err, err_size);
    case OPTION_SHARE:
        return read_share(row, text, field, err, err_size);
    case OPTION_SIZE:
        return read_size(row, text, field, err, err_size);
    case OPTION_FLAG:
        break;
    }
    *(bool *)field = true;
    return true;
}

static const struct option_row *find_row(const struct option_row *rows, const char *name,
                                         size_t length, char letter)
{
    for (const struct option_row *r = rows; r->name != NULL; r++) {
        bool named = name != NULL && strlen(r->name) == length &&
                     strncmp(r->name, name, length) == 0;
        if (named || (letter != '\0' && r->letter == letter)) {
            return r;
        }
    }
    return NULL;
}

static void say_unknown(const struct option_row *rows, const char *arg, char *err, size_t err_size)
{
    const char *names[NAMES_MAX] = { NULL };
    char name[WORD_MAX + 1];
    size_t count = 0;
    for (const struct option_row *r = rows; r->name != NULL; r++) {
        assert(count < NAMES_MAX - 3);
        names[count++] = r->name;
    }
    names[count++] = "help";
    names[count] = "version";
    snprintf(name, sizeof(name), "%.*s", (int)strcspn(arg + 2, "="), arg + 2);
    const char *nearest = arg[1] == '-' ? options_nearest(name, names) : NULL;
    if (nearest != NULL) {
        snprintf(err, err_size, "unknown option \"%s\"; did you mean --%s?", arg, nearest);
    } else {
        snprintf(err, err_size, "unknown option \"%s\"; see --help", arg);
    }
}

/* One option at argv[*i]; moves *i past its value. */
static bool parse_one(const struct option_row *rows, int argc, char **argv, int *i, void *out,
                      char *err, size_t err_size)
{
    const char *arg = argv[*i];
    bool is_long = arg[1] == '-';
    size_t length = strcspn(arg, "=");
    const struct option_row *row =
        is_long ? find_row(rows, arg + 2, length - 2, '\0') : find_row(rows, NULL, 0, arg[1]);
    const char *value = is_long && arg[length] == '=' ? arg + length + 1
                        : !is_long && arg[2] != '\0'  ? arg + 2
                                                      : NULL;
    if (row == NULL) {
        say_unknown(rows, arg, err, err_size);
        return false;
    }
    if (row->kind == OPTION_FLAG && value != NULL) {
        snprintf(err, err_size, "--%s takes no value", row->name);
        return false;
    }
    if (row->kind != OPTION_FLAG && value == NULL) {
        if (*i + 1 >= argc) {
            snprintf(err, err_size, "--%s needs a value (%s)", row->name, row->value);
            return false;
        }
        value = argv[++*i];
    }
    return read_value(row, value, out, err, err_size);
}

static int special(const char *arg)
{
    return strcmp(arg, "--help") == 0 || strcmp(arg, "-h") == 0      ? OPTIONS_HELP
           : strcmp(arg, "--version") == 0 || strcmp(arg, "-V") == 0 ? OPTIONS_VERSION
                                                                     : 0;
}

/* Options go to the front, in their order; the other arguments keep theirs behind them. */
static int gather(char **argv, int argc, const bool *is_other)
{
    int first = 1;
    for (int i = 1; i < argc; i++) {
        if (!is_other[i]) {
            char *option = argv[i];
            int j = i;
            for (; j > first; j--) {
                argv[j] = argv[j - 1];
            }
            argv[j] = option;
            first++;
        }
    }
    return first;
}

int options_parse(const struct option_row *rows, int argc, char **argv, void *out, char *err,
                  size_t err_size)
{
    bool *is_other = calloc((size_t)argc + 1, sizeof(*is_other));
    bool ended = false;
    int result = is_other == NULL ? OPTIONS_WRONG : 0;
    for (int i = 1; i < argc && result == 0; i++) {
        if (!ended && strcmp(argv[i], "--") == 0) {
            ended = true;
        } else if (ended || argv[i][0] != '-' || argv[i][1] == '\0') {
            is_other[i] = true;
        } else {
            result = special(argv[i]);
            if (result == 0 && !parse_one(rows, argc, argv, &i, out, err, err_size)) {
                result = OPTIONS_WRONG;
            }
        }
    }
    if (result == 0) {
        result = gather(argv, argc, is_other);
    } else if (is_other == NULL) {
        snprintf(err, err_size, "out of memory");
    }
    free(is_other);
    return result;
}

void options_print_help(const struct option_row *rows)
{
    for (const struct option_row *r = rows; r->name != NULL; r++) {
        char left[64];
        char letter[8] = "    ";
        if (r->help == NULL) {
            continue;
        }
        if (r->letter != '\0') {
            snprintf(letter, sizeof(letter), "-%c, ", r->letter);
        }
        snprintf(left, sizeof(left), "%s--%s%s%s", letter, r->name, r->value != NULL ? " " : "",
                 r->value != NULL ? r->value : "");
        printf("  %-26s %s\n", left, r->help);
    }
    printf("  %-26s %s\n", "-h, --help", "show this help");
    printf("  %-26s %s\n", "-V, --version", "show the version");
}
