/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any bytes as a text to be read aloud: every character of it knows where it was written. */
#include <script.h>
#include <stdlib.h>
#include <string.h>

#include "as_file.h"
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char *written = as_string(data, size);
    size_t length = strlen(written), at = 0, from, to;
    struct script s;
    require(script_init(&s, written), "memory");
    for (size_t i = 0; i <= s.count; i++) {
        require(s.origin[i] <= length, "a place in the text");
    }
    for (size_t i = 0; i < s.count && i < 2000; i += 1 + i / 50) {
        if (script_word(&s, written, i, &from, &to)) {
            require(from < to && to <= length, "a word of the text");
        }
    }
    while (script_next_word(written, &at, &from, &to)) {
        require(from < to && to <= at && at <= length, "the next word of the text");
    }
    script_finish(&s);
    free(written);
    return 0;
}
