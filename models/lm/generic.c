/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "generic.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/*
 * The file is a trie that begins with the LAST word of an n-gram: unigrams as
 * plain records, then bigrams and trigrams packed into bits, each with a 16 bit
 * index into tables of values. The number of bigrams in the header may be
 * greater than the number stored; the pointers of the unigrams tell the truth.
 */
static const char magic[] = "Trie Language Model";
static const double log_base = 1.0001;

enum { ORDER = 3, TABLE = 1 << 16, VALUE_BITS = 16 };

struct unigram_record {
    float log_p, log_backoff;
    uint32_t next;              /* index of the first bigram that ends in this word */
};

struct packed {
    const uint8_t *bytes;
    size_t size;
    unsigned word_bits, value_bits, next_bits;
};

struct trie {
    uint32_t counts[ORDER];
    float *tables;              /* bigram values, bigram backoffs, trigram values */
    struct unigram_record *unigrams;
    uint8_t *bytes;
    size_t size;
};

static unsigned bits_for(uint32_t most)
{
    unsigned bits = 0;
    for (; most > 0; most >>= 1) {
        bits++;
    }
    return bits;
}

static uint32_t read_bits(const struct packed *p, uint64_t offset, unsigned bits)
{
    uint64_t value = 0;
    size_t byte = offset / 8;
    for (size_t i = 0; i < 5 && byte + i < p->size; i++) {
        value |= (uint64_t)p->bytes[byte + i] << (8 * i);
    }
    return (uint32_t)(value >> offset % 8 & ((UINT64_C(1) << bits) - 1));
}

static uint64_t record_at(const struct packed *p, uint32_t index)
{
    return (uint64_t)index * (p->word_bits + p->value_bits + p->next_bits);
}

static size_t packed_size(const struct packed *p, uint32_t count)
{
    return (record_at(p, count + 1) + 7) / 8 + 8;
}

static bool read_parts(FILE *file, struct trie *t)
{
    char start[sizeof(magic) - 1];
    uint8_t order;
    uint32_t unused;
    if (fread(start, sizeof(start), 1, file) != 1 || memcmp(start, magic, sizeof(start)) != 0
        || fread(&order, 1, 1, file) != 1 || order != ORDER
        || fread(t->counts, sizeof(t->counts), 1, file) != 1 || t->counts[0] >= 1u << 17
        || t->counts[1] >= 1u << 24 || t->counts[2] >= 1u << 24
        || fread(&unused, sizeof(unused), 1, file) != 1) {
        return false;
    }
    t->tables = need(3 * TABLE, sizeof(*t->tables));
    t->unigrams = need(t->counts[0] + 1, sizeof(*t->unigrams));
    return fread(t->tables, sizeof(*t->tables), 3 * TABLE, file) == 3 * TABLE
        && fread(t->unigrams, sizeof(*t->unigrams), t->counts[0] + 1, file) == t->counts[0] + 1;
}

static bool read_words(FILE *file, uint32_t count, struct vocabulary *v)
{
    uint32_t size;
    if (fread(&size, sizeof(size), 1, file) != 1 || size > 1u << 24) {
        return false;
    }
    char *text = need(size + 1, 1);
    bool good = fread(text, 1, size, file) == size;
    for (char *word = text; good && word < text + size; word += strlen(word) + 1) {
        vocabulary_add(v, word);
    }
    free(text);
    return good && v->count == count;
}

static int compare_bigrams(const void *a, const void *b)
{
    const struct bigram *x = a, *y = b;
    if (x->w1 != y->w1) {
        return x->w1 < y->w1 ? -1 : 1;
    }
    return (x->w2 > y->w2) - (x->w2 < y->w2);
}

static int compare_trigrams(const void *a, const void *b)
{
    const struct trigram *x = a, *y = b;
    if (x->w1 != y->w1) {
        return x->w1 < y->w1 ? -1 : 1;
    }
    if (x->w2 != y->w2) {
        return x->w2 < y->w2 ? -1 : 1;
    }
    return (x->w3 > y->w3) - (x->w3 < y->w3);
}

static float to_natural(float value)
{
    return (float)(value * log(log_base));
}

static bool unpack(struct generic *g, const struct trie *t, const struct packed *two,
                   const struct packed *three)
{
    uint32_t bigrams = t->unigrams[g->words].next;
    uint32_t trigrams = read_bits(two, record_at(two, bigrams) + two->word_bits + 32,
                                  two->next_bits);
    if (bigrams > t->counts[1] || trigrams > t->counts[2]) {
        return false;
    }
    g->bigrams = need(bigrams, sizeof(*g->bigrams));
    g->trigrams = need(trigrams, sizeof(*g->trigrams));
    for (uint32_t last = 0; last < g->words; last++) {
        for (uint32_t b = t->unigrams[last].next; b < t->unigrams[last + 1].next; b++) {
            uint64_t at = record_at(two, b);
            uint32_t before = read_bits(two, at, two->word_bits);
            at += two->word_bits;
            if (b >= bigrams || before >= g->words || g->bigram_count == bigrams) {
                return false;
            }
            g->bigrams[g->bigram_count++] = (struct bigram){
                .w1 = before, .w2 = last,
                .log_backoff = to_natural(t->tables[TABLE + read_bits(two, at, VALUE_BITS)]),
                .log_p = to_natural(t->tables[read_bits(two, at + VALUE_BITS, VALUE_BITS)]),
            };
            uint32_t from = read_bits(two, at + 32, two->next_bits);
            uint32_t to = read_bits(two, record_at(two, b + 1) + two->word_bits + 32,
                                    two->next_bits);
            for (uint32_t c = from; c < to && c < trigrams; c++) {
                uint64_t at3 = record_at(three, c);
                uint32_t first = read_bits(three, at3, three->word_bits);
                uint32_t value = read_bits(three, at3 + three->word_bits, VALUE_BITS);
                if (first >= g->words || g->trigram_count == trigrams) {
                    return false;
                }
                g->trigrams[g->trigram_count++] = (struct trigram){
                    .w1 = first, .w2 = before, .w3 = last,
                    .log_p = to_natural(t->tables[2 * TABLE + value]),
                };
            }
        }
    }
    return true;
}

static bool read_ngrams(struct generic *g, struct trie *t, FILE *file)
{
    const unsigned word_bits = bits_for(t->counts[0]);
    struct packed two = { .word_bits = word_bits, .value_bits = 32,
                          .next_bits = bits_for(t->counts[2]) };
    struct packed three = { .word_bits = word_bits, .value_bits = VALUE_BITS };
    two.size = packed_size(&two, t->counts[1]);
    three.size = packed_size(&three, t->counts[2]);
    t->bytes = need(two.size + three.size, 1);
    if (fread(t->bytes, 1, two.size + three.size, file) != two.size + three.size) {
        return false;
    }
    two.bytes = t->bytes;
    three.bytes = t->bytes + two.size;
    return unpack(g, t, &two, &three);
}

static bool read_all(struct generic *g, struct trie *t, struct vocabulary *v, FILE *file)
{
    if (!read_parts(file, t)) {
        return false;
    }
    g->words = t->counts[0];
    g->log_p = need(g->words, sizeof(*g->log_p));
    g->log_backoff = need(g->words, sizeof(*g->log_backoff));
    for (uint32_t w = 0; w < g->words; w++) {
        g->log_p[w] = to_natural(t->unigrams[w].log_p);
        g->log_backoff[w] = to_natural(t->unigrams[w].log_backoff);
    }
    return read_ngrams(g, t, file) && read_words(file, g->words, v);
}

bool generic_read(struct generic *g, struct vocabulary *v, const char *path)
{
    *g = (struct generic){ 0 };
    struct trie t = { .counts = { 0 } };
    FILE *file = fopen(path, "rb");
    if (file == NULL) {
        fprintf(stderr, "%s: cannot read it: install pocketsphinx-en-us\n", path);
        return false;
    }
    bool good = read_all(g, &t, v, file);
    fclose(file);
    free(t.tables);
    free(t.unigrams);
    free(t.bytes);
    if (!good) {
        fprintf(stderr, "%s: not a whole binary trigram model of PocketSphinx\n", path);
        return false;
    }
    qsort(g->bigrams, g->bigram_count, sizeof(*g->bigrams), compare_bigrams);
    qsort(g->trigrams, g->trigram_count, sizeof(*g->trigrams), compare_trigrams);
    return true;
}

void generic_finish(struct generic *g)
{
    free(g->log_p);
    free(g->log_backoff);
    free(g->bigrams);
    free(g->trigrams);
}

const struct bigram *bigram_find(const struct bigram *all, size_t count, uint32_t w1, uint32_t w2)
{
    const struct bigram key = { .w1 = w1, .w2 = w2 };
    return bsearch(&key, all, count, sizeof(*all), compare_bigrams);
}

double generic_p1(const struct generic *g, uint32_t w)
{
    return w < g->words ? exp(g->log_p[w]) : 0;
}

double generic_p2(const struct generic *g, uint32_t w1, uint32_t w2)
{
    const struct bigram *b = bigram_find(g->bigrams, g->bigram_count, w1, w2);
    if (b != NULL) {
        return exp(b->log_p);
    }
    return (w1 < g->words ? exp(g->log_backoff[w1]) : 1) * generic_p1(g, w2);
}

double generic_p3(const struct generic *g, uint32_t w1, uint32_t w2, uint32_t w3)
{
    const struct trigram key = { .w1 = w1, .w2 = w2, .w3 = w3 };
    const struct trigram *t = bsearch(&key, g->trigrams, g->trigram_count, sizeof(*g->trigrams),
                                      compare_trigrams);
    if (t != NULL) {
        return exp(t->log_p);
    }
    const struct bigram *history = bigram_find(g->bigrams, g->bigram_count, w1, w2);
    return (history != NULL ? exp(history->log_backoff) : 1) * generic_p2(g, w2, w3);
}
