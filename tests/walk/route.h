/* SPDX-License-Identifier: GPL-3.0-or-later */
/** The route of the walks. */
#ifndef ROUTE_H
#define ROUTE_H

#include "walk.h"

#define ROUTE_MAX 96

/** The same for all ways but where words are corrected. Returns the number of steps. */
size_t route_make(struct step steps[ROUTE_MAX], enum walk_by by);

#endif
