/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "corpus.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void add(struct corpus *c, uint32_t word, unsigned voice)
{
    if (c->count == c->capacity) {
        c->capacity = c->capacity == 0 ? 1 << 16 : c->capacity * 2;
        c->words = need_more(c->words, c->capacity, sizeof(*c->words));
        c->voices = need_more(c->voices, c->capacity, sizeof(*c->voices));
    }
    c->words[c->count] = word;
    c->voices[c->count++] = voice;
}

/* Replaces "[labels " and "]" by spaces. */
static void drop_labels(char *line)
{
    for (char *p = line; *p != '\0'; p++) {
        if (*p == '[') {
            size_t length = strcspn(p, " ]\n");
            memset(p, ' ', length);
        }
        if (*p == ']') {
            *p = ' ';
        }
    }
}

/* "@ id | question | ...": only the question stays. */
static char *question_of(char *line)
{
    char *question = strchr(line, '|');
    if (question == NULL) {
        return NULL;
    }
    question[1 + strcspn(question + 1, "|\n")] = '\0';
    return question + 1;
}

static bool in_word(char c)
{
    return isalpha((unsigned char)c) || c == '\'';
}

static char *next_word(char **rest, bool *sentence_ended)
{
    char *p = *rest;
    *sentence_ended = false;
    while (*p != '\0' && (!in_word(*p) || *p == '\'')) {
        *sentence_ended |= strchr(".?!", *p) != NULL;
        p++;
    }
    if (*p == '\0') {
        return NULL;
    }
    char *word = p;
    for (; in_word(*p); p++) {
        *p = (char)tolower((unsigned char)*p);
    }
    char *end = p;
    *rest = *p != '\0' ? p + 1 : p;
    *sentence_ended |= *p != '\0' && strchr(".?!", *p) != NULL;
    while (end > word && end[-1] == '\'') {
        end--;      /* a closing quote; "dogs'" is said like "dogs" */
    }
    *end = '\0';
    return word;
}

struct reader {
    struct corpus *corpus;
    struct vocabulary *v;
    corpus_wanted wanted;
    void *user;
    unsigned voice;
};

static uint32_t number_of(const struct reader *r, const char *word)
{
    uint32_t number = vocabulary_find(r->v, word);
    if (number == NO_WORD && r->wanted(r->user, word)) {
        number = vocabulary_add(r->v, word);
    }
    return number;
}

static void read_line(const struct reader *r, char *line)
{
    const uint32_t begin = vocabulary_add(r->v, "<s>"), end = vocabulary_add(r->v, "</s>");
    bool open = false, ended;
    char *word;
    while ((word = next_word(&line, &ended)) != NULL) {
        if (!open) {
            add(r->corpus, begin, r->voice);
            open = true;
        }
        add(r->corpus, number_of(r, word), r->voice);
        if (ended) {
            add(r->corpus, end, r->voice);
            open = false;
        }
    }
    if (open) {
        add(r->corpus, end, r->voice);
    }
}

bool corpus_read(struct corpus *c, struct vocabulary *v, const char *path, unsigned voice,
                 corpus_wanted wanted, void *user)
{
    const struct reader reader = { c, v, wanted, user, voice };
    char *line = NULL;
    size_t size = 0;
    FILE *file = fopen(path, "r");
    if (file == NULL) {
        fprintf(stderr, "%s: cannot read it\n", path);
        return false;
    }
    while (getline(&line, &size, file) > 0) {
        char *text = line[0] == '@' ? question_of(line) : line;
        if (text != NULL && text[0] != '#') {
            drop_labels(text);
            read_line(&reader, text);
        }
    }
    free(line);
    fclose(file);
    c->voice_count = voice + 1 > c->voice_count ? voice + 1 : c->voice_count;
    return true;
}

void corpus_finish(struct corpus *c)
{
    free(c->words);
    free(c->voices);
    *c = (struct corpus){ 0 };
}
