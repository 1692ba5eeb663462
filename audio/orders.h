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
    bool heard;                     /* `command` waits for the silence after it to be long enough */
    uint64_t heard_frame;           /* where the speech ended */
    struct command_heard command;
};

void orders_init(struct orders *o, const struct listen_settings *settings);
void orders_finish(struct orders *o);
/** False after one sentence to `err`: nothing is listened for. */
bool orders_grammar(struct orders *o, const char *name, char *err, size_t err_size);

/** Speech goes on: what was heard was no command. */
void orders_forget(struct orders *o);
/** Whether the quiet since the end of the speech is just long enough to listen to it. */
bool orders_want(const struct orders *o, uint64_t speech_frames, uint64_t quiet_frames);
/** Speech that ended at `end_frame`, with silence around it. */
void orders_take(struct orders *o, const int16_t *samples, size_t count, uint64_t end_frame);
/** The command, once: when it has been quiet long enough by `frame`. */
bool orders_due(struct orders *o, uint64_t frame, struct command_heard *command);

#endif
