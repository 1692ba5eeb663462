/* SPDX-License-Identifier: MIT */
/* Finding patterns in a text: backtracking, with the phrases remembered. */
#include "pattern.h"

#include "pattern_code.h"

enum { STEPS_MAX = 4000 };  /* for one pattern at one place, so that no pattern can hang */

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
    if (at == count || !run->ready->soft[at] || at == run->start || at - from >= PATTERN_SOFT_MAX
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

static const struct pattern_op *skip_marks(const struct pattern_op *op)
{
    while (op->code == OP_OPEN || op->code == OP_CLOSE || op->code == OP_JUMP) {
        op += op->code == OP_JUMP ? op->b : 1;
    }
    return op;
}

/* Whether `op` can begin with a token: a look that spares most ways their walk. */
static inline bool can_begin(const struct pattern_text *ready, const struct pattern_op *op,
                             const struct lexicon_entry *entry)
{
    op = skip_marks(op);
    switch ((enum pattern_code)op->code) {
    case OP_WORD:
        return entry->word == op->a;
    case OP_CLASS:
        return lexicon_has(&entry->bits, op->a);
    case OP_PHRASE:
        return lexicon_has(&entry->bits, ready->set->phrases[op->a].class_id);
    default:
        return true;
    }
}

/* False only when `op` cannot match at `at`. */
static bool may_match(const struct pattern_text *ready, const struct pattern_op *op, size_t at)
{
    return at >= ready->text->count || ready->soft[at] || can_begin(ready, op, &ready->entries[at]);
}

/* The first of the ways of a split that may match at `at`, or the last. */
static const struct pattern_op *find_way(const struct pattern_text *ready,
                                         const struct pattern_op *op, size_t at)
{
    if (at < ready->text->count && !ready->soft[at]) {
        const struct lexicon_entry *entry = &ready->entries[at];
        while (op->code == OP_SPLIT && !can_begin(ready, op + 1, entry)) {
            op += op->b;
        }
    }
    return op;
}

/* The same for the first two words of a pattern; nothing is stepped over before its first. */
static bool may_start(const struct pattern_text *ready, const struct pattern_op *op, size_t at)
{
    op = skip_marks(op);
    return (op->code != OP_WORD && op->code != OP_CLASS)
           || (fits(ready, op, at) && may_match(ready, op + 1, at + 1));
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
        if (may_match(run->ready, &run->ready->set->ops[next], at + i)) {
            run_op(run, next, at + i);
        }
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
        run->ends |= size <= PATTERN_PHRASE_MAX ? (uint32_t)1 << size : 0;
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
            o = find_way(run->ready, o, at);
            op = (size_t)(o - run->ready->set->ops);
            if (o->code == OP_SPLIT) {
                run_op(run, op + 1, at);
                op += (size_t)o->b;
            }
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
            if (pattern_is_possible(ready, &p->starts[i], token)
                && may_start(ready, &ready->set->ops[p->starts[i].op], token)) {
                run_op(&run, p->starts[i].op, token);
            }
        }
        *known = run.ends | 1;
    }
    return *known;
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

bool pattern_run(struct pattern_text *ready, const struct pattern_start *start, size_t token,
                 struct pattern_match *match)
{
    unsigned steps = STEPS_MAX;
    if (!may_start(ready, &ready->set->ops[start->op], token)) {
        return false;
    }
    struct run run = { .ready = ready, .start = token, .open = SIZE_MAX, .close = SIZE_MAX,
                       .steps = &steps };
    run_op(&run, start->op, token);
    match->from = token;
    match->to = run.end;
    match->evidence_from = run.open != SIZE_MAX ? run.open : token;
    match->evidence_to = run.close != SIZE_MAX ? run.close : run.end;
    if (match->evidence_from >= match->evidence_to) {
        match->evidence_from = match->from;
        match->evidence_to = match->to;
    }
    return run.found && run.end > token;
}
