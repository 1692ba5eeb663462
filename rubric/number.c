/* SPDX-License-Identifier: MIT */
#include "number.h"

#include <string.h>

static const char *const small[] = {
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen",
    "nineteen",
};
static const char *const tens[] = {
    "", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
};
static const char *const ordinals[] = {
    "zeroth", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth",
    "tenth", "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth",
    "seventeenth", "eighteenth", "nineteenth",
};
static const char *const tenths[] = {
    "", "", "twentieth", "thirtieth", "fortieth", "fiftieth", "sixtieth", "seventieth",
    "eightieth", "ninetieth",
};
static const char *const scales[] = { "hundred", "thousand", "million", "billion", "half",
                                      "quarter", "dozen", "double", "triple", "couple" };

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

struct said {
    const char **words;
    size_t count;
};

static void add(struct said *said, const char *word)
{
    if (said->count < NUMBER_MAX_WORDS) {
        said->words[said->count++] = word;
    }
}

static void say_below_hundred(struct said *said, unsigned n)
{
    if (n < COUNT(small)) {
        add(said, small[n]);
        return;
    }
    add(said, tens[n / 10]);
    if (n % 10 != 0) {
        add(said, small[n % 10]);
    }
}

static void say_below_thousand(struct said *said, unsigned n)
{
    if (n >= 100) {
        add(said, small[n / 100]);
        add(said, "hundred");
        if (n % 100 == 0) {
            return;
        }
    }
    say_below_hundred(said, n % 100);
}

static void say_whole(struct said *said, unsigned long n)
{
    static const struct { unsigned long size; const char *name; } steps[] = {
        { 1000000000, "billion" }, { 1000000, "million" }, { 1000, "thousand" },
    };
    if (n == 0) {
        add(said, small[0]);
        return;
    }
    for (size_t i = 0; i < COUNT(steps); i++) {
        if (n >= steps[i].size) {
            say_below_thousand(said, (unsigned)(n / steps[i].size));
            add(said, steps[i].name);
            n %= steps[i].size;
        }
    }
    if (n > 0) {
        say_below_thousand(said, (unsigned)n);
    }
}

/* "2027" is a year when nothing else is known of it; "2,027" is not. */
static void say_year(struct said *said, unsigned n)
{
    if (n >= 2000 && n < 2010) {
        say_whole(said, n);
        return;
    }
    say_below_hundred(said, n / 100);
    if (n % 100 == 0) {
        add(said, "hundred");
    } else if (n % 100 < 10) {
        add(said, "oh");
        add(said, small[n % 100]);
    } else {
        say_below_hundred(said, n % 100);
    }
}

static void make_ordinal(struct said *said)
{
    const char **last = &said->words[said->count - 1];
    for (size_t i = 0; i < COUNT(small); i++) {
        if (strcmp(*last, small[i]) == 0) {
            *last = ordinals[i];
            return;
        }
    }
    for (size_t i = 2; i < COUNT(tens); i++) {
        if (strcmp(*last, tens[i]) == 0) {
            *last = tenths[i];
            return;
        }
    }
}

/* Reads digits and the commas between them. Returns how many bytes; 0 when too long to say. */
static size_t read_digits(const char *text, size_t size, unsigned long *value, bool *commas)
{
    size_t i = 0, digits = 0;
    *value = 0;
    *commas = false;
    for (; i < size; i++) {
        if (text[i] == ',' && i + 1 < size && text[i + 1] >= '0' && text[i + 1] <= '9') {
            *commas = true;
        } else if (text[i] >= '0' && text[i] <= '9') {
            *value = *value * 10 + (unsigned long)(text[i] - '0');
            digits++;
        } else {
            break;
        }
        if (digits > 12) {
            return 0;
        }
    }
    return i;
}

size_t number_say(const char *text, size_t size, const char *words[NUMBER_MAX_WORDS])
{
    struct said said = { .words = words };
    unsigned long value;
    bool commas;
    size_t i = read_digits(text, size, &value, &commas);
    if (i == 0 || value >= 1000000000000UL) {
        return 0;
    }
    if (i == 4 && !commas && value >= 1900 && value < 2100) {
        say_year(&said, (unsigned)value);
    } else {
        say_whole(&said, value);
    }
    if (i < size && text[i] == '.') {
        add(&said, "point");
        for (i++; i < size && text[i] >= '0' && text[i] <= '9'; i++) {
            add(&said, small[text[i] - '0']);
        }
    } else if (i < size && text[i] == ':') {
        size_t used = read_digits(text + i + 1, size - i - 1, &value, &commas);
        if (used > 0 && value > 0 && value < 60) {
            say_below_hundred(&said, (unsigned)value);
        }
        i += 1 + used;
    }
    static const char *const endings[] = { "st", "nd", "rd", "th" };
    for (size_t k = 0; k < COUNT(endings); k++) {
        if (size - i == 2 && memcmp(text + i, endings[k], 2) == 0) {
            make_ordinal(&said);
        }
    }
    return said.count;
}

static bool listed(const char *word, const char *const *list, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (word[0] == list[i][0] && word[1] == list[i][1] && strcmp(word, list[i]) == 0) {
            return true;
        }
    }
    return false;
}

/* No number begins with another letter: most words need no look at the lists. */
static bool begins_number(const char *word)
{
    static const char first[] = "zotfsenhmbqdc";
    return word[0] != '\0' && strchr(first, word[0]) != NULL;
}

bool number_is_word(const char *word)
{
    return begins_number(word)
           && (listed(word, small, COUNT(small)) || listed(word, tens + 2, COUNT(tens) - 2)
           || listed(word, ordinals, COUNT(ordinals)) || listed(word, tenths + 2, COUNT(tenths) - 2)
           || listed(word, scales, COUNT(scales)));
}
