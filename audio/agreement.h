/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * One list of words out of what several recognizers heard in the same sound:
 * laid side by side, they vote with their confidences (as ROVER does, J. Fiscus
 * 1997), because they err in different places.
 */
#ifndef AGREEMENT_H
#define AGREEMENT_H

#include "word_list.h"

enum { AGREEMENT_MOST = 3 };    /* recognizers */

/** Appends to `merged`, in order of time, what `count` lists hold. Confidences are chances to be
 *  right, before and after. A single list is appended as it is. False: no memory. */
bool agreement_merge(const struct word_list heard[], size_t count, struct word_list *merged);

#endif
