/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * One list of words out of what two recognizers heard in the same sound. Where
 * they differ the more confident is believed: they err in different places.
 */
#ifndef AGREEMENT_H
#define AGREEMENT_H

#include "word_list.h"

/** Appends to `merged`, in order of time. Confidences of both are chances to be right. False: no
 *  memory. */
bool agreement_merge(const struct word_list *first, const struct word_list *second,
                     struct word_list *merged);

#endif
