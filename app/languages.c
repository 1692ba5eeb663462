/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "languages.h"

#include "paths.h"
#include "trouble.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define ENGLISH "en"
#define SUFFIX  ".yaml"

static void code_of(char code[LANGUAGE_CODE_MAX], const char *path)
{
    const char *name = strrchr(path, '/') != NULL ? strrchr(path, '/') + 1 : path;
    size_t length = strlen(name) > strlen(SUFFIX) ? strlen(name) - strlen(SUFFIX) : 0;
    snprintf(code, LANGUAGE_CODE_MAX, "%.*s", (int)length, name);
}

static bool add(struct languages *l, const char *path, char *err, size_t err_size)
{
    struct strings *strings =
        l->count < LANGUAGES_MAX ? strings_load(path, err, err_size) : NULL;
    if (strings != NULL) {
        code_of(l->codes[l->count], path);
        l->strings[l->count++] = strings;
    }
    return strings != NULL;
}

bool languages_load(struct languages *l, char *err, size_t err_size)
{
    char *english = paths_find("strings/" ENGLISH SUFFIX);
    *l = (struct languages){ .count = 0 };
    if (english == NULL) {
        snprintf(err, err_size, "strings/" ENGLISH SUFFIX ": not found; set GREENROOM_DATA to the "
                                "folder of the program's data");
        return false;
    }
    bool good = add(l, english, err, err_size);
    free(english);
    char **files = good ? paths_list("strings", SUFFIX) : NULL;
    for (size_t i = 0; files != NULL && files[i] != NULL; i++) {
        char code[LANGUAGE_CODE_MAX], why[400] = "";
        code_of(code, files[i]);
        if (languages_find(l, code) == l->count && !add(l, files[i], why, sizeof(why)) &&
            why[0] != '\0') {
            trouble_tell(TROUBLE_LANGUAGE, "%s", why);
        }
    }
    paths_free(files);
    return good;
}

void languages_free(struct languages *l)
{
    for (size_t i = 0; i < l->count; i++) {
        strings_destroy(l->strings[i]);
    }
    *l = (struct languages){ .count = 0 };
}

size_t languages_find(const struct languages *l, const char *code)
{
    size_t i = 0;
    while (i < l->count && strcmp(l->codes[i], code) != 0) {
        i++;
    }
    return i;
}

const char *languages_translate(const void *user, size_t language, const char *english)
{
    const struct languages *l = user;
    return language < l->count ? strings_translate(l->strings[language], english) : english;
}

const char *languages_voice(const void *user, size_t language)
{
    const struct languages *l = user;
    return language < l->count ? strings_voice(l->strings[language]) : NULL;
}
