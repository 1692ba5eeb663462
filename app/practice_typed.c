/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Typing an answer in the terminal, or reading it from a pipe. */
#include <secret.h>
#include <stdlib.h>
#include <string.h>

#include "keyboard.h"
#include "log.h"
#include "practice.h"
#include "text_file.h"

/* Appends `line` to `*text`; what is too long for an answer is cut. */
static bool append(char **text, size_t *length, const char *line, size_t size)
{
    if (*length + size > TEXT_FILE_MAX) {
        return false;
    }
    char *longer = calloc(*length + size + 1, 1);
    if (longer == NULL) {
        return false;
    }
    if (*text != NULL) {
        memcpy(longer, *text, *length);
    }
    memcpy(longer + *length, line, size);
    wipe_string(*text);
    *text = longer;
    *length += size;
    return true;
}

/* Lines up to an empty one; empty lines before the first word are skipped on a pipe. */
static char *read_answer(struct practice *p)
{
    char *text = NULL;
    char *line = NULL;
    size_t length = 0;
    size_t size = 0;
    ssize_t got = 0;
    while ((got = getline(&line, &size, stdin)) >= 0) {
        bool blank = strspn(line, " \t\r\n") == (size_t)got;
        if (blank && (text != NULL || p->keys)) {
            break;
        }
        if (!blank && !append(&text, &length, line, (size_t)got)) {
            break;
        }
    }
    p->input_ended = got < 0;
    if (line != NULL) {
        explicit_bzero(line, size);
        free(line);
    }
    if (got < 0) {
        clearerr(stdin);
    }
    return text;
}

void practice_type(struct practice *p)
{
    if (p->keys) {
        printf("Type your answer. An empty line ends it.\n\n");
    }
    fflush(stdout);
    keyboard_line_mode(true);
    char *text = read_answer(p);
    keyboard_line_mode(false);
    if (keyboard_interrupted()) {
        p->over = true;
    } else if (text != NULL && text_invalid_at(text, strlen(text)) < strlen(text)) {
        log_note("the answer is not plain UTF-8 text");
        p->over = !p->keys;
    } else if (text != NULL) {
        studio_command(p->studio, CMD_TYPED, 0, text, practice_now_s());
    }
    wipe_string(text);
}
