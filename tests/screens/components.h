/* SPDX-License-Identifier: GPL-3.0-or-later */
/** Every component in every state on one page: what no screen shows side by side. */
#ifndef COMPONENTS_H
#define COMPONENTS_H

#include "stage.h"

/** 1920x1080; the second page has meters, wave and countdown. Yours to destroy. */
cairo_surface_t *components_draw(struct stage *stage, enum theme_id theme, bool meters_page);

#endif
