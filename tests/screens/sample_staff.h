/* SPDX-License-Identifier: GPL-3.0-or-later */
/** The staff area in its pages and tabs; for sample.c. */
#ifndef SAMPLE_STAFF_H
#define SAMPLE_STAFF_H

#include "sample.h"

void make_staff_pin(struct sample *s);
void make_staff_locked(struct sample *s);
void make_staff_new_pin(struct sample *s);
void make_staff_overview(struct sample *s);
void make_staff_devices(struct sample *s);
void make_staff_sets(struct sample *s);
void make_staff_mistakes(struct sample *s);
void make_staff_usage(struct sample *s);
void make_staff_kiosk(struct sample *s);
void make_staff_pins_differ(struct sample *s);

#endif
