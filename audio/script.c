/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "script.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "secret.h"

/* espeak-ng ends a sentence at the dot of a short form, and spells some people read in full. */
static const struct {
    const char *written, *read;
} short_forms[] = {
    { "Dr.", "Doctor" },
    { "Mr.", "Mister" },
    { "Mrs.", "Missus" },
    { "Ms.", "Miz" },
    { "Prof.", "Professor" },
    { "e.g.", "for example" },
    { "i.e.", "that is" },
    { "etc.", "et cetera" },
    { "vs.", "versus" },
    { "approx.", "about" },
    { "w/", "with" },
    { "\xE2\x80\x94", ", " },       /* an em dash is a breath */
};

#define FORMS (sizeof(short_forms) / sizeof(short_forms[0]))
#define LONGEST 16

static bool is_word(char c)
{
    return isalnum((unsigned char)c) || (unsigned char)c >= 0x80;
}

/* The short form that stands at `at` as a word of its own, or FORMS. */
static size_t find_form(const char *written, const char *at)
{
    size_t i = 0;

    for (; i < FORMS; i++) {
        const char *form = short_forms[i].written;
        size_t length = strlen(form);
        bool letter = is_word(form[0]) && (unsigned char)form[0] < 0x80;
        if (strncmp(at, form, length) == 0
            && (!letter || ((at == written || !is_word(at[-1]))
                            && (!is_word(form[length - 1]) || !is_word(at[length]))))) {
            break;
        }
    }
    return i;
}

/* Bytes of the UTF-8 character at `at`, 1 when it is broken. */
static size_t character_length(const char *at)
{
    unsigned char c = (unsigned char)*at;
    size_t length = c >= 0xF0 ? 4 : c >= 0xE0 ? 3 : c >= 0xC0 ? 2 : 1;

    for (size_t i = 1; i < length; i++) {
        if (((unsigned char)at[i] & 0xC0) != 0x80) {
            return 1;
        }
    }
    return length;
}

static void add(struct script *s, size_t *end, const char *text, size_t bytes, size_t origin)
{
    memcpy(s->text + *end, text, bytes);
    *end += bytes;
    s->origin[s->count++] = origin;
}

bool script_init(struct script *s, const char *written)
{
    size_t length = strlen(written), end = 0;
    const char *at = written;

    *s = (struct script) { 0 };
    s->text = calloc(length * LONGEST + 1, 1);
    s->origin = calloc(length * LONGEST + 1, sizeof(*s->origin));
    if (s->text == NULL || s->origin == NULL) {
        script_finish(s);
        return false;
    }
    while (*at != '\0') {
        size_t form = find_form(written, at), origin = (size_t)(at - written);
        if (form == FORMS) {
            size_t bytes = character_length(at);
            add(s, &end, at, bytes, origin);
            at += bytes;
            continue;
        }
        for (const char *c = short_forms[form].read; *c != '\0'; c++) {
            add(s, &end, c, 1, origin);
        }
        at += strlen(short_forms[form].written);
    }
    s->origin[s->count] = length;
    return true;
}

void script_finish(struct script *s)
{
    wipe_string(s->text);
    free(s->origin);
    *s = (struct script) { 0 };
}

/* Bytes of a space or a dash between words at `at`; 0: part of a word. */
static size_t gap_length(const char *at)
{
    static const char *const dashes[] = { "\xE2\x80\x93", "\xE2\x80\x94" };    /* en, em */

    for (size_t i = 0; i < sizeof(dashes) / sizeof(dashes[0]); i++) {
        if (strncmp(at, dashes[i], 3) == 0) {
            return 3;
        }
    }
    return isspace((unsigned char)*at) ? 1 : 0;
}

/* Bytes of a mark that is no part of a word at its beginning or end; 0: a letter or digit. */
static size_t mark_length(const char *at)
{
    /* U+2010 to U+203F: quotation marks, ellipsis, bullets */
    if (strncmp(at, "\xE2\x80", 2) == 0 && (unsigned char)at[2] >= 0x90) {
        return 3;
    }
    return *at != '\0' && strchr(".,;:!?\"'()[]{}<>", *at) != NULL ? 1 : 0;
}

bool script_next_word(const char *written, size_t *at, size_t *from, size_t *to)
{
    size_t begin = *at, end, step = 1;

    while (written[begin] != '\0' && step > 0) {
        step = gap_length(written + begin);
        step = step > 0 ? step : mark_length(written + begin);
        begin += step;
    }
    *from = *to = begin;
    for (end = begin; written[end] != '\0' && gap_length(written + end) == 0;) {
        step = mark_length(written + end);
        end += step > 0 ? step : 1;
        *to = step > 0 ? *to : end;
    }
    *at = end;
    return *to > *from;
}

bool script_word(const struct script *s, const char *written, size_t first, size_t *from,
                 size_t *to)
{
    size_t at = 0;

    while (first < s->count && script_next_word(written, &at, from, to)) {
        if (at > s->origin[first]) {
            return true;
        }
    }
    return false;
}
