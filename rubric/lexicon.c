/* SPDX-License-Identifier: MIT */
#include "lexicon.h"

#include <stdlib.h>
#include <string.h>

struct lexicon_word {
    unsigned number;
    uint32_t hash;
    struct lexicon_bits bits;
    char text[];
};

static uint32_t hash_text(const char *text)
{
    uint32_t hash = 2166136261U;
    for (; *text != '\0'; text++) {
        hash = (hash ^ (unsigned char)*text) * 16777619U;
    }
    return hash;
}

static void add_bits(struct lexicon_bits *bits, const struct lexicon_bits *more)
{
    for (size_t i = 0; i < LEXICON_CELLS; i++) {
        bits->cells[i] |= more->cells[i];
    }
}

bool lexicon_init(struct lexicon *lexicon)
{
    memset(lexicon, 0, sizeof(*lexicon));
    lexicon->class_count = LEXICON_BUILTINS;
    lexicon->slot_count = 1024;
    lexicon->slots = calloc(lexicon->slot_count, sizeof(struct lexicon_word *));
    lexicon->words = calloc(lexicon->slot_count / 2 + 1, sizeof(struct lexicon_word *));
    return lexicon->slots != NULL && lexicon->words != NULL;
}

void lexicon_finish(struct lexicon *lexicon)
{
    for (size_t i = 0; i < lexicon->word_count; i++) {
        free(lexicon->words[i]);
    }
    for (size_t i = 0; i < lexicon->affix_count; i++) {
        free(lexicon->affixes[i].letters);
    }
    free(lexicon->slots);
    free(lexicon->words);
    free(lexicon->affixes);
    memset(lexicon, 0, sizeof(*lexicon));
}

unsigned lexicon_add_class(struct lexicon *lexicon)
{
    return lexicon->class_count < LEXICON_CLASSES ? lexicon->class_count++ : LEXICON_CLASSES;
}

/* The slot where `text` stands or belongs. */
static struct lexicon_word **find_slot(struct lexicon_word **slots, size_t count,
                                       const char *text, uint32_t hash)
{
    size_t i = hash & (count - 1);
    while (slots[i] != NULL && (slots[i]->hash != hash || strcmp(slots[i]->text, text) != 0)) {
        i = (i + 1) & (count - 1);
    }
    return &slots[i];
}

static bool grow(struct lexicon *lexicon)
{
    size_t count = lexicon->slot_count * 2;
    struct lexicon_word **slots = calloc(count, sizeof(*slots));
    if (slots == NULL) {
        return false;
    }
    struct lexicon_word **words = realloc(lexicon->words, (count / 2 + 1) * sizeof(*words));
    if (words == NULL) {
        free(slots);
        return false;
    }
    lexicon->words = words;
    for (size_t i = 0; i < lexicon->word_count; i++) {
        *find_slot(slots, count, words[i]->text, words[i]->hash) = words[i];
    }
    free(lexicon->slots);
    lexicon->slots = slots;
    lexicon->slot_count = count;
    return true;
}

static struct lexicon_word *add_word(struct lexicon *lexicon, const char *text)
{
    if (lexicon->word_count * 2 >= lexicon->slot_count && !grow(lexicon)) {
        return NULL;
    }
    uint32_t hash = hash_text(text);
    struct lexicon_word **slot = find_slot(lexicon->slots, lexicon->slot_count, text, hash);
    if (*slot == NULL) {
        size_t size = strlen(text) + 1;
        struct lexicon_word *word = calloc(1, sizeof(*word) + size);
        if (word == NULL) {
            return NULL;
        }
        lexicon->words[lexicon->word_count++] = word;
        word->number = (unsigned)lexicon->word_count;
        word->hash = hash;
        memcpy(word->text, text, size);
        *slot = word;
    }
    return *slot;
}

unsigned lexicon_add_word(struct lexicon *lexicon, const char *word)
{
    const struct lexicon_word *added = add_word(lexicon, word);
    return added != NULL ? added->number : 0;
}

static bool put_affix(struct lexicon *lexicon, const char *letters, size_t size, bool suffix,
                      unsigned class_id)
{
    if (lexicon->affix_count == lexicon->affix_room) {
        size_t room = lexicon->affix_room * 2 + 32;
        struct lexicon_affix *affixes = realloc(lexicon->affixes, room * sizeof(*affixes));
        if (affixes == NULL) {
            return false;
        }
        lexicon->affixes = affixes;
        lexicon->affix_room = room;
    }
    char *copy = strndup(letters, size);
    if (copy == NULL) {
        return false;
    }
    lexicon->affixes[lexicon->affix_count++] = (struct lexicon_affix){
        .letters = copy, .size = size, .suffix = suffix, .class_id = class_id,
    };
    return true;
}

bool lexicon_put(struct lexicon *lexicon, const char *word, unsigned class_id)
{
    size_t size = strlen(word);
    if (size > 1 && word[0] == '*') {
        return put_affix(lexicon, word + 1, size - 1, true, class_id);
    }
    if (size > 1 && word[size - 1] == '*') {
        return put_affix(lexicon, word, size - 1, false, class_id);
    }
    struct lexicon_word *added = add_word(lexicon, word);
    if (added != NULL) {
        lexicon_set(&added->bits, class_id);
    }
    return added != NULL;
}

void lexicon_put_number(struct lexicon *lexicon, unsigned word, unsigned class_id)
{
    lexicon_set(&lexicon->words[word - 1]->bits, class_id);
}

void lexicon_imply(struct lexicon *lexicon, unsigned from, unsigned to)
{
    lexicon_set(&lexicon->implied[from], to);
}

static void add_implied(const struct lexicon *lexicon, struct lexicon_bits *bits)
{
    struct lexicon_bits found = *bits;
    for (size_t i = 0; i < LEXICON_CELLS; i++) {
        for (uint64_t rest = found.cells[i]; rest != 0; rest &= rest - 1) {
            size_t class_id = i * 64 + (size_t)__builtin_ctzll(rest);
            add_bits(bits, &lexicon->implied[class_id]);
        }
    }
}

/* "*ing" needs letters before it: "ing" alone is no such word. "plan" alone is a "plan*". */
static bool has_affix(const char *text, size_t size, const struct lexicon_affix *affix)
{
    if (size < affix->size + (affix->suffix ? 1 : 0)) {
        return false;
    }
    const char *part = affix->suffix ? text + size - affix->size : text;
    return part[0] == affix->letters[0] && memcmp(part, affix->letters, affix->size) == 0;
}

static void add_affixes(const struct lexicon *lexicon, const char *text, struct lexicon_bits *bits)
{
    size_t size = strlen(text);
    for (size_t i = 0; i < lexicon->affix_count; i++) {
        if (has_affix(text, size, &lexicon->affixes[i])) {
            lexicon_set(bits, lexicon->affixes[i].class_id);
        }
    }
}

/* Makes `implied` its own transitive closure. */
static void close_implied(struct lexicon *lexicon)
{
    for (bool changed = true; changed;) {
        changed = false;
        for (unsigned i = 0; i < lexicon->class_count; i++) {
            struct lexicon_bits before = lexicon->implied[i];
            add_implied(lexicon, &lexicon->implied[i]);
            changed = changed || memcmp(&before, &lexicon->implied[i], sizeof(before)) != 0;
        }
    }
}

void lexicon_seal(struct lexicon *lexicon)
{
    close_implied(lexicon);
    for (size_t i = 0; i < lexicon->word_count; i++) {
        struct lexicon_word *word = lexicon->words[i];
        add_affixes(lexicon, word->text, &word->bits);
        add_implied(lexicon, &word->bits);
    }
}

void lexicon_look_up(const struct lexicon *lexicon, const struct token *token,
                     struct lexicon_entry *entry)
{
    static const struct { unsigned flag, class_id; } builtins[] = {
        { TOKEN_NUMBER, LEXICON_NUMBER },
        { TOKEN_LETTERS, LEXICON_LETTERS },
        { TOKEN_NAME, LEXICON_NAME },
    };
    const struct lexicon_word *word = *find_slot(lexicon->slots, lexicon->slot_count, token->text,
                                                 hash_text(token->text));
    *entry = (struct lexicon_entry){ 0 };
    if (word != NULL) {
        entry->word = word->number;
        entry->bits = word->bits;
    } else {
        add_affixes(lexicon, token->text, &entry->bits);
        add_implied(lexicon, &entry->bits);
    }
    for (size_t i = 0; i < sizeof(builtins) / sizeof(builtins[0]); i++) {
        if (token->flags & builtins[i].flag) {
            lexicon_set(&entry->bits, builtins[i].class_id);
            add_bits(&entry->bits, &lexicon->implied[builtins[i].class_id]);
        }
    }
}
