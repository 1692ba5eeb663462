/* SPDX-License-Identifier: GPL-3.0-or-later */
/** The staff area in the kiosk's window; for kiosk*.c only. Main thread. */
#ifndef KIOSK_STAFF_H
#define KIOSK_STAFF_H

#include "kiosk_internal.h"

/** On the first screen only: nobody's practice is under way there. */
void kiosk_staff_open(struct kiosk *k, bool by_keyboard, double now_s);
/** True: the staff area is open and took the command. */
bool kiosk_staff_do(struct kiosk *k, int command, int number, double now_s);
/** With every turn of the loop: time-outs, the held logo, changed settings. */
void kiosk_staff_tick(struct kiosk *k, double now_s);
/** The studio with the settings as they are now; false after one sentence to `err`. */
bool kiosk_start_studio(struct kiosk *k, char *err, size_t err_size);

#endif
