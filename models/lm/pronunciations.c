/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pronunciations.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void pronunciations_init(struct pronunciations *p)
{
    *p = (struct pronunciations){ 0 };
    vocabulary_init(&p->words);
}

void pronunciations_finish(struct pronunciations *p)
{
    for (size_t i = 0; i < p->count; i++) {
        free(p->lines[i]);
    }
    free(p->lines);
    vocabulary_finish(&p->words);
}

/* "read(2) R EH D" is a way to say "read". */
static void word_of(const char *line, char *word, size_t size)
{
    size_t length = strcspn(line, "( \t\n");
    length = length < size ? length : size - 1;
    memcpy(word, line, length);
    word[length] = '\0';
}

static void add_line(struct pronunciations *p, const char *line)
{
    if (p->count == p->capacity) {
        p->capacity = p->capacity == 0 ? 1 << 16 : p->capacity * 2;
        p->lines = need_more(p->lines, p->capacity, sizeof(*p->lines));
    }
    p->lines[p->count++] = strdup(line);
}

void pronunciations_add(struct pronunciations *p, const char *word, const char *phones)
{
    char line[512];
    snprintf(line, sizeof(line), "%s %s\n", word, phones);
    vocabulary_add(&p->words, word);
    add_line(p, line);
}

bool pronunciations_read(struct pronunciations *p, const char *path)
{
    char line[512], word[128];
    FILE *file = fopen(path, "r");
    if (file == NULL) {
        fprintf(stderr, "%s: cannot read this dictionary\n", path);
        return false;
    }
    uint32_t before = p->words.count;
    while (fgets(line, sizeof(line), file) != NULL) {
        word_of(line, word, sizeof(word));
        uint32_t known = vocabulary_find(&p->words, word);
        if (word[0] == '#' || word[0] == '\0' || (known != NO_WORD && known < before)) {
            continue;
        }
        vocabulary_add(&p->words, word);
        add_line(p, line);
    }
    fclose(file);
    return true;
}

bool pronunciations_write(const struct pronunciations *p, const struct vocabulary *v,
                          const bool *kept, const char *path)
{
    char word[128];
    FILE *file = fopen(path, "w");
    if (file == NULL) {
        fprintf(stderr, "%s: cannot write it\n", path);
        return false;
    }
    for (size_t i = 0; i < p->count; i++) {
        word_of(p->lines[i], word, sizeof(word));
        uint32_t number = vocabulary_find(v, word);
        if (number != NO_WORD && kept[number]) {
            fputs(p->lines[i], file);
        }
    }
    bool good = ferror(file) == 0;
    return fclose(file) == 0 && good;
}
