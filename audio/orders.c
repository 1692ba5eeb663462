/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "orders.h"

#include "endpoint.h"
#include "secret.h"

#include <string.h>

/* Frames of 10 ms. */
enum { LISTEN_AFTER = 10, LISTEN_PATIENTLY_AFTER = 20, LONGEST_PHRASE = 300, MORE_QUIET = 10 };

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
    const unsigned needed = o->commander != NULL ? commander_quiet_frames(o->commander) : 0;
    /* Where a long silence must follow anyhow, short pauses of an answer are not worth the work. */
    const unsigned after = needed > LISTEN_PATIENTLY_AFTER ? LISTEN_PATIENTLY_AFTER : LISTEN_AFTER;
    return needed > 0 && quiet_frames == after && speech_frames <= LONGEST_PHRASE;
}

/* A phrase must stand between silences. To wait until the one behind it is long enough would make
 * the answer late, so that before it is heard once more. */
static bool hear_surrounded(struct orders *o, const int16_t *samples, size_t count)
{
    const size_t more = MORE_QUIET * ENDPOINT_FRAME, bytes = (count + more) * sizeof(*samples);
    int16_t *surrounded = count >= more ? secret_alloc(bytes) : NULL;
    if (surrounded == NULL) {
        return false;
    }
    memcpy(surrounded, samples, count * sizeof(*samples));
    memcpy(surrounded + count, samples, more * sizeof(*samples));
    bool heard = commander_hear(o->commander, surrounded, count + more, &o->command);
    secret_free(surrounded, bytes);
    return heard;
}

void orders_take(struct orders *o, const int16_t *samples, size_t count, uint64_t end_frame)
{
    o->heard = hear_surrounded(o, samples, count);
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
