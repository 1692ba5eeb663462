/* SPDX-License-Identifier: MIT */
/* Finding patterns in a text: backtracking, with the phrases remembered. */
#include "pattern.h"

#include <stdlib.h>
#include <string.h>

#include "pattern_code.h"
#include "wipe.h"

enum {
    STEPS_MAX = 4000,   /* for one pattern at one place, so that no pattern can hang */
    SOFT_MAX = 3,       /* soft words stepped over at one place */
    PHRASE_MAX = 31     /* tokens in a phrase */
};

struct run {
    struct pattern_text *ready;
    size_t start, open, close;  /* tokens; open, close: evidence, SIZE_MAX when not seen */
    size_t end;                 /* of the match that was found */
    uint32_t ends;              /* all lengths, for phrases */
    unsigned *steps;            /* left */
    bool all;                   /* look for every end */
    bool found;
};

static uint32_t phrase_ends(struct pattern_text *ready, unsigned phrase, size_t token);
static void run_op(struct run *run, size_t op, size_t at);

static bool sentence_ends_before(const struct run *run, size_t at)
{
    return at > run->start && (run->ready->text->tokens[at - 1].flags & TOKEN_ENDS);
}

static bool fits(const struct pattern_text *ready, const struct pattern_op *op, size_t at)
{
    const struct lexicon_entry *entry = &ready->entries[at];
    switch (op->code) {
    case OP_WORD:
        return entry->word == op->a;
    case OP_CLASS:
        return lexicon_has(&entry->bits, op->a);
    default:
        return !ready->soft[at];
    }
}

/* The next place at or behind `at` to try, stepping over soft words; `count`: there is none. */
static size_t step_soft(const struct run *run, size_t from, size_t at)
{
    size_t count = run->ready->text->count;
    if (at == count || !run->ready->soft[at] || at == run->start || at - from >= SOFT_MAX
        || sentence_ends_before(run, at + 1)) {
        return count;
    }
    return at + 1;
}

static size_t match_token(const struct run *run, const struct pattern_op *op, size_t at)
{
    size_t count = run->ready->text->count;
    for (size_t i = at; i < count && !sentence_ends_before(run, i); i = step_soft(run, at, i)) {
        if (fits(run->ready, op, i)) {
            return i + 1;
        }
    }
    return 0;
}

static void run_phrase(struct run *run, const struct pattern_op *op, size_t next, size_t at)
{
    size_t count = run->ready->text->count;
    for (size_t i = at; i < count && !run->found && !sentence_ends_before(run, i);
         i = step_soft(run, at, i)) {
        uint32_t ends = phrase_ends(run->ready, op->a, i) & ~1U;
        for (; ends != 0 && !run->found; ends &= ends - 1) {
            run_op(run, next, i + (size_t)__builtin_ctz(ends));
        }
    }
}

static void run_gap(struct run *run, unsigned most, size_t next, size_t at)
{
    size_t count = run->ready->text->count;
    for (size_t i = 0; i <= most && at + i <= count && !run->found; i++) {
        if (i > 0 && sentence_ends_before(run, at + i)) {
            return;
        }
        run_op(run, next, at + i);
    }
}

static bool matches_here(const struct run *run, size_t op, size_t at)
{
    struct run inner = *run;
    inner.all = false;
    inner.found = false;
    if (at == run->ready->text->count || sentence_ends_before(run, at)) {
        return false;
    }
    run_op(&inner, op, at);
    return inner.found;
}

static void finish_match(struct run *run, size_t at)
{
    if (run->all) {
        size_t size = at - run->start;
        run->ends |= size <= PHRASE_MAX ? (uint32_t)1 << size : 0;
    } else {
        run->found = true;
        run->end = at;
    }
}

/* Evidence marks are undone when the way behind them leads nowhere. */
static void run_mark(struct run *run, size_t *mark, size_t next, size_t at)
{
    size_t before = *mark;
    *mark = at;
    run_op(run, next, at);
    if (!run->found) {
        *mark = before;
    }
}

static void run_op(struct run *run, size_t op, size_t at)
{
    while (!run->found && *run->steps > 0) {
        const struct pattern_op *o = &run->ready->set->ops[op];
        (*run->steps)--;
        switch ((enum pattern_code)o->code) {
        case OP_WORD:
        case OP_CLASS:
        case OP_ANY:
            at = match_token(run, o, at);
            if (at == 0) {
                return;
            }
            op++;
            break;
        case OP_PHRASE:
            run_phrase(run, o, op + 1, at);
            return;
        case OP_SPLIT:
            run_op(run, op + 1, at);
            op += (size_t)o->b;
            break;
        case OP_JUMP:
            op += (size_t)o->b;
            break;
        case OP_GAP:
            run_gap(run, o->a, op + 1, at);
            return;
        case OP_NOT:
            if (matches_here(run, op + 1, at)) {
                return;
            }
            op += (size_t)o->b;
            break;
        case OP_OPEN:
            run_mark(run, &run->open, op + 1, at);
            return;
        case OP_CLOSE:
            run_mark(run, &run->close, op + 1, at);
            return;
        case OP_MATCH:
            finish_match(run, at);
            return;
        }
    }
}

/* Whether what `start` needs stands at `token` or behind it at all. */
static bool is_possible(const struct pattern_text *ready, const struct pattern_start *start,
                        size_t token)
{
    const struct pattern_needs *needs = &start->needs;
    for (unsigned i = 0; i < needs->count; i++) {
        if (ready->last[needs->keys[i]] <= token + i) {
            return false;
        }
    }
    return true;
}

static uint32_t phrase_ends(struct pattern_text *ready, unsigned phrase, size_t token)
{
    const struct pattern_phrase *p = &ready->set->phrases[phrase];
    if (!lexicon_has(&ready->entries[token].bits, p->class_id)) {
        return 0;
    }
    if (p->is_class) {
        return 2;
    }
    uint32_t *known = &ready->ends[phrase * ready->text->count + token];
    if (*known == 0) {
        unsigned steps = STEPS_MAX;
        struct run run = { .ready = ready, .start = token, .steps = &steps, .all = true };
        for (size_t i = 0; i < p->start_count; i++) {
            if (is_possible(ready, &p->starts[i], token)) {
                run_op(&run, p->starts[i].op, token);
            }
        }
        *known = run.ends | 1;
    }
    return *known;
}

static void note_token(struct pattern_text *ready, size_t token)
{
    const struct lexicon_entry *entry = &ready->entries[token];
    uint32_t place = (uint32_t)token + 1;
    ready->last[LEXICON_CLASSES + entry->word] = place;
    for (size_t i = 0; i < LEXICON_CELLS; i++) {
        for (uint64_t rest = entry->bits.cells[i]; rest != 0; rest &= rest - 1) {
            ready->last[i * 64 + (size_t)__builtin_ctzll(rest)] = place;
        }
    }
}

static void mark_soft(struct pattern_text *ready)
{
    const struct text *text = ready->text;
    for (size_t i = 0; i < text->count; i++) {
        ready->soft[i] = ready->soft[i] || (text->tokens[i].flags & TOKEN_REPEAT);
    }
    for (size_t i = 0; ready->set->soft >= 0 && i < text->count; i++) {
        size_t size = pattern_phrase_at(ready, ready->set->soft, i);
        memset(&ready->soft[i], true, size);
    }
}

bool pattern_text_init(struct pattern_text *ready, const struct pattern_set *set,
                       const struct text *text)
{
    size_t count = text->count > 0 ? text->count : 1;
    *ready = (struct pattern_text){ .set = set, .text = text };
    ready->entries = malloc(count * sizeof(*ready->entries));
    ready->soft = calloc(count, sizeof(*ready->soft));
    ready->ends = calloc(count * (set->phrase_count + 1), sizeof(*ready->ends));
    ready->last = calloc(LEXICON_CLASSES + set->lexicon.word_count + 1, sizeof(*ready->last));
    if (ready->entries == NULL || ready->soft == NULL || ready->ends == NULL
        || ready->last == NULL) {
        pattern_text_finish(ready);
        return false;
    }
    for (size_t i = 0; i < text->count; i++) {
        lexicon_look_up(&set->lexicon, &text->tokens[i], &ready->entries[i]);
        note_token(ready, i);
    }
    mark_soft(ready);
    return true;
}

void pattern_text_finish(struct pattern_text *ready)
{
    if (ready->entries != NULL) {
        wipe(ready->entries, ready->text->count * sizeof(*ready->entries));
    }
    free(ready->entries);
    free(ready->soft);
    free(ready->ends);
    free(ready->last);
    *ready = (struct pattern_text){ 0 };
}

size_t pattern_phrase_at(struct pattern_text *ready, int phrase, size_t token)
{
    if (phrase < 0 || token >= ready->text->count) {
        return 0;
    }
    uint32_t ends = phrase_ends(ready, (unsigned)phrase, token) & ~1U;
    return ends != 0 ? (size_t)__builtin_ctz(ends) : 0;
}

size_t pattern_phrase_longest(struct pattern_text *ready, int phrase, size_t token)
{
    if (phrase < 0 || token >= ready->text->count) {
        return 0;
    }
    uint32_t ends = phrase_ends(ready, (unsigned)phrase, token) & ~1U;
    return ends != 0 ? 31 - (size_t)__builtin_clz(ends) : 0;
}

bool pattern_phrase_before(struct pattern_text *ready, int phrase, size_t token, size_t max)
{
    for (size_t size = 1; phrase >= 0 && size <= max && size <= token; size++) {
        if (phrase_ends(ready, (unsigned)phrase, token - size) >> size & 1) {
            return true;
        }
    }
    return false;
}

static void trim_soft(const struct pattern_text *ready, size_t *from, size_t *to)
{
    while (*from + 1 < *to && ready->soft[*from]) {
        (*from)++;
    }
    while (*to > *from + 1 && ready->soft[*to - 1]) {
        (*to)--;
    }
}

struct search {
    struct pattern_text *ready;
    bool (*found)(void *user, const struct pattern_match *match);
    void *user;
    size_t *seen;       /* [pattern]: token + 1 where it was tried last */
};

static bool try_pattern(struct search *search, unsigned pattern, size_t token)
{
    const struct pattern_start *start = &search->ready->set->patterns[pattern];
    unsigned steps = STEPS_MAX;
    if (search->seen[pattern] == token + 1 || !is_possible(search->ready, start, token)) {
        return true;
    }
    search->seen[pattern] = token + 1;
    struct run run = { .ready = search->ready, .start = token, .open = SIZE_MAX,
                       .close = SIZE_MAX, .steps = &steps };
    run_op(&run, start->op, token);
    if (!run.found || run.end == token) {
        return true;
    }
    struct pattern_match match = {
        .pattern = pattern, .from = token, .to = run.end,
        .evidence_from = run.open != SIZE_MAX ? run.open : token,
        .evidence_to = run.close != SIZE_MAX ? run.close : run.end,
    };
    if (match.evidence_from >= match.evidence_to) {
        match.evidence_from = match.from;
        match.evidence_to = match.to;
    }
    trim_soft(search->ready, &match.evidence_from, &match.evidence_to);
    return search->found(search->user, &match);
}

static bool try_key(struct search *search, const struct pattern_index *index, size_t key,
                    size_t token)
{
    for (size_t i = index->rows[key]; i < index->rows[key + 1]; i++) {
        if (!try_pattern(search, index->items[i].pattern, token)) {
            return false;
        }
    }
    return true;
}

static bool try_token(struct search *search, size_t token)
{
    const struct pattern_set *set = search->ready->set;
    const struct lexicon_entry *entry = &search->ready->entries[token];
    if (!try_key(search, &set->by_word, entry->word, token)) {
        return false;
    }
    for (size_t i = 0; i < LEXICON_CELLS; i++) {
        for (uint64_t rest = entry->bits.cells[i]; rest != 0; rest &= rest - 1) {
            if (!try_key(search, &set->by_class, i * 64 + (size_t)__builtin_ctzll(rest), token)) {
                return false;
            }
        }
    }
    return true;
}

bool patterns_find(struct pattern_text *ready,
                   bool (*found)(void *user, const struct pattern_match *match), void *user)
{
    struct search search = { .ready = ready, .found = found, .user = user };
    search.seen = calloc(ready->set->pattern_count + 1, sizeof(*search.seen));
    bool ok = search.seen != NULL;
    for (size_t i = 0; ok && i < ready->text->count; i++) {
        ok = try_token(&search, i);
    }
    free(search.seen);
    return ok;
}
