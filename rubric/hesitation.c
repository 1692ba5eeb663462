/* SPDX-License-Identifier: MIT */
/* Sounds that are no words: "um", "uh". */
#include <string.h>

#include "letters.h"
#include "text.h"

static const char *const hesitations[] = {
    "ah", "eh", "ehm", "er", "erm", "hm", "hmm", "huh", "mhm", "mm", "mmm", "uh", "uhh", "uhm",
    "um", "umm",
};

bool text_is_hesitation(const char *word)
{
    char letters[8];
    size_t size = 0;
    for (const char *s = word; *s != '\0'; s++) {
        if (is_letter(*s)) {
            if (size + 1 == sizeof(letters)) {
                return false;
            }
            letters[size++] = lower(*s);
            if (strchr("aehmu", letters[0]) == NULL) {
                return false;
            }
        } else if (is_digit(*s)) {
            return false;
        }
    }
    letters[size] = '\0';
    for (size_t i = 0; i < sizeof(hesitations) / sizeof(hesitations[0]); i++) {
        if (letters[0] == hesitations[i][0] && strcmp(letters, hesitations[i]) == 0) {
            return true;
        }
    }
    return false;
}
