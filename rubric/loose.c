/* SPDX-License-Identifier: MIT */
#include "loose.h"

#include <stddef.h>
#include <string.h>

/* The next letter or digit at *s in small letters, ' ' between words, '\0' at the end. */
static char next(const char **s)
{
    bool gap = false;
    for (; **s != '\0'; (*s)++) {
        char c = **s;
        bool small = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
        bool capital = c >= 'A' && c <= 'Z';
        if (strncmp(*s, "\xe2\x80", 2) == 0 && (*s)[2] != '\0') {
            gap = gap || ((unsigned char)(*s)[2] != 0x98 && (unsigned char)(*s)[2] != 0x99);
            *s += 2;
        } else if (small || capital || (unsigned char)c >= 0x80) {
            if (gap) {
                return ' ';
            }
            (*s)++;
            return capital ? (char)(c - 'A' + 'a') : c;
        } else {
            gap = gap || c != '\'';
        }
    }
    return '\0';
}

static const char *skip_gap(const char *s)
{
    const char *start = s;
    return next(&s) == ' ' ? s : start;
}

bool loose_equal(const char *a, const char *b)
{
    a = skip_gap(a);
    b = skip_gap(b);
    for (;;) {
        char x = next(&a), y = next(&b);
        if (x != y) {
            return false;
        }
        if (x == '\0') {
            return true;
        }
    }
}

static bool starts_with(const char *whole, const char *part)
{
    for (;;) {
        char y = next(&part);
        char x = next(&whole);
        if (y == '\0') {
            return x == ' ' || x == '\0';
        }
        if (x != y) {
            return false;
        }
    }
}

bool loose_contains(const char *whole, const char *part)
{
    part = skip_gap(part);
    whole = skip_gap(whole);
    for (;;) {
        if (starts_with(whole, part)) {
            return true;
        }
        char c;
        while ((c = next(&whole)) != ' ') {
            if (c == '\0') {
                return false;
            }
        }
    }
}
