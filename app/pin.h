/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * The staff's PIN: only its hash is kept (Argon2id of libsodium), in the file
 * "pin" beside the settings. Wrong tries are rationed. Main thread only.
 */
#ifndef PIN_H
#define PIN_H

#include <stdbool.h>
#include <stddef.h>

#define PIN_SHORTEST 4
#define PIN_LONGEST  12
#define PIN_KIOSK_USER "greenroom"  /* whom the service runs as */
#define PIN_TRIES    3      /* wrong ones before a wait */

/**
 * Zeroed: no try yet. Lives longer than a visit to the staff area, and longer than
 * the program: pin_try() also keeps it in the file "pin-tries" beside the PIN.
 */
struct pin_gate {
    unsigned wrong;         /* in a row since the last wait */
    unsigned waits;         /* in a row; each is twice as long as the one before */
    double locked_until_s;
};

enum pin_answer { PIN_RIGHT, PIN_WRONG, PIN_LOCKED };

/** Whether a PIN was ever set. */
bool pin_is_set(void);
/**
 * Keep the hash of `pin`, 4 to 12 digits. As root: for the user "greenroom", where
 * there is one. False after one sentence to `err`; the former PIN then holds.
 */
bool pin_set(const char *pin, char *err, size_t err_size);
/** Wrong tries of a former run still count; without such, or after the right PIN, `gate` stays as it is. */
void pin_gate_load(struct pin_gate *gate, double now_s);
/** Takes some 0.1 s. While locked the PIN is not even looked at; without a PIN every one is wrong. */
enum pin_answer pin_try(struct pin_gate *gate, const char *pin, double now_s);
unsigned pin_tries_left(const struct pin_gate *gate);
/** Seconds until the next try counts; 0: now. */
double pin_locked_s(const struct pin_gate *gate, double now_s);

#endif
