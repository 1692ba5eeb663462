/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * For tests: what the screen tells, on standard error. Off unless GREENROOM_TRACE
 * is set. A line is written whenever it differs from the one before:
 *
 *     trace: answer none 7 words 12 s: answer.listening chip.on
 *
 * screen, sheet, how many words and whole seconds of the answer there are, and the
 * ids of those fixed texts (assets/strings) that were drawn and can be seen. Never
 * a word of the person, of the question or of a name.
 */
#ifndef TRACE_H
#define TRACE_H

#include "stage.h"

#include <stdbool.h>

/** Whether it was asked for. Before the first frame. */
bool trace_begin(void);
/** After a frame was drawn with canvas_take_notes() on. Main thread. */
void trace_frame(const struct stage *stage, const struct interview_state *state);

#endif
