/* SPDX-License-Identifier: MIT */
#include "value.h"

#include <limits.h>
#include <stddef.h>
#include <string.h>

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Reads digits into *value; returns how many there were. */
static unsigned read_digits(const char **s, double *value)
{
    unsigned count = 0;
    for (; is_digit(**s); (*s)++, count++) {
        *value = *value * 10 + (**s - '0');
    }
    return count;
}

static double scale(double value, unsigned exponent, bool divide)
{
    for (; exponent > 0; exponent--) {
        value = divide ? value / 10 : value * 10;
    }
    return value;
}

bool value_number(const char *text, double *out)
{
    const char *s = text;
    bool minus = *s == '-';
    double value = 0;
    s += *s == '-' || *s == '+';
    unsigned digits = read_digits(&s, &value), places = 0;
    if (*s == '.') {
        s++;
        places = read_digits(&s, &value);
    }
    if (digits + places == 0 || digits + places > 300) {
        return false;
    }
    value = scale(value, places, true);
    if (*s == 'e' || *s == 'E') {
        s++;
        bool small = *s == '-';
        s += *s == '-' || *s == '+';
        double exponent = 0;
        if (read_digits(&s, &exponent) == 0 || exponent > 300) {
            return false;
        }
        value = scale(value, (unsigned)exponent, small);
    }
    if (*s != '\0') {
        return false;
    }
    *out = minus ? -value : value;
    return true;
}

bool value_whole(const char *text, unsigned *out)
{
    const char *s = text;
    double value = 0;
    unsigned digits = read_digits(&s, &value);
    if (digits == 0 || *s != '\0' || value > UINT_MAX) {
        return false;
    }
    *out = (unsigned)value;
    return true;
}

bool value_bool(const char *text, bool *out)
{
    static const struct { const char *text; bool value; } words[] = {
        { "true", true }, { "false", false }, { "yes", true },
        { "no", false },  { "on", true },     { "off", false },
    };
    for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
        if (strcmp(text, words[i].text) == 0) {
            *out = words[i].value;
            return true;
        }
    }
    return false;
}
