/* SPDX-License-Identifier: MIT */
#include "text.h"

#include <stdlib.h>
#include <string.h>

#include "letters.h"
#include "number.h"
#include "wipe.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* Words that are several tokens; those found inside others end with n't and so on below. */
static const struct { const char *word, *parts[4]; } contractions[] = {
    { "ain't", { "is", "not" } },         { "can't", { "can", "not" } },
    { "cannot", { "can", "not" } },       { "cuz", { "because" } },
    { "dunno", { "do", "not", "know" } }, { "em", { "them" } },
    { "gimme", { "give", "me" } },        { "gonna", { "going", "to" } },
    { "gotta", { "got", "to" } },         { "hafta", { "have", "to" } },
    { "imma", { "i", "am", "going", "to" } }, { "kinda", { "kind", "of" } },
    { "lemme", { "let", "me" } },         { "let's", { "let", "us" } },
    { "lotta", { "lot", "of" } },         { "outta", { "out", "of" } },
    { "shan't", { "shall", "not" } },     { "sorta", { "sort", "of" } },
    { "til", { "until" } },               { "till", { "until" } },
    { "tryna", { "trying", "to" } },      { "wanna", { "want", "to" } },
    { "won't", { "will", "not" } },       { "y'all", { "you", "all" } },
};

/* All with an apostrophe. */
static const struct { const char *ending, *token; } endings[] = {
    { "n't", "not" }, { "'m", "am" }, { "'re", "are" }, { "'ve", "have" },
    { "'ll", "will" }, { "'d", "'d" }, { "'s", "'s" },
};

struct reader {
    struct text *text;
    size_t capacity;
    size_t used;            /* of the store */
    size_t word;            /* index of the word being read */
    float confidence;
    unsigned flags;         /* for the tokens of the piece being read */
    bool starts;            /* a typed sentence begins here */
};

static bool emit(struct reader *reader, const char *token)
{
    struct text *text = reader->text;
    if (text->count == reader->capacity) {
        size_t capacity = reader->capacity * 2 + 64;
        struct token *tokens = realloc(text->tokens, capacity * sizeof(*tokens));
        if (tokens == NULL) {
            return false;
        }
        text->tokens = tokens;
        reader->capacity = capacity;
    }
    unsigned number = number_is_word(token) ? TOKEN_NUMBER : 0;
    text->tokens[text->count++] = (struct token){
        .text = token, .flags = reader->flags | number, .from = reader->word,
        .to = reader->word + 1, .confidence = reader->confidence,
    };
    return true;
}

static const char *keep(struct reader *reader, const char *letters, size_t size)
{
    char *copy = reader->text->store + reader->used;
    memcpy(copy, letters, size);
    copy[size] = '\0';
    reader->used += size + 1;
    return copy;
}

static bool emit_contraction(struct reader *reader, const char *piece, bool *known)
{
    *known = true;
    for (size_t i = 0; i < COUNT(contractions); i++) {
        const char *word = contractions[i].word;
        if (piece[0] == word[0] && piece[1] == word[1] && strcmp(piece, word) == 0) {
            bool ok = true;
            for (size_t k = 0; ok && k < 4 && contractions[i].parts[k] != NULL; k++) {
                ok = emit(reader, contractions[i].parts[k]);
            }
            return ok;
        }
    }
    size_t size = strlen(piece);
    for (size_t i = 0; strchr(piece, '\'') != NULL && i < COUNT(endings); i++) {
        size_t end = strlen(endings[i].ending);
        if (size > end && strcmp(piece + size - end, endings[i].ending) == 0) {
            return emit(reader, keep(reader, piece, size - end))
                   && emit(reader, endings[i].token);
        }
    }
    *known = false;
    return true;
}

static bool emit_number(struct reader *reader, const char *piece, size_t size)
{
    const char *words[NUMBER_MAX_WORDS];
    size_t count = number_say(piece, size, words);
    reader->flags |= TOKEN_NUMBER;
    for (size_t i = 0; i < count; i++) {
        if (!emit(reader, words[i])) {
            return false;
        }
    }
    return count > 0 || emit(reader, keep(reader, piece, size));
}

static unsigned case_flags(const struct reader *reader, const char *piece, size_t size)
{
    size_t capitals = 0;
    for (size_t i = 0; i < size; i++) {
        capitals += piece[i] >= 'A' && piece[i] <= 'Z';
    }
    if (capitals >= 2 && capitals + 1 >= size) {
        return TOKEN_LETTERS;
    }
    return capitals > 0 && !reader->starts && size > 1 ? TOKEN_NAME : 0;
}

/* A run of letters and apostrophes, or of digits and what stands between them. */
static bool emit_piece(struct reader *reader, const char *piece, size_t size)
{
    reader->flags = is_digit(piece[0]) ? 0 : case_flags(reader, piece, size);
    reader->starts = false;
    if (is_digit(piece[0])) {
        return emit_number(reader, piece, size);
    }
    char *copy = reader->text->store + reader->used;
    const char *kept = keep(reader, piece, size);
    for (size_t i = 0; i < size; i++) {
        copy[i] = lower(copy[i]);
    }
    bool known = true;
    return emit_contraction(reader, kept, &known) && (known || emit(reader, kept));
}

/* Length in bytes of an apostrophe at `s`: ' or its curly forms. 0: none. */
static size_t apostrophe(const char *s)
{
    if (*s == '\'') {
        return 1;
    }
    return strncmp(s, "\xe2\x80\x99", 3) == 0 || strncmp(s, "\xe2\x80\x98", 3) == 0 ? 3 : 0;
}

/* Other typographic marks: quotes, dashes, ellipsis (U+2010 to U+203F). */
static bool is_mark(const char *s)
{
    return (unsigned char)s[0] == 0xe2 && (unsigned char)s[1] == 0x80 && s[2] != '\0'
           && apostrophe(s) == 0;
}

static bool is_part(const char *s)
{
    return is_letter(*s) && !is_mark(s) && apostrophe(s) == 0;
}

/* Reads one piece at *at into `piece`; returns its size and moves *at behind it. */
static size_t cut_piece(const char **at, char *piece)
{
    const char *s = *at;
    size_t size = 0;
    if (is_digit(*s)) {
        while (is_digit(*s) || (strchr(".,:", *s) != NULL && *s != '\0' && is_digit(s[1]))) {
            piece[size++] = *s++;
        }
        while (is_letter(*s) && (unsigned char)*s < 0x80) {
            piece[size++] = lower(*s++);
        }
    } else {
        size_t mark;
        while (is_part(s) || is_digit(*s)
               || ((mark = apostrophe(s)) > 0 && size > 0 && is_part(s + mark))) {
            mark = apostrophe(s);
            piece[size++] = mark > 0 ? '\'' : *s;
            s += mark > 0 ? mark : 1;
        }
    }
    *at = s;
    return size;
}

static const char *sign_word(const char *s)
{
    static const struct { const char *sign, *word; } signs[] = {
        { "%", "percent" }, { "&", "and" },
    };
    for (size_t i = 0; i < COUNT(signs); i++) {
        if (s[0] == signs[i].sign[0] && strncmp(s, signs[i].sign, strlen(signs[i].sign)) == 0) {
            return signs[i].word;
        }
    }
    return NULL;
}

static const char *currency(const char *s)
{
    static const struct { const char *sign, *word; } signs[] = {
        { "$", "dollars" }, { "\xc2\xa3", "pounds" }, { "\xe2\x82\xac", "euros" },
    };
    for (size_t i = 0; i < COUNT(signs); i++) {
        if (s[0] == signs[i].sign[0] && strncmp(s, signs[i].sign, strlen(signs[i].sign)) == 0) {
            return signs[i].word;
        }
    }
    return NULL;
}

static void mark_end(struct reader *reader, const char *word, size_t before)
{
    if (reader->text->count == before) {
        return;
    }
    unsigned *flags = &reader->text->tokens[reader->text->count - 1].flags;
    size_t size = strlen(word);
    while (size > 0 && strchr("\"')]}", word[size - 1]) != NULL) {
        size--;
    }
    bool abbreviation = size > 2 && word[size - 1] == '.' && word[size - 3] == '.'; /* "C.P.A." */
    if (size > 0 && strchr(".!?", word[size - 1]) != NULL) {
        *flags |= abbreviation ? 0 : TOKEN_ENDS;
        reader->starts = !abbreviation;
    } else if (size > 0 && strchr(",;:-", word[size - 1]) != NULL) {
        *flags |= TOKEN_COMMA;
    }
}

static bool read_word(struct reader *reader, const char *word, char *piece)
{
    size_t before = reader->text->count;
    const char *money = NULL;
    for (const char *s = word; *s != '\0';) {
        if (currency(s) != NULL) {
            money = currency(s);
            s += strcmp(money, "dollars") == 0 ? 1 : strcmp(money, "pounds") == 0 ? 2 : 3;
            continue;
        }
        reader->flags = 0;
        if (sign_word(s) != NULL && !emit(reader, sign_word(s))) {
            return false;
        }
        size_t size = cut_piece(&s, piece);
        if (size == 0) {
            s += is_mark(s) || apostrophe(s) == 3 ? 3 : 1;
            continue;
        }
        if (!emit_piece(reader, piece, size)) {
            return false;
        }
        if (money != NULL && !emit(reader, money)) {
            return false;
        }
        money = NULL;
    }
    mark_end(reader, word, before);
    return true;
}

static void mark_repeats(struct text *text)
{
    for (size_t i = 0; i + 1 < text->count; i++) {
        if (strcmp(text->tokens[i].text, text->tokens[i + 1].text) == 0
            && !(text->tokens[i].flags & TOKEN_NUMBER)) {
            text->tokens[i].flags |= TOKEN_REPEAT;
        }
    }
}

bool text_read(struct text *text, const struct rubric_word *words, size_t count)
{
    *text = (struct text){ 0 };
    struct reader reader = { .text = text, .starts = true };
    size_t total = 1, longest = 0;
    for (size_t i = 0; i < count; i++) {
        size_t size = strlen(words[i].text);
        total += size + 1;
        longest = size > longest ? size : longest;
    }
    /* A contraction keeps its stem beside itself, and joined letters come a second time. */
    text->store_size = total * 4;
    text->store = malloc(text->store_size);
    char *piece = malloc(longest + 1);
    bool ok = text->store != NULL && piece != NULL;
    for (size_t i = 0; ok && i < count; i++) {
        if (words[i].hesitation || text_is_hesitation(words[i].text)) {
            continue;
        }
        reader.word = i;
        reader.confidence = words[i].confidence;
        ok = read_word(&reader, words[i].text, piece);
    }
    if (piece != NULL) {
        wipe(piece, longest + 1);
        free(piece);
    }
    if (!ok) {
        text_finish(text);
        return false;
    }
    text_join_letters(text, &reader.used);
    mark_repeats(text);
    return true;
}

void text_finish(struct text *text)
{
    if (text->store != NULL) {
        wipe(text->store, text->store_size);
    }
    free(text->store);
    free(text->tokens);
    *text = (struct text){ 0 };
}

struct rubric_span text_words(const struct text *text, size_t from, size_t to)
{
    return (struct rubric_span){ text->tokens[from].from, text->tokens[to - 1].to };
}
