/* SPDX-License-Identifier: GPL-3.0-or-later */
/** When to listen for a command: to short speech alone between two silences. */
#ifndef ORDERS_H
#define ORDERS_H

#include "commander.h"

#include <stdbool.h>
#include <stdint.h>

struct orders {
    const struct listen_settings *settings;
    struct commander *commander;    /* NULL: no grammar was asked for, or there can be none */
    bool tried;                     /* to make it */
    uint64_t followed;              /* frames of this speech that the commander was given */
    bool weighed;                   /* as a phrase, which ended it: nothing more until it goes on */
    bool heard;                     /* `command` waits for the silence after it to be long enough */
    uint64_t heard_frame;           /* where the speech ended */
    struct command_heard command;
};

void orders_init(struct orders *o, const struct listen_settings *settings);
void orders_finish(struct orders *o);
/** False after one sentence to `err`: nothing is listened for. */
bool orders_grammar(struct orders *o, const char *name, char *err, size_t err_size);

/** Nothing was said. */
void orders_forget(struct orders *o);
/** Speech goes on: what was heard was no command. */
void orders_go_on(struct orders *o);
/** Speech since a silence, with some of that before it: all `frames` of it so far, the last `quiet`
 *  of them quiet again. `end_frame` is where it ended, if it did. */
void orders_follow(struct orders *o, const int16_t *samples, uint64_t frames, uint64_t quiet,
                   uint64_t end_frame);
/** That speech is over, whatever it was. What is heard may still become due. */
void orders_end(struct orders *o, const int16_t *samples, uint64_t frames);
/** The command, once: when it has been quiet long enough by `frame`. */
bool orders_due(struct orders *o, uint64_t frame, struct command_heard *command);

#endif
