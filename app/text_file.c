/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text_file.h"

#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* Bytes that must follow the lead byte, and the code points that need that many. */
static size_t sequence_length(unsigned char lead)
{
    return lead < 0x80 ? 1 : lead < 0xC2 ? 0 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : lead < 0xF5 ? 4
                                                                                              : 0;
}

static bool valid_sequence(const unsigned char *c, size_t length, size_t left)
{
    if (length == 0 || length > left || c[0] == '\0') {
        return false;
    }
    for (size_t i = 1; i < length; i++) {
        if ((c[i] & 0xC0U) != 0x80U) {
            return false;
        }
    }
    bool overlong = (c[0] == 0xE0 && c[1] < 0xA0) || (c[0] == 0xF0 && c[1] < 0x90);
    bool no_character = (c[0] == 0xED && c[1] > 0x9F) || (c[0] == 0xF4 && c[1] > 0x8F);
    return length == 1 || (!overlong && !no_character);
}

size_t text_invalid_at(const char *text, size_t size)
{
    size_t i = 0;
    while (i < size) {
        const unsigned char *c = (const unsigned char *)text + i;
        size_t length = sequence_length(c[0]);
        if (!valid_sequence(c, length, size - i)) {
            return i;
        }
        i += length;
    }
    return size;
}

size_t text_fitting(const char *text, size_t size)
{
    size_t length = strnlen(text, size);
    if (length == size) {
        length = size > 0 ? size - 1 : 0;
        while (length > 0 && ((unsigned char)text[length] & 0xC0U) == 0x80U) {
            length--;
        }
    }
    return length;
}

/* One byte more than allowed is asked for, to see that there is too much. */
static char *read_all(FILE *file, size_t *size)
{
    char *text = malloc(TEXT_FILE_MAX + 2);
    if (text != NULL) {
        *size = fread(text, 1, TEXT_FILE_MAX + 1, file);
        text[*size] = '\0';
    }
    return text;
}

static unsigned line_of(const char *text, size_t at)
{
    unsigned line = 1;
    for (size_t i = 0; i < at; i++) {
        line += text[i] == '\n';
    }
    return line;
}

static bool check(const char *path, const char *text, size_t size, char *err, size_t err_size)
{
    size_t at = text_invalid_at(text, size);
    if (size > TEXT_FILE_MAX) {
        snprintf(err, err_size, "%s: longer than %u MB; an answer is a page or two at most", path,
                 TEXT_FILE_MAX >> 20U);
        return false;
    }
    if (at < size) {
        snprintf(err, err_size, "%s:%u: not plain UTF-8 text", path, line_of(text, at));
        return false;
    }
    return true;
}

static FILE *open_text(const char *path, char *err, size_t err_size)
{
    struct stat info;
    FILE *file = strcmp(path, "-") == 0 ? stdin : fopen(path, "re");
    if (file == NULL || fstat(fileno(file), &info) != 0) {
        snprintf(err, err_size, "%s: cannot be read: %s", path, strerror(errno));
    } else if (S_ISDIR(info.st_mode)) {
        snprintf(err, err_size, "%s: is a folder, not a text", path);
    } else {
        return file;
    }
    if (file != NULL && file != stdin) {
        fclose(file);
    }
    return NULL;
}

char *text_file_read(const char *path, char *err, size_t err_size)
{
    FILE *file = open_text(path, err, err_size);
    if (file == NULL) {
        return NULL;
    }
    size_t size = 0;
    char *text = read_all(file, &size);
    bool good = text != NULL && !ferror(file);
    if (!good) {
        snprintf(err, err_size, "%s: cannot be read: %s", path, strerror(errno));
    }
    good = good && check(path, text, size, err, err_size);
    if (file != stdin) {
        fclose(file);
    }
    if (!good) {
        free(text);
        return NULL;
    }
    return text;
}
