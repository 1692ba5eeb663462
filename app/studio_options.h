/* SPDX-License-Identifier: GPL-3.0-or-later */
/** What a studio is made with unless options say otherwise. */
#ifndef STUDIO_OPTIONS_H
#define STUDIO_OPTIONS_H

#include "settings.h"
#include "studio.h"

struct studio_options studio_defaults(void);
/** The same as staff set it. Borrows `settings`, which may change while nobody practices. */
struct studio_options studio_from_settings(const struct settings *settings);

#endif
