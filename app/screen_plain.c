/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "screens.h"

#include "widgets.h"

/* A screen that has only its name so far. */
void plain_draw(struct view *v)
{
    struct rect room = page_header(v, HEADER_READ_ALOUD, page_subtitle(v, false),
                                   page_subtitle(v, true));
    page_title(v, &room, screens_get(v->state->screen)->name, NULL);
}
