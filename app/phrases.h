/* SPDX-License-Identifier: GPL-3.0-or-later */
/** What a phrase heard by the grammar means on the screen that is shown. */
#ifndef PHRASES_H
#define PHRASES_H

#include "interview.h"

struct meant {
    enum command command;
    int number;
};

/** False: nothing that could be done now. Case and punctuation do not count. */
bool phrase_meaning(const struct interview *iv, const char *phrase, struct meant *meant);

#endif
