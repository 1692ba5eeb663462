/* SPDX-License-Identifier: GPL-3.0-or-later */
/** What a text output can show: color, marks beyond ASCII, width. */
#ifndef TERMINAL_H
#define TERMINAL_H

#include <stdbool.h>
#include <stdio.h>

enum ink { INK_PLAIN, INK_BOLD, INK_FAINT, INK_YOU, INK_GOLD, INK_WATCH, INK_COUNT };

struct text_style {
    bool color;
    bool utf8;
    unsigned width;     /* columns */
};

/** Color only on a terminal that is not "dumb" and without NO_COLOR. */
struct text_style terminal_style(FILE *out);
/** The escape sequence that turns `ink` on, or "". INK_PLAIN ends it. */
const char *terminal_ink(const struct text_style *style, enum ink ink);
/** Print `text` in `ink`, broken at spaces; all lines but the first begin with `indent` spaces.
 *  `column` is where the text begins. No newline at the end. */
void terminal_wrap(FILE *out, const struct text_style *style, enum ink ink, const char *text,
                   unsigned column, unsigned indent);
/** Columns of a UTF-8 text: code points, without those that combine. */
unsigned terminal_columns(const char *text);

#endif
