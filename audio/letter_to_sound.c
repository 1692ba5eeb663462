/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "letter_to_sound.h"

#include <espeak-ng/speak_lib.h>
#include <stdio.h>
#include <string.h>

/* espeak-ng's en-us phonemes without stress, sorted; and what the model calls them. */
static const struct {
    const char *theirs, *ours;
} table[] = {
    { "0", "AA" }, { "3", "ER" }, { "3:", "ER" }, { ";", "" }, { "?", "T" }, { "@", "AH" },
    { "@-", "AH" }, { "@2", "AH" }, { "@5", "AH" }, { "@L", "AH L" }, { "A:", "AA" },
    { "A@", "AA R" }, { "D", "DH" }, { "E", "EH" }, { "I", "IH" }, { "I#", "IH" }, { "I2", "IH" },
    { "N", "NG" }, { "O", "AO" }, { "O2", "AO" }, { "O:", "AO" }, { "O@", "AO R" }, { "OI", "OY" },
    { "S", "SH" }, { "T", "TH" }, { "U", "UH" }, { "U@", "UH R" }, { "V", "AH" }, { "Z", "ZH" },
    { "a", "AE" }, { "a#", "AH" }, { "aI", "AY" }, { "aI3", "AY ER" }, { "aI@", "AY AH" },
    { "aU", "AW" }, { "aa", "AE" }, { "b", "B" }, { "d", "D" }, { "dZ", "JH" }, { "e@", "EH R" },
    { "eI", "EY" }, { "f", "F" }, { "g", "G" }, { "h", "HH" }, { "i", "IY" }, { "i:", "IY" },
    { "i@", "IY AH" }, { "i@3", "IH R" }, { "j", "Y" }, { "k", "K" }, { "l", "L" }, { "m", "M" },
    { "n", "N" }, { "n-", "AH N" }, { "o@", "AO R" }, { "oU", "OW" }, { "p", "P" }, { "r", "R" },
    { "r-", "R" }, { "s", "S" }, { "t", "T" }, { "t#", "T" }, { "t2", "T" }, { "tS", "CH" },
    { "u:", "UW" }, { "v", "V" }, { "w", "W" }, { "x", "K" }, { "z", "Z" },
};

static const char *find_phone(const char *theirs)
{
    for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
        if (strcmp(table[i].theirs, theirs) == 0) {
            return table[i].ours;
        }
    }
    return NULL;
}

static bool begin(void)
{
    static enum { NOT_TRIED, STARTED, FAILED } state;
    if (state == NOT_TRIED) {
        state = espeak_Initialize(AUDIO_OUTPUT_RETRIEVAL, 0, NULL, espeakINITIALIZE_DONT_EXIT) > 0
            && espeak_SetVoiceByName("en-us") == EE_OK ? STARTED : FAILED;
    }
    return state == STARTED;
}

/* "r" after a vowel that already ends in one is the same sound. */
static bool add_phone(const char *phone, char *phones, size_t size)
{
    size_t used = strlen(phones);
    bool doubled = strcmp(phone, "R") == 0 && used > 0 && phones[used - 1] == 'R';
    if (phone[0] == '\0' || doubled) {
        return true;
    }
    int wrote = snprintf(phones + used, size - used, "%s%s", used > 0 ? " " : "", phone);
    return wrote > 0 && used + (size_t)wrote < size;
}

bool letter_to_sound(const char *word, char *phones, size_t size)
{
    const void *text = word;
    phones[0] = '\0';
    const char *answer = begin()
        ? espeak_TextToPhonemes(&text, espeakCHARS_UTF8, '_' << 8) : NULL;
    if (answer == NULL || text != NULL) {
        return false;
    }
    char phonemes[256], *rest = phonemes, *phoneme;
    snprintf(phonemes, sizeof(phonemes), "%s", answer);
    while ((phoneme = strtok_r(rest, "_ ", &rest)) != NULL) {
        const char *ours = find_phone(phoneme + strspn(phoneme, "',%="));
        if (ours == NULL || !add_phone(ours, phones, size)) {
            return false;
        }
    }
    return phones[0] != '\0';
}
