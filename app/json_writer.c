/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "json_writer.h"

#include <string.h>

#include "text_file.h"

static void put(const struct json_writer *w, const char *text)
{
    fputs_unlocked(text, w->out);
}

static void put_key(struct json_writer *w, const char *key)
{
    if (w->more) {
        putc_unlocked(',', w->out);
    }
    w->more = true;
    if (key != NULL) {
        putc_unlocked('"', w->out);
        put(w, key);
        put(w, "\":");
    }
}

void json_begin(struct json_writer *w, const char *key, char bracket)
{
    put_key(w, key);
    putc_unlocked(bracket, w->out);
    w->more = false;
}

void json_end(struct json_writer *w, char bracket)
{
    putc_unlocked(bracket, w->out);
    w->more = true;
}

void json_end_line(struct json_writer *w)
{
    putc_unlocked('\n', w->out);
    w->more = false;
}

/* What may not stand in a string as it is: quotes, backslashes and control characters. */
static void put_escaped(const struct json_writer *w, unsigned char c)
{
    static const char shorts[] = "\"\"\\\\\bb\ff\nn\rr\tt";
    for (const char *s = shorts; *s != '\0'; s += 2) {
        if ((unsigned char)*s == c) {
            putc_unlocked('\\', w->out);
            putc_unlocked(s[1], w->out);
            return;
        }
    }
    fprintf(w->out, "\\u%04X", c);
}

static size_t plain_length(const char *text)
{
    size_t i = 0;
    while ((unsigned char)text[i] >= ' ' && text[i] != '"' && text[i] != '\\') {
        i++;
    }
    return i;
}

/* Text that is UTF-8 throughout. */
static void put_valid(const struct json_writer *w, const char *text, size_t size)
{
    for (const char *end = text + size; text < end; text++) {
        size_t plain = plain_length(text);
        plain = plain < (size_t)(end - text) ? plain : (size_t)(end - text);
        fwrite_unlocked(text, 1, plain, w->out);
        text += plain;
        if (text == end) {
            return;
        }
        put_escaped(w, (unsigned char)*text);
    }
}

static void put_text(const struct json_writer *w, const char *text)
{
    for (size_t size = strlen(text); size > 0;) {
        size_t valid = text_invalid_at(text, size);
        put_valid(w, text, valid);
        if (valid == size) {
            return;
        }
        put(w, "\\uFFFD");
        text += valid + 1;
        size -= valid + 1;
    }
}

void json_write_text(struct json_writer *w, const char *key, const char *text)
{
    put_key(w, key);
    if (text == NULL) {
        put(w, "null");
        return;
    }
    putc_unlocked('"', w->out);
    put_text(w, text);
    putc_unlocked('"', w->out);
}

void json_write_words(struct json_writer *w, const char *key, const char *const *words,
                      size_t count)
{
    put_key(w, key);
    putc_unlocked('"', w->out);
    for (size_t i = 0; i < count; i++) {
        if (i > 0) {
            putc_unlocked(' ', w->out);
        }
        put_text(w, words[i]);
    }
    putc_unlocked('"', w->out);
}

void json_write_flag(struct json_writer *w, const char *key, bool value)
{
    put_key(w, key);
    put(w, value ? "true" : "false");
}

static void put_whole(const struct json_writer *w, unsigned long long value)
{
    char digits[24];
    char *first = digits + sizeof(digits) - 1;
    *first = '\0';
    do {
        *--first = (char)('0' + value % 10);
        value /= 10;
    } while (value > 0);
    put(w, first);
}

void json_write_count(struct json_writer *w, const char *key, size_t value)
{
    put_key(w, key);
    put_whole(w, value);
}

/* Whole numbers throughout, so that no locale matters. */
void json_write_number(struct json_writer *w, const char *key, double value, unsigned unit)
{
    put_key(w, key);
    if (!(value >= 0 && value < 1e15)) {
        put(w, "null");
        return;
    }
    unsigned long long steps = (unsigned long long)(value * unit + 0.5);
    unsigned rest = (unsigned)(steps % unit);
    put_whole(w, steps / unit);
    putc_unlocked('.', w->out);
    do {
        unit = unit > 1 ? unit / 10 : 1;
        putc_unlocked((char)('0' + rest / unit), w->out);
        rest %= unit;
    } while (rest > 0);
}
