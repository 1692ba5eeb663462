/* SPDX-License-Identifier: GPL-3.0-or-later */
/** What a studio is made with unless options say otherwise. */
#ifndef STUDIO_OPTIONS_H
#define STUDIO_OPTIONS_H

#include "studio.h"

struct studio_options studio_defaults(void);

#endif
