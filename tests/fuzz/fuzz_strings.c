/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any bytes as the strings of a language, and as the file of icons. */
#include <icons.h>
#include <language.h>

#include "as_file.h"
#include "fuzz.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const struct string_value values[] = { { "name", "Ada" }, { "total", "3" }, { 0 } };
    const char *path = as_file(data, size);
    char err[300] = "", filled[64];
    struct strings *strings = strings_load(path, err, sizeof(err));
    require((strings == NULL) == (err[0] != '\0'), "what is refused is refused with a sentence");
    if (strings != NULL) {
        strings_fill(filled, sizeof(filled), strings_get(strings, "attract.title"), values);
        strings_destroy(strings);
    }
    char *pattern = as_string(data, size);
    strings_fill(filled, sizeof(filled), pattern, values);
    free(pattern);
    err[0] = '\0';
    struct icons *icons = icons_load(path, err, sizeof(err));
    require((icons == NULL) == (err[0] != '\0'), "what is refused is refused with a sentence");
    icons_destroy(icons);
    return 0;
}
