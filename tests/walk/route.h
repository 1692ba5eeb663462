/* SPDX-License-Identifier: GPL-3.0-or-later */
/** The route of the walks. */
#ifndef ROUTE_H
#define ROUTE_H

#include "walk.h"

#define ROUTE_MAX 160

/** Before the kiosk runs: a PIN, and settings and counts of the rig's own. False after one sentence. */
bool route_prepare(char *err, size_t err_size);

/** The same for all ways but where words are corrected. Returns the number of steps. */
size_t route_make(struct step steps[ROUTE_MAX], enum walk_by by);

/** The staff area; for everywhere that the first screen is. */
extern const struct step route_staff[];
extern const size_t route_staff_count;

#endif
