/* SPDX-License-Identifier: GPL-3.0-or-later */
/** The options under the practices: answer length, text size, high contrast, captions. */
#ifndef CHOOSE_OPTIONS_H
#define CHOOSE_OPTIONS_H

#include "view.h"

/** Height they need at `width`: a strip, two rows in portrait, or one button in large text. */
double choose_options_height(struct view *v, double width);
/** The strip, or the button "Options". */
void choose_options(struct view *v, struct rect box);
/** The options that the button opened lie over the screen. */
bool choose_options_open(struct view *v);
void choose_options_dialog(struct view *v);

#endif
