/* SPDX-License-Identifier: MIT */
/* Words of a job description that the answer takes up. */
#include "assess.h"

#include <string.h>

enum { TERM_MIN = 4, TERMS_MAX = 400 };

static const double term_weight = 0.3;

/* Length without the endings that change with grammar: "managing", "managed", "manages". */
static size_t stem_size(const char *word)
{
    static const char *const endings[] = { "ings", "ing", "ers", "ed", "er", "es", "s" };
    size_t size = strlen(word);
    for (size_t i = 0; i < sizeof(endings) / sizeof(endings[0]); i++) {
        size_t end = strlen(endings[i]);
        if (size >= end + TERM_MIN && strcmp(word + size - end, endings[i]) == 0) {
            return size - end;
        }
    }
    return size;
}

static bool same_stem(const char *a, const char *b)
{
    size_t size = stem_size(a);
    return size == stem_size(b) && memcmp(a, b, size) == 0;
}

static bool is_term(const struct rubric *rubric, const struct token *token)
{
    struct lexicon_entry entry;
    lexicon_look_up(&rubric->patterns.lexicon, token, &entry);
    return (strlen(token->text) >= TERM_MIN || (token->flags & TOKEN_LETTERS))
           && !(token->flags & TOKEN_NUMBER) && !lexicon_has(&entry.bits, rubric->plain_words)
           && !lexicon_has(&entry.bits, rubric->topic_words);
}

static size_t read_terms(const struct rubric *rubric, const struct text *job,
                         const char *terms[TERMS_MAX])
{
    size_t count = 0;
    for (size_t i = 0; i < job->count && count < TERMS_MAX; i++) {
        if (is_term(rubric, &job->tokens[i])) {
            terms[count++] = job->tokens[i].text;
        }
    }
    return count;
}

static bool stands_before(const struct text *text, size_t token)
{
    for (size_t i = 0; i < token; i++) {
        if (same_stem(text->tokens[i].text, text->tokens[token].text)) {
            return true;
        }
    }
    return false;
}

/* Each term counts once, where it is said first. */
static bool add_terms(struct assessment *a, size_t criterion, const char *const *terms,
                      size_t count)
{
    for (size_t i = 0; i < a->text.count; i++) {
        bool found = false;
        for (size_t k = 0; k < count && !found; k++) {
            found = same_stem(a->text.tokens[i].text, terms[k]);
        }
        if (found && !stands_before(&a->text, i)
            && !score_add_sign(a, criterion, text_words(&a->text, i, i + 1), term_weight, NULL)) {
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
    const char *terms[TERMS_MAX];
    bool ok = text_read(&job, words, word_count);
    if (ok) {
        size_t count = read_terms(a->rubric, &job, terms);
        ok = add_terms(a, criterion, terms, count);
        text_finish(&job);
    }
    rubric_words_free(words);
    return ok;
}
