/* SPDX-License-Identifier: MIT */
/* What must stand in a text for a pattern to match, so that most need not be tried. */
#include <string.h>

#include "pattern_code.h"

/* Optional parts double the ways; past so many steps nothing is said. */
enum { STEPS_MAX = 400, REACH_MAX = 1000000 };

/* Keys of which one must stand in the text: what the ways of a bracket need first. */
struct any_keys {
    unsigned keys[PATTERN_ANY_MAX], count;
    bool whole;             /* every way has such a key, and all are here */
};

static void add_key(struct any_keys *any, unsigned key)
{
    unsigned k = 0;
    while (k < any->count && any->keys[k] != key) {
        k++;
    }
    if (k == PATTERN_ANY_MAX) {
        any->whole = false;
        return;
    }
    any->keys[k] = key;
    any->count += k == any->count;
}

/* What a way needs first; that may be a bracket, too. */
static void add_first(const struct pattern_set *set, struct any_keys *any,
                      const struct pattern_needs *way)
{
    if (way->count == 0) {
        any->whole = false;
    } else if (way->keys[0] < PATTERN_ANY) {
        add_key(any, way->keys[0]);
    } else {
        const struct pattern_any *inner = &set->anys[way->keys[0] - PATTERN_ANY];
        for (unsigned i = 0; i < inner->count; i++) {
            add_key(any, set->any_keys[inner->from + i]);
        }
    }
}

/*
 * One key for all of those; `op` tells a bracket that was met before. False: no memory; then
 * nobody looks for the bracket, which costs time only.
 */
static bool note_any(struct pattern_set *set, size_t op, const struct any_keys *any, unsigned *key)
{
    for (size_t i = set->any_count; i > set->any_old; i--) {
        if (set->anys[i - 1].op == op) {
            *key = PATTERN_ANY + (unsigned)(i - 1);
            return true;
        }
    }
    if (!pattern_reserve(&set->anys, set->any_count, &set->any_room, sizeof(*set->anys))
        || (set->any_key_room < set->any_key_count + PATTERN_ANY_MAX
            && !pattern_reserve(&set->any_keys, set->any_key_room, &set->any_key_room,
                                sizeof(*set->any_keys)))) {
        return false;
    }
    memcpy(&set->any_keys[set->any_key_count], any->keys, any->count * sizeof(*any->keys));
    *key = PATTERN_ANY + (unsigned)set->any_count;
    set->anys[set->any_count++] = (struct pattern_any){
        .op = op, .from = (unsigned)set->any_key_count, .count = any->count,
    };
    set->any_key_count += any->count;
    return true;
}

/* Keys of `x` that stand in `y` too, in the same order. */
static struct pattern_needs find_common(const struct pattern_needs *x,
                                        const struct pattern_needs *y)
{
    struct pattern_needs common = { .count = 0 };
    unsigned behind = 0;
    for (unsigned i = 0; i < x->count; i++) {
        for (unsigned k = behind; k < y->count; k++) {
            if (x->keys[i] == y->keys[k]) {
                common.keys[common.count++] = x->keys[i];
                behind = k + 1;
                break;
            }
        }
    }
    return common;
}

static void need(struct pattern_needs *needs, unsigned key)
{
    if (needs->count < PATTERN_NEEDS) {
        needs->keys[needs->count++] = key;
    }
}

static struct pattern_needs collect(struct pattern_set *set, size_t op, unsigned *steps);

/*
 * What all ways from the split at `op` on need: one of what they begin with, then what is common
 * to them. The one is left out when it may be the first of what is common.
 */
static void collect_ways(struct pattern_set *set, size_t op, unsigned *steps,
                         struct pattern_needs *needs)
{
    struct any_keys any = { .whole = true };
    struct pattern_needs common = { .count = 0 };
    bool last;
    size_t at = op;
    do {
        last = set->ops[at].code != OP_SPLIT;
        struct pattern_needs way = collect(set, last ? at : at + 1, steps);
        common = at == op ? way : find_common(&common, &way);
        add_first(set, &any, &way);
        at += last ? 0 : (size_t)set->ops[at].b;
    } while (!last);
    unsigned key;
    for (unsigned i = 0; i < common.count; i++) {
        for (unsigned k = 0; k < any.count; k++) {
            any.whole = any.whole && common.keys[i] != any.keys[k];
        }
        any.whole = any.whole && (common.keys[i] < PATTERN_ANY || i > 0);
    }
    if (any.whole && needs->count < PATTERN_NEEDS && note_any(set, op, &any, &key)) {
        need(needs, key);
    }
    for (unsigned i = 0; i < common.count; i++) {
        need(needs, common.keys[i]);
    }
}

static struct pattern_needs collect(struct pattern_set *set, size_t op, unsigned *steps)
{
    struct pattern_needs needs = { .count = 0 };
    while (needs.count < PATTERN_NEEDS && *steps > 0) {
        const struct pattern_op *o = &set->ops[op];
        (*steps)--;
        switch ((enum pattern_code)o->code) {
        case OP_WORD:
            need(&needs, LEXICON_CLASSES + o->a);
            op++;
            break;
        case OP_CLASS:
            need(&needs, o->a);
            op++;
            break;
        case OP_PHRASE:
            need(&needs, set->phrases[o->a].class_id);
            op++;
            break;
        case OP_SPLIT:
            collect_ways(set, op, steps, &needs);
            return needs;
        case OP_JUMP:
        case OP_NOT:
            op += (size_t)o->b;
            break;
        case OP_ANY:
        case OP_GAP:
        case OP_OPEN:
        case OP_CLOSE:
            op++;
            break;
        case OP_MATCH:
            return needs;
        }
    }
    return needs;
}

/* Most tokens that a match can have; each word may have soft ones before it. */
static unsigned find_reach(const struct pattern_set *set, size_t op, unsigned *steps)
{
    unsigned reach = 0;
    for (; *steps > 0; (*steps)--) {
        const struct pattern_op *o = &set->ops[op];
        unsigned first, second;
        switch ((enum pattern_code)o->code) {
        case OP_WORD:
        case OP_CLASS:
        case OP_ANY:
            reach += 1 + PATTERN_SOFT_MAX;
            break;
        case OP_PHRASE:
            reach += PATTERN_PHRASE_MAX + PATTERN_SOFT_MAX;
            break;
        case OP_GAP:
            reach += o->a;
            break;
        case OP_SPLIT:
            (*steps)--;
            first = find_reach(set, op + 1, steps);
            second = find_reach(set, op + (size_t)o->b, steps);
            return reach + (first > second ? first : second);
        case OP_JUMP:
        case OP_NOT:
            op += (size_t)o->b;
            continue;
        case OP_OPEN:
        case OP_CLOSE:
            break;
        case OP_MATCH:
            return reach;
        }
        op++;
    }
    return REACH_MAX;
}

struct pattern_needs pattern_find_needs(struct pattern_set *set, size_t op)
{
    unsigned steps = STEPS_MAX;
    set->any_old = set->any_count;
    struct pattern_needs needs = collect(set, op, &steps);
    steps = STEPS_MAX;
    needs.reach = find_reach(set, op, &steps);
    return needs;
}

static void number_any(struct pattern_set *set, struct pattern_needs *needs)
{
    for (unsigned i = 0; i < needs->count; i++) {
        if (needs->keys[i] < PATTERN_ANY) {
            continue;
        }
        struct pattern_any *any = &set->anys[needs->keys[i] - PATTERN_ANY];
        if (any->key == 0) {
            any->key = (unsigned)set->need_count++;
        }
        needs->keys[i] = any->key;
    }
}

void pattern_number_needs(struct pattern_set *set)
{
    set->need_count = LEXICON_CLASSES + set->lexicon.word_count + 1;
    for (size_t i = 0; i < set->pattern_count; i++) {
        number_any(set, &set->patterns[i].needs);
    }
    for (size_t i = 0; i < set->phrase_count; i++) {
        for (size_t k = 0; k < set->phrases[i].start_count; k++) {
            number_any(set, &set->phrases[i].starts[k].needs);
        }
    }
    size_t used = 0;
    for (size_t i = 0; i < set->any_count; i++) {
        if (set->anys[i].key != 0) {
            set->anys[used++] = set->anys[i];
        }
    }
    set->any_count = used;
}
