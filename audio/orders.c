/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "orders.h"

#include "endpoint.h"

/* Frames of 10 ms. */
enum { LISTEN_PATIENTLY_AFTER = 20, LONGEST_PHRASE = 300 };

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
    orders_forget(o);
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
    orders_go_on(o);
    o->followed = 0;
    if (o->commander != NULL) {
        commander_forget(o->commander);
    }
}

void orders_go_on(struct orders *o)
{
    o->heard = false;
    if (o->weighed) {
        commander_forget(o->commander);     /* it is over, but for an error */
        o->weighed = false;
        o->followed = 0;
    }
}

static bool is_worth_it(const struct orders *o, uint64_t quiet)
{
    const unsigned needed = o->commander != NULL ? commander_quiet_frames(o->commander) : 0;
    /* Where a long silence must follow anyhow, the words of an answer are not worth the work. */
    return needed > 0 && !o->weighed
        && (needed <= LISTEN_PATIENTLY_AFTER || quiet >= LISTEN_PATIENTLY_AFTER);
}

static bool is_time_to_weigh(const struct orders *o, uint64_t quiet)
{
    const unsigned needed = commander_quiet_frames(o->commander);
    return quiet >= (needed < LISTEN_PATIENTLY_AFTER ? needed : LISTEN_PATIENTLY_AFTER);
}

void orders_follow(struct orders *o, const int16_t *samples, uint64_t frames, uint64_t quiet,
                   uint64_t end_frame)
{
    if (frames - quiet > LONGEST_PHRASE || !is_worth_it(o, quiet)) {
        return;
    }
    bool good = commander_feed(o->commander, samples + o->followed * ENDPOINT_FRAME,
                               (size_t)(frames - o->followed) * ENDPOINT_FRAME);
    o->followed = frames;
    o->weighed = !good;
    if (good && is_time_to_weigh(o, quiet) && commander_expects(o->commander)) {
        o->heard = commander_end(o->commander, &o->command);
        o->heard_frame = end_frame;
        o->weighed = true;
    }
}

void orders_end(struct orders *o, const int16_t *samples, uint64_t frames)
{
    const uint64_t most = frames < LONGEST_PHRASE ? frames : LONGEST_PHRASE;
    if (o->followed > 0) {
        commander_learn(o->commander, samples, (size_t)most * ENDPOINT_FRAME);
    }
    o->followed = 0;
    o->weighed = false;
}

bool orders_due(struct orders *o, uint64_t frame, struct command_heard *command)
{
    if (!o->heard || frame < o->heard_frame + o->command.quiet_frames) {
        return false;
    }
    *command = o->command;
    o->heard = false;
    return true;
}
