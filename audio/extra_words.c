/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "extra_words.h"

#include "letter_to_sound.h"

#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_WORDS = 2000 };     /* each takes time when the models are loaded */

static const char *const phones[] = {
    "AA", "AE", "AH", "AO", "AW", "AY", "B", "CH", "D", "DH", "EH", "ER", "EY", "F", "G", "HH",
    "IH", "IY", "JH", "K", "L", "M", "N", "NG", "OW", "OY", "P", "R", "S", "SH", "T", "TH", "UH",
    "UW", "V", "W", "Y", "Z", "ZH",
};

static bool are_phones(const char *text)
{
    char copy[160], *rest = copy, *phone;
    snprintf(copy, sizeof(copy), "%s", text);
    while ((phone = strtok_r(rest, " ", &rest)) != NULL) {
        size_t i = 0;
        while (i < sizeof(phones) / sizeof(phones[0]) && strcmp(phones[i], phone) != 0) {
            i++;
        }
        if (i == sizeof(phones) / sizeof(phones[0])) {
            return false;
        }
    }
    return true;
}

/* An unknown phone would end the process. */
static const char *read_line(char *line, struct extra_word *word)
{
    line[strcspn(line, "#\r\n")] = '\0';
    char *rest = line, *text = strtok_r(rest, " \t", &rest);
    if (text == NULL) {
        word->text[0] = '\0';
        return NULL;
    }
    rest += strspn(rest, " \t");
    for (size_t end = strlen(rest); end > 0 && strchr(" \t", rest[end - 1]) != NULL; end--) {
        rest[end - 1] = '\0';
    }
    for (char *c = text; *c != '\0'; c++) {
        *c = (char)tolower((unsigned char)*c);
    }
    if (strlen(text) >= sizeof(word->text) || strpbrk(text, "()<>[]+") != NULL) {
        return "is no word";
    }
    snprintf(word->text, sizeof(word->text), "%s", text);
    if (rest[0] != '\0') {
        snprintf(word->phones, sizeof(word->phones), "%s", rest);
        return are_phones(word->phones) ? NULL : "has phones that are not among cmudict's";
    }
    return letter_to_sound(word->text, word->phones, sizeof(word->phones))
        ? NULL : "cannot be pronounced by its letters: write its phones behind it";
}

bool extra_words_add(struct extra_words *extra, const struct extra_word *word)
{
    if (extra->count >= MOST_WORDS) {
        return false;
    }
    struct extra_word *words = realloc(extra->words, (extra->count + 1) * sizeof(*words));
    if (words == NULL) {
        return false;
    }
    extra->words = words;
    words[extra->count++] = *word;
    return true;
}

bool extra_words_read(struct extra_words *extra, const char *path, char *err, size_t err_size)
{
    char line[300];
    unsigned number = 0;
    bool good = true;
    *extra = (struct extra_words){ 0 };
    FILE *file = fopen(path, "re");
    if (file == NULL) {
        snprintf(err, err_size, "%s: cannot read these words: %s", path, strerror(errno));
        return false;
    }
    while (good && fgets(line, sizeof(line), file) != NULL) {
        struct extra_word word = { .text = "" };
        number++;
        const char *wrong = read_line(line, &word);
        if (wrong == NULL && extra->count >= MOST_WORDS) {
            wrong = "is one word too many";
        }
        if (wrong != NULL) {
            snprintf(err, err_size, "%s:%u: \"%.40s\" %s", path, number, line, wrong);
            good = false;
        } else if (word.text[0] != '\0' && !extra_words_add(extra, &word)) {
            snprintf(err, err_size, "no memory for the words of %s", path);
            good = false;
        }
    }
    fclose(file);
    if (!good) {
        extra_words_free(extra);
    }
    return good;
}

void extra_words_free(struct extra_words *extra)
{
    free(extra->words);
    *extra = (struct extra_words){ 0 };
}

void extra_words_teach(const struct extra_words *extra, ps_decoder_t *decoder)
{
    const struct extra_word *last = NULL;
    for (size_t i = 0; extra != NULL && i < extra->count; i++) {
        char *known = ps_lookup_word(decoder, extra->words[i].text);
        if (known == NULL && last != NULL) {
            ps_add_word(decoder, last->text, last->phones, FALSE);
        }
        last = known == NULL ? &extra->words[i] : last;
        free(known);
    }
    if (last != NULL) {         /* the last one brings the search up to date, which is slow */
        ps_add_word(decoder, last->text, last->phones, TRUE);
    }
}
