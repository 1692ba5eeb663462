/* SPDX-License-Identifier: MIT */
/* Words of a job description that the answer takes up. */
#include "assess.h"

#include <stdlib.h>
#include <string.h>

enum { TERM_MIN = 4, TERMS_MAX = 400 };

static const double term_weight = 0.3;

/* A word without the endings that change with grammar: "managing", "managed", "manages". */
struct stem {
    const char *text;
    size_t size;
    bool said;          /* each term counts once, where it is said first */
};

static struct stem stem_of(const char *word)
{
    static const char *const endings[] = { "ings", "ing", "ers", "ed", "er", "es", "s" };
    struct stem stem = { word, strlen(word), false };
    for (size_t i = 0; i < sizeof(endings) / sizeof(endings[0]); i++) {
        size_t end = strlen(endings[i]);
        if (stem.size >= end + TERM_MIN && strcmp(word + stem.size - end, endings[i]) == 0) {
            stem.size -= end;
            break;
        }
    }
    return stem;
}

static int compare_stems(const void *a, const void *b)
{
    const struct stem *x = a, *y = b;
    if (x->size != y->size) {
        return x->size < y->size ? -1 : 1;
    }
    return memcmp(x->text, y->text, x->size);
}

static bool is_term(const struct rubric *rubric, const struct token *token)
{
    struct lexicon_entry entry;
    lexicon_look_up(&rubric->patterns.lexicon, token, &entry);
    return (strlen(token->text) >= TERM_MIN || (token->flags & TOKEN_LETTERS))
           && !(token->flags & TOKEN_NUMBER) && !lexicon_has(&entry.bits, rubric->plain_words)
           && !lexicon_has(&entry.bits, rubric->topic_words);
}

/* Sorted, each once. */
static size_t read_terms(const struct rubric *rubric, const struct text *job,
                         struct stem terms[TERMS_MAX])
{
    size_t read = 0, count = 0;
    for (size_t i = 0; i < job->count && read < TERMS_MAX; i++) {
        if (is_term(rubric, &job->tokens[i])) {
            terms[read++] = stem_of(job->tokens[i].text);
        }
    }
    qsort(terms, read, sizeof(*terms), compare_stems);
    for (size_t i = 0; i < read; i++) {
        if (count == 0 || compare_stems(&terms[count - 1], &terms[i]) != 0) {
            terms[count++] = terms[i];
        }
    }
    return count;
}

static bool add_terms(struct assessment *a, size_t criterion, struct stem *terms, size_t count)
{
    for (size_t i = 0; i < a->text.count; i++) {
        struct stem stem = stem_of(a->text.tokens[i].text);
        struct stem *term = bsearch(&stem, terms, count, sizeof(*terms), compare_stems);
        if (term == NULL || term->said) {
            continue;
        }
        term->said = true;
        if (!score_add_sign(a, criterion, text_words(&a->text, i, i + 1), term_weight, NULL)) {
            return false;
        }
    }
    return true;
}

bool job_terms_score(struct assessment *a)
{
    if (a->answer->job_terms == NULL) {
        return true;
    }
    size_t criterion = a->rubric->file.job_terms.index;
    size_t word_count;
    struct rubric_word *words = rubric_words_from_text(a->answer->job_terms, &word_count);
    if (words == NULL) {
        return a->answer->job_terms[strspn(a->answer->job_terms, " \t\r\n\v\f")] == '\0';
    }
    struct text job;
    struct stem terms[TERMS_MAX];
    bool ok = text_read(&job, words, word_count);
    if (ok) {
        size_t count = read_terms(a->rubric, &job, terms);
        ok = add_terms(a, criterion, terms, count);
        text_finish(&job);
    }
    rubric_words_free(words);
    return ok;
}
