/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "phrases.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

/* What stands behind the first "=", with one space between words and none around the bars. */
static void take(struct phrases *p, size_t *used, int c)
{
    char *last = *used > 0 ? &p->text[*used - 1] : NULL;
    if (last == NULL) {
        p->text[(*used)++] = '|';
    } else if (c == '|' || c == ';') {
        *used -= *last == ' ';
        p->text[(*used)++] = '|';
    } else if (!isspace(c)) {
        p->text[(*used)++] = (char)c;
    } else if (*last != ' ' && *last != '|') {
        p->text[(*used)++] = ' ';
    }
}

void phrases_read(struct phrases *p, const char *path)
{
    FILE *f = fopen(path, "re");
    size_t used = 0;
    int c = EOF;
    *p = (struct phrases){ 0 };
    while (f != NULL && (c = getc(f)) != EOF && used + 1 < sizeof(p->text)) {
        if (used > 0 || c == '=') {
            take(p, &used, c);
        }
    }
    if (f != NULL) {
        fclose(f);
    }
}

bool phrases_go_on(const struct phrases *p, const char *phrase)
{
    const size_t length = strlen(phrase);
    for (const char *at = strchr(p->text, '|'); at != NULL; at = strchr(at + 1, '|')) {
        if (strncmp(at + 1, phrase, length) == 0 && at[1 + length] == ' ') {
            return true;
        }
    }
    return false;
}
