/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "orders.h"

enum { LISTEN_AFTER = 10, LONGEST_PHRASE = 300 };   /* frames of 10 ms */

void orders_init(struct orders *o, const struct listen_settings *settings)
{
    *o = (struct orders){ .settings = settings };
}

void orders_finish(struct orders *o)
{
    commander_destroy(o->commander);
    *o = (struct orders){ .settings = o->settings };
}

bool orders_grammar(struct orders *o, const char *name, char *err, size_t err_size)
{
    bool none = name == NULL || name[0] == '\0';
    o->heard = false;
    if (o->commander == NULL && !none && !o->tried) {
        o->tried = true;
        o->commander = commander_create(o->settings, err, err_size);
    }
    if (o->commander == NULL) {
        return none;
    }
    if (!commander_grammar(o->commander, name)) {
        snprintf(err, err_size, "there is no command grammar \"%.40s\"", name);
        return false;
    }
    return true;
}

void orders_forget(struct orders *o)
{
    o->heard = false;
}

bool orders_want(const struct orders *o, uint64_t speech_frames, uint64_t quiet_frames)
{
    return o->commander != NULL && commander_quiet_frames(o->commander) > 0
        && quiet_frames == LISTEN_AFTER && speech_frames <= LONGEST_PHRASE;
}

void orders_take(struct orders *o, const int16_t *samples, size_t count, uint64_t end_frame)
{
    o->heard = commander_hear(o->commander, samples, count, &o->command);
    o->heard_frame = end_frame;
}

bool orders_due(struct orders *o, uint64_t frame, struct command_heard *command)
{
    if (!o->heard || frame < o->heard_frame + commander_quiet_frames(o->commander)) {
        return false;
    }
    *command = o->command;
    o->heard = false;
    return true;
}
