/* SPDX-License-Identifier: MIT */
/* Fillers, hedges and words said often. */
#include "delivery.h"

#include <stdlib.h>
#include <string.h>

enum { COMMON_MAX = 8, COMMON_LETTERS = 3 };

/* The words of a span as one small-lettered text; of a filler or a word said often. */
static const char *plain_text(struct assessment *a, struct rubric_span words)
{
    size_t size = 1, used = 0;
    for (size_t i = words.from; i < words.to; i++) {
        size += strlen(a->answer->words[i].text) + 1;
    }
    char *text = arena_alloc(&a->report->arena, size);
    for (size_t i = words.from; text != NULL && i < words.to; i++) {
        for (const char *s = a->answer->words[i].text; *s != '\0'; s++) {
            bool capital = *s >= 'A' && *s <= 'Z';
            if (capital || strchr(".,;:!?\"()", *s) == NULL) {
                text[used++] = capital ? (char)(*s - 'A' + 'a') : *s;
            }
        }
        if (i + 1 < words.to) {
            text[used++] = ' ';
        }
    }
    return text;
}

static int compare_fillers(const void *a, const void *b)
{
    const struct rubric_filler *x = a, *y = b;
    if (x->words.from != y->words.from) {
        return x->words.from < y->words.from ? -1 : 1;
    }
    return x->words.to > y->words.to ? -1 : x->words.to < y->words.to;
}

static struct rubric_filler make_filler(const struct assessment *a, struct rubric_span words)
{
    const struct rubric_word *first = &a->answer->words[words.from];
    const struct rubric_word *last = &a->answer->words[words.to - 1];
    return (struct rubric_filler){ words, delivery_has_times(first) ? first->start_s : -1,
                                   delivery_has_times(last) ? last->end_s : -1 };
}

/* In order, and where two overlap the longer one only. Returns how many are left. */
static size_t keep_separate(struct rubric_filler *fillers, size_t count)
{
    size_t kept = 0;
    if (count > 0) {
        qsort(fillers, count, sizeof(*fillers), compare_fillers);
    }
    for (size_t i = 0; i < count; i++) {
        if (kept == 0 || fillers[i].words.from >= fillers[kept - 1].words.to) {
            fillers[kept++] = fillers[i];
        }
    }
    return kept;
}

static bool find_fillers(struct assessment *a, struct rubric_delivery *d)
{
    if (a->answer->no_filler_remarks) {
        return true;
    }
    size_t most = a->answer->word_count + assess_count_list(a, LIST_FILLERS), count = 0;
    struct rubric_filler *fillers = arena_array(&a->report->arena, most, sizeof(*fillers));
    if (fillers == NULL) {
        return false;
    }
    for (size_t i = 0; i < a->answer->word_count; i++) {
        if (delivery_is_hesitation(&a->answer->words[i])) {
            fillers[count++] = make_filler(a, (struct rubric_span){ i, i + 1 });
        }
    }
    for (size_t i = 0; i < a->match_count; i++) {
        const struct pattern_match *match = &a->matches[i];
        if (a->rubric->rules[match->pattern].list == LIST_FILLERS) {
            fillers[count++] = make_filler(a, text_words(&a->text, match->evidence_from,
                                                         match->evidence_to));
        }
    }
    d->fillers = fillers;
    d->filler_count = keep_separate(fillers, count);
    return true;
}

static bool find_hedges(struct assessment *a, struct rubric_delivery *d)
{
    struct rubric_span *hedges = arena_array(&a->report->arena, assess_count_list(a, LIST_HEDGES),
                                             sizeof(*hedges));
    for (size_t i = 0; hedges != NULL && i < a->match_count; i++) {
        const struct pattern_match *match = &a->matches[i];
        if (a->rubric->rules[match->pattern].list == LIST_HEDGES) {
            hedges[d->hedge_count++] = text_words(&a->text, match->evidence_from,
                                                  match->evidence_to);
        }
    }
    d->hedges = hedges;
    return hedges != NULL;
}

/* Most frequent first; of equals the one that came first. */
static void insert_count(struct rubric_count *counts, size_t *count, struct rubric_count one)
{
    size_t at = *count;
    while (at > 0 && counts[at - 1].count < one.count) {
        at--;
    }
    if (at >= COMMON_MAX) {
        return;
    }
    size_t move = *count < COMMON_MAX ? *count - at : COMMON_MAX - 1 - at;
    memmove(&counts[at + 1], &counts[at], move * sizeof(*counts));
    counts[at] = one;
    *count += *count < COMMON_MAX;
}

/* Something said at a place, by which equal ones come together, the first one first. */
struct said {
    const char *text;
    size_t place;
};

static int compare_said(const void *a, const void *b)
{
    const struct said *x = a, *y = b;
    int order = strcmp(x->text, y->text);
    return order != 0 ? order : x->place < y->place ? -1 : x->place > y->place;
}

/* Into counts[place] how often it is said, if this is its first place. */
static void count_equal(struct said *said, size_t count, size_t *counts)
{
    if (count > 0) {
        qsort(said, count, sizeof(*said), compare_said);
    }
    for (size_t i = 0, first = 0; i < count; i++) {
        first = strcmp(said[i].text, said[first].text) == 0 ? first : i;
        counts[said[first].place]++;
    }
}

static bool count_fillers(struct assessment *a, struct rubric_delivery *d)
{
    struct rubric_count *common = arena_array(&a->report->arena, COMMON_MAX, sizeof(*common));
    const char **texts = arena_array(&a->report->arena, d->filler_count, sizeof(*texts));
    struct said *said = calloc(d->filler_count + 1, sizeof(*said));
    size_t *counts = calloc(d->filler_count + 1, sizeof(*counts));
    bool ok = common != NULL && texts != NULL && said != NULL && counts != NULL;
    for (size_t i = 0; ok && i < d->filler_count; i++) {
        texts[i] = plain_text(a, d->fillers[i].words);
        said[i] = (struct said){ texts[i], i };
        ok = texts[i] != NULL;
    }
    if (ok) {
        count_equal(said, d->filler_count, counts);
    }
    for (size_t i = 0; ok && i < d->filler_count; i++) {
        if (counts[i] > 0) {
            insert_count(common, &d->common_filler_count,
                         (struct rubric_count){ texts[i], counts[i] });
        }
    }
    free(said);
    free(counts);
    d->common_fillers = common;
    return ok;
}

static bool is_content(const struct assessment *a, size_t token)
{
    const struct token *t = &a->text.tokens[token];
    return strlen(t->text) >= COMMON_LETTERS && !(t->flags & TOKEN_NUMBER)
           && !lexicon_has(&a->ready.entries[token].bits, a->rubric->plain_words);
}

/* Into counts[token] how often the word is said, if this is its first place; else 0. */
static bool count_content(const struct assessment *a, size_t *counts)
{
    struct said *said = calloc(a->text.count + 1, sizeof(*said));
    size_t count = 0;
    for (size_t i = 0; said != NULL && i < a->text.count; i++) {
        if (is_content(a, i)) {
            said[count++] = (struct said){ a->text.tokens[i].text, i };
        }
    }
    count_equal(said, count, counts);
    free(said);
    return said != NULL;
}

static bool count_words(struct assessment *a, struct rubric_delivery *d)
{
    size_t from = a->rubric->file.delivery.common_words_from;
    struct rubric_count *common = arena_array(&a->report->arena, COMMON_MAX, sizeof(*common));
    size_t *counts = calloc(a->text.count + 1, sizeof(*counts));
    bool ok = common != NULL && counts != NULL && count_content(a, counts);
    for (size_t i = 0; ok && i < a->text.count; i++) {
        const char *text = a->text.tokens[i].text;
        if (counts[i] > 0 && counts[i] >= from) {
            text = arena_copy(&a->report->arena, text, strlen(text));
            ok = text != NULL;
            insert_count(common, &d->common_word_count, (struct rubric_count){ text, counts[i] });
        }
    }
    free(counts);
    d->common_words = common;
    return ok;
}

bool delivery_find_words(struct assessment *a, struct rubric_delivery *d)
{
    return find_fillers(a, d) && find_hedges(a, d) && count_fillers(a, d) && count_words(a, d);
}
