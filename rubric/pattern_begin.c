/* SPDX-License-Identifier: MIT */
/* What a compiled pattern can begin with, so that only those that can are tried. */
#include "pattern_code.h"

bool pattern_note_beginnings(struct pattern_set *set, size_t op, pattern_begin_fn note,
                             void *user)
{
    for (;;) {
        const struct pattern_op *o = &set->ops[op];
        switch ((enum pattern_code)o->code) {
        case OP_WORD:
            return note(user, true, o->a);
        case OP_CLASS:
            return note(user, false, o->a);
        case OP_PHRASE:
            return note(user, false, set->phrases[o->a].class_id);
        case OP_SPLIT:
            if (!pattern_note_beginnings(set, op + 1, note, user)) {
                return false;
            }
            op += (size_t)o->b;
            break;
        case OP_JUMP:
        case OP_NOT:
            op += (size_t)o->b;
            break;
        case OP_OPEN:
        case OP_CLOSE:
            op++;
            break;
        case OP_ANY:
        case OP_GAP:
        case OP_MATCH:
            return false;
        }
    }
}
