/* SPDX-License-Identifier: MIT */
/* What must stand in a text for a pattern to match, so that most need not be tried. */
#include "pattern_code.h"

/* Optional parts double the ways; past so many steps nothing is said. */
enum { STEPS_MAX = 400, REACH_MAX = 1000000 };

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

static struct pattern_needs collect(const struct pattern_set *set, size_t op, unsigned *steps)
{
    struct pattern_needs needs = { .count = 0 };
    while (needs.count < PATTERN_NEEDS && *steps > 0) {
        const struct pattern_op *o = &set->ops[op];
        (*steps)--;
        switch ((enum pattern_code)o->code) {
        case OP_WORD:
            needs.keys[needs.count++] = LEXICON_CLASSES + o->a;
            op++;
            break;
        case OP_CLASS:
            needs.keys[needs.count++] = o->a;
            op++;
            break;
        case OP_PHRASE:
            needs.keys[needs.count++] = set->phrases[o->a].class_id;
            op++;
            break;
        case OP_SPLIT: {
            struct pattern_needs first = collect(set, op + 1, steps);
            struct pattern_needs second = collect(set, op + (size_t)o->b, steps);
            struct pattern_needs both = find_common(&first, &second);
            for (unsigned i = 0; i < both.count && needs.count < PATTERN_NEEDS; i++) {
                needs.keys[needs.count++] = both.keys[i];
            }
            return needs;
        }
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

struct pattern_needs pattern_find_needs(const struct pattern_set *set, size_t op)
{
    unsigned steps = STEPS_MAX;
    struct pattern_needs needs = collect(set, op, &steps);
    steps = STEPS_MAX;
    needs.reach = find_reach(set, op, &steps);
    return needs;
}
